"""People who come in as new: all their rows at once, derived columns included."""

from __future__ import annotations

from datetime import date
from itertools import repeat
from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.hanging import POINTS, Hanging
from kontor.actions.overview.imports.names import Organisations, Tags, fresh_uids
from kontor.actions.overview.imports.texts import around_of, named_of
from kontor.records import bulk
from kontor.records.derived import TEXTS, texts_of
from kontor.records.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.actions.overview.imports.todo import Todo
    from kontor.exchange.facts import Facts

PARTS = ("prefix", "given", "additional", "family", "suffix", "nickname")
_COLUMNS = [
    "id", "uid", "display", *PARTS, "birth_year", "birth_month",
    "birth_day", "language", "note", "met_day", "met_place", "private",
    "confidential", *TEXTS,
]  # fmt: skip


def write_new(run: Run, items: Sequence[Todo], taken: set[tuple[str, str]]) -> None:
    """Write people as new; each item then names its person.

    Args:
        taken: sources' own ids that have a source card already.
    """
    if not items:
        return
    writer = _Writer(run, items, taken)
    keys = bulk.reserve(Person, len(items))
    rows = [writer.person(item, key) for item, key in zip(items, keys, strict=True)]
    bulk.insert(
        Person, _COLUMNS, rows, book_id=run.book.pk, deed_id=run.deed.pk,
        known_since=run.today,
    )  # fmt: skip
    writer.hanging.write()


class _Writer:
    """Makes the rows of the people of one chunk."""

    def __init__(
        self, run: Run, items: Sequence[Todo], taken: set[tuple[str, str]]
    ) -> None:
        self.tag = run.tag
        self.secret = run.secret.domains
        self.taken = taken
        self.hanging = Hanging(run)
        self.uids = iter(fresh_uids(len(items)))
        every = [item.facts for item in items]
        self.organisations = Organisations(
            run, (job["organisation"] for f in every for job in f.get("jobs", ()))
        )
        tags = [tag for f in every for tag in f.get("tags", ())]
        self.tags = Tags(run, [self.tag, *tags])

    def person(self, item: Todo, key: int) -> tuple[Any, ...]:
        """Give the row of a person and gather what hangs on it."""
        facts = item.facts
        item.person = key
        jobs = self._jobs(key, facts)
        self._hang(item, key, facts)
        birthday = facts.get("birthday") or (None, None, None)
        met = facts.get("met_day")
        named, around = named_of(facts), around_of(facts, self.tag, jobs)
        return (
            key, next(self.uids), named.display,
            *map(facts.get, PARTS, repeat("")), *birthday,
            facts.get("language", ""), named.note,
            date.fromisoformat(met) if met else None, facts.get("met_place", ""),
            facts.get("secrecy") == "private", named.confidential,
            *texts_of(named, around, self.secret),
        )  # fmt: skip

    def _jobs(self, key: int, facts: Facts) -> list[Any]:
        shown = []
        for position, job in enumerate(facts.get("jobs", ())):
            found = self.organisations.named(job["organisation"])
            self.hanging.job(key, found.key if found else None, job, position)
            name = found.name if found else None
            secret = bool(found and found.confidential)
            shown.append((name, job["role"], job["department"], None, secret))
        return shown

    def _hang(self, item: Todo, key: int, facts: Facts) -> None:
        whose = (key, None)
        for field, kind in POINTS:
            if field in facts:
                self.hanging.points(whose, kind, facts[field])
        if "addresses" in facts:
            self.hanging.addresses(whose, facts["addresses"])
        names = [*facts.get("tags", ()), *([self.tag] if self.tag else ())]
        for tag in {self.tags.named(name): None for name in names}:
            self.hanging.tag(key, tag)
        self.hanging.promises(key, facts.get("promises", ()))
        if "photo" in item.data:
            self.hanging.photo(key, item.data["photo"])
        source, source_id = item.source
        if source_id and (source, source_id) in self.taken:
            source_id = ""
        self.taken.add((source, source_id))
        said = batch_tagged(facts, self.tag)
        self.hanging.source_card(item, said, source_id=source_id, person=key)


def batch_tagged(facts: Facts, tag: str, before: Sequence[str] = ()) -> Facts:
    """Add to what a source says the tags of whole imports, kept apart from its own.

    Args:
        before: those of earlier imports.
    """
    tags = list(dict.fromkeys((*before, *([tag] if tag else ()))))
    return {**facts, "batch_tags": tags} if tags else facts
