"""Imports: what one brought or would bring, and which there have been."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count

from kontor.core.errors import Missing
from kontor.records.models import Batch, BatchFile, Deed, Item
from kontor.records.verbs import FINAL
from kontor.reports.overview.columns import columns_result, is_waiting
from kontor.reports.overview.import_items import (
    ItemView,
    ProblemView,
    problem_view,
    views_of,
)
from kontor.reports.page import Page, page_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

PAGE = 50
_RECORDS = {"read": 0, "used": 0, "left_out": 0, "failed": 0}
_PEOPLE = {"new": 0, "changed": 0, "same": 0}
_CHANGING = (Item.Verdict.NEW, Item.Verdict.CHANGED, Item.Verdict.DOUBTFUL)
# What is said of a file that is as it should be.
_PASSING = {"zip-left-out", "csv-not-wanted"}
_CAN: dict[str, frozenset[str]] = {
    Batch.State.READING: frozenset({"drop", "carry_on"}),
    Batch.State.MAPPING: frozenset({"map", "drop"}),
    Batch.State.PREVIEW: frozenset({"apply", "choose", "drop"}),
    Batch.State.APPLYING: frozenset({"carry_on", "undo"}),
    Batch.State.DONE: frozenset({"undo"}),
    Batch.State.UNDOING: frozenset({"carry_on"}),
    Batch.State.UNDONE: frozenset({"redo"}),
}


@dataclass(frozen=True, slots=True)
class FileView:
    """One file of an import.

    Attributes:
        size, read_bytes: bytes, and how far reading is.
        records: read, used, left_out, failed.
        people: new, changed, same.
        touches: how many are new.
        notes: what is to be said of the file as a whole.
    """

    name: str
    format: str
    size: int
    read_bytes: int
    read_done: bool
    records: dict[str, int]
    people: dict[str, int]
    touches: int
    notes: list[ProblemView]

    @property
    def unusable(self) -> bool:
        """Tell whether it is no file that Kontor can read anything from."""
        wrong = any(note.code not in _PASSING for note in self.notes)
        return self.read_done and wrong and not self.records["read"]


@dataclass(frozen=True, slots=True)
class BatchLine:
    """An import in the list of imports.

    Attributes:
        state: see ``Batch.State``.
        can: what can be done now: "apply", "choose", "drop", "carry_on", "undo",
            "redo", "map" (say what columns mean), "columns" (say it anew).
        at_work: somebody is working on it; nothing else can be done meanwhile.
        inline: the command line works on it; the worker keeps its hands off.
        done, total: how far the present stage is; ``share`` from 0 to 1, None
            where it cannot be told.
        records, people, touches: sums over the files.
    """

    uid: str
    deed: int
    begun: datetime
    names: str
    state: str
    tag: str
    can: frozenset[str]
    at_work: bool
    inline: bool
    done: int
    total: int
    records: dict[str, int]
    people: dict[str, int]
    touches: int

    @property
    def unusable(self) -> bool:
        """Tell whether it was read, and nothing at all could be."""
        return self.state == Batch.State.PREVIEW and not self.records["read"]

    @property
    def share(self) -> float | None:
        """Tell how far the present stage is."""
        return min(self.done / self.total, 1.0) if self.total else None


@dataclass(frozen=True, slots=True)
class BatchView:
    """All that the page of one import shows.

    Attributes:
        verdicts: how many items of each verdict, none left out.
        kinds: how many of each verdict and kind (see ``ItemView``) there are any of;
            "" is the kind of what no file counts, as with imports of an older Kontor.
        verdict, kind: of the items listed, "" for all.
        kept: names of what an undo left as it was, because it was changed since.
        answered: nothing changes, but it was said of somebody that they are there
            already, and applying keeps that in mind.
    """

    line: BatchLine
    files: list[FileView]
    verdicts: dict[str, int]
    kinds: dict[tuple[str, str], int]
    items: Page[ItemView]
    verdict: str
    kind: str
    kept: list[str]
    answered: bool

    @property
    def changes(self) -> bool:
        """Tell whether the book is, or would be, another one by it."""
        return _changes(self.verdicts)

    @property
    def asks_own(self) -> bool:
        """Tell whether a file, or a record listed, waits for the owner's addresses."""
        notes = (note for file in self.files for note in file.notes)
        found = (one for item in self.items.object_list for one in item.problems)
        return any(problem.asks_own for problem in (*notes, *found))


