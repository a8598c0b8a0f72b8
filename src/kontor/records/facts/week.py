"""What stands in the plan of a day, who rests, who has a birthday.

Read at every look at the first page, and by the action that keeps the plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from kontor.records.facts.rows import Rows, parsed, rows, uid_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_PLAN = """
SELECT p.id, l.id, l.state, l.position, l.suggested_on, l.later_until, l.kind,
       l.channel, l.minutes, l.reason, l.figures,
       o.id, o.uid, o.display, o.shown_role, o.shown_organisation, o.last_touch,
       o.private, o.discreet, o.do_not_contact, o.resting_since, o.resting_until,
       CASE o.rhythm
         WHEN 'A' THEN b.rhythm_a WHEN 'B' THEN b.rhythm_b
         WHEN 'C' THEN b.rhythm_c WHEN 'D' THEN b.rhythm_d
         WHEN 'own' THEN COALESCE(o.rhythm_days, 0) ELSE 0 END
FROM records_plan p
JOIN records_book b ON b.id = p.book_id
LEFT JOIN records_planline l ON l.plan_id = p.id
LEFT JOIN records_person o ON o.id = l.person_id
WHERE p.book_id = %s AND p.day = %s ORDER BY l.position, l.id
"""
_RESTING = """
SELECT uid, display, resting_until FROM records_person
WHERE book_id = %s AND resting_since IS NOT NULL AND NOT discreet
ORDER BY resting_since DESC, id LIMIT %s
"""
_BIRTHDAYS = """
SELECT uid, display, birth_year, birth_month, birth_day FROM records_person
WHERE book_id = %s AND birth_month = %s AND birth_day IN ({marks})
  AND NOT (is_owner OR discreet OR private OR do_not_contact)
"""


class PlanRow(NamedTuple):
    """A line of a plan, and of its person what decides whether it still holds.

    ``rhythm_days`` are the days between touches that the owner set, 0 for none.
    """

    id: int
    state: str
    position: int
    suggested_on: date
    later_until: date | None
    kind: str
    channel: str
    minutes: int
    reason: Any
    figures: Any
    person: int
    uid: str
    name: str
    role: str
    organisation: str
    last_touch: date | None
    private: bool
    discreet: bool
    do_not_contact: bool
    resting_since: date | None
    resting_until: date | None
    rhythm_days: int


class DayPlan(NamedTuple):
    """The plan of a day with its lines in order."""

    id: int
    lines: tuple[PlanRow, ...]


def day_plan(book: int, day: date) -> DayPlan | None:
    """Fetch the plan of a day with all its lines, dealt with or not."""
    found = rows(_PLAN, book, day)
    if not found:
        return None
    lines = (_plan_row(*row[1:]) for row in found if row[1] is not None)
    return DayPlan(found[0][0], tuple(lines))


def resting(book: int, most: int) -> Rows:
    """Give (uid, name, until) of those the owner lets rest, the latest first."""
    return [(uid_text(uid), *rest) for uid, *rest in rows(_RESTING, book, most)]


def birthdays(book: int, month: int, days: Sequence[int]) -> Rows:
    """Give (uid, name, year, month, day) of the birthdays on these days of a month.

    A birthday shown is a suggestion, so those to be left alone have none here.
    """
    sql = _BIRTHDAYS.format(marks=", ".join(["%s"] * len(days)))
    found = rows(sql, book, month, *days)
    return [(uid_text(uid), *rest) for uid, *rest in found]


def _plan_row(*columns: Any) -> PlanRow:
    row = PlanRow(*columns)
    return row._replace(
        reason=parsed(row.reason),
        figures=parsed(row.figures),
        uid=uid_text(row.uid) or "",
    )
