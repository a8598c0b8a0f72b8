"""Gathering all that is held on one person, confidential or not.

Who else is named is reduced to initials: that somebody was there is about the person,
who it was is about the other. What was written freely is given as it stands.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from kontor.core.connections.levels import level
from kontor.core.connections.naming import initials
from kontor.records.facts import person as facts
from kontor.records.facts.promises import promises_of
from kontor.records.journal import TABLES
from kontor.records.models import (
    Book,
    Change,
    Deed,
    Participant,
    Person,
    Photo,
    PlanLine,
    SourceCard,
    Tie,
)
from kontor.reports.accounts.deeds import deed_text
from kontor.reports.connections.lines import (
    address_lines,
    point_lines,
    promise_lines,
    work_lines,
)
from kontor.reports.connections.standing import standing_of
from kontor.reports.overview.origin import origin
from kontor.reports.overview.person import the_person
from kontor.reports.overview.standing_text import standing_text
from kontor.reports.overview.week import reason_text
from kontor.reports.words import word

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kontor.reports.connections.lines import (
        AddressLine,
        PointLine,
        PromiseLine,
        WorkLine,
    )
    from kontor.reports.overview.origin import PieceLine

Plain = dict[str, Any]
_ALL = 1_000_000
_OWN = (
    "uid", "display", "prefix", "given", "additional", "family", "suffix", "nickname",
    "birth_year", "birth_month", "birth_day", "language", "address_form", "relation",
    "note", "met_day", "met_place", "known_since", "rhythm", "rhythm_days", "pinned",
    "do_not_contact", "private", "confidential", "discreet", "resting_since",
    "resting_until", "sorted_on", "informed_on", "kept_on",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Disclosure:
    """All that is held on one person, as of a day.

    Attributes:
        owner: whose book it is.
        person: what stands in their own entry, by name.
        met_through: initials.
        touches, ties, plan, sources, deeds: see the functions that make them.
        standing: what Kontor reckons of the tie, as "word" and "text".
        photo: as "media_type" and "data" (base64), None where there is none.
        origin: where each piece came from.
    """

    made_on: date
    owner: str
    language: str
    person: Plain
    met_through: str
    points: tuple[PointLine, ...]
    addresses: tuple[AddressLine, ...]
    work: tuple[WorkLine, ...]
    tags: tuple[str, ...]
    touches: tuple[Plain, ...]
    promises: tuple[PromiseLine, ...]
    ties: tuple[Plain, ...]
    plan: tuple[Plain, ...]
    standing: Plain
    photo: Plain | None
    sources: tuple[Plain, ...]
    origin: tuple[PieceLine, ...]
    deeds: tuple[Plain, ...]

    @property
    def name(self) -> str:
        """What they are shown as."""
        return str(self.person["display"])


def disclosure(book: int, uid: UUID | str, *, today: date) -> Disclosure:
    """Gather all that is held on somebody; texts are in the language in force.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    row = the_person(book, uid)
    settings = Book.objects.get(pk=book)
    standing = standing_of(settings, row, today)
    through = row.met_through
    return Disclosure(
        made_on=today,
        owner=Person.objects.get(book=book, is_owner=True).display,
        language=row.language or settings.language,
        person={name: getattr(row, name) for name in _OWN},
        met_through=initials(through.display) if through else "",
        points=point_lines(facts.points_of(row.pk)),
        addresses=address_lines(facts.addresses_of(row.pk)),
        work=work_lines(row.pk),
        tags=tuple(row.taggings.values_list("tag__name", flat=True)),
        touches=tuple(_touches(row.pk)),
        promises=tuple(promise_lines(promises_of(row.pk), today)),
        ties=tuple(_ties(row)),
        plan=tuple(_plan(row)),
        standing={
            "word": word(str(level(standing.strength)), "strength"),
            "text": standing_text(standing, today),
        },
        photo=_photo(row),
        sources=tuple(_sources(row, settings)),
        origin=tuple(_reduced(line) for line in origin(book, uid)),
        deeds=tuple(_deeds(row, settings)),
    )


