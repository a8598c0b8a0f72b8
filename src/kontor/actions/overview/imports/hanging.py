"""Rows that hang on people and organisations, gathered and written at once."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kontor.lib.repeats import next_time
from kontor.records import bulk
from kontor.records.models import (
    Affiliation,
    ContactPoint,
    PersonTag,
    Photo,
    PostalAddress,
    Promise,
    SourceCard,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.actions.overview.imports.todo import Todo
    from kontor.exchange.facts import Facts

POINTS = (("emails", "email"), ("phones", "phone"), ("links", "link"))
_PLACE = ("street", "extra", "postal_code", "city", "region", "country")
_COLUMNS: dict[Any, list[str]] = {
    ContactPoint: [
        "person_id", "organisation_id", "kind", "value", "key", "label", "preferred",
        "position",
    ],
    PostalAddress: ["person_id", "organisation_id", *_PLACE, "label", "position"],
    Affiliation: ["person_id", "organisation_id", "department", "role", "position"],
    PersonTag: ["person_id", "tag_id"],
    Photo: ["person_id", "media_type", "data"],
    Promise: ["uid", "person_id", "text", "due", "by", "done_on"],
    SourceCard: [
        "person_id", "organisation_id", "source", "source_id", "digest", "data",
        "unknown", "raw",
    ],
}  # fmt: skip


def _day(promise: Facts, name: str) -> date | None:
    return date.fromisoformat(promise[name]) if name in promise else None


class Hanging:
    """Rows to be written, by table."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._rows: dict[Any, list[tuple[Any, ...]]] = {m: [] for m in _COLUMNS}

    def points(
        self, whose: tuple[int | None, int | None], kind: str, values: Sequence[Facts],
        position: int = 0,
    ) -> None:  # fmt: skip
        """Add mail addresses, telephones or links.

        Args:
            whose: keys of person and organisation, one of them None.
            kind: "email", "phone" or "link".
            position: of the first among its like.
        """
        person, organisation = whose
        self._rows[ContactPoint] += [
            (person, organisation, kind, point["value"], point["key"],
             point.get("kind", ""), "preferred" in point, number)
            for number, point in enumerate(values, start=position)
        ]  # fmt: skip

    def addresses(
        self,
        whose: tuple[int | None, int | None],
        values: Sequence[Facts],
        position: int = 0,
    ) -> None:
        """Add postal addresses."""
        rows = self._rows[PostalAddress]
        for number, place in enumerate(values, start=position):
            parts = map(place.get, _PLACE, repeat(""))
            rows.append((*whose, *parts, place.get("kind", ""), number))

    def job(
        self, person: int, organisation: int | None, job: Facts, position: int
    ) -> None:
        """Add a job."""
        self._rows[Affiliation].append(
            (person, organisation, job["department"], job["role"], position)
        )

    def tag(self, person: int, tag: int) -> None:
        """Add a tag to a person; once is enough."""
        self._rows[PersonTag].append((person, tag))

    def photo(self, person: int, photo: dict[str, str]) -> None:
        """Add a picture."""
        row = (person, photo["media_type"], b64decode(photo["data"]))
        self._rows[Photo].append(row)

    def promises(self, person: int, promises: Sequence[Facts]) -> None:
        """Add promises; one that was due once, and is past, is not brought back."""
        for promise in promises:
            due, done = _day(promise, "day"), _day(promise, "done")
            if due is not None and done is None:
                due = self._next(due, promise.get("every"))
                if due is None:
                    continue
            row = (uuid4(), person, promise["text"], due, Promise.By.ME.value, done)
            self._rows[Promise].append(row)

    def _next(self, due: date, every: Sequence[Any] | None) -> date | None:
        today = self._run.today
        if every:
            return next_time(due, int(every[0]), str(every[1]), today)
        return due if due >= today else None

    def source_card(
        self,
        item: Todo,
        said: Facts,
        *,
        source_id: str,
        person: int | None = None,
        organisation: int | None = None,
    ) -> None:
        """Add what a source said.

        Args:
            said: facts with the tags of whole imports.
            source_id: the source's own id, "" where another card has it.
        """
        self._rows[SourceCard].append(
            (person, organisation, item.source[0], source_id, item.data["digest"],
             said, bulk.Json(item.data["unknown"]), item.data["raw"])
        )  # fmt: skip

    def write(self) -> None:
        """Write all rows in the name of the deed."""
        for model, columns in _COLUMNS.items():
            bulk.insert(
                model,
                columns,
                self._rows[model],
                ignore_conflicts=model is PersonTag,
                book_id=self._run.book.pk,
                deed_id=self._run.deed.pk,
            )
            self._rows[model] = []
