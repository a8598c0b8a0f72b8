"""Deleting somebody's rows, past the journal."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q

from kontor.records.derived import Stale
from kontor.records.journal import relations
from kontor.records.models import (
    Affiliation,
    Likeness,
    Organisation,
    Participant,
    Person,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Collection

    from kontor.records.erasing.whose import Somebody

Model = type[models.Model]


class Gone:
    """What was deleted.

    Attributes:
        rows: keys by table.
        deeds: which deeds had made it.
        shared: touches that stay, as others took part.
        emptied: of how many of those a note was emptied.
    """

    def __init__(self) -> None:
        self.rows: dict[Model, set[int]] = defaultdict(set)
        self.deeds: set[int] = set()
        self.shared: set[int] = set()
        self.emptied = 0


def delete_rows(who: Somebody) -> Gone:
    """Delete a person with what hangs on them, and empty the notes that name them.

    Touches in which nobody else took part go too, and firms of their own name in
    which nobody else is. Of shared touches those notes go that name them.
    """
    gone = Gone()
    taking_part = Participant.objects.filter(person__in=who.keys)
    touches = set(taking_part.values_list("touch_id", flat=True))
    gone.shared = _shared(touches, who.keys)
    stale = Stale(who.book)
    stale.note_all(taking_part)
    firms = own_firms(who)
    pairs = Q(first__in=who.keys) | Q(second__in=who.keys)
    Likeness.objects.filter(pairs, book=who.book)._raw_delete(using="default")
    _delete(gone, Person, who.keys)
    _delete(gone, Touch, touches - gone.shared)
    _delete(gone, Organisation, firms)
    gone.emptied = _empty_notes(who, gone.shared)
    stale.texts -= who.keys
    stale.ties -= who.keys
    stale.rebuild()
    return gone


def _shared(touches: set[int], keys: set[int]) -> set[int]:
    others = Participant.objects.filter(touch__pk__among=list(touches))
    others = others.exclude(person__in=keys)
    return set(others.values_list("touch_id", flat=True))


def own_firms(who: Somebody) -> set[int]:
    """Find organisations that bear their name and have nobody else."""
    jobs = Affiliation.objects.filter(book=who.book).exclude(organisation=None)
    mine = jobs.filter(person__in=who.keys).values_list("organisation_id", flat=True)
    firms = set(mine)
    others = jobs.filter(organisation__in=firms).exclude(person__in=who.keys)
    firms -= set(others.values_list("organisation_id", flat=True))
    names = Organisation.objects.filter(pk__in=firms).values_list("pk", "name")
    return {key for key, name in names if who.naming.is_borne_by(name)}


def _delete(gone: Gone, model: Model, keys: Collection[int]) -> None:
    """Delete rows with all that hangs on them; who merely names them no longer does."""
    if not keys:
        return
    for relation in relations(model):
        manager = relation.related_model._default_manager
        rows = manager.filter(**{f"{relation.field.name}__pk__among": list(keys)})
        if relation.on_delete is models.CASCADE:
            hanging = list(rows.values_list("pk", flat=True))
            _delete(gone, relation.related_model, hanging)
        else:
            rows.update(**{relation.field.attname: None})
    rows = model._default_manager.filter(pk__among=list(keys))
    gone.deeds |= set(rows.values_list("deed_id", flat=True))
    gone.rows[model] |= set(keys)
    rows._raw_delete(using="default")


def _empty_notes(who: Somebody, touches: set[int]) -> int:
    """Empty what was noted of shared touches where it names them; count the touches."""
    count = 0
    for touch in Touch.objects.filter(pk__among=list(touches)):
        texts = {"note": touch.note, "place": touch.place}
        named = [n for n, text in texts.items() if who.naming.stands_near(text)]
        for name in named:
            setattr(touch, name, "")
        if named:
            touch.save(update_fields=named)
            count += 1
    return count