def as_plain(found: Disclosure) -> Plain:
    """Give a disclosure as plain values for JSON; a point without what opens it."""
    plain = asdict(found)
    for point in plain["points"]:
        del point["href"]
    for promise in plain["promises"]:
        del promise["person"]
    return plain


def _touches(person: int) -> list[Plain]:
    """List contacts, the latest first; who else took part as initials."""
    found = facts.touches_page(person, _ALL, 0)
    others: dict[int, list[str]] = {}
    rows = Participant.objects.filter(touch__pk__among=[row[0] for row in found])
    rows = rows.exclude(person=person).order_by("pk")
    for touch, name in rows.values_list("touch_id", "person__display"):
        others.setdefault(touch, []).append(initials(name))
    names = ("day", "moment", "channel", "direction", "minutes", "note", "place")
    return [
        dict(zip(names, row[2:], strict=True)) | {"others": others.get(row[0], [])}
        for row in found
    ]


def _ties(row: Person) -> list[Plain]:
    """List whom they know, as initials."""
    ties = Tie.objects.filter(first=row) | Tie.objects.filter(second=row)
    return [
        {
            "with": initials((t.second if t.first_id == row.pk else t.first).display),
            "strength": t.strength,
            "how": t.how,
        }
        for t in ties.select_related("first", "second").order_by("pk")
    ]


def _plan(row: Person) -> list[Plain]:
    """List when Kontor suggested to be in touch, and why."""
    lines = PlanLine.objects.filter(person=row).select_related("plan")
    return [
        {"day": line.plan.day, "reason": reason_text(line.reason), "state": line.state}
        for line in lines.order_by("plan__day")
    ]


def _photo(row: Person) -> Plain | None:
    photo = Photo.objects.filter(person=row).first()
    if photo is None:
        return None
    data = b64encode(bytes(photo.data)).decode("ascii")
    return {"media_type": photo.media_type, "data": data}


def _sources(row: Person, settings: Book) -> list[Plain]:
    """List what sources said, as it came."""
    zone = ZoneInfo(settings.time_zone)
    cards = SourceCard.objects.filter(person=row).select_related("deed").order_by("pk")
    return [
        {
            "source": card.source,
            "source_id": card.source_id,
            "day": card.deed.moment.astimezone(zone).date(),
            "record": card.data,
            "unknown": card.unknown,
            "raw": card.raw,
        }
        for card in cards
    ]


def _reduced(line: PieceLine) -> PieceLine:
    """Write initials for others in what is said of where it came from."""
    if line.piece == "tie":
        name, bracket, how = line.value.partition(" (")
        return replace(line, value=f"{initials(name)}{bracket}{how}")
    if line.piece in {"met_through", "invited_by", "brought"}:
        return replace(line, value=initials(line.value))
    return line


def _deeds(row: Person, settings: Book) -> list[Plain]:
    """List what was done about them: the day, and the sentence of the journal."""
    zone = ZoneInfo(settings.time_zone)
    about = Change.objects.filter(book=settings, person=row.pk)
    ties = Tie.objects.filter(first=row) | Tie.objects.filter(second=row)
    keys = set(about.values_list("deed_id", flat=True)) | {row.deed_id}
    keys |= set(ties.values_list("deed_id", flat=True))
    for model in TABLES:
        if any(field.name == "person" for field in model._meta.fields):
            rows = model._default_manager.filter(**{"person": row})
            keys |= set(rows.values_list("deed_id", flat=True))
    deeds = Deed.objects.filter(pk__among=sorted(keys)).order_by("pk")
    return [
        {
            "day": deed.moment.astimezone(zone).date(),
            "verb": deed.verb,
            "text": deed_text(deed.verb, _without_others(deed.facts, row.display)),
        }
        for deed in deeds
    ]


def _without_others(given: Plain, own: str) -> Plain:
    """Write initials for other people named in the facts of a deed."""
    found = dict(given)
    for name in {"name", "other"} & found.keys():
        people = str(found[name]).split(", ")
        found[name] = ", ".join(p if p == own else initials(p) for p in people)
    if isinstance(found.get("facts"), dict):
        found["facts"] = _without_others(found["facts"], own)
    return found
