"""What another program has noted, to items: touches with people it knows by an id.

Unlike a calendar or a mail it brings nobody in: whoever took part has a record of
their own, in the same import or in one before.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.apply_touches import known_touches
from kontor.actions.overview.imports.draft import Draft, Verdict
from kontor.core.connections.meetings import channel_of
from kontor.exchange.facts import clean_text
from kontor.lib.compact import encoded
from kontor.records.facts.identity import cards_known, names_of, people_linked
from kontor.records.facts.touches import took_part
from kontor.records.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.meeting import Meeting

    Key = tuple[str, str]

SOURCES = frozenset({"monica", "linkedin"})
MOST_NAMED = 3
LONGEST_ID = 500


def stage_noted(
    run: Run, meetings: Sequence[Meeting], keys: Iterator[int]
) -> list[tuple[int, Draft]]:
    """Make items of noted touches, with their keys, in order.

    Args:
        keys: one for each.
    """
    known = known_touches(run, [_key(m) for m in meetings])
    there = took_part(run.book.pk, set(known.values()))
    who = _Who(run, meetings)
    drafts = []
    for meeting in meetings:
        touch = known.get(_key(meeting))
        people, hidden = who.took_part(meeting)
        meeting.direction = meeting.direction or who.direction(meeting)
        why_not = _why_not(run, meeting, people, hidden)
        draft = _draft(meeting, [] if why_not else who.names(meeting, people))
        if why_not:
            draft.done = True
            draft.leave_out(why_not)
        else:
            _settle(run, draft, meeting, people, touch, there.get(touch or 0, set()))
        drafts.append((next(keys), draft))
    return drafts


class _Who:
    """Whom the ids of a chunk mean."""

    def __init__(self, run: Run, meetings: Sequence[Meeting]) -> None:
        self._run = run
        named = {(m.source, _id(a.source_id)) for m in meetings for a in m.attendees}
        named = {key for key in named if key[1]}
        book, ids = run.book.pk, {own for _, own in named}
        sources = {source for source, _ in named}
        cards = cards_known(book, sources, ids, ()) if ids else ()
        self._by_id = {(c.source, c.source_id): c.person for c in cards if c.person}
        links = {own for own in ids if own.startswith("http")}
        self._by_link = dict(people_linked(book, links)) if links else {}
        found = {*self._by_id.values(), *self._by_link.values()} - {None}
        names = names_of([key for key in found if key]) if found else {}
        self._discreet = {key for key, name in names.items() if name.discreet}

    def took_part(self, meeting: Meeting) -> tuple[list[int], bool]:
        """Give the references of who took part, and whether somebody is hidden."""
        found = [self._find(meeting.source, a.source_id) for a in meeting.attendees]
        people = [key for key in dict.fromkeys(found) if key]
        others = [key for key in people if key != self._run.owner]
        shown = [key for key in others if not self._hides(key)]
        return shown, len(shown) < len(others)

    def names(self, meeting: Meeting, people: Collection[int]) -> list[str]:
        """Give what those who took part are called; nobody else's name is kept."""
        found = (
            a.name
            for a in meeting.attendees
            if self._find(meeting.source, a.source_id) in people
        )
        return [name for name in found if name]

    def direction(self, meeting: Meeting) -> str:
        """Tell who turned to whom, where only one of both sides is known."""
        senders = [a for a in meeting.attendees if a.organizer]
        if not senders:
            return "both"
        known = any(self._find(meeting.source, a.source_id) for a in senders)
        return "in" if known else "out"

    def _find(self, source: str, source_id: str) -> int | None:
        key = (source, _id(source_id))
        return (
            self._run.pending.by_source(key)
            or self._by_id.get(key)
            or self._by_link.get(key[1])
        )

    def _hides(self, key: int) -> bool:
        return self._run.skips and key in self._discreet


def _key(meeting: Meeting) -> Key:
    return meeting.source, _id(meeting.source_id)


def _id(text: str) -> str:
    return clean_text(text)[:LONGEST_ID]


def _draft(meeting: Meeting, names: Sequence[str]) -> Draft:
    more = "…" if len(names) > MOST_NAMED else ""
    title = f"{meeting.day.isoformat()} {', '.join(names[:MOST_NAMED])}{more}"
    return Draft(meeting.record, meeting.line, "touch", clean_text(title.strip()))


def _why_not(run: Run, meeting: Meeting, people: list[int], hidden: bool) -> str:
    """Give the code of a reason to leave a touch out, or ""."""
    later = meeting.start is not None and meeting.start > run.moment
    if later or meeting.day > run.today:
        return f"{meeting.source}-future"
    if not meeting.attendees:
        return f"{meeting.source}-alone"
    if not people:
        return "confidential" if hidden else f"{meeting.source}-unknown"
    return "removed-before" if _id(meeting.source_id) in run.gone.touches else ""


def _settle(  # noqa: PLR0913 - what is known of one touch
    run: Run,
    draft: Draft,
    meeting: Meeting,
    people: list[int],
    touch: int | None,
    there: set[int],
) -> None:
    if touch is not None:
        people = [
            key
            for key in people
            if key > 0 and key not in there and (touch, key) not in run.gone.took_part
        ]
        draft.verdict = (Verdict.CHANGED if people else Verdict.SAME).value
        draft.changes = [("people", None, name) for name in _names(people)]
        draft.done = not people
    elif not run.pending.first_touch(_key(meeting)):
        draft.verdict, draft.done = Verdict.SAME.value, True
    if not draft.done:
        draft.data = encoded(_data(meeting, people, touch))


def _names(people: Sequence[int]) -> list[str]:
    if not people:
        return []
    rows = Person.objects.filter(pk__in=people).order_by("pk")
    return list(rows.values_list("display", flat=True))


def _data(meeting: Meeting, people: list[int], touch: int | None) -> dict[str, Any]:
    """Give what applying needs to know, as ``stage_meetings`` does."""
    return {
        "source": meeting.source,
        "source_id": _id(meeting.source_id),
        "day": meeting.day.isoformat(),
        "moment": meeting.start.isoformat() if meeting.start else None,
        "minutes": meeting.minutes,
        "channel": meeting.channel or channel_of(meeting.title, len(people)),
        "direction": meeting.direction or "both",
        "note": clean_text(meeting.note),
        "place": clean_text(meeting.place)[:300],
        "people": people,
        "touch": touch,
    }
