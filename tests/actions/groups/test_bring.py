"""A table of members and attendance, brought into a group."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.bring import Brought, Rhythm, bring_attendance
from kontor.actions.groups.errors import NoDays, NotYetHeld
from kontor.actions.groups.gatherings import add_gathering, edit_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member, remove_member
from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.undo import undo
from kontor.core.errors import Invalid, Missing
from kontor.exchange.attendance.read import read_attendance
from kontor.lib.hand import Hand
from kontor.records.models import (
    Attendance,
    Book,
    Deed,
    Gathering,
    Membership,
    Organisation,
    Person,
)
from kontor.reports.overview.origin import origin

# Two gatherings, three people: Dora was there once, Emil always, Fritz never.
TABLE = """name,company,trade,mail,2026-01-05,2026-01-12
Dora Dorn,Dorn GmbH,Printer,dora@dorn.example,P,A
Emil Ernst,,Lawyer,,P,P
Fritz Fink,,,,A,E
"""


class Room:
    """A group of Anna's, into which tables come."""

    def __init__(self, book: Book, hand: Hand) -> None:
        self.book, self.hand = book.pk, hand
        self.today = hand.today(book.time_zone)
        self.group = add_group(book.pk, hand=hand, name="Guild", kind="leads").uid

    def brings(self, text: str, **how: Any) -> Brought:
        sheet = read_attendance(io.BytesIO(text.encode()), today=self.today)
        return bring_attendance(
            self.book, self.group, hand=self.hand, sheet=sheet, **how
        )

    def adds(self, name: str, **values: Any) -> str:
        return add_person(self.book, hand=self.hand, name=name, **values).uid

    def joins(self, uid: str) -> None:
        add_member(self.book, self.group, uid, hand=self.hand)


@pytest.fixture
def room(book: Book, hand: Hand) -> Room:
    return Room(book, hand)


def came() -> set[tuple[str, str, str]]:
    rows = Attendance.objects.values_list("person__display", "gathering__day", "state")
    return {(name, day.isoformat(), state) for name, day, state in rows}


def counts(brought: Brought) -> tuple[int, ...]:
    """People, gatherings and attendances: new, and known or changed."""
    return (
        brought.members_new, brought.members_known, brought.gatherings_new,
        brought.gatherings_known, brought.attendances_new,
        brought.attendances_changed,
    )  # fmt: skip


def test_a_table_becomes_people_gatherings_and_who_came(room: Room) -> None:
    brought = room.brings(TABLE)
    assert counts(brought) == (3, 0, 2, 0, 6, 0)
    assert came() == {
        ("Dora Dorn", "2026-01-05", "present"), ("Dora Dorn", "2026-01-12", "absent"),
        ("Emil Ernst", "2026-01-05", "present"),
        ("Emil Ernst", "2026-01-12", "present"),
        ("Fritz Fink", "2026-01-05", "absent"), ("Fritz Fink", "2026-01-12", "excused"),
    }  # fmt: skip
    dora = Person.objects.get(display="Dora Dorn")
    assert (dora.given, dora.family, dora.sort_name) == ("Dora", "Dorn", "dorn dora")
    assert dora.shown_organisation == "Dorn GmbH"
    assert dora.points.get().key == "dora@dorn.example"
    assert Membership.objects.get(person=dora).trade == "Printer"


def test_everybody_it_brought_is_known_to_come_from_a_table(room: Room) -> None:
    room.brings(TABLE)
    dora = Person.objects.get(given="Dora")
    assert {piece.since.way for piece in origin(room.book, dora.uid)} == {"table"}


def test_the_same_table_again_changes_nothing(room: Room) -> None:
    room.brings(TABLE)
    deeds = Deed.objects.count()
    again = room.brings(TABLE)
    assert again.deed is None
    assert counts(again) == (0, 3, 0, 2, 0, 0)
    assert Deed.objects.count() == deeds


def test_a_dry_run_counts_the_same_and_writes_nothing(room: Room) -> None:
    deeds = Deed.objects.count()
    shown = room.brings(TABLE, dry_run=True)
    assert (Deed.objects.count(), Person.objects.count()) == (deeds, 1)
    assert not Gathering.objects.exists()
    assert replace(room.brings(TABLE), deed=None) == shown


def test_it_is_taken_back_as_a_whole(room: Room) -> None:
    brought = room.brings(TABLE)
    assert brought.deed is not None
    undo(room.book, brought.deed, hand=room.hand)
    assert Person.objects.count() == 1  # Anna
    for table in (Gathering, Attendance, Membership, Organisation):
        assert not table.objects.exists()


