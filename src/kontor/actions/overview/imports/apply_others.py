"""Items of organisations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.actions.overview.imports.expected import said_before
from kontor.actions.overview.imports.hanging import POINTS, Hanging
from kontor.actions.overview.imports.names import Organisations
from kontor.core.connections.merge import Change, applied, organisation_changes
from kontor.lib.compact import decoded
from kontor.records import journal
from kontor.records.facts.identity import cards_known
from kontor.records.facts.organisations import facts_of_organisations
from kontor.records.models import Organisation, PostalAddress, SourceCard

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.actions.overview.imports.todo import Todo

_KINDS = dict(POINTS)
_PLACE = ("street", "extra", "postal_code", "city", "region", "country")


def apply_organisations(run: Run, items: Sequence[Todo]) -> None:
    """Write the organisations of a chunk; each item then names its own."""
    if not items:
        return
    named = Organisations(run, (item.facts["display"] for item in items))
    for item in items:
        found = named.named(item.facts["display"])
        item.organisation = item.organisation or (found.key if found else None)
    keys = {item.organisation for item in items if item.organisation}
    facts = facts_of_organisations(keys)
    said = said_before([i.data["base"] for i in items if i.data.get("base")])
    hanging = Hanging(run)
    for item in items:
        if item.organisation in facts:
            before = said.get(item.data.get("base") or 0)
            book = facts[item.organisation]
            changes = organisation_changes(before, item.facts, book)
            _change(run, hanging, item.organisation, changes)
            facts[item.organisation] = applied(book, changes)
    keep_words(run, hanging, items)
    hanging.write()


def keep_words(run: Run, hanging: Hanging, items: Sequence[Todo]) -> None:
    """Keep what the sources say now of organisations and groups."""
    bases = [item.data["base"] for item in items if item.data.get("base")]
    cards = SourceCard.objects.in_bulk(bases) if bases else {}
    ids = {item.source[1] for item in items} - {""}
    known = cards_known(run.book.pk, {item.source[0] for item in items}, ids, ())
    taken = {(card.source, card.source_id) for card in known}
    for item in items:
        card = cards.get(item.data.get("base") or 0)
        if card is not None:
            journal.edit(
                run.deed, card, data=item.facts, digest=item.data["digest"],
                unknown=decoded(item.data["unknown"]), raw=item.data["raw"],
            )  # fmt: skip
            continue
        source_id = "" if item.source in taken else item.source[1]
        taken.add(item.source)
        hanging.source_card(
            item, item.facts, source_id=source_id, organisation=item.organisation
        )


def _change(
    run: Run, hanging: Hanging, organisation: int, changes: Sequence[Change]
) -> None:
    whose = (None, organisation)
    for field, before, after in changes:
        if field in _KINDS:
            hanging.points(whose, _KINDS[field], [after])
        elif field == "note":
            row = Organisation.objects.get(pk=organisation)
            journal.edit(run.deed, row, note=after)
        elif before and "row" in before:
            place = PostalAddress.objects.get(pk=before["row"])
            values = {name: after.get(name, "") for name in _PLACE}
            journal.edit(run.deed, place, **values)
        else:
            hanging.addresses(whose, [after])
