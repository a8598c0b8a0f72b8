"""Records of organisations and groups to items."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.actions.overview.imports.draft import (
    Draft,
    Verdict,
    problem_fact,
)
from kontor.actions.overview.imports.expected import said_before
from kontor.actions.overview.imports.match import source_of
from kontor.actions.overview.imports.stage import data_of, is_secret
from kontor.core.connections.merge import organisation_changes
from kontor.exchange.card import Problem
from kontor.lib.text import fold
from kontor.records.facts.identity import (
    KnownCard,
    cards_known,
    organisations_named,
    organisations_reached,
)
from kontor.records.facts.organisations import facts_of_organisations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.facts import Record


def stage_others(
    run: Run, records: Sequence[Record], keys: Sequence[int]
) -> list[Draft]:
    """Make items of records of organisations and groups.

    An organisation is known by its name: a book has each name once. A group is a
    tag; whom it names is found out when everybody is there.

    Args:
        keys: of the items, one for each record.
    """
    known = _Known(run, records)
    return [
        _draft(run, known, record, key)
        for record, key in zip(records, keys, strict=True)
    ]


class _Known:
    """What the book knows of the records of a chunk."""

    def __init__(self, run: Run, records: Sequence[Record]) -> None:
        cards = cards_known(
            run.book.pk,
            {r.source for r in records},
            {source_of(r)[1] for r in records} - {""},
            {r.digest for r in records},
        )
        self.digests = {(c.source, c.digest): c for c in cards if not c.person}
        self.sources = {(c.source, c.source_id): c for c in cards if not c.person}
        names = {folded_name(r.title) for r in records}
        self.named = organisations_named(run.book.pk, names)
        there = {found.key for found in self.named.values()}
        there |= {c.organisation for c in cards if c.organisation}
        self.facts = facts_of_organisations(there)
        keys = {key for record in records for key in record.keys}
        reached = organisations_reached(run.book.pk, keys) if keys else []
        self.reached = dict(reversed(reached))
        self.said = said_before([c.key for c in cards if not c.person])

    def base(self, run: Run, record: Record) -> KnownCard | None:
        """Find what the same record said before."""
        if not record.source_id:
            return None
        card = self.sources.get(source_of(record))
        return None if card is None or run.pending.has_card(card.key) else card

    def exact(self, run: Run, record: Record) -> KnownCard | None:
        """Find the source card that says exactly the same, and will go on to."""
        card = self.digests.get((record.source, record.digest))
        if card is None or card.key in run.pending.claimed:
            return None
        run.pending.confirmed.add(card.key)
        return card


def folded_name(name: str) -> str:
    """Give the form of an organisation's or tag's name that finds it."""
    return fold(name)[:300]


def _draft(run: Run, known: _Known, record: Record, key: int) -> Draft:
    _note_shared(run, known, record)
    draft = Draft(
        record.record,
        record.line,
        record.kind,
        record.title,
        problems=[problem_fact(p) for p in record.problems],
    )
    if run.skips and _is_secret(run, record):
        draft.done = True
        return draft.leave_out("confidential")
    base = known.base(run, record)
    exact = known.exact(run, record)
    twin = run.pending.same_record(record.digest)
    if exact is not None or twin is not None:
        draft.verdict, draft.done = Verdict.SAME.value, True
        draft.organisation = exact.organisation if exact else None
        return draft
    if run.gone.has(record, source_of(record), reached=True) and base is None:
        draft.data = data_of(record)
        return draft.leave_out("removed-before")
    _settle(run, known, draft, record, base)
    run.pending.enter_record(-key, record.digest)
    return draft


def _note_shared(run: Run, known: _Known, record: Record) -> None:
    """Say where an organisation has the address of another one."""
    if not card_is_organisation(record):
        return
    own = folded_name(record.title)
    for key in record.keys:
        name = run.pending.reached.setdefault(hash(key), record.title)
        name = known.reached.get(key, name)
        if folded_name(name) != own:
            facts = {"value": key, "name": name}
            record.problems.append(
                Problem(
                    "address-of-another", record.record, record.line, "noted", facts
                )
            )


def _settle(
    run: Run, known: _Known, draft: Draft, record: Record, base: KnownCard | None
) -> None:
    """Tell whether it is new, and what is there already learns."""
    if base is not None:
        run.pending.claimed.add(base.key)
        draft.organisation = base.organisation
    name = folded_name(record.title)
    if card_is_organisation(record) and draft.organisation is None:
        found = known.named.get(name)
        draft.organisation = found.key if found else None
    said = known.said.get(base.key) if base else None
    if draft.organisation is not None:
        book = known.facts.get(draft.organisation, {})
        draft.changes = organisation_changes(said, record.facts, book)
        changed = bool(draft.changes)
    else:
        changed = base is not None or name in run.pending.organisations
    there = draft.organisation is not None or changed
    verdict = Verdict.CHANGED if changed else Verdict.SAME
    draft.verdict = (verdict if there else Verdict.NEW).value
    if card_is_organisation(record):
        run.pending.organisations.add(name)
    draft.data = data_of(record, base=base.key if base else None)


def card_is_organisation(record: Record) -> bool:
    """Tell organisations from groups."""
    return record.kind == "organisation"


def _is_secret(run: Run, record: Record) -> bool:
    name = folded_name(record.title)
    return name in run.secret.organisations or is_secret(run, record)