def imports_of(book: int) -> QuerySet[Batch]:
    """Give what counts as an import; a dry run of the command line was none."""
    rows = Batch.objects.filter(book=book)
    return rows.exclude(state=Batch.State.DROPPED, options__inline=True)


def batches(book: int, *, page: int = 1, now: datetime) -> Page[BatchLine]:
    """List imports, newest first."""
    rows = imports_of(book).select_related("deed")
    found = page_of(rows.order_by("-pk"), page, PAGE)
    files: dict[int, list[BatchFile]] = {row.pk: [] for row in found.object_list}
    for file in BatchFile.objects.filter(batch__in=list(files)):
        files[file.batch_id].append(file)
    lines = [_line(row, files[row.pk], now) for row in found.object_list]
    return Page(lines, found.number, found.has_next)


def batch_view(
    book: int,
    uid: UUID | str,
    *,
    verdict: str = "",
    kind: str = "",
    page: int = 1,
    now: datetime,
) -> BatchView:
    """Show an import.

    Args:
        verdict, kind: of the items to list, "" for all.
        now: tells whether somebody is at work on it.

    Raises:
        Missing: there is no such import in this book.
    """
    row = _batch(book, uid)
    items = Item.objects.filter(batch=row).order_by("pk").select_related("file")
    counted = items.order_by().values_list("verdict").annotate(count=Count("pk"))
    verdicts = dict.fromkeys(Item.Verdict.values, 0) | dict(counted)
    wanted = {"verdict": verdict, "kind": kind}
    items = items.filter(**{name: value for name, value in wanted.items() if value})
    found, files = page_of(items, page, PAGE), _files(row)
    return BatchView(
        line=_line(row, files, now),
        files=[_file(file) for file in files],
        verdicts=verdicts,
        kinds=_kinds(verdicts, files),
        items=Page(views_of(found.object_list), found.number, found.has_next),
        verdict=verdict,
        kind=kind,
        kept=_kept(row.deed),
        answered=not _changes(verdicts) and _answered(row),
    )


def batch_line(book: int, uid: UUID | str, *, now: datetime) -> BatchLine:
    """Show how far an import is, without its items.

    Raises:
        Missing: there is no such import in this book.
    """
    row = _batch(book, uid)
    return _line(row, _files(row), now)


def batch_of(book: int, deed: int) -> tuple[str, str]:
    """Give the import that a deed brought or turned round, and what undoes the deed.

    Returns:
        The uid of the import and "undo" or "redo"; twice "" where it was none.
    """
    root = Deed.objects.filter(book=book, pk=deed).first()
    back = False
    while root is not None and root.undoes is not None:
        root, back = root.undoes, not back
    found = Batch.objects.filter(book=book, deed=root).values_list("uid", flat=True)
    uid = found.first() if root is not None else None
    return (str(uid), "redo" if back else "undo") if uid else ("", "")


def import_result(book: int, uid: UUID | str) -> dict[str, Any]:
    """Give what ``kontor import --json`` prints.

    ``batch`` is None where nothing of it is in the book.

    Raises:
        Missing: there is no such import in this book.
    """
    row = _batch(book, uid)
    stands = row.state in (Batch.State.APPLYING, Batch.State.DONE)
    return {
        "batch": str(row.uid) if stands else None,
        "files": [_file_result(file) for file in _files(row)],
    }


def _batch(book: int, uid: UUID | str) -> Batch:
    try:
        key = UUID(str(uid))
    except ValueError as error:
        raise Missing from error
    row = Batch.objects.select_related("deed").filter(book=book, uid=key).first()
    if row is None:
        raise Missing
    return row


def _files(row: Batch) -> list[BatchFile]:
    return list(BatchFile.objects.filter(batch=row).order_by("pk"))


