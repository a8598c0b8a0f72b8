"""Taking somebody out of the journal: changes, and what deeds are called.

What is left still takes back everything about everybody else.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from kontor.records.erasing.texts import holding
from kontor.records.erasing.whose import has_namesake
from kontor.records.journal import did_anything, name_of
from kontor.records.models import (
    Apart,
    Batch,
    Change,
    Deed,
    Membership,
    Participant,
    Person,
    SourceCard,
    Tie,
    Touch,
)
from kontor.records.verbs import FINAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.db.models import Model, QuerySet

    from kontor.records.erasing.rows import Gone
    from kontor.records.erasing.whose import Somebody

Facts = dict[str, Any]


class Trail:
    """What the journal of a book has of somebody.

    Attributes:
        deeds: those of which something was taken away.
        touches: those in which they ever took part.
    """

    def __init__(self, who: Somebody, gone: Gone) -> None:
        self.who = who
        self.gone = gone
        self.deeds = set(gone.deeds)
        self.touches, self._alone = self._taken_part()

    def purge(self) -> None:
        """Delete the changes that are about them or their rows."""
        for model, keys in self.gone.rows.items():
            self._purge(self._changes(model).filter(row__among=list(keys)))
        everywhere = Change.objects.filter(book=self.who.book)
        self._purge(everywhere.filter(person__in=self.who.keys))
        ends = self._names("first_id") | self._names("second_id")
        for model in (Tie, Apart):
            tied = self._changes(model).filter(ends).values_list("row", flat=True)
            self._purge(self._changes(model).filter(row__among=list(tied)))
        touches = self._changes(Touch)
        self._purge(touches.filter(row__among=sorted(self._alone)))

    def clean(self) -> None:
        """Take them out of the changes that are about others as well."""
        touches = self._changes(Touch).filter(row__among=sorted(self.touches))
        self._clean(touches, self._clean_touch)
        for model, column in (
            (Person, "met_through_id"),
            (Membership, "invited_by_id"),
        ):
            naming = self._changes(model).filter(self._names(column))
            self._clean(naming, partial(self._clean_name, column))
        cards = self._changes(SourceCard).filter(person=None)
        words = self.who.naming.words
        self._clean(holding(cards, words), lambda side: clean_group(self.who, side))

    def _purge(self, changes: QuerySet[Change]) -> None:
        for deed, before in changes.values_list("deed_id", "before").iterator():
            # And the one that had made a row which was deleted.
            self.deeds |= {deed, (before or {}).get("deed_id", deed)}
        changes._raw_delete(using="default")

    def _clean(self, changes: Iterable[Change], clean: Callable[[Facts], None]) -> None:
        for change in changes:
            for side in filter(None, (change.before, change.after)):
                clean(side)
            self._keep(change)

    def _clean_touch(self, side: Facts) -> None:
        for name in ("note", "place"):
            if self.who.naming.stands_near(str(side.get(name) or "")):
                side[name] = ""

    def _clean_name(self, column: str, side: Facts) -> None:
        if side.get(column) in self.who.keys:
            side[column] = None

    def _keep(self, change: Change) -> None:
        """Save a change that was cleaned; one that changes nothing any more goes."""
        before, after = change.before, change.after
        if before is None or after is None:
            change.save(update_fields=["before", "after"])
            return
        names = before.keys() & after.keys()
        for name in [name for name in names if before[name] == after[name]]:
            del before[name], after[name]
        if before or after:
            change.save(update_fields=["before", "after"])
        else:
            self.deeds.add(change.deed_id)
            change.delete()

    def _changes(self, model: type[Model]) -> QuerySet[Change]:
        return Change.objects.filter(book=self.who.book, table=name_of(model))

    def _names(self, column: str) -> Q:
        """Say that a change names them in a column, before or after."""
        keys = list(self.who.keys)
        before, after = f"before__{column}__in", f"after__{column}__in"
        return Q(**{before: keys}) | Q(**{after: keys})

    def _taken_part(self) -> tuple[set[int], set[int]]:
        """Find the touches they took part in, and those of them with nobody else."""
        took_part = self._changes(Participant)
        mine: set[int] = set()
        others: set[int] = set()
        rows = took_part.values_list("person", "before", "after")
        for person, before, after in rows.iterator():
            touch = (before or {}).get("touch_id") or (after or {}).get("touch_id")
            if touch:
                (mine if person in self.who.keys else others).add(touch)
        there = Touch.objects.filter(pk__among=sorted(mine))
        alone = mine - others - set(there.values_list("pk", flat=True))
        return mine | self.gone.shared, alone


def clean_group(who: Somebody, card: Facts) -> None:
    """Take somebody from the members of a group, as its source names them."""
    if card.get("person_id") or card.get("organisation_id"):
        return
    naming = who.naming
    data = dict(card.get("data") or {})
    if members := data.get("members"):
        data["members"] = [m for m in members if not naming.stands_in(m)]
        card["data"] = data
    if naming.stands_in(str(card.get("raw") or "")):
        card["raw"] = ""
    if "unknown" in card:
        card["unknown"] = [x for x in card["unknown"] if not naming.is_anywhere_in(x)]


def clean_deeds(who: Somebody, deeds: set[int]) -> None:
    """Write … for their name in what deeds are called, and in what undoing kept.

    Where somebody else in the book has the same name, a deed that did nothing about
    the one who goes is that one's.

    Args:
        deeds: those that did something about them.
    """
    every = Deed.objects.filter(book=who.book)
    if has_namesake(who):
        every = every.filter(pk__in=deeds)
    for deed in holding(every, who.naming.words, "facts", "kept"):
        facts = who.naming.taken_out_of(deed.facts)
        kept = who.naming.taken_out_of(deed.kept)
        if (facts, kept) != (deed.facts, deed.kept):
            deed.facts, deed.kept = facts, kept
            deed.save(update_fields=["facts", "kept"])


def drop_hollow(book: int, deeds: set[int]) -> None:
    """Delete deeds of which nothing is left, with the undoings of them."""
    roots = {_root(deed).pk for deed in Deed.objects.filter(pk__in=deeds)}
    chains = [list(_chain(root)) for root in Deed.objects.filter(pk__in=roots)]
    named = _named_in_journal(book, {deed.pk for chain in chains for deed in chain})
    for chain in chains:
        if all(deed.pk not in named and _is_hollow(deed) for deed in chain):
            for deed in reversed(chain):
                deed.delete()


def _named_in_journal(book: int, deeds: set[int]) -> set[int]:
    """Find which deeds made rows that are gone, but can still come back."""
    changes = Change.objects.filter(book=book)
    found: set[int] = set()
    for side in ("before", "after"):
        named = changes.filter(**{f"{side}__deed_id__in": sorted(deeds)})
        for value in named.values_list(side, flat=True).iterator():
            found.add(int((value or {})["deed_id"]))
    return found


def _root(deed: Deed) -> Deed:
    while deed.undoes is not None:
        deed = deed.undoes
    return deed


def _chain(deed: Deed | None) -> Iterator[Deed]:
    while deed is not None:
        yield deed
        deed = Deed.objects.filter(undoes=deed).first()


def _is_hollow(deed: Deed) -> bool:
    if deed.verb in FINAL or Batch.objects.filter(deed=deed).exists():
        return False
    return not did_anything(deed)
