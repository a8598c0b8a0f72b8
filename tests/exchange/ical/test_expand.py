"""Rules of repetition give what the standard says, and never more work than allowed."""

from __future__ import annotations

import time
from datetime import datetime, timedelta
from itertools import takewhile

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.ical.expand import Found, Span, expand
from kontor.exchange.ical.rule import BadRule, parse_rule

FIRST = datetime(2020, 1, 31, 9, 30)  # a Friday
PLENTY = 1_000_000


def days(rule: str, first: datetime = FIRST, until: str = "2021-12-31") -> list[str]:
    span = Span(datetime.fromisoformat(until), PLENTY, PLENTY)
    return [
        f"{start:%y-%m-%d}" for start in expand(parse_rule(rule), first, span).starts
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        # Months without a 31st are passed over.
        ("FREQ=MONTHLY;COUNT=4", ["20-01-31", "20-03-31", "20-05-31", "20-07-31"]),
        ("FREQ=MONTHLY;BYMONTHDAY=-1;COUNT=3", ["20-01-31", "20-02-29", "20-03-31"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", ["20-01-31", "20-02-28", "20-03-27"]),
        ("FREQ=MONTHLY;BYDAY=5FR;COUNT=3", ["20-01-31", "20-05-29", "20-07-31"]),
        # The last working day: of the five the last one of the month.
        (
            "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=3",
            ["20-01-31", "20-02-28", "20-03-31"],
        ),
        # Friday the 13th.
        (
            "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3",
            ["20-01-31", "20-03-13", "20-11-13"],
        ),
        ("FREQ=YEARLY;COUNT=2", ["20-01-31", "21-01-31"]),
        ("FREQ=YEARLY;BYDAY=1MO;COUNT=2", ["20-01-31", "21-01-04"]),
        (
            "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU;COUNT=3",
            ["20-01-31", "20-03-29", "21-03-28"],
        ),
        ("FREQ=YEARLY;BYYEARDAY=-1;COUNT=2", ["20-01-31", "20-12-31"]),
        # Week 53 of 2020 ends with its Friday on 1 January 2021.
        ("FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR;COUNT=2", ["20-01-31", "21-01-01"]),
        # Without a weekday it is the one of the first occurrence.
        ("FREQ=YEARLY;BYWEEKNO=-1;COUNT=2", ["20-01-31", "21-01-01"]),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;COUNT=4",
            ["20-01-31", "20-02-10", "20-02-14", "20-02-24"],
        ),
        # Seen from Sunday, 31 January and 2 February are not in one week.
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,FR;WKST=SU;COUNT=3",
            ["20-01-31", "20-02-09", "20-02-14"],
        ),
        (
            "FREQ=WEEKLY;INTERVAL=2;BYDAY=SU,FR;WKST=MO;COUNT=3",
            ["20-01-31", "20-02-02", "20-02-14"],
        ),
        (
            "FREQ=DAILY;BYMONTH=12;BYMONTHDAY=24,25;COUNT=3",
            ["20-01-31", "20-12-24", "20-12-25"],
        ),
        # As found in the wild.
        ("FREQ=DAILY\\;COUNT=2", ["20-01-31", "20-02-01"]),
        ("FREQ=WEEKLY;COUNT=2;BYDAY=MO, FR;", ["20-01-31", "20-02-03"]),
        ("freq=daily;interval=300;count=-1", ["20-01-31", "20-11-26", "21-09-22"]),
    ],
)
def test_rules_give_the_days_of_the_calendar(rule: str, expected: list[str]) -> None:
    assert days(rule) == expected


def test_the_29th_of_february_comes_every_four_years() -> None:
    first = datetime(2020, 2, 29)
    assert days("FREQ=YEARLY", first, "2030-01-01") == [
        "20-02-29",
        "24-02-29",
        "28-02-29",
    ]


def test_hours_and_minutes_of_a_rule_count() -> None:
    rule = parse_rule("FREQ=DAILY;BYHOUR=9,17;BYMINUTE=0")
    found = expand(rule, FIRST, Span(datetime(2020, 2, 2), PLENTY, PLENTY))
    # The first one, at 9:30, is an occurrence although the rule misses it.
    assert [f"{s:%d %H:%M}" for s in found.starts] == [
        "31 09:30",
        "31 17:00",
        "01 09:00",
        "01 17:00",
    ]


def test_hours_pass_over_days() -> None:
    rule = parse_rule("FREQ=HOURLY;INTERVAL=8;BYDAY=FR,SU")
    found = expand(rule, FIRST, Span(datetime(2020, 2, 2, 12), PLENTY, PLENTY))
    # 9:30, 17:30, then 1:30 and 9:30 on Sunday; Saturday is none of its days.
    assert [f"{s:%d %H:%M}" for s in found.starts] == [
        "31 09:30",
        "31 17:30",
        "02 01:30",
        "02 09:30",
    ]


def test_the_last_ones_are_given_and_the_cut_is_told() -> None:
    rule, stop = parse_rule("FREQ=DAILY"), datetime(2020, 2, 5)
    last_two = expand(rule, FIRST, Span(stop, 2, PLENTY))
    assert ([s.day for s in last_two.starts], last_two.cut) == ([3, 4], True)
    all_five = expand(rule, FIRST, Span(stop, 5, PLENTY))
    assert ([s.day for s in all_five.starts], all_five.cut) == ([31, 1, 2, 3, 4], False)
    counted = expand(parse_rule("FREQ=DAILY;COUNT=4"), FIRST, Span(stop, 2, PLENTY))
    assert ([s.day for s in counted.starts], counted.cut) == ([2, 3], True)


