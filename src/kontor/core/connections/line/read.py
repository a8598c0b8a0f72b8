"""Read the log line: "Kaffee mit Anna Berger 40 min, schickt Angebot bis Freitag"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.core.connections.line.answers import UNANSWERED
from kontor.core.connections.line.birthdays import find_birthday
from kontor.core.connections.line.channels import find_channel, find_via
from kontor.core.connections.line.days import find_no_days
from kontor.core.connections.line.directions import direction_of, sweep
from kontor.core.connections.line.involved import involved, promised_people
from kontor.core.connections.line.notes import note_of
from kontor.core.connections.line.places import find_place, is_event
from kontor.core.connections.line.promises import find_promises
from kontor.core.connections.line.reading import Line
from kontor.core.connections.line.slip import Slip, tidied
from kontor.core.connections.line.whens import find_whens, settle_whens

if TYPE_CHECKING:
    from datetime import date

    from kontor.core.connections.line.birthdays import Born
    from kontor.core.connections.line.channels import Hit
    from kontor.core.connections.line.lists import People
    from kontor.core.connections.line.places import Place
    from kontor.core.connections.line.promises import Found
    from kontor.core.connections.line.reading import Channel, Direction

LONGEST = 1000
"""How many characters are read; what a longer text goes on with is note."""


def read_line(text: str, *, today: date, month_first: bool = False) -> Line:
    """Read what one line, in German or English or both, says of a touch.

    Never raises; words that are not understood end in the note. The reading is a
    guess to be nodded to. The rules that are not plain:

    * a day of the week is the last one, today included; with a deadline ("bis
      Freitag") the next one after today;
    * a date without a year is the last such day, unless the coming one is at most
      60 days away: then ``future`` is set, for that is no touch yet;
    * "3/12" is 3 December unless that is no date or ``month_first`` says otherwise;
    * behind "about" or "wegen" only words that look back ("gestern") tell the day;
    * a day that the calendar does not have ("31.2.") is none, and ``no_day`` says so;
    * a line that does nothing but tell a birthday is no touch.

    Args:
        text: one line as typed.
        today: the day in the book's zone.
        month_first: whether the book's region writes the month before the day.
    """
    whole = tidied(text)
    slip = Slip(whole[:LONGEST])
    if len(whole) <= LONGEST:
        born = find_birthday(slip, today, month_first=month_first)
        if born:
            return _birthday_line(slip, born, today)
    promises = find_promises(slip, today, month_first=month_first)
    for one in promises:
        slip.tell("promise", one.start, one.end)
    answered = _tell_unanswered(slip)
    whens = find_whens(slip, today, month_first=month_first)
    via, hit = _tell_channel(slip)
    people, head_end = involved(slip, hit, eager=bool(whens) or not answered)
    kept = settle_whens(slip, whens, head_end)
    place = _tell_place(slip, head_end, lower=slip.lower)
    swept = sweep(slip, hit)
    channel = _channel(via or hit, place, answered=answered)
    is_touch = bool(slip.told) and not all(s.kind == "promise" for s in slip.told)
    names = _names(slip, people) or promised_people(slip, promises)
    day = kept.day or today
    return Line(
        text=whole,
        channel=channel,
        direction=_direction(channel, hit, people, swept, answered=answered),
        day=day,
        future=day > today,
        time=kept.time,
        minutes=kept.minutes,
        names=names,
        perhaps=_perhaps(slip, people),
        promises=tuple(one.promised for one in promises),
        place=place.name if place else "",
        note=" ".join(filter(None, (note_of(slip), whole[LONGEST:].strip()))),
        answered=answered,
        is_touch=is_touch or not promises,
        told=tuple(sorted(slip.told, key=lambda span: span.start)),
        no_day=kept.no_day,
        no_due=_no_due(slip, promises, month_first=month_first),
    )


def _birthday_line(slip: Slip, born: Born, today: date) -> Line:
    return Line(
        text=slip.text,
        channel=None,
        direction="both",
        day=today,
        future=False,
        time=None,
        minutes=None,
        names=(born.name,) if born.name else (),
        perhaps=(),
        promises=(),
        place="",
        note="",
        answered=True,
        is_touch=False,
        told=tuple(sorted(slip.told, key=lambda span: span.start)),
        no_day=born.no_day,
        is_birthday=True,
        birthday=born.birthday,
    )


def _no_due(slip: Slip, promises: list[Found], *, month_first: bool) -> str:
    """Give the words of a day, told in a promise, that the calendar does not have."""
    none = find_no_days(slip.text, [], month_first=month_first)
    for one in promises:
        for bad in none:
            if one.promised.due is None and one.start <= bad.start < one.end:
                return bad.words
    return ""


def _tell_unanswered(slip: Slip) -> bool:
    """Cover what says that nobody was reached; tell whether somebody was."""
    spans = [match.span() for match in UNANSWERED.finditer(slip.open)]
    for start, end in spans:
        slip.tell("unanswered", start, end)
    return not spans


def _tell_channel(slip: Slip) -> tuple[Hit | None, Hit | None]:
    """Find and cover "per Mail" and the channel word itself."""
    via = find_via(slip.open)
    if via:
        slip.tell("channel", via.start, via.end)
    hit = find_channel(slip.open, slip.clauses)
    if hit:
        slip.tell("channel", hit.start, hit.end)
    return via, hit or via


def _tell_place(slip: Slip, head_end: int, *, lower: bool) -> Place | None:
    """Find the place in the head of the line, or in a clause of its own."""
    place = find_place(slip.open, 0, head_end, lower=lower)
    for start, end in slip.clauses:
        if place is None and start >= head_end:
            place = find_place(slip.open, start, end, lower=lower)
            if place and (
                slip.words_left(start, place.start) or slip.words_left(place.end, end)
            ):
                place = None
    if place:
        slip.tell("place", place.start, place.end)
    return place


def _channel(hit: Hit | None, place: Place | None, *, answered: bool) -> Channel | None:
    if hit and hit.channel:
        return hit.channel
    if not answered:
        return "call"
    return "event" if place and is_event(place.name) else None


def _direction(
    channel: Channel | None,
    hit: Hit | None,
    people: People | None,
    swept: list[str],
    *,
    answered: bool,
) -> Direction:
    return direction_of(channel, hit, people, swept) if answered else "out"


def _names(slip: Slip, people: People | None) -> tuple[str, ...]:
    return tuple(slip.text[p.start : p.end] for p in people.phrases) if people else ()


def _perhaps(slip: Slip, people: People | None) -> tuple[str, ...]:
    return tuple(slip.text[p.start : p.end] for p in people.perhaps) if people else ()
