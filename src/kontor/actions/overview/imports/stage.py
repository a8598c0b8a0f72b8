"""Records of an address file to items: what is to be made of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.draft import (
    Draft,
    Verdict,
    problem_fact,
    with_rest,
)
from kontor.actions.overview.imports.expected import (
    Expected,
    said_before,
    tagged,
)
from kontor.actions.overview.imports.match import Match, match, source_of
from kontor.core.connections.merge import merge
from kontor.lib.text import fold
from kontor.records.facts.identity import names_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.exchange.facts import Record

    Staged = tuple[Record, int, Match, Draft]


def stage_people(
    run: Run, records: Sequence[Record], keys: Sequence[int]
) -> list[Draft]:
    """Make items of records of people.

    Args:
        keys: of the items, one for each record.
    """
    drafts: list[Draft | None] = [
        _confidential(record) if run.skips and is_secret(run, record) else None
        for record in records
    ]
    open_ones = [number for number, draft in enumerate(drafts) if draft is None]
    known = [records[number] for number in open_ones]
    matches = match(run, known, [-keys[number] for number in open_ones])
    secret = discreet(run, matches)
    staged: list[Staged] = []
    for number, record, found in zip(open_ones, known, matches, strict=True):
        drafts[number] = draft = draft_of(run, record, found, secret)
        staged.append((record, keys[number], found, draft))
    _compare(run, staged)
    return [draft for draft in drafts if draft is not None]


def is_secret(run: Run, record: Record) -> bool:
    """Tell whether a record is confidential by the keeper's rules."""
    secret = run.secret
    if secret.domains and any(
        key.rpartition("@")[2] in secret.domains for key in record.keys
    ):
        return True
    return bool(secret.organisations) and any(
        fold(job["organisation"]) in secret.organisations
        for job in record.facts.get("jobs", ())
    )


def data_of(record: Record, **more: Any) -> str:
    """Give what an item keeps of a record, as JSON text.

    Args:
        more: what is known of it beside, where there is anything.
    """
    source, source_id = source_of(record)
    rest = {"source": source, "source_id": source_id, "digest": record.digest}
    rest.update({name: value for name, value in more.items() if value})
    return with_rest(record.json, record.kept, rest)


def draft_of(run: Run, record: Record, found: Match, secret: set[int]) -> Draft:
    """Make an item; what it changes is not looked at yet.

    Args:
        secret: references of those who are confidential.
    """
    if found.whom in secret:
        return _confidential(record)
    draft = _bare(record)
    doubtful = [key for key in found.doubtful if key not in secret]
    if found.gone:
        # Whoever agrees to be in the book again can be taken in.
        draft.data = data_of(record, who=doubtful, erased=found.erased)
        return draft.leave_out("erased" if found.erased else "removed-before")
    draft.whom = found.whom
    if found.whom is not None:
        draft.verdict = Verdict.SAME.value
        draft.done = found.exact and not (run.tag and found.base)
    elif doubtful:
        draft.verdict = Verdict.DOUBTFUL.value
    if not draft.done:
        base = found.base.key if found.base else None
        twin = -found.whom if found.whom and found.whom < 0 else None
        draft.data = data_of(record, who=doubtful, base=base, twin=twin)
    return draft


def _bare(record: Record) -> Draft:
    problems = [problem_fact(p) for p in record.problems]
    return Draft(record.record, record.line, "person", record.title, problems=problems)


def _confidential(record: Record) -> Draft:
    draft = _bare(record)
    draft.done = True
    return draft.leave_out("confidential")


@dataclass(slots=True)
class _Todo:
    """A record of somebody who is there already, still to be compared."""

    record: Record
    key: int
    found: Match
    draft: Draft
    whom: int


def _compare(run: Run, staged: Sequence[Staged]) -> None:
    """Find what each record changes in those who are there already."""
    todo = [
        _Todo(record, key, found, draft, found.whom)
        for record, key, found, draft in staged
        if found.whom is not None and draft.verdict == Verdict.SAME and not draft.done
    ]
    if not todo:
        return
    fresh = {-k: tagged(r.facts, run.tag) for r, k, m, _ in staged if m.whom is None}
    expected = Expected(run, {t.whom for t in todo}, fresh)
    before = said_before([t.found.base.key for t in todo if t.found.base])
    for one in todo:
        base = one.found.base
        said = before.get(base.key) if base else None
        now = tagged(one.record.facts, run.tag)
        changes = merge(said, now, expected.facts[one.whom])
        if changes:
            one.draft.verdict, one.draft.changes = Verdict.CHANGED.value, changes
            expected.change(one.whom, changes)
            run.pending.earlier.setdefault(one.whom, []).append(one.key)
        elif one.found.exact:
            one.draft.data, one.draft.done = "", True


def discreet(run: Run, matches: Sequence[Match]) -> set[int]:
    """Find those of whom nothing is matched as they are confidential."""
    if not run.skips:
        return set()
    references = {m.whom for m in matches if m.whom}
    references.update(key for m in matches for key in m.doubtful)
    people = [key for key in references if key > 0]
    names = names_of(people) if people else {}
    return {key for key, name in names.items() if name.discreet}