def _line(row: Batch, files: Sequence[BatchFile], now: datetime) -> BatchLine:
    counts = [_counts(file) for file in files]
    at_work = row.claimed_until is not None and row.claimed_until > now
    return BatchLine(
        uid=str(row.uid),
        deed=row.deed_id,
        begun=row.deed.moment,
        names=str(row.deed.facts.get("files", "")),
        state=row.state,
        tag=row.tag,
        can=frozenset() if at_work else _can(row, files),
        at_work=at_work,
        inline=bool(row.options.get("inline")),
        done=row.done,
        total=row.total,
        records=_sum([c["records"] for c in counts], _RECORDS),
        people=_sum([c["people"] for c in counts], _PEOPLE),
        touches=sum(c["touches"] for c in counts),
    )


def _can(row: Batch, files: Sequence[BatchFile]) -> frozenset[str]:
    can = _CAN.get(row.state, frozenset())
    if "choose" in can and any(file.columns and file.path for file in files):
        can |= {"columns"}
    return can - {"undo"} if row.deed.verb in FINAL else can


def _counts(file: BatchFile) -> dict[str, Any]:
    """Give the figures of a file; none where it has not been read."""
    counts: dict[str, Any] = dict(file.counts)
    empty = {"records": _RECORDS, "people": _PEOPLE, "touches": 0, "notes": []}
    return {**empty, **counts}


def _sum(parts: list[dict[str, int]], names: dict[str, int]) -> dict[str, int]:
    return {name: sum(part[name] for part in parts) for name in names}


def _file(file: BatchFile) -> FileView:
    counts = _counts(file)
    return FileView(
        name=file.name,
        format=file.format,
        size=file.size,
        read_bytes=file.read_bytes,
        read_done=file.read_done,
        records=counts["records"],
        people=counts["people"],
        touches=counts["touches"],
        notes=[problem_view(note, note["record"]) for note in counts["notes"]],
    )


def _file_result(file: BatchFile) -> dict[str, Any]:
    view = _file(file)
    items = Item.objects.filter(batch=file.batch_id, file=file).exclude(problems=[])
    rows = items.order_by("record", "pk").values_list("record", "line", "problems")
    found = [
        problem_view({"line": line} | problem, record)
        for record, line, problems in rows
        for problem in problems
    ]
    return {
        "file": view.name,
        "format": view.format,
        "records": view.records,
        "people": view.people,
        "touches": view.touches,
        "problems": [_problem_result(p) for p in (*view.notes, *found)]
        + _columns_asked(file),
    }


def _problem_result(found: ProblemView) -> dict[str, Any]:
    return {
        "record": found.record,
        "line": found.line,
        "code": found.code,
        "why": found.why,
    }


def _columns_asked(file: BatchFile) -> list[dict[str, Any]]:
    """Give the problem of a table that waits for its columns to be named."""
    if not is_waiting(file):
        return []
    asked = _problem_result(problem_view({"code": "csv-needs-mapping"}, 0))
    return [asked | columns_result(file)]


def _kinds(
    verdicts: dict[str, int], files: Sequence[BatchFile]
) -> dict[tuple[str, str], int]:
    """Add up how many items of each verdict and kind were counted in the files."""
    found = Counter({(verdict, ""): count for verdict, count in verdicts.items()})
    for file in files:
        for verdict, kinds in file.counts.get("kinds", {}).items():
            for kind, count in kinds.items():
                found[verdict, kind] += count
                found[verdict, ""] -= count
    return {name: count for name, count in found.items() if count > 0}


def _changes(verdicts: dict[str, int]) -> bool:
    return any(verdicts[verdict] for verdict in _CHANGING)


def _answered(row: Batch) -> bool:
    if row.state != Batch.State.PREVIEW:
        return False
    same = Item.objects.filter(batch=row, verdict=Item.Verdict.SAME, applied=False)
    return same.filter(data__has_key="chosen").exists()


def _kept(deed: Deed) -> list[str]:
    """Name what the last undoing of an import left as it was."""
    undoing = Deed.objects.filter(undoes=deed).first()
    return [str(entry["name"]) for entry in undoing.kept] if undoing else []
