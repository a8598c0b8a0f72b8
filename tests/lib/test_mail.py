from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kontor.lib.mail import domain, mail_key


@pytest.mark.parametrize(
    "text",
    [
        "anna@example.org",
        " Anna@Example.ORG ",
        "mailto:anna@example.org?subject=Hallo",
        "MAILTO:anna@example.org",
        "Anna Berger <anna@example.org>",
        '"Berger, Anna" <anna@example.org>',
        "<anna@example.org>",
        "'anna@example.org'",
        "anna@example.org (Anna)",
        "anna@example.org.",
    ],
)
def test_an_address_has_one_key_however_it_is_written(text: str) -> None:
    assert mail_key(text) == "anna@example.org"


@pytest.mark.parametrize(
    "text",
    [
        "", "anna", "anna@", "@example.org", "anna@localhost", "anna b@example.org",
        "a@b@example.org", "anna@example..org", "anna@.org", "/O=FIRM/CN=ANNA",
        "anna@example.org, ben@example.org",
    ],
)  # fmt: skip
def test_what_is_no_single_address_has_no_key(text: str) -> None:
    assert mail_key(text) == ""
    assert domain(text) == ""


def test_both_writings_of_a_domain_with_an_umlaut_are_one() -> None:
    assert mail_key("Anna@MÜLLER.de") == "anna@müller.de"
    assert mail_key("anna@xn--mller-kva.de") == "anna@müller.de"


def test_a_broken_umlaut_domain_stays_as_it_is() -> None:
    assert mail_key("anna@xn--999999999.de") == "anna@xn--999999999.de"


def test_the_domain_is_what_follows_the_at() -> None:
    assert domain("Anna Berger <anna@Mail.Example.org>") == "mail.example.org"


@given(st.text(alphabet=st.sampled_from("aB@.<>\"' ()xn-:ü\\,")))
def test_a_key_is_its_own_key(text: str) -> None:
    key = mail_key(text)

    assert mail_key(key) == key


@pytest.mark.parametrize(
    "text", ["<" + "@" * 100_000, "a" + " " * 100_000 + "b", "(" * 100_000]
)
def test_a_long_text_that_is_no_address_is_read_quickly(text: str) -> None:
    begun = time.process_time()
    assert mail_key(text) == ""
    # Patterns that go over it again and again would take minutes.
    assert time.process_time() - begun < 1
