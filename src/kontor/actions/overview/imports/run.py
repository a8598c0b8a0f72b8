"""What reading and applying an import need to know all the way."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.pending import Pending
from kontor.lib.hand import Hand
from kontor.lib.text import fold
from kontor.records.erasing.known import Erased, erased_from
from kontor.records.facts.identity import removed_by_hand
from kontor.records.models import (
    Book,
    ConfidentialRule,
    ContactPoint,
    Organisation,
    Person,
)

if TYPE_CHECKING:
    from datetime import date, datetime

    from kontor.exchange.facts import Record
    from kontor.records.models import Batch, Deed


@dataclass(slots=True)
class Gone:
    """What a keeper has removed by hand: an import does not bring it back."""

    records: set[str] = field(default_factory=set)
    sources: set[tuple[str, str]] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    touches: set[str] = field(default_factory=set)
    took_part: set[tuple[int, int]] = field(default_factory=set)

    def has(self, record: Record, source: tuple[str, str], *, reached: bool) -> bool:
        """Tell whether a record is about somebody who was removed.

        Args:
            source: kind of source and its own id of the record.
            reached: somebody else in the book shares an address with it.
        """
        if source in self.sources or record.digest in self.records:
            return True
        return not reached and not self.keys.isdisjoint(record.keys)


@dataclass(slots=True)
class Secret:
    """What is confidential by the keeper's rules."""

    domains: set[str]
    calendars: set[str]
    organisations: set[str]


@dataclass(slots=True)
class Run:
    """One import at work.

    Attributes:
        today, moment: when the import was begun, in the book's zone and in UTC.
        options: the keeper's choices, see ``begin_import``.
        owner: key of the owner; ``own`` are their mail addresses and telephones,
            ``own_name`` is their name folded.
        erased: whom the keeper has erased for good.
        notes: what is to be said of the file being read, as a whole.
    """

    book: Book
    batch: Batch
    deed: Deed
    today: date
    moment: datetime
    owner: int
    own: set[str]
    own_name: str
    secret: Secret
    gone: Gone
    erased: Erased
    pending: Pending = field(default_factory=Pending)
    notes: list[dict[str, Any]] = field(default_factory=list)

    @property
    def options(self) -> dict[str, Any]:
        """The keeper's choices."""
        options: dict[str, Any] = self.batch.options
        return options

    @property
    def skips(self) -> bool:
        """Tell whether what is confidential is left out."""
        return bool(self.options.get("skip_confidential", True))

    @property
    def tag(self) -> str:
        """Give the tag for everybody of this import, or ""."""
        return str(self.batch.tag)


def run_of(batch: Batch) -> Run:
    """Gather what an import needs to know."""
    book, deed = batch.book, batch.deed
    owner = Person.objects.get(book=book, is_owner=True)
    return Run(
        book=book,
        batch=batch,
        deed=deed,
        today=Hand(None, deed.moment).today(book.time_zone),
        moment=deed.moment,
        owner=owner.pk,
        own=_own(owner),
        own_name=fold(owner.display),
        secret=_secret(book),
        gone=_gone(book),
        erased=erased_from(book.pk),
    )


def _own(owner: Person) -> set[str]:
    points = ContactPoint.objects.filter(person=owner).exclude(key="")
    return set(points.values_list("key", flat=True))


def _secret(book: Book) -> Secret:
    rules = ConfidentialRule.objects.filter(book=book)
    kinds = ConfidentialRule.Kind
    organisations = Organisation.objects.filter(book=book, confidential=True)
    return Secret(
        domains=set(rules.filter(kind=kinds.DOMAIN).values_list("value", flat=True)),
        calendars=set(
            rules.filter(kind=kinds.CALENDAR).values_list("value", flat=True)
        ),
        organisations=set(organisations.values_list("folded", flat=True)),
    )


def _gone(book: Book) -> Gone:
    gone = Gone()
    for card in removed_by_hand(book.pk, "sourcecard"):
        gone.records.add(str(card.get("digest")))
        if card.get("source_id"):
            gone.sources.add((str(card.get("source")), str(card["source_id"])))
    for touch in removed_by_hand(book.pk, "touch"):
        gone.touches.add(str(touch.get("source_id") or ""))
    for part in removed_by_hand(book.pk, "participant"):
        gone.took_part.add((int(part["touch_id"]), int(part["person_id"])))
    gone.keys = _keys_gone(book)
    return gone


def _keys_gone(book: Book) -> set[str]:
    """Find the addresses and telephones of people who were removed whole."""
    people = {row.get("id") for row in removed_by_hand(book.pk, "person")}
    points = removed_by_hand(book.pk, "contactpoint") if people else ()
    keys = {str(p.get("key") or "") for p in points if p.get("person_id") in people}
    return keys - {""}
