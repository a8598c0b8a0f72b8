from __future__ import annotations

import pytest

from kontor.actions.accounts.accounts import (
    NamelessAccount,
    NameTaken,
    OwnAccount,
    add_account,
    remove_account,
)
from kontor.actions.accounts.books import local_account, open_book
from kontor.actions.accounts.devices import add_device
from kontor.actions.accounts.keepers import share_book
from kontor.actions.accounts.passwords import WeakPassword, enter
from kontor.actions.accounts.settings import BadSetting
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Deed, Device, Keeper, Person
from kontor.reports.accounts.accounts import (
    account_called,
    accounts,
    anybody_has_password,
    books_of_nobody,
    has_password,
)

GOOD = "correct horse battery"


@pytest.fixture
def machine(db: None, moment: object) -> Hand:
    """The hand of whoever used Kontor on this machine, without a password."""
    nobody = Hand(None, moment)  # type: ignore[arg-type]
    number = local_account(nobody)
    hand = Hand(number, nobody.moment)
    open_book(number, hand=hand, name="My book", owner="Anna Ahlers")
    return hand


def test_the_first_account_takes_over_what_was_kept_here(machine: Hand) -> None:
    assert not anybody_has_password()

    number = add_account(hand=machine, name="Anna", password=GOOD, owner="X")

    assert number == machine.account_id
    assert enter("anna", GOOD) == number
    assert [(a.name, a.has_password, a.books[0][1]) for a in accounts()] == [
        ("Anna", True, "My book")
    ]
    assert Book.objects.count() == 1


def test_the_next_one_begins_with_a_book_of_its_own(machine: Hand) -> None:
    add_account(hand=machine, name="Anna", password=GOOD)

    number = add_account(
        hand=machine, name="Ben", password=GOOD, owner="Ben  Brandt", pages="de"
    )

    book = Book.objects.get(keepers__account=number)
    assert book.name == "Ben Brandt"
    assert Person.objects.get(book=book, is_owner=True).display == "Ben Brandt"
    assert Account.objects.get(pk=number).language == "de"
    # It is its own owner, and sees nothing of Anna's.
    assert [k.role for k in Keeper.objects.filter(account=number)] == ["owner"]


def test_somebody_else_takes_nothing_over(machine: Hand) -> None:
    number = add_account(hand=machine, name="Ben", password=GOOD, apart=True)

    assert number != machine.account_id
    assert [(a.name, a.has_password) for a in accounts()] == [
        ("local", False),
        ("Ben", True),
    ]
    assert not has_password(machine.account_id or 0)


@pytest.mark.parametrize("name", ["Anna", "ANNA", "  anna "])
def test_two_accounts_never_share_a_name(machine: Hand, name: str) -> None:
    add_account(hand=machine, name="Anna", password=GOOD)
    with pytest.raises(NameTaken):
        add_account(hand=machine, name=name, password=GOOD)


def test_what_will_not_do_makes_no_account(machine: Hand) -> None:
    for values, error in [
        ({"name": " \0 "}, NamelessAccount),
        ({"name": "Anna", "password": "short"}, WeakPassword),
        ({"name": "Anna", "pages": "fr"}, BadSetting),
    ]:
        with pytest.raises(error):
            add_account(hand=machine, **{"password": GOOD, **values})  # type: ignore[arg-type]
    assert [a.name for a in accounts()] == ["local"]
    assert not anybody_has_password()


def test_books_that_nobody_else_keeps_stay_and_are_told(machine: Hand) -> None:
    add_account(hand=machine, name="Anna", password=GOOD)
    ben = add_account(hand=machine, name="Ben", password=GOOD)
    hers = Book.objects.get(keepers__account=machine.account_id)
    his = Book.objects.get(keepers__account=ben)
    share_book(hers.pk, hand=machine, account=ben)
    add_device(ben, hand=machine)

    alone = remove_account(ben, hand=machine)

    # Anna's book has Anna still.
    assert alone == [(his.pk, "Ben")] == books_of_nobody()
    assert account_called("Ben") is None
    assert not Device.objects.exists()
    assert Deed.objects.filter(book=his).count() == 1
    # It can be given to somebody.
    share_book(his.pk, hand=machine, account=machine.account_id or 0, role="owner")
    assert books_of_nobody() == []


def test_the_account_of_this_machine_goes_only_as_the_last(machine: Hand) -> None:
    anna = add_account(hand=machine, name="Anna", password=GOOD)
    ben = add_account(hand=machine, name="Ben", password=GOOD)
    with pytest.raises(OwnAccount):
        remove_account(anna, hand=machine)
    remove_account(ben, hand=machine)
    assert [name for _, name in remove_account(anna, hand=machine)] == ["My book"]
    assert accounts() == []


def test_nobody_is_removed_by_a_number_that_is_none(machine: Hand) -> None:
    with pytest.raises(Missing):
        remove_account(77, hand=machine)
