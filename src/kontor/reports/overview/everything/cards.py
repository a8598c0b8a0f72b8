"""People and organisations as cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.exchange.card import (
    Card,
    Entry,
    Job,
    Name,
    PartialDate,
    Photo,
    PostalAddress,
    Secrecy,
)
from kontor.exchange.vcard.write import Outgoing, Tie
from kontor.records.facts.outgoing import (
    photo_of,
    whole_organisations,
    whole_people,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.records.facts.outgoing import Values, Whole
    from kontor.reports.overview.everything.out import Out

_FIELDS = {"email": "emails", "phone": "phones", "link": "links"}
VCARD = "vcard"


def people_cards(out: Out) -> Iterator[Outgoing]:
    """Give the card of everybody who may go out."""
    for some in whole_people(out.id):
        for one in some:
            if one.row["id"] in out.people:
                yield _person(out, one)


def organisation_cards(out: Out) -> Iterator[Outgoing]:
    """Give the card of every organisation that may go out."""
    for some in whole_organisations(out.id):
        for one in some:
            if out.confidential or not one.row["confidential"]:
                yield _organisation(one)


def says_more(found: Outgoing) -> bool:
    """Tell whether an organisation's card says more than its name."""
    card = found.card
    return bool(
        card.emails or card.phones or card.links or card.addresses or card.note
        or card.unknown or found.columns
    )  # fmt: skip


def _person(out: Out, one: Whole) -> Outgoing:
    row = one.row
    card = _card(one)
    card.display = row["display"]
    card.name = Name(
        row["given"], row["additional"], row["family"], row["prefix"], row["suffix"]
    )
    card.nickname, card.language = row["nickname"], row["language"]
    if row["birth_month"]:
        card.birthday = PartialDate(
            row["birth_month"], row["birth_day"], row["birth_year"]
        )
    card.jobs = [_job(job) for job in one.jobs if job[4] is None]
    card.tags = [name for name, _ in one.tags]
    card.met_day, card.met_place = row["met_day"], row["met_place"]
    card.secrecy = _secrecy(row)
    if one.photo:
        card.photo = Photo(*photo_of(one.photo))
    found = _outgoing(one, card)
    found.former = [(_job(job), job[3], job[4]) for job in one.jobs if job[4]]
    found.ties = [
        Tie(out.people[other][0], strength, how)
        for other, strength, how, _ in one.ties
        if other in out.people
    ]
    if row["met_through_id"] in out.people:
        found.introduced_by = out.people[row["met_through_id"]][0]
    found.own = _own(row)
    return found


def _organisation(one: Whole) -> Outgoing:
    card = _card(one)
    card.kind = "organisation"
    card.display = one.row["name"]
    card.secrecy = "confidential" if one.row["confidential"] else ""
    return _outgoing(one, card)


def _card(one: Whole) -> Card:
    card = Card(VCARD, 0, 0, source_id=one.row["uid"], note=one.row["note"])
    for kind, value, label, preferred, _ in one.points:
        getattr(card, _FIELDS[kind]).append(Entry(value, label, bool(preferred)))
    card.addresses = [
        PostalAddress(street, extra, code, city, region, country, label)
        for label, street, extra, code, city, region, country, _ in one.addresses
    ]
    return card


def _outgoing(one: Whole, card: Card) -> Outgoing:
    found = Outgoing(card, one.revised)
    for source, unknown in one.cards:
        # Only a card's own lines are lines of a card.
        whole = found.card.unknown if source == VCARD else found.columns
        whole += [(str(name), str(text)) for name, text in unknown]
    return found


def _job(job: tuple[object, ...]) -> Job:
    organisation, department, role = job[:3]
    return Job(str(organisation or ""), str(department), str(role))


def _secrecy(row: Values) -> Secrecy:
    if row["confidential"]:
        return "confidential"
    return "private" if row["private"] else ""


def _own(row: Values) -> list[tuple[str, str]]:
    """List what only Kontor knows of somebody."""
    rhythm = str(row["rhythm_days"] or "") if row["rhythm"] == "own" else row["rhythm"]
    relation = "" if row["relation"] == "other" else row["relation"]
    resting = ""
    if row["resting_since"]:
        until = row["resting_until"]
        resting = f"{row['resting_since']}/{until or ''}"
    told = [
        ("RELATION", relation),
        ("ADDRESS-FORM", row["address_form"]),
        ("RHYTHM", rhythm),
        ("RESTING", resting),
        ("PINNED", "yes" if row["pinned"] else ""),
        ("DO-NOT-CONTACT", "yes" if row["do_not_contact"] else ""),
        ("OWNER", "yes" if row["is_owner"] else ""),
    ]
    return [(name, value) for name, value in told if value]
