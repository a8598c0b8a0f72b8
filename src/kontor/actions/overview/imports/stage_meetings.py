"""Entries of a calendar to items: touches, and people nobody knew yet."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.draft import Draft, Verdict
from kontor.actions.overview.imports.facts import Record, clean_text, record_of
from kontor.actions.overview.imports.match import match
from kontor.actions.overview.imports.stage import discreet, draft_of
from kontor.core.connections.meetings import channel_of
from kontor.core.connections.owner import own_address
from kontor.exchange.card import Card, Entry
from kontor.lib.mail import mail_key
from kontor.lib.text import fold
from kontor.records.facts.identity import touches_known
from kontor.records.facts.touches import took_part
from kontor.records.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.meeting import Attendee, Meeting

SOURCE = "ical"
MOST_NAMED = 3


@dataclass(slots=True)
class _Entry:
    """A meeting being looked at; ``why_not`` is the code of a reason to leave it."""

    meeting: Meeting
    source_id: str
    why_not: str = ""
    others: list[Attendee] = field(default_factory=list)


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
    _learn_own(run, meetings)
    entries = [_looked_at(run, meeting) for meeting in meetings]
    ids = {entry.source_id for entry in entries if not entry.why_not}
    known = touches_known(run.book.pk, SOURCE, ids)
    there = took_part(set(known.values()))
    drafts = _new_people(run, entries, known, keys)
    for entry in entries:
        touch = known.get(entry.source_id)
        draft = _touch(run, entry, touch, there.get(touch or 0, set()))
        if draft is not None:
            drafts.append((next(keys), draft))
    return drafts


def _looked_at(run: Run, meeting: Meeting) -> _Entry:
    """Find who took part beside the owner, or why it does not count."""
    entry = _Entry(meeting, clean_text(meeting.source_id)[:500])
    own = [a for a in meeting.attendees if _is_owner(run, a)]
    others = [
        a
        for a in meeting.attendees
        if a.kind == "person" and a.status != "declined" and a not in own
    ]
    shown = [a for a in others if not (run.skips and _is_secret(run, a))]
    # Somebody without an address cannot be told from a namesake.
    entry.others = [a for a in shown if mail_key(a.email)]
    later = meeting.start is not None and meeting.start > run.moment
    if meeting.cancelled:
        entry.why_not = "ical-cancelled"
    elif later or meeting.day > run.today:
        entry.why_not = "ical-future"
    elif run.skips and meeting.calendar in run.secret.calendars:
        entry.why_not = "confidential"
    elif run.skips and meeting.secret:
        entry.why_not = "ical-confidential"
    elif any(a.status == "declined" for a in own):
        entry.why_not = "ical-declined"
    elif not entry.others:
        entry.why_not = _nobody(others, shown)
    elif entry.source_id in run.gone.touches:
        entry.why_not = "removed-before"
    return entry


def _nobody(others: list[Attendee], shown: list[Attendee]) -> str:
    if not others:
        return "ical-alone"
    return "ical-no-address" if shown else "confidential"


def _learn_own(run: Run, meetings: Sequence[Meeting]) -> None:
    """Find out the owner's address, where the book knows none.

    A calendar called by a mail address is that of its owner; else they are on
    nearly every event. What was only guessed is said in a note on the file.
    """
    if any("@" in key for key in run.own):
        return
    named = {mail_key(m.calendar) for m in meetings if "@" in m.calendar} - {""}
    if named:
        run.own |= named
        return
    events = {m.record: {mail_key(a.email) for a in m.attendees} for m in meetings}
    found = own_address([e - {""} for e in events.values() if len(e - {""}) > 1])
    if found:
        run.own.add(found)
        fact = {"code": "ical-own-address", "line": 0, "record": 0}
        run.notes.append({**fact, "facts": {"value": found}})


def _is_owner(run: Run, attendee: Attendee) -> bool:
    key = mail_key(attendee.email)
    if key in run.own:
        return True
    if attendee.name and fold(attendee.name) == run.own_name:
        run.own.add(key)
        return True
    return False


def _is_secret(run: Run, attendee: Attendee) -> bool:
    return attendee.email.rpartition("@")[2] in run.secret.domains


def _new_people(
    run: Run, entries: Sequence[_Entry], known: dict[str, int], keys: Iterator[int]
) -> list[tuple[int, Draft]]:
    """Find out who the attendees are; items for those who are nobody yet.

    A meeting that is in the book already offers nobody: whoever is missing there
    was not wanted.
    """
    offered: dict[str, Record] = {}
    others: dict[str, Record] = {}
    for entry in entries:
        records = others if entry.source_id in known else offered
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
    """Make a card of what a calendar says of somebody."""
    name = "" if "@" in attendee.name else attendee.name
    card = Card(
        SOURCE,
        meeting.record,
        meeting.line,
        display=name,
        emails=[Entry(attendee.email)],
    )
    return record_of(card, run.book.region)


def _touch(run: Run, entry: _Entry, touch: int | None, there: set[int]) -> Draft | None:
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
        return draft.leave_out("ical-nobody-wanted")
    if not draft.done:
        draft.data = json.dumps(_data(run, entry, people, touch), ensure_ascii=False)
    return draft


def _title(run: Run, entry: _Entry) -> str:
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
    run: Run, entry: _Entry, people: list[int], touch: int | None
) -> dict[str, Any]:
    """Give what applying needs to know of a meeting."""
    meeting = entry.meeting
    with_title = bool(run.options.get("with_titles"))
    return {
        "source_id": entry.source_id,
        "day": meeting.day.isoformat(),
        "moment": meeting.start.isoformat() if meeting.start else None,
        "minutes": meeting.minutes,
        "channel": channel_of(meeting.title, len(entry.others)),
        "note": clean_text(meeting.title) if with_title else "",
        "place": clean_text(meeting.place)[:300],
        "people": people,
        "touch": touch,
    }
