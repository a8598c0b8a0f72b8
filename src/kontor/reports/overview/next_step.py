"""What to do next about one person, if anything."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.core.connections.channel import MINUTES, suggest_channel
from kontor.lib.text import gettext_noop
from kontor.records.facts.person import planned
from kontor.reports.overview.week import reason_text
from kontor.reports.wording import sentence

if TYPE_CHECKING:
    from datetime import date

    from kontor.reports.overview.person import PersonView

DUE = gettext_noop("Due since {day} by the rhythm you set.")
COMING = gettext_noop("Due on {day} by the rhythm you set.")
FIRST = gettext_noop("Due by the rhythm you set; no contact is noted yet.")
RECENT = 10


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step: why, how and for how long; ``planned`` where this week has it."""

    sentence: str
    channel: str
    minutes: int
    planned: bool


def next_step(book: int, person: PersonView, *, today: date) -> NextStep | None:
    """Tell the next step; None where somebody is left alone or nothing is due."""
    if person.is_owner or person.do_not_contact or person.private or person.discreet:
        return None
    line = planned(book, today, person.id)
    if line is not None:
        reason, channel, minutes = line
        return NextStep(reason_text(reason), channel, minutes, planned=True)
    due = person.standing.due
    if due is None or person.resting:
        return None
    channel = _channel(person)
    return NextStep(_due(person, due, today), channel, MINUTES[channel], planned=False)


def _due(person: PersonView, due: date, today: date) -> str:
    if person.standing.last is None:
        return sentence(FIRST, {})
    return sentence(DUE if due <= today else COMING, {"day": due})


def _channel(person: PersonView) -> str:
    recent = [channel for _, channel in reversed(person.standing.touches)][:RECENT]
    kinds = {point.kind for point in person.points}
    return suggest_channel(
        recent, has_phone="phone" in kinds, has_email="email" in kinds
    )
