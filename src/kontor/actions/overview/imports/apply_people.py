"""Items of people: whom each is, now that it is applied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.actions.overview.imports.changes import write_changes
from kontor.actions.overview.imports.new_people import write_new
from kontor.core.connections.identity import id_decides
from kontor.exchange.facts import name_in
from kontor.records.erasing.enter import lift
from kontor.records.facts.identity import KnownCard, cards_known, names_of
from kontor.records.models import Item, Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.actions.overview.imports.todo import Todo
    from kontor.lib.names import NameParts


def apply_people(run: Run, items: Sequence[Todo]) -> None:
    """Write the people of a chunk; each item then names its person.

    Somebody who has come in by another import since the preview is not made a
    second time; somebody who was removed since comes in as new.
    """
    if not items:
        return
    cards = _cards(run, items)
    taken = {(c.source, c.source_id) for c in cards if c.source_id}
    roots = _roots(items)
    there = _still_there(items, cards, roots)
    names = {key: known.parts for key, known in names_of(there).items()}
    for item in items:
        _settle(item, names, cards, roots)
    fresh = [item for item in items if item.person is None and item.twin is None]
    write_new(run, fresh, taken)
    made = {item.key for item in fresh}
    roots.update({item.key: item.person for item in items if item.person})
    rest = [item for item in items if item.key not in made]
    made |= _follow_roots(run, rest, roots, taken)
    write_changes(run, [item for item in rest if item.key not in made], taken)
    agreed = [item for item in items if item.key in made]
    lift(run.book, {uid for item in agreed for uid in item.data.get("erased", ())})
    for item in items:
        _keep_related(item, is_new=item.key in made)


def _cards(run: Run, items: Sequence[Todo]) -> list[KnownCard]:
    named = {source for item in items if (source := item.source)[1]}
    return cards_known(
        run.book.pk,
        {source for source, _ in named},
        {source_id for _, source_id in named},
        {item.data["digest"] for item in items},
    )


def _roots(items: Sequence[Todo]) -> dict[int, int]:
    """Find whom the items of earlier chunks made, which these items add to."""
    twins = {item.twin for item in items if item.twin} - {item.key for item in items}
    if not twins:
        return {}
    rows = Item.objects.filter(pk__in=twins).exclude(person=None)
    return {key: int(person) for key, person in rows.values_list("pk", "person_id")}


def _still_there(
    items: Sequence[Todo], cards: Sequence[KnownCard], roots: dict[int, int]
) -> set[int]:
    people = {item.person for item in items if item.person}
    people |= {card.person for card in cards if card.person} | set(roots.values())
    if not people:
        return set()
    return set(Person.objects.filter(pk__in=people).values_list("pk", flat=True))


def _settle(
    item: Todo,
    there: dict[int, NameParts],
    cards: Sequence[KnownCard],
    roots: dict[int, int],
) -> None:
    """Find the person of an item, as things stand now.

    Args:
        there: the names of those who are still in the book.
    """
    if item.person not in there:
        item.person = None
    if item.twin in roots and roots[item.twin] not in there:
        del roots[item.twin]
    if item.person is None and item.twin is None:
        for card in cards:
            if card.person in there and _is_of(item, card, there[card.person]):
                item.person, item.data["base"] = card.person, card.key
                return


def _is_of(item: Todo, card: KnownCard, name: NameParts) -> bool:
    """Tell whether a source card is that of the very record."""
    if card.source != item.source[0]:
        return False
    if card.digest == item.data["digest"]:
        return True
    return (
        bool(item.source[1])
        and card.source_id == item.source[1]
        and id_decides(name_in(item.facts), name, shared=False)
    )


def _follow_roots(
    run: Run, items: Sequence[Todo], roots: dict[int, int], taken: set[tuple[str, str]]
) -> set[int]:
    """Give items that add to another item the person that one made.

    Where that one was not wanted, the first that adds to it comes in itself.

    Returns:
        The keys of items that came in themselves.
    """
    made: set[int] = set()
    for item in items:
        if item.person is not None or item.twin is None:
            continue
        if item.twin not in roots:
            write_new(run, [item], taken)
            assert item.person is not None
            roots[item.twin] = item.person
            made.add(item.key)
            Item.objects.filter(pk=item.twin).update(person=item.person)
        else:
            item.person = roots[item.twin]
    return made


def _keep_related(item: Todo, *, is_new: bool) -> None:
    """Keep for the end whom the source newly calls related."""
    if is_new:
        related = item.facts.get("related")
    else:
        related = [after for field, _, after in item.changes if field == "related"]
    if related:
        item.kept = {"facts": {"related": related}, "source": item.source[0]}
