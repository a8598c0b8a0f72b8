"""Whose export a table is, by words that only its headings have."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.exchange.csv.meaning import Meaning, meaning_from, phrase_of

_CONNECTED = frozenset(
    {"connected on", "verbunden am", "vernetzt am", "verbunden seit", "vernetzt seit"}
)
# Beside "Record ID", what only HubSpot writes above a column.
_HUBSPOT = frozenset(
    {
        "lifecycle stage", "lead status", "contact owner", "marketing contact status",
        "associated company", "primary associated company id", "create date",
        "lifecycle phase", "kontaktinhaber", "fuer kontakt zustaendiger mitarbeiter",
        "marketingkontakt status", "zugeordnetes unternehmen", "erstellungsdatum",
    }
)  # fmt: skip
_RECORD = frozenset(
    {"record id", "record id - contact", "datensatz id", "datensatz id - kontakt"}
)
# Monica reads a table by place and cares for the first four headings only.
# Source: monicahq/monica, app/Console/Commands/ImportCSV.php.
_MONICA = ("id", "first name", "middle name", "last name")
_MONICA_PLACES = {
    14: "birthday",
    28: "email",
    42: "phone",
    49: "address.street",
    50: "address.city",
    52: "address.region",
    53: "address.postal",
    66: "job.organisation",
}


@dataclass(frozen=True, slots=True)
class Export:
    """A table of a known program.

    Attributes:
        format: "linkedin", "google", "outlook", "thunderbird", "hubspot",
            "monica-csv" or "csv".
        meanings: what each column means there.
    """

    format: str
    meanings: tuple[Meaning | None, ...]


def whose(
    heading: tuple[str, ...], meanings: tuple[Meaning | None, ...], width: int
) -> Export:
    """Tell whose export a table is.

    Args:
        heading: its cells as written.
        meanings: what each column means by its own heading.
        width: how many cells the widest row has.
    """
    phrases = tuple(phrase_of(cell) for cell in heading)
    if phrases == _MONICA and width > len(_MONICA):
        places = [meaning_from(_MONICA_PLACES.get(i, "")) for i in range(width)]
        return Export("monica-csv", (*meanings, *places[len(_MONICA) :]))
    if _RECORD & set(phrases) and _HUBSPOT & set(phrases):
        return Export("hubspot", _with_record_id(phrases, meanings))
    return Export(_format(set(phrases), meanings), meanings)


def _format(phrases: set[str], meanings: tuple[Meaning | None, ...]) -> str:
    whats = {m.what for m in meanings if m}
    if phrases & _CONNECTED and whats & {"link", "job"}:
        return "linkedin"
    if any(" - " in phrase for phrase in phrases) and _is_google(meanings):
        return "google"
    if phrases & {"primary email", "primaere email adresse"}:
        return "thunderbird"
    return "outlook" if _is_outlook(phrases) else "csv"


def _with_record_id(
    phrases: tuple[str, ...], meanings: tuple[Meaning | None, ...]
) -> tuple[Meaning | None, ...]:
    return tuple(
        Meaning("source_id") if phrase in _RECORD else meaning
        for phrase, meaning in zip(phrases, meanings, strict=False)
    )


def _is_google(meanings: tuple[Meaning | None, ...]) -> bool:
    return any(m and m.number and m.part in {"value", "label"} for m in meanings)


def _is_outlook(phrases: set[str]) -> bool:
    mail = phrases & {"email address", "email adresse"}
    own = phrases & {
        "email 2 address", "email 2 adresse", "email angezeigter name",
        "email display name", "business phone", "business street",
        "telefon geschaeftlich", "strasse geschaeftlich", "weitere vornamen",
    }  # fmt: skip
    return bool(mail and own)
