"""What has to be known of an export before its first contact can be read."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kontor.exchange.monica.export import listed, pieces, properties, text
from kontor.exchange.monica.pull import BrokenJson

if TYPE_CHECKING:
    from kontor.exchange.monica.pull import Pull

# Who took part in more was at a gathering, not in touch with each.
MOST_IN_ONE = 200
LONGEST_KIND = 100


@dataclass(slots=True)
class Survey:
    """What stands behind the contacts, and is needed for them.

    Attributes:
        own: uuids of the contacts that are the keeper.
        kinds: what a contact field is ("email", "phone", "facebook", …), by the uuid
            of its type.
        ties: for each contact, who is what of it: (uuid, "spouse").
        present: for each activity, the contacts that took part.
        names: of contacts, by uuid, those of activities only.
        passed_over: lists that are not read, and how long they are.
    """

    own: set[str] = field(default_factory=set)
    kinds: dict[str, str] = field(default_factory=dict)
    ties: dict[str, list[tuple[str, str]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    present: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    names: dict[str, str] = field(default_factory=dict)
    passed_over: Counter[str] = field(default_factory=Counter)


def survey_of(pull: Pull) -> Survey:
    """Go through an export once; where it breaks off, what was before counts."""
    found = Survey()
    try:
        for kind, _, piece in pieces(pull):
            _LOOK.get(kind, _pass_over)(found, kind, piece)
    except BrokenJson:
        # Whoever reads it for good comes to the same place and says so.
        pass
    return found


def name_of(piece: Any) -> str:
    """Give the name of a contact for people."""
    said = properties(piece)
    parts = (text(said, "first_name"), text(said, "last_name"))
    return " ".join(part for part in parts if part) or text(said, "nickname")


def _look_at_contact(found: Survey, kind: str, piece: Any) -> None:
    own = text(piece, "uuid")
    for activity in listed(piece, "activity"):
        present = found.present[str(activity)]
        if own and len(present) <= MOST_IN_ONE:
            present.append(own)
            found.names[own] = name_of(piece)


def _look_at_tie(found: Survey, kind: str, piece: Any) -> None:
    said = properties(piece)
    whose, who = text(said, "of_contact"), text(said, "contact_is")
    if whose and who:
        found.ties[whose].append((who, text(said, "type").replace("_", "-")))


def _look_at_user(found: Survey, kind: str, piece: Any) -> None:
    own = text(properties(piece), "me_contact")
    if own:
        found.own.add(own)


def _look_at_instance(found: Survey, kind: str, piece: Any) -> None:
    types = piece.get("contact_field_types") if isinstance(piece, dict) else None
    for one in types if isinstance(types, list) else ():
        said = properties(one)
        named = text(said, "type") or text(said, "name")
        # It stands with each field of this kind.
        found.kinds[text(one, "uuid")] = named.lower()[:LONGEST_KIND]


def _pass_over(found: Survey, kind: str, piece: Any) -> None:
    if piece is None:
        found.passed_over[kind] += 1


_LOOK = {
    "contact": _look_at_contact,
    "relationship": _look_at_tie,
    "user": _look_at_user,
    "instance": _look_at_instance,
}
