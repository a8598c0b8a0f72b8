"""The figures of a file: what ``kontor import --json`` prints."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Any

from django.db.models import Case, Count, IntegerField, Max, Q, Value, When

from kontor.records.models import BatchFile, Item

if TYPE_CHECKING:
    from kontor.records.models import Batch

_V = Item.Verdict
_NEW = (_V.NEW, _V.DOUBTFUL)
# A record counts by the best that became of it: a series may have several items.
_RANKS = ("failed", "left_out", "used")


def count_file(file: BatchFile) -> dict[str, Any]:
    """Count a file's records, people and touches.

    ``records``: read, used, left_out, failed; ``people``: new, changed, same;
    ``touches``: how many are new. What is in doubt comes in as new. ``kinds``: how
    many items of each verdict and kind, wanted or not; the preview asks for that on
    every page, and to read through all items each time would take too long.
    """
    items = Item.objects.filter(batch=file.batch_id, file=file)
    outcomes = _outcomes(items)
    people: Counter[str] = Counter()
    touches = 0
    kinds: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counted = items.order_by().values_list("verdict", "kind", "wanted")
    for verdict, kind, wanted, count in counted.annotate(count=Count("pk")):
        kinds[verdict][kind] += count
        if wanted and kind == "person":
            people["new" if verdict in _NEW else verdict] += count
        elif wanted and kind == "touch" and verdict in _NEW:
            touches += count
    return {
        "records": {"read": sum(outcomes.values())}
        | {name: outcomes[name] for name in reversed(_RANKS)},
        "people": {name: people[name] for name in ("new", "changed", "same")},
        "touches": touches,
        "kinds": kinds,
    }


def count_again(batch: Batch) -> None:
    """Count all files anew, now that the keeper has chosen."""
    for file in BatchFile.objects.filter(batch=batch):
        file.counts = {**file.counts, **count_file(file)}
        file.save(update_fields=["counts"])


def _outcomes(items: Any) -> Counter[str]:
    failed, left_out, used = (Value(rank) for rank in range(len(_RANKS)))
    rank = Case(
        When(verdict=_V.FAILED, then=failed),
        When(Q(verdict=_V.LEFT_OUT) | Q(wanted=False), then=left_out),
        default=used,
        output_field=IntegerField(),
    )
    best = items.order_by().values("record").annotate(best=Max(rank))
    return Counter(_RANKS[number] for number in best.values_list("best", flat=True))
