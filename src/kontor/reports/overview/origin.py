"""Where each piece of what is known of somebody came from, and since when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext, gettext_noop, pgettext

from kontor.records.journal import name_of
from kontor.records.models import (
    Affiliation,
    Attendance,
    Belonging,
    Book,
    Change,
    ContactPoint,
    Deed,
    Item,
    Membership,
    MetIn,
    Person,
    PersonTag,
    Photo,
    PostalAddress,
    Promise,
    Reach,
    SourceCard,
    Tie,
)
from kontor.reports.overview.person import the_person
from kontor.reports.words import birthday_text, day_text, language_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from uuid import UUID

# What came how; a deed that is none of these was done by hand.
WAYS: dict[str, str] = {
    "import": gettext_noop("Import of {file}"),
    "table": gettext_noop("A table of attendance"),
    "line": gettext_noop("Log line"),
    "sorting": gettext_noop("First sorting"),
    "merge": gettext_noop("Merged from two entries"),
    "undo": gettext_noop("Something taken back"),
    "sample": gettext_noop("The sample network"),
    "book": gettext_noop("Opening of the book"),
    "hand": gettext_noop("By hand"),
}
_WAY_OF = {
    "import": "import",
    "import_nothing": "import",
    "bring_attendance": "table",
    "sort_person": "sorting",
    "merge_people": "merge",
    "undo": "undo",
    "load_sample": "sample",
    "open_book": "book",
}
_LOGGED = {"log_touch", "add_promise"}
_NAME = ("display", "prefix", "given", "additional", "family", "suffix")
_BIRTHDAY = ("birth_year", "birth_month", "birth_day")
# Columns that make one piece: what it is called, and its columns.
COLUMNS: dict[str, tuple[str, tuple[str, ...]]] = {
    "name": (gettext_noop("Name"), _NAME),
    "nickname": (gettext_noop("Nickname"), ("nickname",)),
    "birthday": (gettext_noop("Birthday"), _BIRTHDAY),
    "language": (gettext_noop("Language"), ("language",)),
    "address_form": (gettext_noop("Form of address"), ("address_form",)),
    "relation": (gettext_noop("Relation"), ("relation",)),
    "note": (gettext_noop("Note"), ("note",)),
    "met_day": (gettext_noop("Met on"), ("met_day",)),
    "met_place": (gettext_noop("Met where"), ("met_place",)),
    "met_through": (gettext_noop("Met through"), ("met_through_id",)),
    "rhythm": (gettext_noop("Rhythm"), ("rhythm", "rhythm_days")),
    "resting": (gettext_noop("Rests since"), ("resting_since", "resting_until")),
    "pinned": (gettext_noop("You vouch for this tie."), ("pinned",)),
    "do_not_contact": (gettext_noop("Wants no contact."), ("do_not_contact",)),
    "private": (gettext_noop("Private: never suggested."), ("private",)),
    "confidential": (gettext_noop("Confidential."), ("confidential",)),
    "informed_on": (gettext_noop("Was told what is kept"), ("informed_on",)),
    "kept_on": (gettext_noop("Kept on purpose"), ("kept_on",)),
}


@dataclass(frozen=True, slots=True)
class Origin:
    """How something came into the book.

    Attributes:
        way: a key of ``WAYS``; ``text`` says it in the language in force.
        day: in the book's zone.
        file, format: of an import, "" else.
        deed: its number.
    """

    way: str
    text: str
    day: date
    file: str
    format: str
    deed: int


@dataclass(frozen=True, slots=True)
class PieceLine:
    """A piece of what is known of somebody.

    Attributes:
        piece: what kind it is, as a code; ``label`` says it.
        since: how it came.
        changed: how it was changed last, None where it is as it came.
    """

    piece: str
    label: str
    value: str
    since: Origin
    changed: Origin | None


def origin(book: int, uid: UUID | str) -> tuple[PieceLine, ...]:
    """Tell of every piece of what is known of somebody where it came from.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    person = the_person(book, uid)
    whence = _Whence(Book.objects.get(pk=book), person)
    return (*_columns(whence, person), *_rows(whence, person))