def test_what_came_before_the_span_is_not_called_cut() -> None:
    for text in ("FREQ=DAILY", "FREQ=DAILY;COUNT=50"):
        span = Span(datetime(2020, 2, 5), 2, PLENTY, since=datetime(2020, 2, 3))
        found = expand(parse_rule(text), FIRST, span)
        assert ([s.day for s in found.starts], found.cut) == ([3, 4], False)


def test_a_rule_that_begins_after_the_span_gives_nothing() -> None:
    assert expand(parse_rule("FREQ=DAILY"), FIRST, Span(FIRST, 5, 50)) == Found([])


@pytest.mark.parametrize(
    "text",
    [
        "", "FREQ=", "FREQ=FORTNIGHTLY", "INTERVAL=2", "FREQ=DAILY;INTERVAL=0",
        "FREQ=DAILY;INTERVAL=-1", "FREQ=DAILY;INTERVAL=99999999999999999999",
        "FREQ=DAILY;BYMONTH=13", "FREQ=DAILY;BYMONTHDAY=0", "FREQ=DAILY;BYHOUR=24",
        "FREQ=DAILY;UNTIL=soon", "FREQ=DAILY;UNTIL=120000", "FREQ=DAILY;WKST=XX",
        "FREQ=DAILY;BYDAY=1", "FREQ=DAILY;COUNT=x",
        "FREQ=YEARLY;RSCALE=HEBREW", "FREQ=DAILY;BYSETPOS=999",
        # A hundred and twenty times a day.
        "FREQ=DAILY;BYHOUR=9,10;BYMINUTE=" + ",".join(map(str, range(60))),
    ],
)  # fmt: skip
def test_a_rule_without_sense_is_refused(text: str) -> None:
    with pytest.raises(BadRule):
        parse_rule(text)


@pytest.mark.parametrize(
    "text",
    [
        "FREQ=SECONDLY", "FREQ=MINUTELY", "FREQ=SECONDLY;COUNT=1000000000",
        "FREQ=DAILY;COUNT=1000000000", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=YEARLY;BYMONTH=2;BYYEARDAY=1", "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "FREQ=MINUTELY;BYHOUR=3;BYMINUTE=7", "FREQ=SECONDLY;BYHOUR=9;BYSECOND=1",
        "FREQ=MONTHLY;BYDAY=5MO;BYMONTHDAY=1;COUNT=2147483647",
        "FREQ=DAILY;INTERVAL=2147483647", "FREQ=YEARLY;INTERVAL=2147483647",
    ],
)  # fmt: skip
def test_the_work_is_bounded_whatever_the_rule(text: str) -> None:
    begun = time.perf_counter()
    found = expand(
        parse_rule(text), datetime(1900, 1, 1), Span(datetime(2026, 3, 6), 100, 5_000)
    )
    # 5,000 steps take some hundredths of a second; a walk to the year 9999 takes many.
    assert time.perf_counter() - begun < 2
    assert 1 <= len(found.starts) <= 100
    # A period may be begun when the last step is taken; none has more than 366 days.
    assert found.steps <= 10_000 + 2 * 366


@given(
    frequency=st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY"]),
    interval=st.integers(1, 4),
    months=st.sets(st.integers(1, 12), max_size=4),
    part=st.one_of(
        st.just(""),
        st.sets(st.sampled_from([1, 2, 15, 28, -1, -2, -28]), min_size=1).map(
            lambda found: "BYMONTHDAY=" + ",".join(map(str, sorted(found)))
        ),
        st.sets(st.sampled_from(["MO", "WE", "SA", "SU"]), min_size=1).map(
            lambda found: "BYDAY=" + ",".join(sorted(found))
        ),
        st.sets(st.sampled_from(["1MO", "2WE", "-1FR", "-2SU"]), min_size=1).map(
            lambda found: "BYDAY=" + ",".join(sorted(found))
        ),
    ),
    week_start=st.sampled_from(["MO", "SU", "TH"]),
    count=st.one_of(st.none(), st.integers(1, 30)),
    first=st.datetimes(datetime(2018, 1, 1), datetime(2021, 1, 1)),
)
def test_rules_give_what_the_common_library_gives(
    frequency: str,
    interval: int,
    months: set[int],
    part: str,
    week_start: str,
    count: int | None,
    first: datetime,
) -> None:
    first = first.replace(microsecond=0, fold=0)
    if frequency in ("WEEKLY", "DAILY"):
        # Counted weekdays are not for these; the library takes them differently.
        part = "" if part[-3:-2] in "12" else part
    parts = [f"FREQ={frequency}", f"INTERVAL={interval}", f"WKST={week_start}", part]
    if months and frequency != "MONTHLY":
        # A month that the interval never meets keeps the library busy for long.
        parts.append("BYMONTH=" + ",".join(map(str, sorted(months))))
    text = ";".join(filter(None, parts))
    stop = first + timedelta(days=1_500)
    matching = takewhile(lambda at: at < stop, rrulestr(text, dtstart=first))
    expected = sorted({first, *matching})[:count]
    text += f";COUNT={count}" if count else ""
    assert (
        expand(parse_rule(text), first, Span(stop, PLENTY, PLENTY)).starts == expected
    )
