"""What somebody will have after a merge: what both have stands once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from kontor.records.facts import duplicates as facts
from kontor.records.facts import person as person_facts
from kontor.records.facts.tags import tags_of_people
from kontor.reports.words import word

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from kontor.records.facts.rows import Rows
    from kontor.records.models import Person


@dataclass(frozen=True, slots=True)
class Moved:
    """One thing the merged entry will have; ``twice`` if both say it, in any form."""

    text: str
    twice: bool


@dataclass(frozen=True, slots=True)
class Moves:
    """What the merged entry will have.

    Attributes:
        touches, promises, ties, groups, gatherings: how many, each once.
        lost_touches, lost_promises: of an entry that goes into the owner's own;
            nobody is in touch with themselves.
    """

    emails: tuple[Moved, ...]
    phones: tuple[Moved, ...]
    links: tuple[Moved, ...]
    addresses: tuple[Moved, ...]
    jobs: tuple[Moved, ...]
    tags: tuple[Moved, ...]
    touches: int
    promises: int
    ties: int
    groups: int
    gatherings: int
    lost_touches: int
    lost_promises: int


def moves_of(this: Person, other: Person) -> Moves:
    """Gather what one entry will have once another has gone into it."""
    pair = this.pk, other.pk
    points = [person_facts.points_of(key) for key in pair]
    both = facts.together(this.book_id, *pair)
    lost = (both.touches, both.promises) if this.is_owner else (0, 0)
    return Moves(
        emails=_points(points, "email"),
        phones=_points(points, "phone"),
        links=_points(points, "link"),
        addresses=_once(map(person_facts.addresses_of, pair), _address, _place),
        jobs=_once(map(person_facts.work_of, pair), _job, _post),
        tags=_once([_tags(key) for key in pair], lambda row: row, lambda row: row[0]),
        touches=both.touches - lost[0],
        promises=both.promises - lost[1],
        ties=both.ties,
        groups=both.groups,
        gatherings=both.gatherings,
        lost_touches=lost[0],
        lost_promises=lost[1],
    )


def labelled(moves: Moves) -> list[tuple[str, tuple[Moved, ...]]]:
    """Give the lists there is anything in, each with its name."""
    named = [
        (word("email", "point"), moves.emails),
        (word("phone", "point"), moves.phones),
        (word("link", "point"), moves.links),
        (gettext("Address"), moves.addresses),
        (gettext("Work"), moves.jobs),
        (gettext("Tags"), moves.tags),
    ]
    return [(label, things) for label, things in named if things]


def _once(
    found: Iterable[Rows],
    same: Callable[[tuple[Any, ...]], Hashable],
    text: Callable[[tuple[Any, ...]], str],
) -> tuple[Moved, ...]:
    """List what either has, each thing once.

    Args:
        found: rows of the one that stays, then of the other.
        same: what makes two rows say the same.
        text: how a row is written.
    """
    mine, theirs = found
    own, more = ({same(row) for row in rows} for rows in (mine, theirs))
    return tuple(Moved(text(row), same(row) in more) for row in mine) + tuple(
        Moved(text(row), twice=False) for row in theirs if same(row) not in own
    )


def _points(found: Iterable[Rows], kind: str) -> tuple[Moved, ...]:
    """List mail addresses, numbers or links: (kind, value, key, label, preferred)."""
    of_kind = [[row for row in rows if row[0] == kind] for rows in found]
    return _once(of_kind, lambda row: row[2] or row[1], lambda row: str(row[1]))


def _tags(person: int) -> Rows:
    return [(name,) for _, name in tags_of_people([person])]


def _address(row: tuple[Any, ...]) -> Hashable:
    return row[1:]


def _place(row: tuple[Any, ...]) -> str:
    _, street, extra, postal_code, city, region, country = row
    town = f"{postal_code} {city}".strip()
    return ", ".join(filter(None, (street, extra, town, region, country)))


def _job(row: tuple[Any, ...]) -> Hashable:
    uid, _, role, department, start, end = row
    return uid, department, role, start, end


def _post(row: tuple[Any, ...]) -> str:
    _, organisation, role, department, *_ = row
    return ", ".join(filter(None, (role, department, organisation)))
