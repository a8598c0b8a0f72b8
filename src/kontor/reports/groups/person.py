"""One person's networks: where they are, where they were met, whom they know."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.core.errors import Missing
from kontor.core.groups.segments import Known, members
from kontor.lib.text import fold
from kontor.records.facts.groups import rules_of
from kontor.records.facts.rows import rows
from kontor.records.models import (
    Affiliation,
    Belonging,
    Membership,
    MetIn,
    Person,
    PersonTag,
    Reach,
)
from kontor.reports.groups.groups import segments_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from kontor.records.models import Segment

_ANY = """
SELECT EXISTS (SELECT 1 FROM records_group WHERE book_id = %s),
EXISTS (SELECT 1 FROM records_segment WHERE book_id = %s)
"""


@dataclass(frozen=True, slots=True)
class InGroup:
    """A group somebody is or was in; ``standing`` is "member" or "guest"."""

    uid: str
    name: str
    standing: str
    trade: str
    office: str
    since: date | None
    until: date | None
    now: bool


@dataclass(frozen=True, slots=True)
class InSegment:
    """A target segment, seen from one person.

    Attributes:
        belongs: whether they are in it.
        count, asked_on: how many of it they know, None where that was not asked.
    """

    uid: str
    name: str
    belongs: bool
    count: int | None
    asked_on: date | None


@dataclass(frozen=True, slots=True)
class PersonGroups:
    """What networks have to do with one person.

    Attributes:
        met_uid, met_name: the group they were met in, "" where none is noted.
        met_gathering, met_day: the gathering of it.
    """

    groups: tuple[InGroup, ...]
    segments: tuple[InSegment, ...]
    met_uid: str
    met_name: str
    met_gathering: str
    met_day: date | None


def groups_of_person(book: int, person: int, *, today: date) -> PersonGroups | None:
    """Gather the networks of somebody, by their key.

    Returns:
        None where the book has neither groups nor segments; that costs one query.

    Raises:
        Missing: nobody of this key is in this book.
    """
    any_group, any_segment = rows(_ANY, book, book)[0]
    if not any_group and not any_segment:
        return None
    if not Person.objects.filter(book=book, pk=person).exists():
        raise Missing
    met = (
        MetIn.objects.filter(person=person).select_related("group", "gathering").first()
        if any_group
        else None
    )
    held = met.gathering if met else None
    return PersonGroups(
        groups=tuple(_groups(person, today)) if any_group else (),
        segments=tuple(_segments(book, person, today)) if any_segment else (),
        met_uid=str(met.group.uid) if met else "",
        met_name=met.group.name if met else "",
        met_gathering=str(held.uid) if held else "",
        met_day=held.day if held else None,
    )


def _groups(person: int, today: date) -> Iterable[InGroup]:
    found = Membership.objects.filter(person=person).select_related("group")
    for row in found.order_by("until", "group__folded", "pk"):
        yield InGroup(
            uid=str(row.group.uid),
            name=row.group.name,
            standing=row.standing,
            trade=row.trade,
            office=row.office,
            since=row.since,
            until=row.until,
            now=(row.since is None or row.since <= today)
            and (row.until is None or row.until >= today),
        )


def _segments(book: int, person: int, today: date) -> Iterable[InSegment]:
    known = _known(person, today)
    said = dict(
        Belonging.objects.filter(person=person).values_list("segment_id", "belongs")
    )
    asked = {row.segment_id: row for row in Reach.objects.filter(person=person)}
    for one in segments_of(book):
        answer = asked.get(one.pk)
        yield InSegment(
            uid=str(one.uid),
            name=one.name,
            belongs=_belongs(one, person, known, said),
            count=answer.count if answer else None,
            asked_on=answer.asked_on if answer else None,
        )


def _belongs(one: Segment, person: int, known: Known, said: dict[int, bool]) -> bool:
    word = [(person, said[one.pk])] if one.pk in said else []
    return person in members(rules_of(one), known, word)


def _known(person: int, today: date) -> Known:
    """Give what segments go by, of one person only."""
    jobs = Affiliation.objects.filter(person=person).exclude(end__lt=today)
    work = list(jobs.values_list("organisation__name", "role"))
    trades = Membership.objects.filter(person=person).values_list("trade", flat=True)
    tags = PersonTag.objects.filter(person=person).values_list("tag__name", flat=True)
    return Known(
        trades=_having(trades, person),
        organisations=_having((firm for firm, _ in work), person),
        tags=_having(tags, person),
        roles=_having((role for _, role in work), person),
    )


def _having(texts: Iterable[str | None], person: int) -> dict[str, set[int]]:
    return {fold(text): {person} for text in texts if text}
