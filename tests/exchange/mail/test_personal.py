from __future__ import annotations

import pytest

from kontor.exchange.card import Problem
from kontor.exchange.mail.personal import is_machine
from tests.exchange.mail.mails import code, one


@pytest.mark.parametrize(
    ("field", "expected"),
    [
        ("List-Id: <news.example>", "mail-list"),
        ("list-unsubscribe: <mailto:x@y.example>", "mail-list"),
        ("List-Post: NO", "mail-list"),
        ("Precedence: bulk", "mail-list"),
        ("Precedence: List", "mail-list"),
        ("Precedence: junk", "mail-list"),
        ("Precedence: auto_reply", "mail-automatic"),
        ("Precedence: first-class", ""),
        ("Auto-Submitted: auto-replied", "mail-automatic"),
        ("Auto-Submitted: auto-generated; owner-email=x", "mail-automatic"),
        ("Auto-Submitted: no", ""),
        ("Auto-Submitted: No; x=y", ""),
        ("Listless: yes", ""),
        ("X-Spam-Flag: YES", "mail-spam"),
        ("X-Spam-Flag: NO", ""),
        ("X-Gmail-Labels: Archived,Spam", "mail-spam"),
        ("X-Gmail-Labels: Papierkorb", "mail-deleted"),
        ("X-Gmail-Labels: =?UTF-8?Q?Ge=C3=B6ffnet,Entw=C3=BCrfe?=", "mail-draft"),
        ("X-Gmail-Labels: Inbox,Important,Opened", ""),
        ("X-Mozilla-Status: 0001", ""),
        ("X-Mozilla-Status: 0009", "mail-deleted"),
        ("X-Mozilla-Status: nonsense", ""),
    ],
)
def test_what_is_none_between_people_is_left_out(field: str, expected: str) -> None:
    assert code(field) == expected
    if expected:
        found = one(field)
        assert isinstance(found, Problem)
        assert found.outcome == "left_out"


@pytest.mark.parametrize(
    "email",
    [
        "noreply@x.example",
        "no-reply@x.example",
        "no_reply+17@x.example",
        "do-not-reply@x.example",
        "donotreply2@x.example",
        "messages-noreply@x.example",
        "service.noreply@x.example",
        "mailer-daemon@x.example",
        "postmaster@x.example",
        "notification+abc@x.example",
        "notifications@x.example",
        "bounce-17-abc@x.example",
        "bounces+17@x.example",
        "newsletter@x.example",
        "nicht-antworten@x.example",
        "keine-antwort@x.example",
        "reply+abc@x.example",
        "anna-unsubscribe@x.example",
    ],
)
def test_nobody_sits_behind_such_an_address(email: str) -> None:
    assert is_machine(email)
    assert code(From=email) == "mail-automatic"


@pytest.mark.parametrize(
    "email",
    [
        "anna@x.example",
        "info@x.example",
        "norbert.replinger@x.example",
        "anna.noack@noreply.example",
        "reply@x.example",
        "bouncer@x.example",
        "alerta@x.example",
    ],
)
def test_somebody_may_sit_behind_such_an_address(email: str) -> None:
    assert not is_machine(email)
    assert code(From=email) == ""
