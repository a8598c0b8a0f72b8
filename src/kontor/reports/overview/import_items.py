"""One record of an import as the preview shows it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, gettext_noop

from kontor.exchange.problems import SENTENCES
from kontor.records.models import Item, Person
from kontor.reports.wording import sentence
from kontor.reports.words import birthday_text, day_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

FIELDS: dict[str, str] = {
    "display": gettext_noop("Name"),
    "prefix": gettext_noop("Title"),
    "given": gettext_noop("Given name"),
    "additional": gettext_noop("Further names"),
    "family": gettext_noop("Family name"),
    "suffix": gettext_noop("Name suffix"),
    "nickname": gettext_noop("Nickname"),
    "birthday": gettext_noop("Birthday"),
    "language": gettext_noop("Language"),
    "note": gettext_noop("Note"),
    "met_day": gettext_noop("Met on"),
    "met_place": gettext_noop("Met where"),
    "secrecy": gettext_noop("Secrecy"),
    "photo": gettext_noop("Picture"),
    "emails": gettext_noop("E-mail"),
    "phones": gettext_noop("Telephone"),
    "links": gettext_noop("Link"),
    "addresses": gettext_noop("Address"),
    "jobs": gettext_noop("Work"),
    "tags": gettext_noop("Tag"),
    "related": gettext_noop("Knows"),
    "promises": gettext_noop("Promise"),
    "members": gettext_noop("Members"),
    "people": gettext_noop("Took part"),
}
_DETAILS = (
    "jobs", "emails", "phones", "addresses", "birthday", "met_place", "tags",
    "promises", "note",
)  # fmt: skip
_MOST_DETAILS = 12
_NOTE_SHOWN = 200
# Such a record adds to somebody who is there, perhaps under another name.
_OF_SOMEBODY = frozenset({Item.Verdict.CHANGED, Item.Verdict.SAME})
# What is solved by the owner's own addresses.
_ASKS_OWN = frozenset(
    {"mail-own-unknown", "mail-own-address", "mail-not-yours", "ical-own-address"}
)
_ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True)
class ProblemView:
    """What could not be used, and why, as a sentence; 0 is the file as a whole."""

    record: int
    line: int
    code: str
    why: str

    @property
    def asks_own(self) -> bool:
        """Tell whether the owner's own addresses have to be entered."""
        return asks_own(self.code)


@dataclass(frozen=True, slots=True)
class FieldView:
    """What a record says of one field, or changes in it.

    ``before`` is "" where something is added, and for a record that is new.
    """

    field: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody a doubtful record might be.

    Attributes:
        number: to be given back to ``choose_who``.
        uid: of the person in the book, "" for another record of this import.
        about: work and mail addresses, to tell namesakes apart.
    """

    number: int
    uid: str
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class ItemView:
    """One record.

    Attributes:
        kind: "person", "organisation", "group", "touch", or "record" for one that
            could not be read.
        title: whom it changes, as the book knows them, else what it calls itself.
        from_record: what the record calls itself, "" where that is the title.
        wanted: it will be applied, or was.
        can_choose: it can be left out or taken in.
        person_uid: whom it changes or made, where they are in the book.
        says: what it says, for one that is new.
        changes: what it changes, field by field.
        doubtful: who it might be; ``chosen`` is the number chosen, None for new.
    """

    id: int
    file: str
    record: int
    line: int
    kind: str
    title: str
    from_record: str
    verdict: str
    wanted: bool
    applied: bool
    can_choose: bool
    person_uid: str
    says: list[FieldView]
    changes: list[FieldView]
    doubtful: list[Candidate]
    chosen: int | None
    problems: list[ProblemView]


def views_of(items: Sequence[Item]) -> list[ItemView]:
    """Show items; the book is asked once for all."""
    data = [dict(item.data or {}) for item in items]
    references = {key for d in data for key in d.get("who", ())}
    references |= {-d["twin"] for d in data if d.get("twin")}
    people = {item.person_id for item in items if item.person_id}
    known = _people(people | {key for key in references if key > 0})
    others = _items({-key for key in references if key < 0})
    return [
        _view(item, facts, known, others)
        for item, facts in zip(items, data, strict=True)
    ]


def asks_own(code: str) -> bool:
    """Tell whether a problem is solved by entering the owner's own addresses."""
    return code in _ASKS_OWN


def problem_view(problem: dict[str, Any], record: int) -> ProblemView:
    """Say a problem as a sentence."""
    code = str(problem["code"])
    why = sentence(SENTENCES.get(code, ""), problem.get("facts", {})) or code
    return ProblemView(record, int(problem.get("line", 0)), code, why)


