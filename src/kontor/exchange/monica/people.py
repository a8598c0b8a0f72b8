"""One contact of Monica's to one card."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from kontor.exchange.card import (
    Card,
    Entry,
    Job,
    Name,
    PartialDate,
    PostalAddress,
    Problem,
)
from kontor.exchange.csv.take import is_address, note_problem
from kontor.exchange.monica.export import listed, properties, text
from kontor.exchange.promised import Promised
from kontor.lib.days import read_day

if TYPE_CHECKING:
    from datetime import date

    from kontor.exchange.monica.export import Piece
    from kontor.exchange.monica.survey import Survey

SOURCE = "monica"
_PARTS = {"first_name": "given", "middle_name": "additional", "last_name": "family"}
# What a card has a place for, or what says nothing of the person.
_READ = frozenset({
    *_PARTS, "nickname", "description", "job", "company", "tags", "birthdate",
    "first_met_date", "first_met_through", "first_met_where", "first_met_place",
    "first_met_additional_info", "avatar", "vcard", "distant_etag", "distant_uuid",
    "distant_uri", "number_of_views", "last_consulted_at", "is_active", "is_partial",
    "is_starred", "is_dead", "last_talked_to", "first_met_reminder",
    "deceased_reminder", "stay_in_touch_trigger_date",
})  # fmt: skip
_KEPT = ("life_event", "gift", "debt", "pet")
_FLAGS = {"is_starred": True, "is_dead": True, "is_partial": True, "is_active": False}
_OFTEN = {"day", "week", "month", "year"}
_LONGEST_UNKNOWN = 4_000


def card_of(piece: Piece, record: int, line: int, survey: Survey) -> Card | Problem:
    """Make a card of a contact, or a problem where it names nobody."""
    said = properties(piece)
    card = Card(SOURCE, record, line, source_id=text(piece, "uuid"))
    card.name = Name(**{part: text(said, name) for name, part in _PARTS.items()})
    card.nickname = text(said, "nickname")
    card.raw = json.dumps({"properties": said}, ensure_ascii=False)
    _take_work_and_tags(card, said)
    _take_reach(card, piece, survey)
    _take_days(card, said)
    card.note = "\n\n".join(_notes(piece, said))
    card.promises = [*_reminders(piece), *_tasks(piece)]
    _take_ties(card, said, survey)
    _keep_rest(card, piece, said)
    if not (card.name != Name() or card.nickname or card.emails or card.phones):
        return Problem("no-name", record, line)
    return card


def day_in(value: Any) -> date | None:
    """Read the day of a moment such as ``2023-06-01T10:00:00Z``."""
    found = read_day(str(value)) if value else None
    return found.as_date() if found else None


def _take_work_and_tags(card: Card, said: Piece) -> None:
    job = Job(text(said, "company"), role=text(said, "job"))
    if job != Job():
        card.jobs.append(job)
    tags = said.get("tags")
    card.tags = [str(tag) for tag in tags] if isinstance(tags, list) else []
    # Nobody is to be written to who has died, or who only stands beside another.
    if said.get("is_dead") is True or said.get("is_partial") is True:
        card.secrecy = "private"


def _take_reach(card: Card, piece: Piece, survey: Survey) -> None:
    for field in listed(piece, "contact_field"):
        said = properties(field)
        value, kind = text(said, "data"), survey.kinds.get(text(said, "type"), "")
        if value:
            _take_field(card, value, kind)
    for address in listed(piece, "address"):
        said = properties(address)
        place = PostalAddress(
            text(said, "street"), "", text(said, "postal_code"), text(said, "city"),
            text(said, "province"), text(said, "country"), text(said, "name").lower(),
        )  # fmt: skip
        if place != PostalAddress(kind=place.kind):
            card.addresses.append(place)


def _take_field(card: Card, value: str, kind: str) -> None:
    """Put a contact field where it belongs; "Facebook" may be a link or a name."""
    if kind == "email" or (not kind and is_address(value)):
        if is_address(value):
            card.emails.append(Entry(value))
        else:
            card.unknown.append(("email", value))
            note_problem(card, "bad-email", value)
    elif kind == "phone" or (not kind and _is_phone(value)):
        card.phones.append(Entry(value))
    elif value.lower().startswith(("http://", "https://", "www.")):
        card.links.append(Entry(value, kind))
    elif kind in {"whatsapp", "signal", "telegram"} and _is_phone(value):
        card.phones.append(Entry(value, kind))
    else:
        card.unknown.append((kind or "contact_field", value))


def _is_phone(value: str) -> bool:
    figures = sum(char.isdigit() for char in value)
    return figures >= 6 and not any(char.isalpha() for char in value)


def _take_days(card: Card, said: Piece) -> None:
    born, met = said.get("birthdate"), said.get("first_met_date")
    if isinstance(born, dict):
        day = day_in(born.get("date"))
        if day is None or born.get("is_age_based"):
            # Only an age was known: the day is made up.
            card.unknown.append(("birthdate", _plain(born)))
        else:
            year = None if born.get("is_year_unknown") else day.year
            card.birthday = PartialDate(day.month, day.day, year)
    if isinstance(met, dict):
        day = day_in(met.get("date"))
        if day is None or met.get("is_age_based") or met.get("is_year_unknown"):
            card.unknown.append(("first_met_date", _plain(met)))
        else:
            card.met_day = day
    card.met_place = text(said, "first_met_where") or text(said, "first_met_place")


def _notes(piece: Piece, said: Piece) -> list[str]:
    found = [text(said, "description"), text(said, "first_met_additional_info")]
    for note in listed(piece, "note"):
        day, body = day_in(text(note, "created_at")), text(properties(note), "body")
        found.append(f"{day.isoformat()}: {body}" if day and body else body)
    return [part for part in found if part]


def _reminders(piece: Piece) -> list[Promised]:
    """Read reminders; that of a birthday is Monica's own and follows from the day."""
    found = []
    for reminder in listed(piece, "reminder"):
        said = properties(reminder)
        day, title = day_in(said.get("initial_date")), text(said, "title")
        if not day or not title or _is_off(said):
            continue
        often, number = text(said, "frequency_type"), said.get("frequency_number")
        count = number if isinstance(number, int) and 0 < number < 1000 else 1
        every = (count, often) if often in _OFTEN else None
        own = text(reminder, "uuid") or f"{day} {title}"
        found.append(Promised(own, _said(said), day, every))
    return found


