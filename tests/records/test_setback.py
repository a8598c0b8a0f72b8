"""Setting columns back, where a later deed has changed some of them."""

from __future__ import annotations

from typing import Any

import pytest

from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections.organisations import edit_organisation
from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import Book, ContactPoint, Organisation, Person
from tests.records.ledger import check


@pytest.mark.parametrize(
    ("first", "later"),
    [
        # The day of the one and the month of the other would be the 31st of April.
        ({"birthday": (None, 3, 30)}, {"birthday": (None, 4, 30)}),
        ({"birthday": (None, 5, 31)}, {"birthday": None}),
        ({"name": "Ben Böhm"}, {"name": "Bernd Böhm"}),
        ({"name": "Ben Böhm"}, {"display": "Benno"}),
    ],
)
def test_columns_that_make_sense_together_are_kept_together(
    book: Book, hand: Hand, ben: Person, first: dict[str, Any], later: dict[str, Any]
) -> None:
    edit_person(book.pk, ben.uid, hand=hand, birthday=(1970, 3, 31))
    deed = edit_person(book.pk, ben.uid, hand=hand, **first).deed
    edit_person(book.pk, ben.uid, hand=hand, **later)
    now = Person.objects.values().get(pk=ben.pk)
    undone = undo(book.pk, deed, hand=hand)
    assert Person.objects.values().get(pk=ben.pk) == now
    assert len(undone.kept) == 1


def test_what_was_changed_and_changed_back_is_set_back(
    book: Book, hand: Hand, ben: Person
) -> None:
    edit_person(book.pk, ben.uid, hand=hand, birthday=(1970, 3, 31))
    deed = edit_person(book.pk, ben.uid, hand=hand, birthday=(1970, 3, 30)).deed
    later = edit_person(book.pk, ben.uid, hand=hand, birthday=(1970, 4, 30)).deed
    undo(book.pk, later, hand=hand)
    assert undo(book.pk, deed, hand=hand).kept == []
    ben.refresh_from_db()
    assert (ben.birth_month, ben.birth_day) == (3, 31)


def test_what_is_as_it_was_before_already_is_not_listed(
    book: Book, hand: Hand, ben: Person
) -> None:
    deed = edit_person(book.pk, ben.uid, hand=hand, note="new").deed
    edit_person(book.pk, ben.uid, hand=hand, note="")
    assert undo(book.pk, deed, hand=hand).kept == []


def test_a_name_taken_since_is_not_given_back(book: Book, hand: Hand) -> None:
    add_person(book.pk, hand=hand, name="Ada", work=[Work("Nord")])
    nord = Organisation.objects.get()
    deed = edit_organisation(book.pk, nord.uid, hand=hand, name="Süd", note="new").deed
    add_person(book.pk, hand=hand, name="Bo", work=[Work("Nord")])
    undone = undo(book.pk, deed, hand=hand)
    names = Organisation.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == ["Süd", "Nord"]
    assert [entry["name"] for entry in undone.kept] == ["Süd"]
    check(book.pk)


def test_an_introducer_who_is_gone_is_not_named_again(
    book: Book, hand: Hand, ben: Person
) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada", met_through=ben.uid).uid
    deed = edit_person(book.pk, ada, hand=hand, met_through="", note="new").deed
    remove_person(book.pk, ben.uid, hand=hand)
    undone = undo(book.pk, deed, hand=hand)
    person = Person.objects.get(uid=ada)
    assert (person.met_through_id, person.note) == (None, "")
    assert [entry["name"] for entry in undone.kept] == ["Ada"]


def test_classes_of_rhythm_stay_in_order(book: Book, hand: Hand) -> None:
    change_settings(book.pk, hand=hand, rhythm_a=40)
    deed = change_settings(book.pk, hand=hand, rhythm_a=10).deed
    change_settings(book.pk, hand=hand, rhythm_b=30)
    undone = undo(book.pk, deed, hand=hand)
    book.refresh_from_db()
    # Given back alone, A would come round more seldom than B.
    assert (book.rhythm_a, book.rhythm_b) == (10, 30)
    assert len(undone.kept) == 1


def test_one_row_changed_twice_by_one_deed_is_set_back_to_the_first(
    book: Book, hand: Hand, ben: Person
) -> None:
    mails = [Point("a@example.org"), Point("b@example.org")]
    edit_person(book.pk, ben.uid, hand=hand, emails=mails)
    before = list(ContactPoint.objects.order_by("pk").values())
    deed = edit_person(book.pk, ben.uid, hand=hand, emails=mails[::-1]).deed
    assert list(ContactPoint.objects.order_by("pk").values()) != before
    undo(book.pk, deed, hand=hand)
    assert list(ContactPoint.objects.order_by("pk").values()) == before
