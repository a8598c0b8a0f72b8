"""Items of meetings and mails: touches, and who took part."""

from __future__ import annotations

import uuid
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.attending import CALENDAR
from kontor.records import bulk
from kontor.records.derived import rebuild_ties
from kontor.records.facts.identity import touches_known
from kontor.records.facts.touches import took_part
from kontor.records.models import Item, Participant, Person, Touch

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.actions.overview.imports.todo import Todo

_COLUMNS = [
    "id", "book_id", "deed_id", "uid", "day", "moment", "channel", "direction",
    "minutes", "note", "place", "source", "source_id",
]  # fmt: skip


def apply_touches(run: Run, items: Sequence[Todo]) -> None:
    """Write the touches of a chunk, and rebuild the ties of who took part.

    A meeting of which nobody is wanted leaves no touch.
    """
    if not items:
        return
    people = _people(items)
    known = known_touches(run, [_key(item) for item in items])
    there = took_part(run.book.pk, set(known.values()))
    taking_part: list[tuple[int, int]] = []
    new: dict[tuple[str, str], Todo] = {}
    for item in items:
        found = [p for key in item.data["people"] if (p := people.get(key))]
        touch = known.get(_key(item))
        if touch is not None:
            taking_part += [(touch, p) for p in found if p not in there[touch]]
        elif found:
            new.setdefault(_key(item), item)
    keys = bulk.reserve(Touch, len(new))
    rows = [_row(run, item, key) for item, key in zip(new.values(), keys, strict=True)]
    bulk.insert(Touch, _COLUMNS, rows)
    for item, key in zip(new.values(), keys, strict=True):
        found = [people[p] for p in item.data["people"] if p in people]
        taking_part += [(key, person) for person in dict.fromkeys(found)]
    _write_participants(run, taking_part)


def known_touches(
    run: Run, keys: Collection[tuple[str, str]]
) -> dict[tuple[str, str], int]:
    """Find the touches that are in the book, by kind of source and its own id."""
    found: dict[tuple[str, str], int] = {}
    for source in {source for source, _ in keys}:
        ids = {own for kind, own in keys if kind == source}
        rows = touches_known(run.book.pk, source, ids)
        found.update({(source, own): touch for own, touch in rows.items()})
    return found


def _key(item: Todo) -> tuple[str, str]:
    # An import that waited for a nod while Kontor was renewed has no kind yet.
    return item.data.get("source", CALENDAR), item.data["source_id"]


def _write_participants(run: Run, taking_part: list[tuple[int, int]]) -> None:
    bulk.insert(
        Participant,
        ["book_id", "deed_id", "touch_id", "person_id"],
        [(run.book.pk, run.deed.pk, *pair) for pair in dict.fromkeys(taking_part)],
    )
    rebuild_ties(run.book.pk, {person for _, person in taking_part})


def _people(items: Sequence[Todo]) -> dict[int, int]:
    """Give the people of references, where they are in the book."""
    references = {key for item in items for key in item.data["people"]}
    made = [-key for key in references if key < 0]
    rows = Item.objects.filter(pk__in=made).exclude(person=None)
    found = {-key: int(p) for key, p in rows.values_list("pk", "person_id")}
    found |= {key: key for key in references if key > 0}
    people = Person.objects.filter(pk__in=set(found.values()), is_owner=False)
    there = set(people.values_list("pk", flat=True))
    return {key: person for key, person in found.items() if person in there}


def _row(run: Run, item: Todo, key: int) -> tuple[Any, ...]:
    data = item.data
    moment = datetime.fromisoformat(data["moment"]) if data["moment"] else None
    return (
        key, run.book.pk, run.deed.pk, uuid.uuid4(), date.fromisoformat(data["day"]),
        moment, data["channel"], data.get("direction", Touch.Direction.BOTH.value),
        data["minutes"], data["note"], data["place"], *_key(item),
    )  # fmt: skip
