"""A card as plain values: how it is staged, kept as a source card, and compared.

Empty values are left out; texts are cut to what the tables hold.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kontor.exchange.card import Problem
from kontor.lib.compact import decoded, encoded
from kontor.lib.mail import mail_key
from kontor.lib.names import NameParts, display_name, sort_name, split_name
from kontor.lib.phones import e164

if TYPE_CHECKING:
    from kontor.exchange.card import Card, Entry, Job, PostalAddress
    from kontor.exchange.promised import Promised

Facts = dict[str, Any]
# The record as it stood is kept beside what was read of it, unless it is as large
# as a picture, which is kept anyway.
LONGEST_RAW = 65_536
LONGEST_VALUE = 1_000
LONGEST_LABEL = 100
_ADDRESS = {
    "street": 500, "extra": 500, "postal_code": 30, "city": 200, "region": 200,
    "country": 100,
}  # fmt: skip


@dataclass(slots=True)
class Record:
    """One card made ready to be matched and staged.

    Attributes:
        source: kind of source, such as "vcard".
        source_id: the source's own id, "" where it has none.
        record: its number in the file, from 1.
        line: of the file, from 1.
        kind: "person", "organisation" or "group".
        title: what the record is shown as.
        digest: of source, id and facts: equal for a record that says the same.
        keys: mail addresses and telephones that can tell who it is.
        sort_name: by which namesakes are found, "" for a record without a name.
        json: its facts as JSON text.
        kept: what is handed on unread, as JSON text without its braces: what Kontor
            has no place for, the record as it stood, its picture.
        problems: what could not be used of it.
        name: its name in parts, with the nickname.
    """

    source: str
    source_id: str
    record: int
    line: int
    kind: str
    title: str
    digest: str
    keys: list[str]
    sort_name: str
    json: str
    kept: str
    problems: list[Problem]
    name: NameParts

    @property
    def facts(self) -> Facts:
        """What it says, see ``core.connections.merge``."""
        facts: Facts = decoded(self.json)
        return facts

    def give_up_id(self) -> None:
        """Do without the source's own id, as it is somebody else's; say so.

        The digest stays: the same record is still told by what it says.
        """
        facts = {"value": self.source_id[:80]}
        problem = Problem("id-of-another", self.record, self.line, "noted", facts)
        self.problems.append(problem)
        self.source_id = ""


def record_of(card: Card, region: str) -> Record:
    """Make a card ready; ``region`` reads its telephones."""
    parts = _name(card)
    emails = [_point(e, mail_key(e.value)) for e in card.emails if e.value]
    phones = [_point(e, e164(e.value, region)) for e in card.phones if e.value]
    links = [_point(e, e.value) for e in card.links if e.value]
    facts: Facts = {
        "display": _display(card, parts, emails, phones),
        "prefix": parts.prefix[:100],
        "given": parts.given[:200],
        "additional": parts.additional[:200],
        "family": parts.family[:200],
        "suffix": parts.suffix[:100],
        "nickname": parts.nickname[:200],
        "emails": emails,
        "phones": phones,
        "links": links,
        "addresses": [_address(a) for a in card.addresses],
        "jobs": [_job(j) for j in card.jobs],
        "tags": [" ".join(tag.split())[:200] for tag in card.tags if tag.strip()],
        "note": card.note.strip(),
        "language": card.language[:5],
        "secrecy": card.secrecy,
    }
    if card.related or card.members or card.birthday or card.photo or _more(card):
        _add_rare(facts, card)
    facts = {name: value for name, value in facts.items() if value}
    whole = _whole(card, facts)
    if whole is None:
        _clean_card(card)
        facts = _clean(facts)
        parts, whole = name_in(facts), _parts(card, facts)
    text, unknown = whole[2:]
    return Record(
        card.source, card.source_id, card.record, card.line, card.kind,
        facts.get("display", ""), digest_of(*whole), key_facts(facts),
        sort_name_of(parts), text, _kept(card, unknown), card.problems, parts,
    )  # fmt: skip


def _kept(card: Card, unknown: str) -> str:
    """Write what is handed on; what is unknown is JSON text within JSON."""
    raw = clean_text(card.raw) if len(card.raw) <= LONGEST_RAW else ""
    kept: Facts = {"unknown": unknown, "raw": raw}
    if card.photo:
        data = b64encode(card.photo.data).decode("ascii")
        kept["photo"] = {"media_type": card.photo.media_type[:100], "data": data}
    return encoded(kept)[1:-1]


def photo_fact(media_type: str, data: bytes) -> str:
    """Give what tells one picture from another."""
    return f"{media_type}:{hashlib.md5(data, usedforsecurity=False).hexdigest()}"


def digest_of(*parts: str) -> str:
    """Give 32 figures that are the same for a record that says the same.

    Args:
        parts: kind of source, its own id, facts and unknown properties.
    """
    whole = "\n".join(parts).encode()
    return hashlib.md5(whole, usedforsecurity=False).hexdigest()


def _whole(card: Card, facts: Facts) -> tuple[str, str, str, str] | None:
    """Give what tells a record from others; None where it cannot be stored as it is.

    No database holds NUL, and none half a pair of code units.
    """
    try:
        parts = _parts(card, facts)
        whole = "".join(parts)
        whole.encode()
    except (TypeError, UnicodeEncodeError):
        return None
    return None if "\\u0000" in whole or "\0" in whole else parts


def _parts(card: Card, facts: Facts) -> tuple[str, str, str, str]:
    return card.source, card.source_id, encoded(facts), encoded(card.unknown)


def _clean_card(card: Card) -> None:
    card.source_id = clean_text(card.source_id)
    card.unknown = [(clean_text(name), clean_text(line)) for name, line in card.unknown]


def key_facts(facts: Facts) -> list[str]:
    """Give the mail addresses and telephones that can tell who somebody is."""
    points = (*facts.get("emails", ()), *facts.get("phones", ()))
    return [point["key"] for point in points if point.get("key")]


def name_in(facts: Facts) -> NameParts:
    """Give the name of somebody by their facts."""
    return NameParts(
        facts.get("given", ""),
        facts.get("additional", ""),
        facts.get("family", ""),
        facts.get("prefix", ""),
        facts.get("suffix", ""),
        facts.get("nickname", ""),
    )


def clean_text(text: str) -> str:
    """Take out of a text what no database can hold."""
    return text.replace("\0", "").encode("utf-8", "replace").decode()


def _name(card: Card) -> NameParts:
    name = card.name
    if name.given or name.family or card.kind != "person":
        return NameParts(
            name.given, name.additional, name.family, name.prefix, name.suffix,
            card.nickname,
        )  # fmt: skip
    if "@" in card.display:
        return NameParts(nickname=card.nickname)
    parts = split_name(card.display)
    return NameParts(
        parts.given, parts.additional, parts.family,
        name.prefix or parts.prefix, name.suffix or parts.suffix,
        card.nickname or parts.nickname,
    )  # fmt: skip


def _display(
    card: Card, parts: NameParts, emails: list[Facts], phones: list[Facts]
) -> str:
    """Choose what the record is shown as: its name, else what it is known by."""
    shown = card.display or display_name(parts) or parts.nickname
    if not shown and card.jobs:
        shown = card.jobs[0].organisation
    if not shown and (emails or phones):
        shown = (emails or phones)[0]["value"]
    return " ".join(shown.split())[:400]


def _point(entry: Entry, key: str) -> Facts:
    value = entry.value
    point: Facts = {"value": value[:LONGEST_VALUE], "key": key[:LONGEST_VALUE]}
    if entry.kind:
        point["kind"] = entry.kind[:LONGEST_LABEL]
    if entry.preferred:
        point["preferred"] = True
    return point


def _job(job: Job) -> Facts:
    return {
        "organisation": " ".join(job.organisation.split())[:300],
        "department": job.department[:300],
        "role": job.role[:300],
    }


def _address(address: PostalAddress) -> Facts:
    facts = {name: getattr(address, name)[:most] for name, most in _ADDRESS.items()}
    facts["kind"] = address.kind[:LONGEST_LABEL]
    return {name: value for name, value in facts.items() if value}


def _more(card: Card) -> bool:
    return bool(card.met_day or card.met_place or card.promises)


def _add_rare(facts: Facts, card: Card) -> None:
    if card.related:
        facts["related"] = [
            {"value": e.value[:LONGEST_VALUE], "kind": e.kind[:LONGEST_LABEL]}
            for e in card.related
        ]
    if card.members:
        facts["members"] = [member[:LONGEST_VALUE] for member in card.members]
    if card.birthday:
        day = card.birthday
        facts["birthday"] = [day.year, day.month, day.day]
    if card.met_day:
        facts["met_day"] = card.met_day.isoformat()
    if card.met_place:
        facts["met_place"] = card.met_place[:300]
    if card.promises:
        facts["promises"] = [_promise(promise) for promise in card.promises]
    if card.photo:
        facts["photo"] = photo_fact(card.photo.media_type[:100], card.photo.data)


def _promise(promise: Promised) -> Facts:
    fact: Facts = {"text": " ".join(promise.text.split())[:LONGEST_VALUE]}
    if promise.day:
        fact["day"] = promise.day.isoformat()
    if promise.every:
        fact["every"] = list(promise.every)
    if promise.done_on:
        fact["done"] = promise.done_on.isoformat()
    return fact


def sort_name_of(parts: NameParts) -> str:
    """Give the name by which namesakes are found, "" where there is none."""
    if not parts.given and not parts.family:
        return ""
    return sort_name(parts.given, parts.family, prefix=parts.prefix)[:400]


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, list | tuple):
        return [_clean(part) for part in value]
    if isinstance(value, dict):
        return {name: _clean(part) for name, part in value.items()}
    return value
