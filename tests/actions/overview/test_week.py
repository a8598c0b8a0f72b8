"""The plan for the week."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import let_rest, set_rhythm, sort_person
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.log import note
from kontor.actions.overview.undo import undo
from kontor.actions.overview.week import (
    NotPlanned,
    line_done,
    line_later,
    line_rest,
    plan_week,
)
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person, PlanLine, Touch
from kontor.reports.overview.week import this_week


@pytest.fixture
def eight(book: Book, hand: Hand, today: date) -> dict[str, str]:
    """Eight people met every month for half a year, the last time two months ago."""
    uids = {}
    for name in ("Ada", "Bo", "Cem", "Dora", "Emil", "Fee", "Gus", "Hila"):
        uids[name] = add_person(book.pk, hand=hand, name=f"{name} Alt").uid
        for month in range(2, 8):
            day = today - timedelta(days=30 * month)
            log_touch(book.pk, [uids[name]], hand=hand, day=day, channel="call")
    return uids


def _names(book: Book, today: date) -> list[str]:
    return [line.person.name for line in this_week(book.pk, today=today).lines]


def test_at_most_five_stand_in_the_plan_each_with_a_reason(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    plan_week(book.pk, hand=hand)
    week = this_week(book.pk, today=today)
    assert len(week.lines) == 5
    for line in week.lines:
        assert line.reason == "Usually every 4 weeks, now 9 weeks."
        assert (line.channel, line.minutes) == ("call", 10)
        # Without history there are words, not figures.
        assert "in 10" not in line.odds


def test_the_plan_stays_the_same_all_day(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    first = plan_week(book.pk, hand=hand)
    names = _names(book, today)
    assert plan_week(book.pk, hand=hand) == first
    assert _names(book, today) == names


def test_a_free_place_is_filled_by_what_is_sorted_since(
    book: Book, hand: Hand, today: date
) -> None:
    for name in ("Ada Alt", "Bo Bult"):
        add_person(book.pk, hand=hand, name=name)
    plan_week(book.pk, hand=hand)
    # Nobody is known well enough to be suggested yet.
    assert _names(book, today) == []
    ada = Person.objects.get(display="Ada Alt").uid
    sort_person(book.pk, ada, hand=hand, answer="often")
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == ["Ada Alt"]


def test_looking_again_does_nothing_where_nothing_was_done(
    book: Book, hand: Hand
) -> None:
    plan_week(book.pk, hand=hand)
    deeds = Deed.objects.count()
    plan_week(book.pk, hand=hand)
    assert Deed.objects.count() == deeds


def test_done_is_a_touch_and_the_place_is_filled_again(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    plan_week(book.pk, hand=hand)
    before = this_week(book.pk, today=today).lines
    touches = Touch.objects.count()
    done = line_done(book.pk, before[0].person.uid, hand=hand)
    after = _names(book, today)
    assert Touch.objects.count() == touches + 1
    assert before[0].person.name not in after
    assert len(after) == 5
    undo(book.pk, done.deed, hand=hand)
    assert Touch.objects.count() == touches
    assert _names(book, today) == [line.person.name for line in before]


def test_later_puts_somebody_off_for_a_week(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    plan_week(book.pk, hand=hand)
    first = this_week(book.pk, today=today).lines[0].person
    line_later(book.pk, first.uid, hand=hand)
    in_six_days = replace(hand, moment=hand.moment + timedelta(days=6))
    plan_week(book.pk, hand=in_six_days)
    assert first.name not in _names(book, today + timedelta(days=6))
    week = this_week(book.pk, today=today)
    assert [line.person.name for line in week.resting] == [first.name]


def test_who_is_let_rest_is_not_suggested_again(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    plan_week(book.pk, hand=hand)
    first = this_week(book.pk, today=today).lines[0].person
    done = line_rest(book.pk, first.uid, hand=hand)
    assert Person.objects.get(uid=first.uid).resting_since == today
    assert first.name not in _names(book, today)
    undo(book.pk, done.deed, hand=hand)
    assert first.name in _names(book, today)
    assert Person.objects.get(uid=first.uid).resting_since is None


def test_a_logged_touch_changes_the_plan(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    plan_week(book.pk, hand=hand)
    first = this_week(book.pk, today=today).lines[0].person
    note(book.pk, [first.uid], hand=hand, channel="call")
    assert first.name not in _names(book, today)
    assert len(_names(book, today)) == 5


def test_who_becomes_private_leaves_the_plan(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    plan_week(book.pk, hand=hand)
    first = this_week(book.pk, today=today).lines[0].person
    edit_person(book.pk, first.uid, hand=hand, private=True)
    plan_week(book.pk, hand=hand)
    assert first.name not in _names(book, today)
    state = PlanLine.objects.get(person__uid=first.uid).state
    assert state == PlanLine.State.GONE


def test_a_rhythm_taken_back_leaves_the_plan_and_comes_with_it_again(
    book: Book, hand: Hand, today: date
) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada Alt").uid
    done = set_rhythm(book.pk, ada, hand=hand, rhythm="A")
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == ["Ada Alt"]
    undo(book.pk, done.deed, hand=hand)
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == []
    undo(book.pk, done.deed, hand=hand)
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == ["Ada Alt"]


def test_the_reason_follows_the_rhythm_the_same_day(
    book: Book, hand: Hand, today: date
) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada Alt").uid
    for rhythm, every in (("A", "every 3 weeks"), (14, "every 2 weeks"), ("", "")):
        set_rhythm(book.pk, ada, hand=hand, rhythm=rhythm)
        plan_week(book.pk, hand=hand)
        lines = this_week(book.pk, today=today).lines
        assert [every in line.reason for line in lines] == [True] * bool(every)
    # One line, whatever became of it.
    assert PlanLine.objects.count() == 1


def test_a_touch_taken_back_takes_the_suggestion_it_gave_ground_to(
    book: Book, hand: Hand, today: date
) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada Alt").uid
    day = today - timedelta(days=60)
    done = log_touch(book.pk, [ada], hand=hand, day=day, channel="call")
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == ["Ada Alt"]
    undo(book.pk, done.deed, hand=hand)
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == []


def test_what_left_the_plan_is_planned_anew_once_its_ground_is_back(
    book: Book, hand: Hand, today: date
) -> None:
    ada = add_person(book.pk, hand=hand, name="Ada Alt").uid
    set_rhythm(book.pk, ada, hand=hand, rhythm="A")
    plan_week(book.pk, hand=hand)
    done = edit_person(book.pk, ada, hand=hand, private=True)
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == []
    undo(book.pk, done.deed, hand=hand)
    plan_week(book.pk, hand=hand)
    assert _names(book, today) == ["Ada Alt"]


def test_open_suggestions_are_carried_over_and_end_after_a_week(
    book: Book, hand: Hand, eight: dict[str, str], today: date
) -> None:
    plan_week(book.pk, hand=hand)
    names = _names(book, today)
    for days, still in ((1, True), (6, True), (7, False)):
        later = replace(hand, moment=hand.moment + timedelta(days=days))
        plan_week(book.pk, hand=later)
        planned = _names(book, today + timedelta(days=days))
        assert (planned[:5] == names) is still


def test_an_address_book_without_touches_gives_no_arbitrary_plan(
    book: Book, hand: Hand, today: date
) -> None:
    for number in range(20):
        add_person(book.pk, hand=hand, name=f"Nina {number}")
    plan_week(book.pk, hand=hand)
    week = this_week(book.pk, today=today)
    assert (week.lines, week.unsorted) == ((), 20)


def test_a_rhythm_makes_a_candidate_without_any_touch(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="B")
    plan_week(book.pk, hand=hand)
    (line,) = this_week(book.pk, today=today).lines
    assert line.person.name == "Ben Brandt"
    assert line.reason == (
        "You want to be in touch every 2 months, no contact is noted yet."
    )


def test_who_is_not_planned_cannot_be_done(
    book: Book, hand: Hand, ben: Person, clara_book: Book
) -> None:
    with pytest.raises(NotPlanned):
        line_done(book.pk, ben.uid, hand=hand)
    with pytest.raises(Missing):
        line_done(clara_book.pk, ben.uid, hand=hand)


def test_birthdays_and_promises_of_the_week_are_shown(
    book: Book, hand: Hand, today: date
) -> None:
    # The 2nd of March is a Monday.
    add_person(book.pk, hand=hand, name="Ina", birthday=(1990, 3, 5))
    add_person(book.pk, hand=hand, name="Jan", birthday=(None, 3, 9))
    (birthday,) = this_week(book.pk, today=today).birthdays
    assert (birthday.person.name, birthday.turns) == ("Ina", 36)


@pytest.mark.parametrize("flag", ["confidential", "private", "do_not_contact"])
def test_who_is_to_be_left_alone_has_no_birthday_in_the_week(
    book: Book, hand: Hand, today: date, flag: str
) -> None:
    values = {"birthday": (1990, 3, 5), flag: True}
    add_person(book.pk, hand=hand, name="Ina", **values)
    assert this_week(book.pk, today=today).birthdays == ()


def test_promises_to_private_people_stay_and_to_confidential_ones_do_not(
    book: Book, hand: Hand, today: date
) -> None:
    ina = add_person(book.pk, hand=hand, name="Ina", confidential=True).uid
    jan = add_person(book.pk, hand=hand, name="Jan", private=True).uid
    for uid in (ina, jan):
        add_promise(book.pk, uid, hand=hand, text="a letter", due=today)
        add_promise(book.pk, uid, hand=hand, text="a book")
    week = this_week(book.pk, today=today)
    assert [(p.person.name, p.text) for p in week.promises] == [("Jan", "a letter")]
    assert [(p.person.name, p.text) for p in week.undated] == [("Jan", "a book")]
    assert week.undated_count == 1


def test_a_promise_stands_in_the_week_it_is_due_or_late(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    # The week ends on Sunday, the 8th of March.
    for text, days in (("late", -9), ("sunday", 6), ("monday", 7)):
        due = today + timedelta(days=days)
        add_promise(book.pk, ben.uid, hand=hand, text=text, due=due)
    week = this_week(book.pk, today=today)
    assert [p.text for p in week.promises] == ["late", "sunday"]


def test_who_is_confidential_does_not_stand_among_the_resting(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    let_rest(book.pk, ben.uid, hand=hand)
    assert len(this_week(book.pk, today=today).resting) == 1
    edit_person(book.pk, ben.uid, hand=hand, confidential=True)
    assert this_week(book.pk, today=today).resting == ()


def test_a_note_shared_with_somebody_confidential_is_not_quoted(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    ina = add_person(book.pk, hand=hand, name="Ina", confidential=True).uid
    set_rhythm(book.pk, ben.uid, hand=hand, rhythm="B")
    for days, others, text in ((95, [], "the roof"), (90, [ina], "her illness")):
        log_touch(
            book.pk,
            [ben.uid, *others],
            hand=hand,
            day=today - timedelta(days=days),
            channel="call",
            note=text,
        )
    plan_week(book.pk, hand=hand)
    (line,) = this_week(book.pk, today=today).lines
    assert line.reason.endswith("Last: the roof.")