def test_a_longer_table_brings_what_is_new_and_changes_what_differs(
    room: Room,
) -> None:
    room.brings(TABLE)
    longer = TABLE.replace("2026-01-12", "2026-01-12,2026-01-19").replace(
        "dora@dorn.example,P,A", "dora@dorn.example,P,L,P"
    )
    brought = room.brings(longer)
    # A gathering more, at which one came; Dora was late and not absent.
    assert counts(brought) == (0, 3, 1, 2, 1, 1)
    assert ("Dora Dorn", "2026-01-12", "late") in came()
    assert brought.deed is not None
    undo(room.book, brought.deed, hand=room.hand)
    assert ("Dora Dorn", "2026-01-12", "absent") in came()
    assert Gathering.objects.count() == 2


def test_what_the_keeper_has_written_since_stays(room: Room) -> None:
    room.brings(TABLE)
    held = Gathering.objects.get(day=date(2026, 1, 12))
    dora, emil = (
        str(Person.objects.get(given=given).uid) for given in ("Dora", "Emil")
    )
    fill_attendance(
        room.book, held.uid, hand=room.hand, states={dora: "late", emil: ""}
    )
    again = room.brings(TABLE)
    # Dora was late, whatever the table says; of Emil nothing shall stand there.
    assert (again.deed, again.kept) == (None, 2)
    assert ("Dora Dorn", "2026-01-12", "late") in came()
    assert ("Emil Ernst", "2026-01-12", "present") not in came()


def test_whoever_was_taken_out_of_the_group_does_not_come_back(room: Room) -> None:
    room.brings(TABLE)
    member = Membership.objects.get(person__given="Fritz")
    remove_member(room.book, member.pk, hand=room.hand)
    assert room.brings(TABLE).joined == 0


def test_a_gathering_moved_by_hand_is_still_known_by_its_title(room: Room) -> None:
    text = "member,event\nDora Dorn,E1\nDora Dorn,E2\n"
    rhythm = Rhythm(date(2026, 1, 5), 7)
    room.brings(text, rhythm=rhythm)
    second = Gathering.objects.get(title="E2")
    assert second.day == date(2026, 1, 12)
    edit_gathering(room.book, second.uid, hand=room.hand, day=date(2026, 1, 13))
    # Known by their titles, they need no days any more.
    again = room.brings(text)
    assert (again.deed, again.gatherings_known) == (None, 2)


def test_a_table_without_days_is_refused_and_says_what_it_needs(room: Room) -> None:
    with pytest.raises(NoDays) as refused:
        room.brings("member,event\nDora Dorn,E1\nDora Dorn,E2\n")
    assert refused.value.facts["titles"] == "E1, E2"
    assert not Gathering.objects.exists()
    assert not Membership.objects.exists()


@pytest.mark.parametrize(
    ("titles", "order"),
    [
        (("E1", "E10", "E2"), ["E1", "E2", "E10"]),
        # No numbers, or of several kinds: as they stand.
        (("Spring", "Autumn"), ["Spring", "Autumn"]),
        (("E2", "F1"), ["E2", "F1"]),
    ],
)
def test_gatherings_without_days_follow_their_numbers(
    room: Room, titles: tuple[str, ...], order: list[str]
) -> None:
    rows = "".join(f"Dora Dorn,{title}\n" for title in titles)
    room.brings("member,event\n" + rows, rhythm=Rhythm(date(2026, 1, 5), 7))
    found = Gathering.objects.order_by("day").values_list("title", flat=True)
    assert list(found) == order


def test_one_gathering_without_a_day_costs_no_other(room: Room) -> None:
    brought = room.brings("name,2026-01-05,Breakfast\nDora Dorn,P,P\n")
    assert brought.without_day == ("Breakfast",)
    assert came() == {("Dora Dorn", "2026-01-05", "present")}


@pytest.mark.parametrize(
    ("rhythm", "error"),
    [
        # By it the second would be in March 2026, of which the second is today.
        (Rhythm(date(2026, 2, 28), 7), NotYetHeld),
        (Rhythm(date(2026, 1, 5)), Invalid),
        (Rhythm(date(2026, 1, 5), 0), Invalid),
        (Rhythm(date(2026, 1, 5), -7), Invalid),
        (Rhythm(date(1700, 1, 5), 7), Invalid),
        (Rhythm(date(2026, 1, 5), 10**9), Invalid),
    ],
)
def test_a_rhythm_that_cannot_be_is_refused(
    room: Room, rhythm: Rhythm, error: type[Exception]
) -> None:
    with pytest.raises(error):
        room.brings("member,event\nDora Dorn,E1\nDora Dorn,E2\n", rhythm=rhythm)
    assert not Gathering.objects.exists()


def test_a_mail_address_tells_who_it_is(room: Room) -> None:
    uid = room.adds("Dora Maria Dorn", emails=[Point("Dora@Dorn.example")])
    brought = room.brings(TABLE)
    assert (brought.members_new, brought.members_known) == (2, 1)
    assert Membership.objects.filter(person__uid=UUID(uid)).exists()


