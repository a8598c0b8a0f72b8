"""Who is left alone, and why: one reason for each person.

Source: docs/sources.md#unanswered.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.spans import Span, span
from kontor.core.connections.whom import guards
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Mapping

    from kontor.core.connections.whom import Candidates, PlanSettings

# Days over which attempts without an answer are counted.
UNANSWERED_DAYS = 30

SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "resting": gettext_noop("You let this person rest."),
        "resting_until": gettext_noop("You let this person rest until {until}."),
        "put_off": gettext_noop("Put off until {until}."),
        "do_not_contact": gettext_noop("Does not want to be contacted."),
        "confidential": gettext_noop("Confidential, so never suggested."),
        "private": gettext_noop("Private, so never suggested."),
        "unanswered": gettext_noop(
            "{count} attempts without an answer in the last 30 days."
        ),
        "touched_today": gettext_noop("In touch today."),
        "touched": gettext_noop("In touch {ago} ago."),
        "suggested_today": gettext_noop("Suggested today."),
        "suggested": gettext_noop("Suggested {ago} ago."),
    }
)


@dataclass(frozen=True, slots=True)
class Hold:
    """What the owner has said about somebody who is not eligible.

    Attributes:
        code: "resting", "put_off", "do_not_contact", "confidential" or "private".
        until: the day from which they may be suggested again.
    """

    code: str
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Resting:
    """Somebody who is left alone.

    Attributes:
        id: of the person.
        code: key of ``SENTENCES``.
        facts: what its places stand for.
        until: the day from which the reason no longer holds, None where that is open.
    """

    id: int
    code: str
    facts: dict[str, int | date | Span]
    until: date | None


def resting(
    people: Candidates, day: date, settings: PlanSettings, holds: Mapping[int, Hold]
) -> list[Resting]:
    """List who is left alone and why, whoever is free again soonest first.

    Of several reasons the one that the owner has least say in comes last: what the
    owner said, then unanswered attempts, then a touch, then a suggestion.

    Args:
        people: everybody in the book.
        day: the day of the plan.
        settings: how the plan is made.
        holds: by id, what was said of those who are not eligible. Whoever is not
            eligible and not in it (the owner) is not listed.
    """
    kept = np.zeros(len(people.id), np.bool_)
    for guard in guards(people, day, settings):
        kept |= guard
    rows = np.flatnonzero(people.eligible & kept)
    found = [_guarded(people, int(row), day, settings) for row in rows]
    held = people.id[~people.eligible].tolist()
    found += [_held(key, holds[key]) for key in held if key in holds]
    return sorted(found, key=lambda one: (one.until or date.max, one.id))


def _held(key: int, hold: Hold) -> Resting:
    if hold.until:
        code = "resting_until" if hold.code == "resting" else hold.code
        return Resting(key, code, {"until": hold.until}, hold.until)
    return Resting(key, hold.code, {}, None)


def _guarded(
    people: Candidates, row: int, day: date, settings: PlanSettings
) -> Resting:
    key, rhythm = int(people.id[row]), int(people.rhythm_days[row])
    count = int(people.unanswered[row])
    if count >= settings.most_unanswered:
        return Resting(key, "unanswered", {"count": count}, None)
    quiet = min(rhythm or settings.quiet_days, settings.quiet_days)
    code, since = "touched", int(people.last_touch[row])
    if day.toordinal() - since >= quiet:
        code, since = "suggested", int(people.last_suggested[row])
    ago = day.toordinal() - since
    until = day + timedelta(days=quiet - ago)
    if not ago:
        return Resting(key, f"{code}_today", {}, until)
    return Resting(key, code, {"ago": span(ago)}, until)
