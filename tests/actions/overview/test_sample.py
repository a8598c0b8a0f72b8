"""The sample network: the same for a day, alive on any day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import translation

from kontor.actions.overview.sample.load import load_sample
from kontor.actions.overview.week import plan_week
from kontor.lib.hand import Hand
from kontor.records.models import (
    Account,
    Attendance,
    Book,
    Deed,
    Gathering,
    Group,
    MetIn,
    Person,
    Promise,
    Reach,
    Tie,
    Touch,
)
from kontor.reports.groups.group import group
from kontor.reports.groups.groups import groups
from kontor.reports.overview.week import Week, this_week

# Sixty days: every weekday and every month, and those on which calendars are odd.
ODD = [
    date(2028, 2, 28), date(2028, 2, 29), date(2028, 3, 1), date(2026, 12, 31),
    date(2027, 1, 1), date(2026, 2, 28), date(2026, 3, 29), date(2026, 10, 25),
]  # fmt: skip
DAYS = [date(2026, 1, 5) + timedelta(days=13 * n) for n in range(52)] + ODD


PERSON = (
    "display", "note", "birth_month", "birth_day", "known_since", "met_day",
    "last_touch", "touch_days", "rhythm", "name_words", "met_through__display",
)  # fmt: skip
TOUCH = (
    "day", "channel", "direction", "minutes", "note", "participants__person__display",
)  # fmt: skip


class Rolled(Exception):
    """Nothing of it is to stay."""


def _on(day: date, account: Account) -> Hand:
    return Hand(account.pk, datetime(day.year, day.month, day.day, 11, tzinfo=UTC))


def _week(hand: Hand, day: date) -> Week:
    number = load_sample(hand.account_id or 0, hand=hand)
    plan_week(number, hand=hand)
    return this_week(number, today=day)


def week_book(account: Account) -> int:
    """Give the number of an account's sample."""
    return Book.objects.get(keepers__account=account, is_sample=True).pk


def _rows(book: int) -> list[Any]:
    """Give all that the sample holds, without keys and uids."""
    people = Person.objects.filter(book=book).order_by("display")
    touches = Touch.objects.filter(book=book).order_by("day", "pk")
    promises = Promise.objects.filter(book=book).order_by("due")
    ties = Tie.objects.filter(book=book)
    came = Attendance.objects.filter(book=book).order_by("gathering__day")
    held = ("gathering__day", "gathering__group__name", "person__display", "state")
    return [
        sorted(came.values_list(*held)),
        list(people.values_list(*PERSON)),
        list(touches.values_list(*TOUCH)),
        list(promises.values_list("text", "due", "by", "person__display")),
        sorted(ties.values_list("first__display", "second__display", "strength")),
    ]


@pytest.fixture
def loaded(anna: Account, hand: Hand) -> Iterator[Book]:
    yield Book.objects.get(pk=load_sample(anna.pk, hand=hand))


def test_it_is_a_book_of_its_own_marked_as_a_sample(loaded: Book, hand: Hand) -> None:
    assert (loaded.is_sample, loaded.name) == (True, "Sample network")
    people = Person.objects.filter(book=loaded, is_owner=False)
    assert 38 <= people.count() <= 45
    # A German town and abroad.
    cities = Counter(people.values_list("addresses__city", flat=True))
    assert cities.most_common(1)[0][0] == "Lübeck"
    assert len(cities) >= 8


def test_loading_it_twice_changes_nothing(
    loaded: Book, anna: Account, hand: Hand
) -> None:
    before = (_rows(loaded.pk), Deed.objects.count(), Book.objects.count())
    assert load_sample(anna.pk, hand=hand) == loaded.pk
    assert (_rows(loaded.pk), Deed.objects.count(), Book.objects.count()) == before


def test_each_account_has_a_sample_of_its_own_and_all_are_alike(
    loaded: Book, clara: Account, hand: Hand
) -> None:
    hers = load_sample(clara.pk, hand=Hand(clara.pk, hand.moment))
    assert hers != loaded.pk
    assert _rows(hers) == _rows(loaded.pk)


def test_it_does_not_touch_the_book_that_is_there(
    book: Book, anna: Account, hand: Hand
) -> None:
    load_sample(anna.pk, hand=hand)
    assert Person.objects.filter(book=book).count() == 1