def _is_off(said: Piece) -> bool:
    return said.get("delible") == 0 or said.get("inactive") == 1


def _tasks(piece: Piece) -> list[Promised]:
    found = []
    for task in listed(piece, "task"):
        said = properties(task)
        title = text(said, "title")
        done = day_in(said.get("completed_at")) or day_in(text(task, "updated_at"))
        if title and not (said.get("completed") and done is None):
            own = text(task, "uuid") or title
            kept = done if said.get("completed") else None
            found.append(Promised(own, _said(said), done_on=kept))
    return found


def _said(said: Piece) -> str:
    parts = (text(said, "title"), text(said, "description"))
    return ": ".join(part for part in parts if part)


def _take_ties(card: Card, said: Piece, survey: Survey) -> None:
    through = text(said, "first_met_through")
    ties = [(through, "referred-by")] if through else []
    for other, kind in [*ties, *survey.ties.get(card.source_id, ())]:
        if other not in survey.own:
            card.related.append(Entry(f"urn:uuid:{other}", kind))


def _keep_rest(card: Card, piece: Piece, said: Piece) -> None:
    """Keep what a card has no place for, as it stood."""
    for name, value in said.items():
        if name not in _READ and value not in (None, "", [], {}):
            card.unknown.append((name, _plain(value)))
    for name, worth_saying in _FLAGS.items():
        if said.get(name) is worth_saying:
            card.unknown.append((name, _plain(said[name])))
    for kind in _KEPT:
        card.unknown += [(kind, _plain(properties(e))) for e in listed(piece, kind)]


def _plain(value: Any) -> str:
    shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return shown[:_LONGEST_UNKNOWN]
