"""Who came to a gathering, entered for the whole room at once."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

import pytest

from kontor.actions.connections.errors import BadValue, NoName
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.touches import edit_touch
from kontor.actions.groups.attendance import Newcomer, fill_attendance
from kontor.actions.groups.errors import (
    Cancelled,
    NotInGroup,
    NotThere,
    NotYetHeld,
)
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group, edit_group
from kontor.actions.groups.members import add_member
from kontor.actions.overview.undo import undo
from kontor.core.errors import KontorError, Missing
from kontor.lib.hand import Hand
from kontor.records.models import (
    Attendance,
    Book,
    Deed,
    Gathering,
    Membership,
    MetIn,
    Participant,
    Person,
    Touch,
)
from tests.records.ledger import check, ledger

TUESDAY = date(2026, 2, 24)
JOINED = date(2026, 1, 1)


@pytest.fixture
def held(book: Book, hand: Hand) -> Gathering:
    group = add_group(
        book.pk, hand=hand, name="Kaitreff", kind="leads", joined_on=JOINED
    ).uid
    uid = add_gathering(book.pk, group, hand=hand, day=TUESDAY, title="Frühstück").uid
    return Gathering.objects.get(uid=uid)


@pytest.fixture
def ada(book: Book, hand: Hand, held: Gathering) -> Person:
    return _member(book, hand, held, "Ada Alt")


@pytest.fixture
def cem(book: Book, hand: Hand, held: Gathering) -> Person:
    return _member(book, hand, held, "Cem Can")


def _member(book: Book, hand: Hand, held: Gathering, name: str) -> Person:
    uid = add_person(book.pk, hand=hand, name=name).uid
    add_member(book.pk, held.group.uid, uid, hand=hand)
    return Person.objects.get(uid=uid)


def states_of(held: Gathering) -> dict[str, str]:
    rows = Attendance.objects.filter(gathering=held).order_by("person__display")
    return dict(rows.values_list("person__display", "state"))


def test_a_whole_room_is_one_deed(
    book: Book, hand: Hand, held: Gathering, ada: Person, cem: Person, owner: Person
) -> None:
    deeds = Deed.objects.count()
    done = fill_attendance(
        book.pk, held.uid, hand=hand,
        states={owner.uid: "present", ada.uid: "late", cem.uid: "excused"},
        talked=[ada.uid],
        newcomers=[
            Newcomer("Eva Ems", "Malerin", invited_by=cem.uid),
            Newcomer("Fritz", talked=False),
        ],
    )  # fmt: skip
    assert Deed.objects.count() == deeds + 1
    assert done.facts == {"group": "Kaitreff", "day": "2026-02-24"}
    assert states_of(held) == {
        "Ada Alt": "late", "Anna Ahlers": "present", "Cem Can": "excused",
        "Eva Ems": "present", "Fritz": "present",
    }  # fmt: skip
    touches = Touch.objects.all()
    assert {(t.day, t.channel, t.direction, t.place) for t in touches} == {
        (TUESDAY, "event", "both", "Frühstück"),
    }
    # One contact with each, as each may be talked with about something else.
    with_whom = Participant.objects.order_by("person__display")
    assert [part.person.display for part in with_whom] == ["Ada Alt", "Eva Ems"]
    ada.refresh_from_db()
    assert (ada.last_touch, ada.touch_days) == (TUESDAY, 1)
    assert ada.strength_key is not None
    check(book.pk)


def test_a_newcomer_is_a_guest_met_there(
    book: Book, hand: Hand, held: Gathering, ada: Person
) -> None:
    newcomers = [Newcomer("Dr. Eva Ems", " Male\nrin ", invited_by=ada.uid)]
    fill_attendance(book.pk, held.uid, hand=hand, states={}, newcomers=newcomers)
    eva = Person.objects.get(display="Dr. Eva Ems")
    assert (eva.prefix, eva.given, eva.family) == ("Dr.", "Eva", "Ems")
    assert (eva.met_day, eva.met_place) == (TUESDAY, "Frühstück")
    guest = Membership.objects.get(person=eva)
    assert (guest.standing, guest.since, guest.until) == ("guest", TUESDAY, TUESDAY)
    assert (guest.trade, guest.invited_by) == ("Male rin", ada)
    met = MetIn.objects.get()
    assert (met.person, met.group, met.gathering) == (eva, held.group, held)


def test_whom_one_meets_on_a_visit_belongs_there(
    book: Book, hand: Hand, held: Gathering
) -> None:
    edit_group(book.pk, held.group.uid, hand=hand, joined_on=None)
    newcomers = [Newcomer("Eva"), Newcomer("Fee", standing="guest")]
    fill_attendance(book.pk, held.uid, hand=hand, states={}, newcomers=newcomers)
    rows = Membership.objects.order_by("person__display")
    assert list(rows.values_list("standing", "since", "until")) == [
        ("member", None, None),
        ("guest", TUESDAY, TUESDAY),
    ]


def test_said_again_it_changes_nothing(
    book: Book, hand: Hand, held: Gathering, ada: Person, cem: Person
) -> None:
    said: dict[str, Any] = {
        "states": {ada.uid: "late", cem.uid: "absent"},
        "talked": [ada.uid],
        # Two people of one name are two people, the next time as well.
        "newcomers": [Newcomer("Eva"), Newcomer("Eva", talked=False)],
    }
    fill_attendance(book.pk, held.uid, hand=hand, **said)
    before, deeds = ledger(book.pk), Deed.objects.count()
    again = fill_attendance(book.pk, held.uid, hand=hand, **said)
    assert again.deed is None
    assert (ledger(book.pk), Deed.objects.count()) == (before, deeds)
    assert Person.objects.filter(display="Eva").count() == 2


def test_whoever_is_not_named_is_left_as_they_are(
    book: Book, hand: Hand, held: Gathering, ada: Person, cem: Person
) -> None:
    fill_attendance(
        book.pk, held.uid, hand=hand, states={ada.uid: "late"}, talked=[ada.uid]
    )
    fill_attendance(book.pk, held.uid, hand=hand, states={cem.uid: "present"})
    assert states_of(held) == {"Ada Alt": "late", "Cem Can": "present"}
    assert Touch.objects.count() == 1


def test_it_is_undone_in_one_go(
    book: Book, hand: Hand, held: Gathering, ada: Person, cem: Person
) -> None:
    before = ledger(book.pk)
    done = fill_attendance(
        book.pk, held.uid, hand=hand, states={ada.uid: "present", cem.uid: "late"},
        talked=[ada.uid, cem.uid], newcomers=[Newcomer("Eva", invited_by=ada.uid)],
    )  # fmt: skip
    then = ledger(book.pk)
    undone = undo(book.pk, done.deed, hand=hand)
    assert (ledger(book.pk), undone.kept) == (before, [])
    ada.refresh_from_db()
    assert (ada.last_touch, ada.touch_days, ada.strength_key) == (None, 0, None)
    check(book.pk)
    undo(book.pk, done.deed, hand=hand)
    assert ledger(book.pk) == then
    check(book.pk)


def test_a_newcomer_completed_since_stays_when_the_room_is_undone(
    book: Book, hand: Hand, held: Gathering
) -> None:
    done = fill_attendance(
        book.pk, held.uid, hand=hand, states={}, newcomers=[Newcomer("Eva")]
    )
    eva = Person.objects.get(display="Eva")
    edit_person(book.pk, eva.uid, hand=hand, name="Eva Ems")
    undone = undo(book.pk, done.deed, hand=hand)
    assert Person.objects.get(pk=eva.pk).family == "Ems"
    assert not Attendance.objects.exists()
    assert not Touch.objects.exists()
    assert [entry["name"] for entry in undone.kept] == ["Eva Ems"]
    check(book.pk)


def test_talking_is_taken_back(
    book: Book, hand: Hand, held: Gathering, ada: Person
) -> None:
    room = {ada.uid: "present"}
    fill_attendance(book.pk, held.uid, hand=hand, states=room, talked=[ada.uid])
    before = ledger(book.pk)
    back = fill_attendance(book.pk, held.uid, hand=hand, states=room)
    assert states_of(held) == {"Ada Alt": "present"}
    assert not Touch.objects.exists()
    ada.refresh_from_db()
    assert ada.strength_key is None
    undo(book.pk, back.deed, hand=hand)
    assert ledger(book.pk) == before
    check(book.pk)


def test_of_a_contact_with_others_only_the_one_is_taken_out(
    book: Book, hand: Hand, held: Gathering, ada: Person, cem: Person
) -> None:
    room = {ada.uid: "present"}
    fill_attendance(book.pk, held.uid, hand=hand, states=room, talked=[ada.uid])
    touch = Touch.objects.get()
    edit_touch(book.pk, touch.uid, hand=hand, people=[ada.uid, cem.uid])
    before = ledger(book.pk)
    back = fill_attendance(book.pk, held.uid, hand=hand, states=room)
    assert Participant.objects.get(touch=touch).person == cem
    check(book.pk)
    undo(book.pk, back.deed, hand=hand)
    assert ledger(book.pk) == before


def test_attendance_is_taken_back_with_its_contact(
    book: Book, hand: Hand, held: Gathering, ada: Person
) -> None:
    room = {ada.uid: "present"}
    fill_attendance(book.pk, held.uid, hand=hand, states=room, talked=[ada.uid])
    before = ledger(book.pk)
    back = fill_attendance(book.pk, held.uid, hand=hand, states={ada.uid: ""})
    assert not Attendance.objects.exists()
    assert not Touch.objects.exists()
    undo(book.pk, back.deed, hand=hand)
    assert ledger(book.pk) == before


def test_whom_one_talked_with_was_there(
    book: Book, hand: Hand, held: Gathering, ada: Person, cem: Person
) -> None:
    fill_attendance(book.pk, held.uid, hand=hand, states={ada.uid: "late"})
    fill_attendance(book.pk, held.uid, hand=hand, states={}, talked=[ada.uid, cem.uid])
    assert states_of(held) == {"Ada Alt": "late", "Cem Can": "present"}
    assert Touch.objects.count() == 2


@pytest.mark.parametrize("state", ["absent", "excused", "represented"])
def test_nobody_talks_with_who_was_away(
    book: Book, hand: Hand, held: Gathering, ada: Person, state: str
) -> None:
    before, room = ledger(book.pk), {ada.uid: state}
    with pytest.raises(NotThere) as caught:
        fill_attendance(book.pk, held.uid, hand=hand, states=room, talked=[ada.uid])
    assert "Ada Alt was not there" in str(caught.value)
    assert ledger(book.pk) == before


def test_an_uid_may_be_written_in_any_way(
    book: Book, hand: Hand, held: Gathering, ada: Person
) -> None:
    shouted = str(ada.uid).upper()
    fill_attendance(
        book.pk, held.uid, hand=hand, states={shouted: "present"}, talked=[ada.uid.hex]
    )
    assert Touch.objects.count() == 1


def test_the_owner_talks_with_nobody_but_others(
    book: Book, hand: Hand, held: Gathering, owner: Person
) -> None:
    room = {owner.uid: "present"}
    fill_attendance(book.pk, held.uid, hand=hand, states=room, talked=[owner.uid])
    assert states_of(held) == {"Anna Ahlers": "present"}
    assert not Touch.objects.exists()


def test_a_stranger_to_the_group_has_to_be_added_first(
    book: Book, hand: Hand, held: Gathering, ben: Person, ada: Person
) -> None:
    room = {ada.uid: "present", ben.uid: "present"}
    before, deeds = ledger(book.pk), Deed.objects.count()
    with pytest.raises(NotInGroup) as caught:
        fill_attendance(book.pk, held.uid, hand=hand, states=room)
    assert "Ben Brandt is neither a member of “Kaitreff”" in str(caught.value)
    # Nor does it say that somebody else came.
    assert (ledger(book.pk), Deed.objects.count()) == (before, deeds)
    guest = {"standing": "guest", "since": TUESDAY, "until": TUESDAY}
    add_member(book.pk, held.group.uid, ben.uid, hand=hand, **guest)
    fill_attendance(book.pk, held.uid, hand=hand, states=room)
    assert len(states_of(held)) == 2


@pytest.mark.parametrize(
    "days",
    [
        {"since": TUESDAY + timedelta(days=1)},
        {"until": TUESDAY - timedelta(days=1)},
    ],
)
def test_nobody_came_as_a_member_before_joining_or_after_leaving(
    book: Book, hand: Hand, held: Gathering, ben: Person, days: dict[str, date]
) -> None:
    add_member(book.pk, held.group.uid, ben.uid, hand=hand, **days)
    with pytest.raises(NotInGroup):
        fill_attendance(book.pk, held.uid, hand=hand, states={ben.uid: "present"})
    with pytest.raises(NotInGroup):
        fill_attendance(book.pk, held.uid, hand=hand, states={}, talked=[ben.uid])


def test_nobody_was_at_what_is_to_come_or_was_cancelled(
    book: Book, hand: Hand, held: Gathering, ada: Person, today: date
) -> None:
    group, room = held.group.uid, {ada.uid: "present"}
    tomorrow = add_gathering(
        book.pk, group, hand=hand, day=today + timedelta(days=1)
    ).uid
    with pytest.raises(NotYetHeld):
        fill_attendance(book.pk, tomorrow, hand=hand, states=room)
    off = add_gathering(book.pk, group, hand=hand, day=TUESDAY, cancelled=True).uid
    with pytest.raises(Cancelled):
        fill_attendance(book.pk, off, hand=hand, states=room)
    this_day = add_gathering(book.pk, group, hand=hand, day=today).uid
    fill_attendance(book.pk, this_day, hand=hand, states=room)
    assert Attendance.objects.count() == 1


@pytest.mark.parametrize(
    ("newcomer", "error"),
    [
        (Newcomer(""), NoName),
        (Newcomer(" \0 "), NoName),
        (Newcomer("x" * 1000), BadValue),
        (Newcomer("Eva", trade="x" * 1000), BadValue),
        (Newcomer("Eva", invited_by="nobody"), Missing),
        (Newcomer("Eva", invited_by=str(uuid.uuid4())), Missing),
    ],
)
def test_a_newcomer_who_cannot_be_costs_nobody_anything(
    book: Book,
    hand: Hand,
    held: Gathering,
    ada: Person,
    newcomer: Newcomer,
    error: type[KontorError],
) -> None:
    before, deeds, room = ledger(book.pk), Deed.objects.count(), {ada.uid: "late"}
    with pytest.raises(error):
        fill_attendance(book.pk, held.uid, hand=hand, states=room, newcomers=[newcomer])
    assert (ledger(book.pk), Deed.objects.count()) == (before, deeds)


def test_there_are_five_states(
    book: Book, hand: Hand, held: Gathering, ada: Person
) -> None:
    for state in ("present", "late", "absent", "excused", "represented"):
        fill_attendance(book.pk, held.uid, hand=hand, states={ada.uid: state})
        assert states_of(held) == {"Ada Alt": state}
    with pytest.raises(BadValue):
        fill_attendance(book.pk, held.uid, hand=hand, states={ada.uid: "ill"})


def test_what_is_of_another_book_is_missing(
    book: Book, clara_book: Book, hand: Hand, held: Gathering, ada: Person
) -> None:
    sid = add_person(clara_book.pk, hand=hand, name="Sid").uid
    for values in (
        {"states": {sid: "present"}},
        {"states": {}, "talked": [sid]},
        {"states": {}, "newcomers": [Newcomer("Eva", invited_by=sid)]},
    ):
        with pytest.raises(Missing):
            fill_attendance(book.pk, held.uid, hand=hand, **values)
    with pytest.raises(Missing):
        fill_attendance(clara_book.pk, held.uid, hand=hand, states={})
    assert not Attendance.objects.exists()
