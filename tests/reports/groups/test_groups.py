from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Work
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering, edit_gathering
from kontor.actions.groups.groups import add_group, edit_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.segments import add_segment, say_belongs
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.groups.gathering import gathering
from kontor.reports.groups.group import group
from kontor.reports.groups.groups import groups
from kontor.reports.groups.segments import segment, segments

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def person(book: Book, hand: Hand, name: str, role: str = "", **values: Any) -> str:
    work = [Work("", role)] if role else []
    return add_person(book.pk, hand=hand, name=name, work=work, **values).uid


def chapter(book: Book, hand: Hand, name: str = "Runde", **values: Any) -> str:
    return add_group(book.pk, hand=hand, name=name, kind="leads", **values).uid


def joined(book: Book, hand: Hand, uid: str, *people: str, **values: Any) -> None:
    for one in people:
        add_member(book.pk, uid, one, hand=hand, **values)


def owner(book: Book) -> str:
    return str(Person.objects.get(book=book, is_owner=True).uid)


def test_a_book_without_groups_has_an_empty_table(book: Book) -> None:
    view = groups(book.pk, today=TODAY)
    assert (view.rows, view.union, view.most) == ((), 0, 0)


def test_the_union_counts_everybody_once(book: Book, hand: Hand) -> None:
    dora = person(book, hand, "Dora", "Hausverwalterin")
    emil = person(book, hand, "Emil", "Hausverwalter")
    fritz = person(book, hand, "Fritz", "Bäcker")
    one, two = chapter(book, hand), chapter(book, hand, "Kammer", size=60)
    joined(book, hand, one, dora, emil, fritz)
    joined(book, hand, two, dora)
    add_segment(book.pk, hand=hand, name="Verwalter", words=["verwalter"])

    view = groups(book.pk, today=TODAY)

    # Dora is in both: 2 + 1 added up, 2 people.
    assert (view.summed, view.union) == (3, 2)
    rows = {row.name: row for row in view.rows}
    assert rows["Runde"].added == 1  # Emil is in no other
    assert rows["Kammer"].added == 0
    assert (rows["Runde"].known, rows["Runde"].size) == (3, None)
    kammer = rows["Kammer"].target
    assert kammer is not None
    assert (kammer.card.known, kammer.card.total, kammer.card.in_segment) == (1, 60, 1)
    assert 1 < kammer.card.expected < 60
    assert kammer.card.low <= kammer.card.expected <= kammer.card.high


def test_what_changes_in_the_book_changes_the_sheet(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand)
    dora = person(book, hand, "Dora")
    assert groups(book.pk, today=TODAY).rows[0].known == 0
    joined(book, hand, uid, dora)
    assert groups(book.pk, today=TODAY).rows[0].known == 1
    undo(book.pk, hand=hand)
    assert groups(book.pk, today=TODAY).rows[0].known == 0


def test_the_owner_is_no_member_known(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand)
    joined(book, hand, uid, owner(book))
    assert groups(book.pk, today=TODAY).rows[0].known == 0


def test_who_has_left_is_not_counted_and_is_shown_as_former(
    book: Book, hand: Hand
) -> None:
    uid = chapter(book, hand)
    dora = person(book, hand, "Dora")
    joined(book, hand, uid, dora, since=date(2025, 1, 1), until=date(2026, 1, 1))
    assert groups(book.pk, today=TODAY).rows[0].known == 0
    assert [one.name for one in group(book.pk, uid, today=TODAY).former] == ["Dora"]


def test_hours_and_money_are_a_month_of_the_last_year(book: Book, hand: Hand) -> None:
    uid = chapter(
        book, hand, joined_on=TODAY - timedelta(800), minutes=90, period_fee=120_000,
        period="year", gathering_fee=1_500, currency="EUR",
    )  # fmt: skip
    for days in (7, 14, 400):
        held = add_gathering(book.pk, uid, hand=hand, day=TODAY - timedelta(days)).uid
        fill_attendance(book.pk, held, hand=hand, states={owner(book): "present"})
    add_gathering(book.pk, uid, hand=hand, day=TODAY - timedelta(21))

    (row,) = groups(book.pk, today=TODAY).rows

    # Three attended of four held; of the last year two: 2 * 1.5 h / 12 months.
    assert (row.attended, row.held) == (3, 4)
    assert row.hours == pytest.approx(3 / 12)
    # 1,200 a year is 100 a month, and 2 * 15 / 12 = 2.50.
    assert row.money == ((10_250, "EUR"),)


def test_whoever_only_visits_pays_no_fee(book: Book, hand: Hand) -> None:
    chapter(book, hand, visited_on=TODAY, period_fee=1_000, period="month",
            currency="EUR")  # fmt: skip
    assert groups(book.pk, today=TODAY).rows[0].money == ()


def test_a_cancelled_gathering_was_not_held(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand, joined_on=TODAY - timedelta(30))
    held = add_gathering(book.pk, uid, hand=hand, day=TODAY - timedelta(7)).uid
    edit_gathering(book.pk, held, hand=hand, cancelled=True)
    assert groups(book.pk, today=TODAY).rows[0].held == 0
    assert not gathering(book.pk, held, today=TODAY).held


