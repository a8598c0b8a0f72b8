"""Accounts, keepers and devices on the command line."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from kontor.actions.accounts.devices import add_device
from kontor.actions.accounts.passwords import WrongPassword, enter
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Device, Keeper

Kontor = Callable[..., Any]
GOOD = "correct horse battery"


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have passwords typed at the terminal, one after the other."""

    def typed(*passwords: str) -> None:
        left: Iterator[str] = iter(passwords)
        monkeypatch.setattr(getpass, "getpass", lambda question: next(left))

    return typed


def test_a_password_is_typed_twice(kontor: Kontor, typed: Callable[..., None]) -> None:
    typed(GOOD, GOOD)
    ran = kontor("account", "add", "Ben", "Brandt", typed="")

    # Anna has no password yet: as the first, Ben would take her place. She is the
    # account of this machine, and it is hers to be named.
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == "“Ben Brandt” can sign in now, and keeps: Anna Ahlers.\n"
    assert enter("ben brandt", GOOD)


def test_mistyped_makes_nothing(kontor: Kontor, typed: Callable[..., None]) -> None:
    typed(GOOD, "correct house battery")
    ran = kontor("account", "add", "Ben", typed="")
    assert ran.err == "The two passwords differ; nothing was changed.\n"
    assert not Account.objects.filter(name="Ben").exists()


def test_a_password_comes_from_a_file_or_a_pipe(kontor: Kontor, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(GOOD + "\n")
    words = ["account", "add", "--apart", "--json"]
    ran = kontor(*words, "Ben", "--password-file", str(file))
    assert ran.json["books"] == "Ben"
    ran = kontor(*words, "Dora", "--owner", "Dora Daume", piped=f"{GOOD}\r\n")
    assert ran.json["books"] == "Dora Daume"
    ran = kontor(*words, "Eve", "--password-file", "-", piped=f" {GOOD} ")
    # White space is part of it.
    assert enter("Eve", f" {GOOD} ") == ran.json["id"]
    assert enter("Ben", GOOD) != enter("Dora", GOOD)


def test_a_password_that_is_not_there_or_will_not_do_is_told(
    kontor: Kontor, tmp_path: Path
) -> None:
    for words, piped, code in [
        ([], "", "no_password"),
        ([], "\n", "no_password"),
        ([], "short\n", "weak_password"),
        (["--password-file", str(tmp_path / "none")], "", "no_file"),
        (["--language", "fr"], GOOD, "bad_setting"),
    ]:
        ran = kontor("account", "add", "Ben", *words, "--json", piped=piped)
        assert (ran.status, ran.json["error"]) == (1, code)
    assert Account.objects.count() == 1


def test_accounts_are_listed_with_their_books(kontor: Kontor, clara: Account) -> None:
    ran = kontor("account")
    assert [line.split() for line in ran.out.splitlines()] == [
        ["Anna", "no", "password", "Anna", "Ahlers"],
        ["Clara", "no", "password", "Clara", "Coors"],
    ]
    assert [one["name"] for one in kontor("account", "list", "--json").json] == [
        "Anna",
        "Clara",
    ]


def test_a_new_password_signs_the_devices_out(
    kontor: Kontor, clara: Account, hand: Hand
) -> None:
    add_device(clara.pk, hand=hand)
    ran = kontor("account", "password", "clara", piped=GOOD)
    assert ran.status == 0
    assert enter("Clara", GOOD) == clara.pk
    assert not Device.objects.exists()
    with pytest.raises(WrongPassword):
        enter("Anna", GOOD)


def test_removing_asks_and_tells_which_books_stay(
    kontor: Kontor, clara: Account, clara_book: Book, book: Book
) -> None:
    ran = kontor("account", "remove", "Clara", typed="n\n")
    assert ran.out == "Nothing was changed.\n"
    ran = kontor("account", "remove", "Clara", typed="y\n")
    assert "Nobody keeps these books any more:" in ran.out
    assert f"{clara_book.pk}  Clara Coors" in ran.out
    assert "Clara Coors" in kontor("account").out
    # It is given to somebody, and is one of hers then.
    ran = kontor("share", "Clara Coors", "Anna", "--role", "owner")
    assert ran.out == "Let Anna keep this book, too\n"
    assert "Clara Coors" in kontor("books").out


def test_what_cannot_be_is_told(kontor: Kontor, clara: Account) -> None:
    for words, code in [
        (["account", "dance"], "no_such_act"),
        (["account", "remove", "Nobody"], "no_such_account"),
        (["account", "remove", "Anna"], "own_account"),
        (["account", "password", "Nobody"], "no_such_account"),
        (["account", "add", "clara"], "name_taken"),
        (["share", "Anna Ahlers", "Nobody"], "no_such_account"),
        (["share", "Clara Coors", "Anna"], "no_such_book"),
        (["share", "Anna Ahlers", "Anna", "--remove"], "last_owner"),
        (["share", "Anna Ahlers", "Clara", "--role", "queen"], "no_such_role"),
        (["devices", "--sign-out", "77"], "no_such_device"),
    ]:
        ran = kontor(*words, "--json", piped=GOOD)
        assert (ran.status, ran.json["error"]) == (1, code), words


def test_a_book_is_shared_and_taken_back(
    kontor: Kontor, clara: Account, book: Book
) -> None:
    ran = kontor("share", "Anna Ahlers", "clara")
    # Nothing is offered that cannot be done: this is not undone.
    assert ran.out == "Let Clara keep this book, too\n"
    assert kontor("share", "Anna Ahlers").out == "Anna   Owner\nClara  Assistant\n"
    found = kontor("share", str(book.pk), "--json").json
    assert [one["role"] for one in found] == ["owner", "assistant"]
    kontor("share", "Anna Ahlers", "clara", "--remove")
    assert Keeper.objects.filter(book=book).count() == 1
    assert "Clara keeps this book no longer" in kontor("deeds").out


def test_devices_are_listed_and_signed_out(
    kontor: Kontor, anna: Account, clara: Account, hand: Hand
) -> None:
    assert kontor("devices").out == "No browser is signed in.\n"
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"
    for agent in (firefox, "", ""):
        add_device(anna.pk, hand=hand, agent=agent)
    add_device(clara.pk, hand=hand)
    first = Device.objects.get(browser="Firefox").pk
    ran = kontor("devices")
    assert ran.out.count("\n") == 3
    assert f"{first}  Firefox, Linux  since 2 Mar 2026  last seen 2 Mar 2026" in ran.out
    assert kontor("devices", "--json").json[0].keys() == {
        "id",
        "browser",
        "system",
        "since",
        "seen",
    }
    assert kontor("devices", "--sign-out", str(first)).status == 0
    assert kontor("devices", "--all").out == "2 devices are signed out.\n"
    # Clara's are hers.
    assert [row.account_id for row in Device.objects.all()] == [clara.pk]
