"""Meetings of calendars and mails to items: touches, and people nobody knew yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.apply_touches import known_touches
from kontor.actions.overview.imports.attending import (
    MAIL,
    Attendance,
    learn_own,
    look_at,
)
from kontor.actions.overview.imports.draft import Draft, Verdict
from kontor.actions.overview.imports.match import match
from kontor.actions.overview.imports.stage import discreet, draft_of
from kontor.core.connections.meetings import channel_of
from kontor.exchange.card import Card, Entry
from kontor.exchange.facts import Record, clean_text, record_of
from kontor.lib.compact import encoded
from kontor.lib.mail import mail_key
from kontor.records.facts.touches import took_part
from kontor.records.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.meeting import Attendee, Meeting

    Key = tuple[str, str]

MOST_NAMED = 3


def keys_needed(meetings: Sequence[Meeting]) -> int:
    """Give how many items these meetings can make at most."""
    return len(meetings) + sum(len(m.attendees) for m in meetings)


def stage_meetings(
    run: Run, meetings: Sequence[Meeting], keys: Iterator[int]
) -> list[tuple[int, Draft]]:
    """Make items of meetings; new people come before the meeting they are from.

    Args:
        keys: for as many items as are needed.

    Returns:
        Drafts with their keys, in order.
    """
    learn_own(run, meetings)
    entries = [look_at(run, meeting) for meeting in meetings]
    known = known_touches(run, [e.key for e in entries if not e.why_not])
    there = took_part(run.book.pk, set(known.values()))
    drafts = _new_people(run, entries, known, keys)
    for entry in entries:
        touch = known.get(entry.key)
        draft = _touch(run, entry, touch, there.get(touch or 0, set()))
        if draft is not None:
            drafts.append((next(keys), draft))
    return drafts


def _new_people(
    run: Run, entries: Sequence[Attendance], known: dict[Key, int], keys: Iterator[int]
) -> list[tuple[int, Draft]]:
    """Find out who the attendees are; items for those who are nobody yet.

    A meeting that is in the book already offers nobody: whoever is missing there
    was not wanted.
    """
    offered: dict[str, Record] = {}
    others: dict[str, Record] = {}
    for entry in entries:
        records = others if entry.key in known else offered
        for attendee in () if entry.why_not else entry.others:
            mail = mail_key(attendee.email)
            if mail not in run.pending.attendees and mail not in records:
                records[mail] = _record(run, entry.meeting, attendee)
    drafts = _offer(run, offered, keys)
    rest = {m: r for m, r in others.items() if m not in run.pending.attendees}
    matches = match(run, list(rest.values()), [0] * len(rest), enter=False)
    for mail, found in zip(rest, matches, strict=True):
        if found.whom:
            run.pending.attendees[mail] = found.whom
    return drafts


def _offer(
    run: Run, records: dict[str, Record], keys: Iterator[int]
) -> list[tuple[int, Draft]]:
    """Make items of those nobody knows; who is known is only taken note of."""
    numbers = [next(keys) for _ in records]
    matches = match(run, list(records.values()), [-number for number in numbers])
    secret = discreet(run, matches)
    drafts: list[tuple[int, Draft]] = []
    for (mail, record), number, found in zip(
        records.items(), numbers, matches, strict=True
    ):
        unwanted = found.gone or found.whom in secret
        run.pending.attendees[mail] = 0 if unwanted else found.whom or -number
        if found.whom is None and not found.gone:
            drafts.append((number, draft_of(run, record, found, secret)))
    return drafts


def _record(run: Run, meeting: Meeting, attendee: Attendee) -> Record:
    """Make a card of what a calendar or a mail says of somebody."""
    name = "" if "@" in attendee.name else attendee.name
    card = Card(
        meeting.source,
        meeting.record,
        meeting.line,
        display=name,
        emails=[Entry(attendee.email)],
    )
    return record_of(card, run.book.region)


def _touch(
    run: Run, entry: Attendance, touch: int | None, there: set[int]
) -> Draft | None:
    """Make the item of a meeting; one item for all left out of one series."""
    meeting = entry.meeting
    title = _title(run, entry)
    draft = Draft(meeting.record, meeting.line, "touch", title)
    if entry.why_not:
        if not run.pending.first_time(meeting.record, entry.why_not):
            return None
        draft.done = True
        return draft.leave_out(entry.why_not)
    attendees = run.pending.attendees
    found = (attendees.get(mail_key(a.email), 0) for a in entry.others)
    people = [key for key in dict.fromkeys(found) if key and key != run.owner]
    if touch is not None:
        people = [
            key
            for key in people
            if key > 0 and key not in there and (touch, key) not in run.gone.took_part
        ]
        draft.verdict = (Verdict.CHANGED if people else Verdict.SAME).value
        draft.changes = [("people", None, name) for name in _names(people)]
        draft.done = not people
    elif not people:
        draft.done = True
        return draft.leave_out(f"{meeting.source}-nobody-wanted")
    elif meeting.source == MAIL and not run.pending.first_touch(entry.key):
        # Sent and received, or in two folders: it is one mail.
        draft.verdict, draft.done = Verdict.SAME.value, True
    if not draft.done:
        draft.data = encoded(_data(run, entry, people, touch))
    return draft


def _title(run: Run, entry: Attendance) -> str:
    """Say when and with whom; what it was about may be nobody's business.

    Nor is anybody's name whom the meeting does not bring in.
    """
    attendees = run.pending.attendees
    coming = [] if entry.why_not else entry.others
    names = [a.name or a.email for a in coming if attendees.get(mail_key(a.email))]
    more = "…" if len(names) > MOST_NAMED else ""
    text = f"{entry.meeting.day.isoformat()} {', '.join(names[:MOST_NAMED])}{more}"
    return clean_text(text.strip())


def _names(people: Sequence[int]) -> list[str]:
    if not people:
        return []
    rows = Person.objects.filter(pk__in=people).order_by("pk")
    return list(rows.values_list("display", flat=True))


def _data(
    run: Run, entry: Attendance, people: list[int], touch: int | None
) -> dict[str, Any]:
    """Give what applying needs to know of a meeting."""
    meeting = entry.meeting
    with_title = bool(run.options.get("with_titles"))
    return {
        "source": meeting.source,
        "source_id": entry.source_id,
        "day": meeting.day.isoformat(),
        "moment": meeting.start.isoformat() if meeting.start else None,
        "minutes": meeting.minutes,
        "channel": meeting.channel or channel_of(meeting.title, len(entry.others)),
        "direction": entry.direction,
        "note": clean_text(meeting.title) if with_title else "",
        "place": clean_text(meeting.place)[:300],
        "people": people,
        "touch": touch,
    }