class _Whence:
    """Looks deeds up, each once."""

    def __init__(self, book: Book, person: Person) -> None:
        self.zone = ZoneInfo(book.time_zone)
        self.person = person
        self._known: dict[int, Origin] = {}

    def of(self, deed: int) -> Origin:
        if deed not in self._known:
            self._known[deed] = self._look(Deed.objects.get(pk=deed))
        return self._known[deed]

    def _look(self, deed: Deed) -> Origin:
        way = _WAY_OF.get(deed.verb, "hand")
        if deed.verb in _LOGGED and deed.pk == self.person.deed_id:
            # Who is made by a touch or a promise was named on the log line.
            way = "line"
        file, kind = self._file(deed) if way == "import" else ("", "")
        text = gettext(WAYS[way]).format(file=file)
        if kind:
            text = f"{text} ({word(kind, 'source')})"
        day = deed.moment.astimezone(self.zone).date()
        return Origin(way, text, day, file, kind, deed.pk)

    def _file(self, deed: Deed) -> tuple[str, str]:
        """Give the name and kind of the file that brought the person."""
        items = Item.objects.filter(batch__deed=deed, person=self.person.pk)
        item = items.select_related("file").order_by("pk").first()
        if item is None:
            return str(deed.facts.get("files", "")), ""
        return item.file.name, item.file.format


def _columns(whence: _Whence, person: Person) -> Iterator[PieceLine]:
    """Trace what stands in the row of the person itself."""
    changes = list(
        Change.objects.filter(table=name_of(Person), row=person.pk)
        .exclude(after=None)
        .exclude(before=None)
        .order_by("-pk")
        .values_list("deed_id", "after")
    )
    for piece, (label, names) in COLUMNS.items():
        value = _shown(piece, person)
        if not value:
            continue
        last = (deed for deed, after in changes if not {*names}.isdisjoint(after or ()))
        since = whence.of(next(last, person.deed_id))
        yield PieceLine(piece, gettext(label).rstrip("."), value, since, None)


def _shown(piece: str, person: Person) -> str:
    """Write a piece of the row of a person; "" where there is none."""
    value: Any = getattr(person, piece, None)
    if piece == "name":
        return person.display
    if piece == "birthday":
        if not person.birth_month or not person.birth_day:
            return ""
        day = (person.birth_year, person.birth_month, person.birth_day)
        return birthday_text(day)
    if piece == "met_through":
        return person.met_through.display if person.met_through else ""
    if piece == "resting":
        return day_text(person.resting_since)
    if isinstance(value, bool):
        return pgettext("a flag", "yes") if value else ""
    return _worded(piece, value)


def _worded(piece: str, value: Any) -> str:
    if piece == "relation":
        return "" if value == Person.Relation.OTHER else word(value, piece)
    if piece == "language":
        return language_text(value) if value else ""
    if piece in {"rhythm", "address_form"}:
        return word(value, piece) if value else ""
    return day_text(value) if hasattr(value, "year") else str(value or "")


def _rows(whence: _Whence, person: Person) -> Iterator[PieceLine]:
    """Trace what hangs on the person."""
    for row in ContactPoint.objects.filter(person=person).order_by("position", "pk"):
        yield _line(whence, row.kind, word(row.kind, "point"), row.value, row)
    for place in PostalAddress.objects.filter(person=person).order_by("position", "pk"):
        town = f"{place.postal_code} {place.city}".strip()
        parts = (place.street, place.extra, town, place.region, place.country)
        yield _line(whence, "address", gettext("Address"), _joined(parts), place)
    jobs = Affiliation.objects.filter(person=person).select_related("organisation")
    for job in jobs.order_by("position", "pk"):
        firm = job.organisation.name if job.organisation else ""
        text = _joined((job.role, job.department, firm))
        yield _line(whence, "work", pgettext("a job", "Work"), text, job)
    for tagging in PersonTag.objects.filter(person=person).select_related("tag"):
        yield _line(whence, "tag", gettext("Tag"), tagging.tag.name, tagging)
    for photo in Photo.objects.filter(person=person):
        yield _line(whence, "photo", gettext("Picture"), photo.media_type, photo)
    yield from _ties(whence, person)
    for promise in Promise.objects.filter(person=person).order_by("pk"):
        yield _line(whence, "promise", gettext("Promise"), promise.text, promise)
    for card in SourceCard.objects.filter(person=person).order_by("pk"):
        name = word(card.source, "source")
        yield _line(whence, "source", pgettext("source", "From"), name, card)
    yield from _groups(whence, person)


