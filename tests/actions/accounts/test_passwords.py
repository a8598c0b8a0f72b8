from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth import hashers

from kontor.actions.accounts import passwords
from kontor.actions.accounts.devices import add_device, see_device
from kontor.actions.accounts.door import LinkSpent, make_link, use_link
from kontor.actions.accounts.passwords import (
    LONGEST,
    WeakPassword,
    WrongPassword,
    change_password,
    enter,
    set_password,
)
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Account

GOOD = "correct horse battery"
BETTER = "staple by the harbour"


@pytest.fixture
def with_one(anna: Account) -> Account:
    set_password(anna.pk, new=GOOD)
    anna.refresh_from_db()
    return anna


def test_a_password_opens_in_whatever_case_the_name_is_typed(
    with_one: Account,
) -> None:
    for name in ("Anna", "anna", " ANNA "):
        assert enter(name, GOOD) == with_one.pk


@pytest.mark.parametrize(
    ("name", "password"),
    [
        ("Anna", "wrong"),
        ("Anna", ""),
        ("Nobody", GOOD),
        ("", GOOD),
        ("Anna", GOOD + " "),
    ],
)
def test_everything_else_opens_nothing_and_says_the_same(
    with_one: Account, name: str, password: str
) -> None:
    with pytest.raises(WrongPassword) as said:
        enter(name, password)
    assert said.value.facts == {}


def test_an_account_without_a_password_opens_to_none(anna: Account) -> None:
    anna.set_unusable_password()
    anna.save()
    for password in ("", "!", anna.password):
        with pytest.raises(WrongPassword):
            enter("Anna", password)


def test_an_account_that_is_put_out_of_use_opens_no_more(with_one: Account) -> None:
    Account.objects.filter(pk=with_one.pk).update(is_active=False)
    with pytest.raises(WrongPassword):
        enter("Anna", GOOD)


@pytest.mark.parametrize("name", ["Anna", "Clara", "Ben", "Nobody", ""])
def test_a_password_is_reckoned_once_whoever_is_named(
    with_one: Account,
    clara: Account,
    hand: Hand,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # The time is spent in the hash: as often for a name that nobody has (and for
    # Clara and Ben, who have no password, in either way), so that nobody learns who
    # has an account by looking at the clock.
    Account.objects.create(name="Ben", created=hand.moment)
    reckoned = []
    hasher = type(hashers.get_hasher())
    encode: Callable[..., str] = hasher.encode

    def counted(self: object, password: str, *rest: object) -> str:
        reckoned.append(password)
        return encode(self, password, *rest)

    clara.set_unusable_password()
    clara.save()
    monkeypatch.setattr(hasher, "encode", counted)
    with pytest.raises(WrongPassword):
        enter(name, "wrong")
    assert len(reckoned) == 1


@pytest.mark.parametrize(
    "password",
    [
        "short",
        "12345678901",
        "password123",
        "annaannaanna"[:4],
        "x" * (LONGEST + 1),
        "",
    ],
)
def test_a_password_that_is_easily_guessed_will_not_do(
    with_one: Account, password: str
) -> None:
    with pytest.raises(WeakPassword):
        set_password(with_one.pk, new=password)
    assert enter("Anna", GOOD) == with_one.pk


def test_a_password_like_the_name_will_not_do(anna: Account) -> None:
    Account.objects.filter(pk=anna.pk).update(name="Annabella Ahlers")
    with pytest.raises(WeakPassword, match="name"):
        set_password(anna.pk, new="annabella ahlers")


def test_passwords_are_kept_as_scrypt(with_one: Account) -> None:
    assert with_one.password.startswith("scrypt$")


def test_a_change_wants_the_old_password(with_one: Account) -> None:
    with pytest.raises(WrongPassword):
        change_password(with_one.pk, old="wrong", new=BETTER)
    change_password(with_one.pk, old=GOOD, new=BETTER)
    assert enter("Anna", BETTER) == with_one.pk
    with pytest.raises(WrongPassword):
        enter("Anna", GOOD)


def test_a_change_signs_out_all_others_and_voids_their_links(
    with_one: Account, hand: Hand
) -> None:
    here, there = (add_device(with_one.pk, hand=hand) for _ in range(2))
    link = make_link(with_one.pk, hand=hand)

    change_password(with_one.pk, old=GOOD, new=BETTER, word=here)

    assert see_device(with_one.pk, here, hand=hand) == (True, False)
    assert see_device(with_one.pk, there, hand=hand) == (False, False)
    with pytest.raises(LinkSpent):
        use_link(link, hand=hand)


def test_nobody_has_no_password(db: None) -> None:
    with pytest.raises(Missing):
        set_password(77, new=GOOD)


def test_a_change_that_will_not_do_changes_nothing(
    with_one: Account, hand: Hand
) -> None:
    word = add_device(with_one.pk, hand=hand)
    with pytest.raises(WeakPassword) as said:
        change_password(with_one.pk, old=GOOD, new="short")
    assert "too short" in str(said.value.facts["reasons"])
    assert see_device(with_one.pk, word, hand=hand) == (True, False)


def test_no_more_of_a_password_is_reckoned_than_it_may_be_long(
    with_one: Account, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    monkeypatch.setattr(passwords, "make_password", lambda text: seen.append(len(text)))
    with pytest.raises(WrongPassword):
        enter("Nobody", "x" * 5_000_000)
    assert seen == [LONGEST]
