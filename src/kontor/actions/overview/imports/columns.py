"""Whether it is clear what the columns of a table mean, before it is read."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from kontor.exchange.card import Problem
from kontor.exchange.csv.layout import Mapping
from kontor.exchange.csv.survey import Survey, survey
from kontor.records.models import BatchFile, ColumnMapping

if TYPE_CHECKING:
    from kontor.exchange.read import Source
    from kontor.records.models import Batch

# Other tables say themselves whose export they are.
TABLE = "csv"
LEFT_OUT = {"left_out": True}


@dataclass(slots=True)
class Learned:
    """What a keeper has said of columns before.

    Attributes:
        by_shape: mapping as a file keeps it, by shape and whether it has a heading.
        by_phrase: text forms of meanings by the plain words of their heading.
    """

    by_shape: dict[tuple[str, bool], dict[str, Any]] = field(default_factory=dict)
    by_phrase: dict[str, str] = field(default_factory=dict)

    def find(self, found: Survey) -> dict[str, Any] | None:
        """Give what was said of tables of this shape."""
        for shape, has_heading in ((found.shape, True), (found.bare_shape, False)):
            mapping = self.by_shape.get((shape, has_heading))
            if mapping and len(mapping["forms"]) == len(found.columns):
                return mapping
        return None


def learned(book: int) -> Learned:
    """Gather what was said in a book."""
    known = Learned()
    for row in ColumnMapping.objects.filter(book=book).order_by("pk"):
        mapping = {"forms": row.forms, "heading": row.has_heading}
        known.by_shape[row.shape, row.has_heading] = mapping
        if row.has_heading:
            said = zip(row.heading, row.forms, strict=False)
            known.by_phrase |= {phrase: form for phrase, form in said if phrase}
    return known


def settle_columns(source: Source, row: BatchFile, *, ask: bool) -> bool:
    """Tell whether a file can be read: a table has to have columns that are clear.

    Args:
        source: is told what its columns mean.
        row: is told what a look at the table has shown.
        ask: the keeper wants to say it, clear or not.
    """
    if source.format != TABLE:
        return True
    if row.mapping == LEFT_OUT:
        source.problems = [Problem("csv-not-wanted", 0, 0, "noted")]
        return True
    if row.mapping is None:
        known = learned(row.book_id)
        found = survey(source.head(), known.by_phrase)
        row.columns = asdict(found)
        before = known.find(found)
        if ask or (before is None and found.unclear):
            return False
        row.mapping = before
    if row.mapping is not None:
        forms = tuple(row.mapping["forms"])
        source.mapping = Mapping(forms, has_heading=row.mapping["heading"])
        source.problems = []
    return True


def waiting_tables(batch: Batch) -> list[BatchFile]:
    """List the tables of an import of which somebody has to say the columns."""
    rows = BatchFile.objects.filter(batch=batch, format=TABLE, read_done=False)
    rows = rows.filter(mapping__isnull=True).order_by("pk")
    return [row for row in rows if row.columns]
