"""The words for what an error is about: "relation" is "Relation" or "Beziehung"."""

from __future__ import annotations

from django.utils.translation import gettext, gettext_noop

FIELDS: dict[str, str] = {
    "additional": gettext_noop("Further names"),
    "address_form": gettext_noop("Form of address"),
    "birthday": gettext_noop("Birthday"),
    "by": gettext_noop("Who promises"),
    "calendar": gettext_noop("Calendar"),
    "channel": gettext_noop("How"),
    "confidential": gettext_noop("Confidential"),
    "currency": gettext_noop("Currency"),
    "day": gettext_noop("Day"),
    "direction": gettext_noop("Direction"),
    "display": gettext_noop("Shown as"),
    "do_not_contact": gettext_noop("Do not contact"),
    "domain": gettext_noop("Mail domain"),
    "family": gettext_noop("Family name"),
    "given": gettext_noop("Given name"),
    "half_life": gettext_noop("Days until a contact counts half"),
    "language": gettext_noop("Language"),
    "met_day": gettext_noop("Met on"),
    "met_place": gettext_noop("Met where"),
    "met_through": gettext_noop("Met through"),
    "minutes": gettext_noop("Minutes"),
    "moment": gettext_noop("Time"),
    "name": gettext_noop("Name"),
    "nickname": gettext_noop("Nickname"),
    "note": gettext_noop("Notes"),
    "pinned": gettext_noop("Pinned"),
    "place": gettext_noop("Where"),
    "prefix": gettext_noop("Title"),
    "private": gettext_noop("Private"),
    "region": gettext_noop("Country"),
    "relation": gettext_noop("Relation"),
    "retention_years": gettext_noop("Years of silence until Kontor asks"),
    "rhythm_a": gettext_noop("Class A, days"),
    "rhythm_b": gettext_noop("Class B, days"),
    "rhythm_c": gettext_noop("Class C, days"),
    "rhythm_d": gettext_noop("Class D, days"),
    "strength": gettext_noop("How well"),
    "suffix": gettext_noop("After the name"),
    "time_zone": gettext_noop("Time zone"),
    "until": gettext_noop("Until"),
    "weight_call": gettext_noop("Weight of a call"),
    "weight_email": gettext_noop("Weight of an e-mail"),
    "weight_event": gettext_noop("Weight of an event"),
    "weight_meeting": gettext_noop("Weight of a meeting"),
    "weight_message": gettext_noop("Weight of a message"),
}


def field_text(name: object) -> str:
    """Give the word for a field; one without a word is shown as it is."""
    known = FIELDS.get(str(name))
    return gettext(known) if known else str(name)
