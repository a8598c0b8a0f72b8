"""What goes when somebody is erased, and who could be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID
from zoneinfo import ZoneInfo

from django.conf import settings

from kontor.core.errors import Missing
from kontor.records.erasing.copies import copies_with
from kontor.records.erasing.rows import own_firms
from kontor.records.erasing.whose import removed_people, somebody
from kontor.records.models import (
    Attendance,
    Book,
    Change,
    Erasure,
    Membership,
    Organisation,
    Participant,
    Person,
    Promise,
    SourceCard,
    Tie,
)
from kontor.reports.overview.mentions import Mention, mentions_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date


@dataclass(frozen=True, slots=True)
class ErasingView:
    """What erasing somebody would take away.

    Attributes:
        in_book: False for somebody who was removed and stands in the journal only.
        touches, alone: contacts they took part in, and those without anybody else.
        groups, gatherings: in how many networks they were, to how many they came.
        changes: what the journal has about them.
        firms: organisations of their name with nobody else in them.
        copies: what in the data folder holds an older state of the book.
        also_in: names of the account's copies of this book that have them, too.
        mentions: where others' texts name them; these stay as they are.
    """

    uid: str
    name: str
    in_book: bool
    touches: int
    alone: int
    promises: int
    ties: int
    groups: int
    gatherings: int
    sources: int
    changes: int
    firms: tuple[str, ...]
    copies: tuple[str, ...]
    also_in: tuple[str, ...]
    mentions: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class RemovedLine:
    """Somebody who was removed from the book and can still be brought back."""

    uid: str
    name: str
    day: date


def erasing(book: int, uid: UUID | str, account: int | None = None) -> ErasingView:
    """Tell what would go.

    Args:
        account: who asks; of copies that are not theirs nothing is said.

    Raises:
        Missing: nobody of this uid is or was in the book, or it is the owner.
    """
    try:
        who = somebody(book, UUID(str(uid)))
    except ValueError as error:
        raise Missing from error
    if who is None or Person.objects.filter(pk__in=who.keys, is_owner=True).exists():
        raise Missing
    row = Book.objects.get(pk=book)
    part = Participant.objects.filter(person__in=who.keys).values("touch")
    others = Participant.objects.filter(touch__in=part).exclude(person__in=who.keys)
    touches = part.distinct().count()
    members = Membership.objects.filter(person__in=who.keys)
    ties = Tie.objects.filter(book=book)
    tied = ties.filter(first__in=who.keys) | ties.filter(second__in=who.keys)
    firms = Organisation.objects.filter(pk__in=own_firms(who))
    return ErasingView(
        uid=str(uid),
        name=who.name,
        in_book=Person.objects.filter(pk__in=who.keys).exists(),
        touches=touches,
        alone=touches - others.values("touch").distinct().count(),
        promises=Promise.objects.filter(person__in=who.keys).count(),
        ties=tied.count(),
        groups=members.values("group").distinct().count(),
        gatherings=Attendance.objects.filter(person__in=who.keys).count(),
        sources=SourceCard.objects.filter(person__in=who.keys).count(),
        changes=Change.objects.filter(book=book, person__in=who.keys).count(),
        firms=tuple(firms.values_list("name", flat=True)),
        copies=tuple(_copies()),
        also_in=tuple(copy.name for copy in copies_with(row, UUID(str(uid)), account)),
        mentions=tuple(mentions_of(who)),
    )


def _copies() -> Iterator[str]:
    """Name what a restore has put aside, and backups that lie in the data folder."""
    folder = Path(settings.DATA)
    for pattern in ("before-*", "*.kontor-backup"):
        yield from sorted(path.name for path in folder.glob(pattern))


def removed(book: int) -> list[RemovedLine]:
    """List who was removed and stands in the journal still, the latest first."""
    found = list(removed_people(book))
    zone = ZoneInfo(Book.objects.get(pk=book).time_zone)
    moments = dict(
        Change.objects.filter(pk__among=[key for _, _, key in found]).values_list(
            "pk", "deed__moment"
        )
    )
    return [
        RemovedLine(uid, name, moments[key].astimezone(zone).date())
        for uid, name, key in found
    ]


def erased(book: int) -> int:
    """Count who was erased from a book and has not agreed to be in it again."""
    return Erasure.objects.filter(book=book, lifted=False).count()