def _ties(whence: _Whence, person: Person) -> Iterator[PieceLine]:
    for own, far in (("first", "second"), ("second", "first")):
        for tie in Tie.objects.filter(**{own: person}).select_related(far):
            other = getattr(tie, far).display
            text = f"{other} ({tie.how})" if tie.how else other
            yield _line(whence, "tie", gettext("Knows"), text, tie)


def _groups(whence: _Whence, person: Person) -> Iterator[PieceLine]:
    """Trace what stands of the person in groups and target segments."""
    yield from _memberships(whence, person)
    part = Attendance.objects.filter(person=person)
    for came in part.select_related("gathering__group").order_by("pk"):
        held = came.gathering
        state = word(came.state, "attendance")
        text = _joined((held.group.name, day_text(held.day), state))
        yield _line(whence, "attendance", gettext("Gathering"), text, came)
    place = MetIn.objects.filter(person=person)
    for met in place.select_related("group", "gathering"):
        day = day_text(met.gathering.day) if met.gathering else ""
        text = _joined((met.group.name, day))
        yield _line(whence, "met_in", gettext("Met in"), text, met)
    yield from _segments(whence, person)


def _memberships(whence: _Whence, person: Person) -> Iterator[PieceLine]:
    members = Membership.objects.filter(person=person)
    for member in members.select_related("group", "invited_by").order_by("pk"):
        yield _line(whence, "network", gettext("Network"), _membership(member), member)
        if member.invited_by:
            name, label = member.invited_by.display, gettext("Invited by")
            yield _line(whence, "invited_by", label, name, member)
    brought = Membership.objects.filter(invited_by=person)
    for guest in brought.select_related("person").order_by("pk"):
        name, label = guest.person.display, gettext("Brought along")
        yield _line(whence, "brought", label, name, guest)


def _membership(member: Membership) -> str:
    days = f"{day_text(member.since)} – {day_text(member.until)}".strip()
    asked = gettext("asked on {day}").format(day=day_text(member.followed_up_on))
    parts = (
        member.group.name,
        word(member.standing, "standing"),
        member.office,
        member.trade,
        "" if days == "–" else days,
        asked if member.followed_up_on else "",
        word(member.outcome, "outcome") if member.outcome else "",
        member.reason,
    )
    return _joined(parts)


def _segments(whence: _Whence, person: Person) -> Iterator[PieceLine]:
    segment = gettext("Target segment")
    said = Belonging.objects.filter(person=person).select_related("segment")
    for row in said.order_by("pk"):
        no = "" if row.belongs else pgettext("a flag", "no")
        yield _line(whence, "segment", segment, _joined((row.segment.name, no)), row)
    for reach in Reach.objects.filter(person=person).select_related("segment"):
        asked = gettext("asked on {day}").format(day=day_text(reach.asked_on))
        text = _joined((f"{reach.count} · {reach.segment.name}", asked))
        yield _line(whence, "reach", pgettext("in a segment", "Knows"), text, reach)


def _line(whence: _Whence, piece: str, label: str, value: str, row: Any) -> PieceLine:
    changes = Change.objects.filter(table=name_of(type(row)), row=row.pk)
    changed = changes.exclude(deed=row.deed_id).exclude(before=None).order_by("-pk")
    last = changed.exclude(after=None).values_list("deed_id", flat=True).first()
    later = whence.of(last) if last else None
    return PieceLine(piece, label, value, whence.of(row.deed_id), later)


def _joined(parts: Iterable[str]) -> str:
    return ", ".join(filter(None, parts))
