"""Whom imports have brought although they might have been there already."""

from __future__ import annotations

from kontor.records.models import Batch, Item


def doubtful_people(book: int) -> list[int]:
    """List those made of records that an import was in doubt about, by key."""
    brought = Batch.objects.filter(book=book, state=Batch.State.DONE)
    items = Item.objects.filter(
        batch__in=brought, verdict=Item.Verdict.DOUBTFUL, applied=True
    )
    found = items.exclude(person=None).values_list("person_id", flat=True)
    return sorted({key for key in found if key is not None})
