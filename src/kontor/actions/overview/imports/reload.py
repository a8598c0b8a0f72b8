"""What a reading knew before it was killed, gathered again from its items."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.attending import SOURCES
from kontor.actions.overview.imports.draft import Verdict
from kontor.exchange.facts import key_facts, name_in, sort_name_of
from kontor.records.models import Item

if TYPE_CHECKING:
    from kontor.actions.overview.imports.run import Run

CHUNK = 500


def reload_pending(run: Run) -> None:
    """Enter the items there are into what is pending, as reading them did."""
    items = Item.objects.filter(batch=run.batch, data__isnull=False).order_by("pk")
    rows = items.values_list("pk", "kind", "verdict", "person_id", "data", "changes")
    for key, kind, verdict, person, data, changes in rows.iterator(chunk_size=CHUNK):
        facts = dict(data or {})
        if kind == "person" and verdict != Verdict.LEFT_OUT:
            _enter_person(run, key, person, facts, changed=bool(changes))
        elif kind in ("organisation", "group"):
            run.pending.enter_record(-key, facts["digest"])
            _claim(run, facts)
        elif kind == "touch":
            run.pending.first_touch((facts["source"], facts["source_id"]))


def _enter_person(
    run: Run, key: int, person: int | None, data: dict[str, Any], *, changed: bool
) -> None:
    facts, twin = data["facts"], data.get("twin")
    whom = person or (-twin if twin else -key)
    _claim(run, data)
    run.pending.enter(
        whom,
        digest=data["digest"],
        source=(data["source"], data["source_id"]),
        keys=key_facts(facts),
        name=name_in(facts),
        sort_name=sort_name_of(name_in(facts)),
    )
    if changed:
        run.pending.earlier.setdefault(whom, []).append(key)
    if data["source"] in SOURCES:
        run.pending.attendees.update(dict.fromkeys(key_facts(facts), whom))


def _claim(run: Run, data: dict[str, Any]) -> None:
    if data.get("base"):
        run.pending.claimed.add(data["base"])
