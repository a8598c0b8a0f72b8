"""Who is named on an event."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from kontor.exchange.ical.lines import plain
from kontor.exchange.meeting import Attendee

if TYPE_CHECKING:
    from kontor.exchange.ical.lines import Property

_STATUS = {
    "ACCEPTED": "accepted",
    "DECLINED": "declined",
    "DELEGATED": "declined",
    "TENTATIVE": "tentative",
    "NEEDS-ACTION": "open",
}
_KIND = {"ROOM": "room", "RESOURCE": "room", "GROUP": "group"}


def attendees(invited: list[Property], organizer: Property | None) -> list[Attendee]:
    """List everybody named on an event once, the organizer among them.

    Somebody without a mail address is known by name; who has neither is left
    out. Whoever stands there twice is taken once, the first answer counts.
    """
    people: dict[str, Attendee] = {}
    for prop in invited:
        person = _attendee(prop)
        if person.email or person.name:
            known = people.setdefault(person.email or person.name, person)
            known.name = known.name or person.name
            known.status = known.status or person.status
    if organizer is not None:
        _mark_organizer(people, _attendee(organizer))
    return list(people.values())


def _mark_organizer(people: dict[str, Attendee], organizer: Attendee) -> None:
    key = organizer.email or organizer.name
    if not key:
        return
    known = people.setdefault(key, organizer)
    known.name = known.name or organizer.name
    known.organizer = True


def _attendee(prop: Property) -> Attendee:
    params = prop.params
    email = _email(prop.value) or _email(params.get("EMAIL", ""))
    name = plain(params.get("CN", "")).strip("'\"")
    if name.lower() == email or _email(name) == email != "":
        name = ""
    if not email and (written := _email(name)):
        email, name = written, ""
    return Attendee(
        email=email,
        name=name,
        status=_STATUS.get(params.get("PARTSTAT", "").upper(), ""),
        kind=_KIND.get(params.get("CUTYPE", "").upper(), "person"),
    )


def _email(value: str) -> str:
    """Give the mail address in a calendar address, "" where there is none."""
    scheme, colon, rest = value.strip().rpartition(":")
    if colon and scheme.strip().lower() not in ("mailto", "mailto:mailto"):
        return ""
    address = rest.partition("?")[0].strip().strip("<>").strip()
    if "@" not in address:
        address = unquote(address)
    user, at, host = address.rpartition("@")
    fine = user and at and host and not any(c.isspace() for c in address)
    return address.lower() if fine else ""
