"""Opening books and erasing them."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from kontor.actions.accounts.books import (
    NameDiffers,
    NamelessBook,
    OnlyItsOwner,
    erase_book,
    local_account,
    open_book,
)
from kontor.actions.connections.confidential import add_rule
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.week import plan_week
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.journal import EVERYTHING
from kontor.records.models import Account, Batch, Book, Deed, Keeper, Person


def test_the_one_person_of_this_machine_is_made_once(
    db: None, hand: Hand, anna: Account
) -> None:
    assert local_account(hand) == anna.pk
    Account.objects.all().delete()
    first = local_account(hand)
    assert local_account(hand) == first
    assert not Account.objects.get().has_usable_password()


def test_a_book_begins_with_its_owner_and_its_place(anna: Account, hand: Hand) -> None:
    number = open_book(
        anna.pk,
        hand=hand,
        name="  My\nbook ",
        owner="Dr. Anna von Ahlers",
        language="en",
        region="GB",
        time_zone="Europe/London",
        currency="GBP",
    )
    book = Book.objects.get(pk=number)
    assert (book.name, book.region, book.currency) == ("My book", "GB", "GBP")
    owner = Person.objects.get(book=book)
    assert (owner.is_owner, owner.display, owner.family) == (
        True,
        "Dr. Anna von Ahlers",
        "von Ahlers",
    )
    assert owner.sort_name.startswith("ahlers anna")
    assert Keeper.objects.get(book=book).role == "owner"
    assert Deed.objects.get(book=book).verb == "open_book"


def test_without_an_owner_the_book_lends_its_name(anna: Account, hand: Hand) -> None:
    open_book(anna.pk, hand=hand, name="Netz")
    assert Person.objects.get().display == "Netz"
    with pytest.raises(NamelessBook):
        open_book(anna.pk, hand=hand, name=" \n ")
    assert Book.objects.count() == 1


def _fill(book: Book, hand: Hand) -> None:
    """Put something into every table."""
    uids = [
        add_person(
            book.pk,
            hand=hand,
            name=name,
            emails=[Point(f"{name}@x.example".lower())],
            places=[Place(city="Kiel")],
            work=[Work("Elbe AG")],
            tags=["Chor"],
        ).uid
        for name in ("Ada", "Bo")
    ]
    edit_person(book.pk, uids[0], hand=hand, note="x")
    log_touch(book.pk, uids, hand=hand)
    add_promise(book.pk, uids[0], hand=hand, text="x")
    add_tie(book.pk, *uids, hand=hand)
    add_rule(book.pk, hand=hand, kind="domain", value="y.example")
    bo = add_person(book.pk, hand=hand, name="Cy").uid
    set_rhythm(book.pk, bo, hand=hand, rhythm="A")
    plan_week(book.pk, hand=hand)
    begin_import(book.pk, hand=hand, files=[("x.vcf", io.BytesIO(b"secret"))])


def _left_of(book: int) -> dict[str, int]:
    counts = {
        model.__name__: model._default_manager.filter(book=book).count()
        for model in (*EVERYTHING, Deed)
    }
    return {name: count for name, count in counts.items() if count}


def _folders(book: Book) -> list[Path]:
    batches = Batch.objects.filter(book=book)
    return [Path(settings.DATA, "imports", str(batch.uid)) for batch in batches]


def test_an_erased_book_leaves_nothing_and_the_others_whole(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    _fill(book, hand)
    _fill(clara_book, hand)
    anna_files, clara_files = _folders(book), _folders(clara_book)
    hers = _left_of(clara_book.pk)
    assert {"Person", "PlanLine", "Tie", "Change", "BatchFile"} <= hers.keys()
    erase_book(book.pk, hand=hand, name=" Anna Ahlers ")
    assert _left_of(book.pk) == {}
    assert not Book.objects.filter(pk=book.pk).exists()
    assert _left_of(clara_book.pk) == hers
    # A file that waits to be read holds other people's data too.
    assert [folder.exists() for folder in anna_files] == [False]
    assert [folder.exists() for folder in clara_files] == [True]
    connection.check_constraints()


def test_a_book_is_erased_only_by_its_name(book: Book, hand: Hand) -> None:
    for name in ("", "Anna", "anna ahlers"):
        with pytest.raises(NameDiffers):
            erase_book(book.pk, hand=hand, name=name)
    with pytest.raises(Missing):
        erase_book(book.pk + 1, hand=hand, name="Anna Ahlers")
    assert Book.objects.filter(pk=book.pk).exists()


def test_a_book_is_erased_only_by_its_owner(
    book: Book, clara: Account, hand: Hand
) -> None:
    hers = replace(hand, account_id=clara.pk)
    for stranger in (hers, replace(hand, account_id=None)):
        with pytest.raises(Missing):
            erase_book(book.pk, hand=stranger, name="Anna Ahlers")
    Keeper.objects.create(book=book, account=clara, role=Keeper.Role.ASSISTANT)
    with pytest.raises(OnlyItsOwner):
        erase_book(book.pk, hand=hers, name="Anna Ahlers")
    assert Book.objects.filter(pk=book.pk).exists()
