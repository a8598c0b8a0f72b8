"""Who the records of a chunk are, by what the book and the import itself know."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kontor.actions.overview.imports.expected import said_before
from kontor.core.connections import marks
from kontor.core.connections.identity import (
    MOST_SHARING,
    Finding,
    find_out,
    fits,
    id_decides,
)
from kontor.exchange.facts import key_facts, name_in
from kontor.records.facts.identity import (
    KnownCard,
    KnownName,
    cards_known,
    cards_of,
    names_of,
    people_named,
    people_reached,
    people_with_uids,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.facts import Record
    from kontor.lib.names import NameParts


@dataclass(slots=True)
class Match:
    """Who a record is.

    Attributes:
        whom: reference of a person (see ``pending``), None where new.
        doubtful: references of those it might be.
        base: the source card with what the same record said before.
        exact: it says what it said before.
        gone: the keeper has removed this person.
        erased: the keeper has erased them for good; uids of the erasures.
    """

    whom: int | None = None
    doubtful: tuple[int, ...] = ()
    base: KnownCard | None = None
    exact: bool = False
    gone: bool = False
    erased: tuple[str, ...] = ()


@dataclass(slots=True)
class Known:
    """What the book knows of the records of a chunk."""

    digests: dict[tuple[str, str], KnownCard] = field(default_factory=dict)
    sources: dict[tuple[str, str], KnownCard] = field(default_factory=dict)
    keys: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    namesakes: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    own: dict[str, int] = field(default_factory=dict)
    names: dict[int, KnownName] = field(default_factory=dict)
    cards: dict[int, list[KnownCard]] = field(default_factory=lambda: defaultdict(list))


def match(
    run: Run,
    records: Sequence[Record],
    references: Sequence[int],
    *,
    enter: bool = True,
) -> list[Match]:
    """Find out who each record is, in their order.

    Args:
        references: of the person each record will make, if it makes one.
        enter: whether later records shall find them.
    """
    if not records:
        return []
    known = _look_up(run, records)
    matches: list[Match] = []
    for record, reference in zip(records, references, strict=True):
        found = _match_one(run, known, record)
        if enter and found.base is not None:
            claims = run.pending.confirmed if found.exact else run.pending.claimed
            claims.add(found.base.key)
        if enter and not found.gone:
            _enter(run, record, found.whom or reference)
        matches.append(found)
    return matches


def source_of(record: Record) -> tuple[str, str]:
    """Give the kind of source and its own id for a record."""
    return record.source, record.source_id[:500]


def _match_one(run: Run, known: Known, record: Record) -> Match:
    pending = run.pending
    source = source_of(record)
    if (card := known.digests.get((source[0], record.digest))) is not None:
        # Another record may have rewritten what this one said.
        if card.key in pending.claimed:
            return Match(card.person)
        return Match(card.person, base=card, exact=True)
    if (whom := pending.same_record(record.digest)) is not None:
        return Match(whom, exact=True)
    contact = _by_contact(run, known, record)
    whom, unlike = _by_id(run, known, record, contact)
    source = source_of(record)
    if whom is None and (erased := _erased(run, known, record)):
        return Match(gone=True, erased=erased)
    if whom is None and run.gone.has(record, source, reached=bool(contact)):
        return Match(gone=True)
    shown = record.sort_name
    namesakes = (*unlike, *known.namesakes.get(shown, ()), *pending.named(shown))
    finding = find_out(whom, contact, namesakes)
    return _settled(run, known, record, finding)


def _erased(run: Run, known: Known, record: Record) -> tuple[str, ...]:
    """Find whether a record is about somebody who was erased."""
    if not run.erased.by_mark:
        return ()
    keys = (*record.keys, *(link["key"] for link in record.facts.get("links", ())))
    shared = {k.lower() for k in keys if known.keys.get(k) or run.pending.by_key(k)}
    signs = (
        *marks.record(*source_of(record), record.digest),
        *marks.keys(keys),
        *marks.said_to_be_born(record.sort_name, record.facts.get("birthday")),
    )
    return tuple(run.erased.who(signs, shared))


def _by_id(
    run: Run, known: Known, record: Record, contact: dict[int, bool]
) -> tuple[int | None, tuple[int, ...]]:
    """Find whom the source's own id stands for, else whom it might.

    An id that is somebody else's is taken from the record, which says so.
    """
    source = source_of(record)
    card = known.sources.get(source)
    unlike: tuple[int, ...] = ()
    if (whom := run.pending.by_source(source)) is not None:
        name = _name_of(run, known, whom)
        if id_decides(record.name, name, shared=whom in contact, again=True):
            return whom, ()
    elif card is not None and card.person:
        if _is_still(run, known, record, card, shared=card.person in contact):
            return card.person, ()
        unlike = (card.person,)
    elif (own := known.own.get(source[1])) is not None:
        # A card that Kontor wrote, back from a telephone or another program.
        name = _name_of(run, known, own)
        if id_decides(record.name, name, shared=own in contact):
            return own, ()
        unlike = (own,)
    else:
        return None, ()
    record.give_up_id()
    return None, unlike


def _is_still(
    run: Run, known: Known, record: Record, card: KnownCard, *, shared: bool
) -> bool:
    """Compare with the book, then with what the source said before any edit."""
    whom = card.person or 0
    name = _name_of(run, known, whom)
    if id_decides(record.name, name, shared=shared):
        return True
    if whom == run.owner and fits(record.name, name, (), owner=True):
        return True
    before = said_before([card.key]).get(card.key, {})
    shared = not set(key_facts(before)).isdisjoint(record.keys)
    return id_decides(record.name, name_in(before), shared=shared)


def _settled(run: Run, known: Known, record: Record, finding: Finding) -> Match:
    """Add to a finding what the record said before, where that can be told."""
    base = None
    if finding.whom is not None and record.source_id:
        card = known.sources.get(source_of(record))
        if card is not None and card.person == finding.whom:
            base = _unclaimed(run, card)
    elif finding.whom is not None:
        cards = known.cards.get(finding.whom, ())
        base = next(
            (
                card
                for card in cards
                if card.source == record.source
                and not card.source_id
                and _unclaimed(run, card)
            ),
            None,
        )
    return Match(finding.whom, finding.doubtful, base)


def _unclaimed(run: Run, card: KnownCard) -> KnownCard | None:
    return None if run.pending.has_card(card.key) else card


def _by_contact(run: Run, known: Known, record: Record) -> dict[int, bool]:
    """Find who shares an address or telephone, and whether the name fits."""
    if not record.keys:
        return {}
    shared: dict[int, list[str]] = {}
    for key in record.keys:
        both = (*known.keys.get(key, ()), *run.pending.by_key(key))
        sharing = dict.fromkeys(both)
        # To compare everybody with everybody would take hours, and tell nothing.
        for whom in sharing if len(sharing) <= MOST_SHARING else ():
            shared.setdefault(whom, []).append(key)
    return {
        whom: fits(
            record.name, _name_of(run, known, whom), keys, owner=whom == run.owner
        )
        for whom, keys in shared.items()
    }


def _name_of(run: Run, known: Known, whom: int) -> NameParts:
    """Give the name somebody will have once the records so far are applied."""
    book = known.names.get(whom)
    if book is not None and whom == run.owner:
        # Their own cards say "Me".
        return book.parts
    return run.pending.name_of(whom, book.parts if book else None)


def _enter(run: Run, record: Record, reference: int) -> None:
    run.pending.enter(
        reference,
        digest=record.digest,
        source=source_of(record),
        keys=record.keys,
        name=record.name,
        sort_name=record.sort_name,
    )


def _look_up(run: Run, records: Sequence[Record]) -> Known:
    """Ask the book about a whole chunk at once."""
    known = Known()
    book = run.book.pk
    ids = {source_of(r)[1] for r in records} - {""}
    sources = {r.source for r in records if r.source_id}
    digests = {r.digest for r in records}
    for card in cards_known(book, sources, ids, digests):
        if card.person:
            known.digests[card.source, card.digest] = card
            if card.source_id:
                known.sources[card.source, card.source_id] = card
    known.own = people_with_uids(book, ids - {i for _, i in known.sources})
    open_ones = [r for r in records if (r.source, r.digest) not in known.digests]
    _look_up_people(book, known, open_ones)
    return known


def _look_up_people(book: int, known: Known, records: Sequence[Record]) -> None:
    keys = {key for record in records for key in record.keys}
    for key, person in people_reached(book, keys) if keys else ():
        if person not in known.keys[key]:
            known.keys[key].append(person)
    shown = {record.sort_name for record in records} - {""}
    for name, person in people_named(book, shown) if shown else ():
        known.namesakes[name].append(person)
    people = {person for found in known.keys.values() for person in found}
    people |= {card.person for card in known.sources.values() if card.person}
    people |= set(known.own.values())
    if people:
        known.names.update(names_of(people))
        for card in cards_of(people):
            if card.person is not None:
                known.cards[card.person].append(card)