def test_the_mailbox_of_a_firm_makes_nobody_of_two_people_one(room: Room) -> None:
    room.adds("Ben Brandt", emails=[Point("info@dorn.example")])
    text = TABLE.replace("dora@", "info@")
    brought = room.brings(text)
    # Another name: she is new, and it is said.
    assert (brought.members_new, brought.doubtful) == (3, ("Dora Dorn",))


def test_a_name_tells_who_it_is_within_the_group_only(room: Room) -> None:
    inside, outside = room.adds("Emil Ernst"), room.adds("Fritz Fink")
    room.joins(inside)
    brought = room.brings(TABLE)
    assert brought.doubtful == ("Fritz Fink",)
    assert (brought.members_new, brought.members_known) == (2, 1)
    assert Person.objects.filter(display="Emil Ernst").count() == 1
    assert Person.objects.filter(display="Fritz Fink").count() == 2
    assert not Membership.objects.filter(person__uid=UUID(outside)).exists()


def test_a_name_and_the_same_organisation_tell_who_it_is(room: Room) -> None:
    room.adds("Dora Dorn", work=[Work("dorn gmbh")])
    room.adds("Dora Dorn", work=[Work("Weser AG")])
    assert room.brings(TABLE).members_known == 1


def test_whose_own_name_stands_there_is_the_owner(room: Room, owner: Person) -> None:
    brought = room.brings("name,2026-01-05\nAnna Ahlers,P\n")
    assert (brought.members_new, brought.members_known) == (0, 1)
    assert Attendance.objects.get().person == owner


def test_two_of_one_name_stay_two_however_often_they_come(room: Room) -> None:
    text = "name,2026-01-05\nEmil Ernst,P\nEmil Ernst,A\n"
    room.brings(text)
    # One of the table, and by name any of two by hand: a third, but only once.
    for uid in (room.adds("Fritz Fink"), room.adds("Fritz Fink")):
        room.joins(uid)
    assert room.brings("name,2026-01-05\nFritz Fink,P\n").doubtful == ("Fritz Fink",)
    again = room.brings(text + "Fritz Fink,P\n")
    assert (again.deed, again.members_new, again.members_known) == (None, 0, 3)


def test_whoever_was_erased_does_not_come_back(room: Room) -> None:
    uid = room.adds("Dora Dorn", emails=[Point("dora@dorn.example")])
    erase_person(room.book, uid, hand=room.hand)
    brought = room.brings(TABLE)
    assert (brought.erased, brought.members_new) == (1, 2)
    assert not Person.objects.filter(display="Dora Dorn").exists()
    assert {name for name, _, _ in came()} == {"Emil Ernst", "Fritz Fink"}


def test_a_gathering_of_that_day_is_the_one_meant(room: Room) -> None:
    add_gathering(
        room.book, room.group, hand=room.hand, day=date(2026, 1, 5), title="Breakfast"
    )
    brought = room.brings(TABLE)
    assert (brought.gatherings_new, brought.gatherings_known) == (1, 1)
    assert Gathering.objects.get(day=date(2026, 1, 5)).title == "Breakfast"


def test_nobody_comes_to_what_was_cancelled(room: Room) -> None:
    uid = add_gathering(
        room.book, room.group, hand=room.hand, day=date(2026, 1, 5), cancelled=True
    ).uid
    brought = room.brings(TABLE)
    assert (brought.attendances_new, brought.kept) == (3, 3)
    assert not Attendance.objects.filter(gathering__uid=UUID(uid)).exists()


def test_a_list_of_members_alone_makes_members(room: Room) -> None:
    brought = room.brings("name,trade,since\nDora Dorn,Printer,2024-05-01\n")
    assert (brought.joined, brought.gatherings_new) == (1, 0)
    assert Membership.objects.get().since == date(2024, 5, 1)


def test_a_name_corrected_by_hand_is_not_made_again(room: Room) -> None:
    room.brings(TABLE)
    dora = Person.objects.get(given="Dora")
    edit_person(room.book, dora.uid, hand=room.hand, name="Dora Dorn-Daube")
    # Her mail address tells; half of a double name fits.
    assert room.brings(TABLE).members_new == 0


def test_a_strangers_group_is_missing(room: Room, clara_book: Book) -> None:
    sheet = read_attendance(io.BytesIO(TABLE.encode()), today=room.today)
    with pytest.raises(Missing):
        bring_attendance(clara_book.pk, room.group, hand=room.hand, sheet=sheet)


def test_twenty_thousand_rows_take_seconds(room: Room) -> None:
    days = [date(2025, 1, 6) + timedelta(days=7 * week) for week in range(2)]
    head = "name,company," + ",".join(map(str, days))
    rows = [f"Given{n} Family{n},Firm {n % 500},P,A" for n in range(20_000)]
    began = time.perf_counter()
    brought = room.brings("\n".join([head, *rows]))
    took = time.perf_counter() - began
    assert counts(brought) == (20_000, 0, 2, 0, 40_000, 0)
    assert Organisation.objects.count() == 500
    # About three seconds where nothing else runs; row by row it was minutes.
    assert took < 40