def test_it_speaks_the_language_in_force(anna: Account, hand: Hand) -> None:
    with translation.override("de"):
        book = Book.objects.get(pk=load_sample(anna.pk, hand=hand))
    assert (book.name, book.language) == ("Beispielnetz", "de")
    roles = Person.objects.filter(book=book).values_list("shown_role", flat=True)
    assert "Rechtsanwältin" in roles
    assert "Lawyer" not in roles
    notes = set(Touch.objects.filter(book=book).values_list("note", flat=True))
    assert "Neue Kanzleiräume am Koberg" in notes


def test_two_years_of_touches_of_every_kind_and_none_to_come(
    loaded: Book, today: date
) -> None:
    touches = Touch.objects.filter(book=loaded)
    days = set(touches.values_list("day", flat=True))
    assert max(days) <= today
    assert min(days) >= today - timedelta(days=731)
    assert min(days) <= today - timedelta(days=700)
    assert set(touches.values_list("channel", flat=True)) >= {
        "call", "email", "meeting", "message",
    }  # fmt: skip
    # Nobody calls on a Sunday.
    assert all(day.weekday() != 6 for day in days)


def test_its_addresses_and_numbers_are_nobodys(loaded: Book) -> None:
    points = Person.objects.filter(book=loaded).values_list(
        "points__kind", "points__key"
    )
    for kind, key in points:
        if kind == "email":
            assert str(key).endswith(".example")
        if kind == "phone":
            # The block the regulator keeps free for films and books.
            assert str(key).startswith("+4917139200")


def test_what_it_shows_derived_columns_have(loaded: Book) -> None:
    people = Person.objects.filter(book=loaded)
    assert not people.filter(sort_name="").exists()
    assert people.exclude(last_touch=None).filter(strength_key=None).count() == 0
    assert people.filter(met_through__isnull=False).exists()
    assert Tie.objects.filter(book=loaded).exists()


def test_four_networks_of_different_kinds_with_two_years_of_gatherings(
    loaded: Book, today: date
) -> None:
    view = groups(loaded.pk, today=today, sort="name")
    assert sorted(row.kind for row in view.rows) == [
        "association", "chamber", "circle", "leads",
    ]  # fmt: skip
    assert [name for _, name in view.segments] == [
        "Trades firms", "Property managers and agents",
    ]  # fmt: skip
    # Some are in two, and are counted once in the union.
    assert 0 < view.union < view.summed
    days = Gathering.objects.filter(book=loaded).values_list("day", flat=True)
    assert min(days) <= today - timedelta(days=700)
    assert max(days) < today
    # Once a week, and three times once a month.
    assert 165 <= len(days) <= 180
    for row in view.rows:
        assert 0 < row.attended <= row.held


def test_a_leads_group_has_an_empty_seat_and_a_guest_to_ask(
    loaded: Book, today: date
) -> None:
    uid = Group.objects.get(book=loaded, kind="leads").uid
    view = group(loaded.pk, uid, today=today)
    seats = {seat.trade: [n for _, n in seat.candidates] for seat in view.empty_seats}
    assert seats["Property manager"] == ["Svenja Ketelsen"]
    assert "Photographer" not in seats  # somebody has it
    assert [guest.name for guest in view.guests if guest.due] == ["Rashid Al-Masri"]
    assert {guest.outcome for guest in view.guests} == {"joined", "declined", ""}
    falling = [one.name for one in view.members if one.pace and one.pace.falling]
    assert "Claus-Peter Jessen" in falling
    assert view.talk_to


def test_somebody_was_met_in_a_network_and_some_were_asked(loaded: Book) -> None:
    assert MetIn.objects.filter(book=loaded).count() == 8
    assert Reach.objects.filter(book=loaded).count() == 4


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_it_is_alive_on_any_day(anna: Account, day: date) -> None:
    with pytest.raises(Rolled), transaction.atomic():
        week = _week(_on(day, anna), day)
        assert len(week.lines) >= 3
        assert all(line.reason for line in week.lines)
        assert week.promises
        assert week.birthdays
        assert week.unsorted
        found = groups(week_book(anna), today=day)
        assert all(row.attended for row in found.rows)
        assert found.union
        raise Rolled