def field_view(field: str, before: Any, after: Any) -> FieldView:
    """Show a change of one field."""
    label = gettext(FIELDS[field]) if field in FIELDS else field
    return FieldView(field, label, _shown(field, before), _shown(field, after))


def _view(
    item: Item,
    data: dict[str, Any],
    known: dict[int, Candidate],
    others: dict[int, Candidate],
) -> ItemView:
    person = known.get(item.person_id or 0)
    whom = person or others.get(data.get("twin") or 0)
    own = _title(item)
    title = whom.name if whom and item.verdict in _OF_SOMEBODY else own
    everybody = known | {-key: other for key, other in others.items()}
    who = list(enumerate(data.get("who", ())))
    return ItemView(
        id=item.pk,
        file=item.file.name,
        record=item.record,
        line=item.line,
        kind=item.kind,
        title=title,
        from_record=own if own != title else "",
        verdict=item.verdict,
        wanted=item.wanted,
        applied=item.applied,
        can_choose=bool(data) and not item.applied,
        person_uid=person.uid if person else "",
        says=_says(data.get("facts", {})) if not item.changes else [],
        changes=[field_view(*change) for change in item.changes],
        doubtful=[
            Candidate(n, everybody[key].uid, everybody[key].name, everybody[key].about)
            for n, key in who
            if key in everybody
        ],
        chosen=data.get("chosen"),
        problems=[problem_view({"line": item.line} | p, item.record)
                  for p in item.problems],
    )  # fmt: skip


def _title(item: Item) -> str:
    """Write the day that a meeting's title begins with as everywhere else."""
    day, _, names = item.title.partition(" ")
    if item.kind != "touch" or not _ISO_DAY.fullmatch(day):
        return item.title
    shown = day_text(date.fromisoformat(day))
    return f"{shown}: {names}" if names else shown


def _people(keys: Iterable[int]) -> dict[int, Candidate]:
    people = Person.objects.filter(pk__in=set(keys)).prefetch_related("points")
    return {row.pk: _candidate(row) for row in people}


def _candidate(person: Person) -> Candidate:
    mails = [p.value for p in person.points.all() if p.kind == "email"]
    work = [person.shown_role, person.shown_organisation]
    about = ", ".join(filter(None, [*work, *mails]))
    return Candidate(0, str(person.uid), person.display, about)


def _items(keys: set[int]) -> dict[int, Candidate]:
    rows = Item.objects.filter(pk__in=keys) if keys else ()
    return {row.pk: Candidate(0, "", row.title, _about(row)) for row in rows}


def _about(item: Item) -> str:
    facts = (item.data or {}).get("facts", {})
    parts = (*facts.get("jobs", ())[:1], *facts.get("emails", ()))
    return ", ".join(filter(None, (_piece(part) for part in parts)))


def _says(facts: dict[str, Any]) -> list[FieldView]:
    found: list[FieldView] = []
    for field in _DETAILS:
        value = facts.get(field)
        values = value if isinstance(value, list) and field != "birthday" else [value]
        found += [field_view(field, None, v) for v in values if v]
    return found[:_MOST_DETAILS]


def _shown(field: str, value: Any) -> str:
    if not value:
        return ""
    if field == "birthday":
        return birthday_text((value[0], value[1], value[2]))
    if field == "met_day":
        return day_text(date.fromisoformat(value))
    if field == "photo":
        return gettext("a picture")
    if field == "secrecy":
        return (
            gettext("confidential") if value == "confidential" else gettext("private")
        )
    if isinstance(value, dict):
        return _piece(value)
    text = str(value)
    return text if len(text) <= _NOTE_SHOWN else f"{text[:_NOTE_SHOWN]}…"


def _piece(value: dict[str, Any]) -> str:
    """Write an address, a job or a contact point on one line."""
    if "value" in value:
        return str(value["value"])
    if "text" in value:
        due = value.get("day")
        day = day_text(date.fromisoformat(due)) if due else ""
        return f"{value['text']} ({day})" if day else str(value["text"])
    if "organisation" in value:
        names = (value["role"], value["department"], value["organisation"])
        return ", ".join(name for name in names if name)
    town = " ".join(filter(None, (value.get("postal_code"), value.get("city"))))
    parts = (value.get("street"), value.get("extra"), town, value.get("region"),
             value.get("country"))  # fmt: skip
    return ", ".join(part for part in parts if part)
