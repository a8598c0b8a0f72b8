"""Where others' texts name somebody."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from kontor.actions.connections.organisations import edit_organisation
from kontor.actions.connections.people import add_person, remove_person
from kontor.actions.connections.pieces import Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.tags import tag_people
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.segments import add_segment
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Organisation, Person
from kontor.reports.overview.mentions import mentions
from tests.actions.overview.bringing import bring, card


def test_every_place_is_listed_and_the_persons_own_are_not(
    book: Book, hand: Hand, ben: Person
) -> None:
    eva = add_person(
        book.pk, hand=hand, name="Eva Nord", note="Tall.\nCousin of Ben Brandt.",
        work=[Work("Nord GmbH")],
    ).uid  # fmt: skip
    kim = add_person(book.pk, hand=hand, name="Kim").uid
    touch = log_touch(book.pk, [eva], hand=hand, note="About ben brandt").uid
    log_touch(book.pk, [eva, ben.uid], hand=hand, note="Ben Brandt was there")
    add_promise(book.pk, eva, hand=hand, text="Ring Ben Brandt")
    add_promise(book.pk, ben.uid, hand=hand, text="Ring Ben Brandt")
    add_tie(book.pk, eva, kim, hand=hand, how="through Ben Brandt")
    firm = Organisation.objects.get(name="Nord GmbH")
    note = "Ben Brandt was here"
    edit_organisation(book.pk, firm.uid, hand=hand, name=firm.name, note=note)
    tag_people(book.pk, [eva], hand=hand, tag="Friends of Ben Brandt")
    bring(book, hand, card("NOTE:x", "X-BOSS:Ben Brandt", name="Ole"))
    found = mentions(book.pk, ben.uid)
    assert [(m.kind, m.page, m.whose, m.text) for m in found] == [
        ("note", "person", "Eva Nord", "Cousin of Ben Brandt."),
        ("touch", "touch", "Eva Nord", "About ben brandt"),
        ("promise", "person", "Eva Nord", "Ring Ben Brandt"),
        ("tie", "person", "Eva Nord", "through Ben Brandt"),
        ("organisation", "organisation", "Nord GmbH", "Ben Brandt was here"),
        ("tag", "people", "Friends of Ben Brandt", "Friends of Ben Brandt"),
        ("source", "person", "Ole", "X-BOSS:Ben Brandt"),
    ]
    assert found[1].uid == touch
    assert found[0].label == "Note on a person"


def test_groups_and_target_segments_name_people_too(
    book: Book, hand: Hand, ben: Person
) -> None:
    kim = add_person(book.pk, hand=hand, name="Kim").uid
    group = add_group(
        book.pk, hand=hand, name="Kaitreff", kind="leads", note="x\nBen Brandt leads",
    ).uid  # fmt: skip
    add_group(book.pk, hand=hand, name="Chor", kind="circle", seats=["Ben Brandt"])
    day = date(2026, 2, 3)
    held = add_gathering(book.pk, group, hand=hand, day=day, title="By Ben Brandt").uid
    add_member(book.pk, group, kim, hand=hand, reason="Knows Ben Brandt")
    # What is said of himself is his own.
    add_member(book.pk, group, ben.uid, hand=hand, reason="Ben Brandt asked")
    segment = add_segment(book.pk, hand=hand, name="Bau", organisations=["Ben Brandt"])
    found = mentions(book.pk, ben.uid)
    assert [(m.kind, m.page, m.uid, m.whose, m.text) for m in found] == [
        ("group", "group", group, "Kaitreff", "Ben Brandt leads"),
        ("group", "group", found[1].uid, "Chor", "Ben Brandt"),
        ("gathering", "gathering", held, "Kaitreff", "By Ben Brandt"),
        ("membership", "group", group, "Kaitreff", "Knows Ben Brandt"),
        ("segment", "segment", segment.uid, "Bau", "Ben Brandt"),
    ]
    assert found[0].label == "Network"


def test_a_long_line_is_cut(book: Book, hand: Hand, ben: Person) -> None:
    add_person(book.pk, hand=hand, name="Eva", note="Ben Brandt " + "x" * 500)
    (found,) = mentions(book.pk, ben.uid)
    assert len(found.text) == 121


def test_who_was_removed_can_be_looked_for_and_nobody_cannot(
    book: Book, hand: Hand, ben: Person
) -> None:
    add_person(book.pk, hand=hand, name="Eva", note="Ben Brandt")
    remove_person(book.pk, ben.uid, hand=hand)
    assert len(mentions(book.pk, ben.uid)) == 1
    for uid in (uuid.uuid4(), "nobody"):
        with pytest.raises(Missing):
            mentions(book.pk, uid)
