"""What would go, and who could be erased."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.overview.erasing import RemovedLine, erased, erasing, removed


def test_what_would_go_is_counted(book: Book, hand: Hand, ben: Person) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva", note="Ben Brandt").uid
    edit_person(book.pk, ben.uid, hand=hand, work=[Work("Brandt Bau"), Work("Nord")])
    log_touch(book.pk, [ben.uid], hand=hand)
    log_touch(book.pk, [ben.uid, eva], hand=hand)
    add_promise(book.pk, ben.uid, hand=hand, text="x")
    add_tie(book.pk, ben.uid, eva, hand=hand)
    edit_person(book.pk, ben.uid, hand=hand, note="y")
    group = add_group(book.pk, hand=hand, name="Chor", kind="circle").uid
    add_member(book.pk, group, ben.uid, hand=hand)
    held = add_gathering(book.pk, group, hand=hand, day=date(2026, 2, 3)).uid
    fill_attendance(book.pk, held, hand=hand, states={str(ben.uid): "late"})
    view = erasing(book.pk, ben.uid)
    assert (view.name, view.in_book) == ("Ben Brandt", True)
    assert (view.touches, view.alone, view.promises, view.ties) == (2, 1, 1, 1)
    assert (view.groups, view.gatherings) == (1, 1)
    # The note; new rows leave no change.
    assert (view.sources, view.changes, view.firms) == (0, 1, ("Brandt Bau",))
    assert [m.whose for m in view.mentions] == ["Eva"]


def test_who_was_removed_is_listed_until_brought_back_or_erased(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = remove_person(book.pk, ben.uid, hand=hand).deed
    line = RemovedLine(str(ben.uid), "Ben Brandt", date(2026, 3, 2))
    assert removed(book.pk) == [line]
    assert not erasing(book.pk, ben.uid).in_book
    undo(book.pk, deed, hand=hand)
    assert removed(book.pk) == []
    remove_person(book.pk, ben.uid, hand=hand)
    erase_person(book.pk, ben.uid, hand=hand)
    assert (removed(book.pk), erased(book.pk)) == ([], 1)
    with pytest.raises(Missing):
        erasing(book.pk, ben.uid)


def test_older_states_of_the_book_in_the_data_folder_are_named(
    book: Book, ben: Person
) -> None:
    assert erasing(book.pk, ben.uid).copies == ()
    folder = Path(settings.DATA, "before-2026-03-01")
    folder.mkdir()
    try:
        assert erasing(book.pk, ben.uid).copies == ("before-2026-03-01",)
    finally:
        folder.rmdir()


def test_the_owner_cannot_be_erased(book: Book, owner: Person) -> None:
    with pytest.raises(Missing):
        erasing(book.pk, owner.uid)
    with pytest.raises(Missing):
        erasing(book.pk, "nobody")
