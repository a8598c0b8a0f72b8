"""What the book will say of people once the records read so far are applied."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.core.connections.merge import Change, Facts, applied
from kontor.records.facts.people import facts_of_people, photos_of
from kontor.records.models import Item, SourceCard

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from kontor.actions.overview.imports.run import Run


class Expected:
    """Facts by reference (see ``pending``), for the records of one chunk.

    Args:
        references: whose facts will be asked for.
        fresh: what records of this very chunk say of people they will make.
    """

    def __init__(
        self, run: Run, references: Collection[int], fresh: dict[int, Facts]
    ) -> None:
        self.facts: dict[int, Facts] = {
            key: facts for key, facts in fresh.items() if key in references
        }
        people = [key for key in references if key > 0]
        if people:
            self.facts.update(facts_of_people(run.book.pk, people))
            for key, photo in photos_of(people).items():
                self.facts[key]["photo"] = photo
        self._tag = run.tag
        self._load_items([-k for k in references if k < 0 and k not in fresh])
        self._load_earlier(run, references)

    def change(self, reference: int, changes: Iterable[Change]) -> None:
        """Take note of what a record changes."""
        self.facts[reference] = applied(self.facts[reference], changes)

    def _load_items(self, keys: list[int]) -> None:
        rows = Item.objects.filter(pk__in=keys).values_list("pk", "data")
        for key, data in rows if keys else ():
            self.facts[-key] = tagged(dict((data or {})["facts"]), self._tag)

    def _load_earlier(self, run: Run, references: Collection[int]) -> None:
        """Apply what earlier chunks of this import change in the same people."""
        items = {
            item: reference
            for reference in references
            for item in run.pending.earlier.get(reference, ())
        }
        rows = Item.objects.filter(pk__in=list(items)).order_by("pk")
        for key, changes in rows.values_list("pk", "changes") if items else ():
            self.change(items[key], [(f, b, a) for f, b, a in changes])


def with_batch_tags(facts: Facts) -> Facts:
    """Count the tags of whole imports among those that a source gave."""
    extra = facts.get("batch_tags")
    return {**facts, "tags": [*facts.get("tags", ()), *extra]} if extra else facts


def tagged(facts: Facts, tag: str) -> Facts:
    """Add the tag of the whole import to what a record says."""
    return with_batch_tags({**facts, "batch_tags": [tag]}) if tag else facts


def said_before(keys: Collection[int]) -> dict[int, Facts]:
    """Give what source cards say, by the card's key."""
    if not keys:
        return {}
    rows: Any = SourceCard.objects.filter(pk__in=keys).values_list("pk", "data")
    return {key: with_batch_tags(dict(data)) for key, data in rows}