def test_groups_are_sorted_and_narrowed(book: Book, hand: Hand) -> None:
    chapter(book, hand, "Zunft")
    add_group(book.pk, hand=hand, name="Ältestenrat", kind="circle")
    by_name = groups(book.pk, today=TODAY, sort="name").rows
    assert [row.name for row in by_name] == ["Ältestenrat", "Zunft"]
    only = groups(book.pk, today=TODAY, kind="circle").rows
    assert [row.name for row in only] == ["Ältestenrat"]
    assert groups(book.pk, today=TODAY, sort="nonsense").sort == "pool"


def test_where_the_owner_stands(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand)

    def standing() -> str:
        return groups(book.pk, today=TODAY).rows[0].standing

    assert standing() == "looking"
    edit_group(book.pk, uid, hand=hand, visited_on=date(2026, 1, 5))
    assert standing() == "visited"
    edit_group(book.pk, uid, hand=hand, joined_on=date(2026, 2, 1))
    assert standing() == "member"
    edit_group(book.pk, uid, hand=hand, left_on=date(2026, 2, 28))
    assert standing() == "left"


def test_a_group_tells_its_next_day_by_its_rule(book: Book, hand: Hand) -> None:
    # A Tuesday each week; 3 March 2026 is one, and is noted as cancelled.
    uid = chapter(book, hand, rule="FREQ=WEEKLY", rule_start=date(2026, 1, 6))
    assert group(book.pk, uid, today=TODAY).next_day == date(2026, 3, 3)
    held = add_gathering(book.pk, uid, hand=hand, day=date(2026, 3, 3)).uid
    view = group(book.pk, uid, today=TODAY)
    assert (view.next_day, view.next_uid) == (date(2026, 3, 3), held)
    edit_gathering(book.pk, held, hand=hand, cancelled=True)
    assert group(book.pk, uid, today=TODAY).next_day == date(2026, 3, 10)


def test_an_empty_seat_names_who_does_that_trade(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand, exclusive=True, seats=["Steuerberatung", "Fotografie"])
    dora = person(book, hand, "Dora")
    joined(book, hand, uid, dora, trade="Fotografie")
    person(book, hand, "Emil", "Steuerberatung Müller & Co")
    person(book, hand, "Geheim", "Steuerberatung", private=True)
    (seat,) = group(book.pk, uid, today=TODAY).empty_seats
    assert seat.trade == "Steuerberatung"
    assert [name for _, name in seat.candidates] == ["Emil"]


def test_newcomers_and_whom_to_talk_to(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand)
    old, new = person(book, hand, "Old"), person(book, hand, "New")
    joined(book, hand, uid, old, since=date(2020, 1, 1))
    joined(book, hand, uid, new, since=date(2026, 2, 1))
    hidden = person(book, hand, "Hidden", do_not_contact=True)
    joined(book, hand, uid, hidden)
    view = group(book.pk, uid, today=TODAY)
    assert [one.name for one in view.newcomers] == ["New"]
    # Nobody was met yet; who is not to be contacted is not proposed.
    assert [(one.name, one.why) for one in view.talk_to] == [
        ("New", "new"),
        ("Old", "new"),
    ]


def test_a_guest_is_to_be_asked_within_two_days(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand)
    dora, ben = person(book, hand, "Dora"), person(book, hand, "Ben B")
    day = TODAY - timedelta(1)
    add_member(
        book.pk, uid, dora, hand=hand, standing="guest", since=day, until=day,
        invited_by=ben,
    )  # fmt: skip
    held = add_gathering(book.pk, uid, hand=hand, day=day).uid
    fill_attendance(book.pk, held, hand=hand, states={dora: "present"}, talked=[dora])
    (guest,) = group(book.pk, uid, today=TODAY).guests
    assert (guest.invited_by, guest.visits, guest.due) == (
        "Ben B",
        1,
        day + timedelta(2),
    )


def test_the_room_lists_members_and_guests_of_that_day(book: Book, hand: Hand) -> None:
    uid = chapter(book, hand)
    now, past = person(book, hand, "Now"), person(book, hand, "Past")
    joined(book, hand, uid, now, trade="Druck")
    joined(book, hand, uid, past, until=date(2026, 1, 1))
    held = add_gathering(book.pk, uid, hand=hand, day=TODAY).uid
    view = gathering(book.pk, held, today=TODAY)
    assert [(one.name, one.trade) for one in view.lines[1:]] == [("Now", "Druck")]
    assert view.lines[0].is_owner
    assert view.held
    assert not gathering(book.pk, held, today=TODAY - timedelta(1)).held


def test_segments_say_how_many_belong(book: Book, hand: Hand) -> None:
    dora = person(book, hand, "Dora", "Hausverwalterin")
    ben = person(book, hand, "Ben B", "Bäcker")
    uid = add_segment(book.pk, hand=hand, name="Verwalter", words=["verwalterin"]).uid
    assert [line.people for line in segments(book.pk, today=TODAY)] == [1]
    say_belongs(book.pk, uid, ben, hand=hand, belongs=True)
    say_belongs(book.pk, uid, dora, hand=hand, belongs=False)
    view = segment(book.pk, uid, today=TODAY)
    assert [(one.name, one.said) for one in view.people.object_list] == [
        ("Ben B", True)
    ]
    assert [one.name for one in view.excluded] == ["Dora"]


def test_what_is_not_in_the_book_is_missing(book: Book) -> None:
    for report in (group, gathering, segment):
        for uid in ("nonsense", "11111111-1111-4111-8111-111111111111"):
            with pytest.raises(Missing):
                report(book.pk, uid, today=TODAY)
