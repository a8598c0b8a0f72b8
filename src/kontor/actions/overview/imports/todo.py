"""Items that are about to be applied."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import TextField
from django.db.models.functions import Cast

from kontor.actions.overview.imports.draft import Verdict
from kontor.lib.compact import decoded
from kontor.records.models import Item

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from kontor.core.connections.merge import Change
    from kontor.exchange.facts import Facts
    from kontor.records.models import Batch

    _Row = tuple[int, str, str, int | None, int | None, str, str]

CHUNK = 500
APPLIED = (Verdict.NEW, Verdict.DOUBTFUL, Verdict.CHANGED, Verdict.SAME)


@dataclass(slots=True)
class Todo:
    """An item that is about to be applied.

    Attributes:
        person, organisation: whom it was found to be, or, in the end, made.
        data: see ``stage.data_of`` for records, ``stage_meetings`` for meetings.
        kept: what of the data is still needed when it is done.
    """

    key: int
    kind: str
    verdict: str
    person: int | None
    organisation: int | None
    data: dict[str, Any]
    changes: list[Change]
    kept: dict[str, Any] | None = None

    @property
    def facts(self) -> Facts:
        """What the record says."""
        facts: Facts = self.data["facts"]
        return facts

    @property
    def source(self) -> tuple[str, str]:
        """The kind of source and its own id for the record."""
        return self.data["source"], self.data["source_id"]

    @property
    def twin(self) -> int | None:
        """The item of this import that makes the person it adds to."""
        twin: int | None = self.data.get("twin")
        return twin

    @property
    def is_new(self) -> bool:
        """Tell whether it comes in as new."""
        return self.verdict in (Verdict.NEW, Verdict.DOUBTFUL)


def open_items(batch: Batch) -> QuerySet[Item]:
    """Give the items of a batch that are still to be applied."""
    return Item.objects.filter(
        batch=batch, applied=False, wanted=True, verdict__in=APPLIED
    )


def chunks(items: QuerySet[Item]) -> Iterator[list[Todo]]:
    """Give items to apply chunk by chunk."""
    after = 0
    while chunk := [_todo(*row) for row in _fetch(items, after)]:
        after = chunk[-1].key
        yield chunk


def _fetch(items: QuerySet[Item], after: int) -> list[_Row]:
    rows = items.filter(pk__gt=after).order_by("pk").values_list(
        "pk", "kind", "verdict", "person_id", "organisation_id",
        Cast("data", TextField()), Cast("changes", TextField()),
    )  # fmt: skip
    return list(rows[:CHUNK])


def _todo(  # noqa: PLR0913 - the columns of a row
    key: int,
    kind: str,
    verdict: str,
    person: int | None,
    organisation: int | None,
    text: str,
    changes: str,
) -> Todo:
    # Whoever is new changes nothing: that need not be read.
    found = [] if changes == "[]" else decoded(changes)
    changed = [(field, old, new) for field, old, new in found]
    return Todo(key, kind, verdict, person, organisation, decoded(text), changed)
