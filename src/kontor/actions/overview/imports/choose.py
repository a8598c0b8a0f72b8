"""The keeper's choices in the preview: whom to leave out, and who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.ground import the_book, the_row
from kontor.actions.overview.imports.counts import count_file
from kontor.actions.overview.imports.draft import Verdict
from kontor.actions.overview.imports.expected import Expected, tagged
from kontor.actions.overview.imports.run import run_of
from kontor.actions.overview.imports.stages import NotNow
from kontor.core.connections.merge import merge
from kontor.core.errors import Missing, Refused
from kontor.lib.text import gettext_noop
from kontor.records.models import Batch, Item

if TYPE_CHECKING:
    from uuid import UUID


class NothingToTake(Refused):
    """A record that failed, or is not kept, cannot be taken in."""

    text = gettext_noop("There is nothing of this record that could be taken in.")


@transaction.atomic
def choose(book: int, batch: UUID | str, item: int, *, wanted: bool) -> None:
    """Leave a record out, or take one in that was left out.

    Raises:
        Missing: there is no such record in an import of this book.
        NotNow: the preview is over.
        NothingToTake: there is nothing to take in.
    """
    row = _item(book, batch, item)
    if wanted and row.verdict in (Verdict.LEFT_OUT, Verdict.FAILED):
        if row.data is None:
            raise NothingToTake
        row.verdict = Verdict.NEW
        row.applied = False
    row.wanted = wanted
    row.save(update_fields=["wanted", "verdict", "applied"])
    _count(row)


@transaction.atomic
def choose_all(
    book: int, batch: UUID | str, verdict: str, *, wanted: bool, kind: str = ""
) -> int:
    """Leave out, or take in, all records of a verdict (and kind); count them.

    Records that were left out or failed are taken in one by one only.

    Raises:
        Missing, NotNow: see ``choose``.
    """
    row = _preview(book, batch)
    items = Item.objects.filter(batch=row, verdict=verdict, applied=False)
    items = items.exclude(verdict__in=(Verdict.LEFT_OUT, Verdict.FAILED))
    count = (items.filter(kind=kind) if kind else items).update(wanted=wanted)
    for file in row.files.all():
        file.counts = {**file.counts, **count_file(file)}
        file.save(update_fields=["counts"])
    return count


@transaction.atomic
def choose_who(book: int, batch: UUID | str, item: int, *, whom: int | None) -> None:
    """Say who a doubtful record is, or that it is somebody new.

    Args:
        whom: number of one of those it might be, from 0 as the preview lists them;
            None for somebody new.

    Raises:
        Missing: there is no such record, or nobody of that number.
        NotNow: the preview is over.
    """
    row = _item(book, batch, item)
    data: dict[str, Any] = dict(row.data or {})
    who = data.get("who") or []
    if not who or (whom is not None and not 0 <= whom < len(who)):
        raise Missing
    data.pop("twin", None)
    row.person_id, row.changes, row.verdict = None, [], Verdict.DOUBTFUL
    data["chosen"] = whom
    if whom is not None:
        _is_the_same(row, data, who[whom])
    row.data = data
    row.save(update_fields=["data", "person", "changes", "verdict"])
    _count(row)


def _is_the_same(row: Item, data: dict[str, Any], reference: int) -> None:
    """Make an item one that changes somebody."""
    run = run_of(row.batch)
    expected = Expected(run, {reference}, {})
    if reference not in expected.facts:
        raise Missing
    now = tagged(data["facts"], run.tag)
    row.changes = merge(None, now, expected.facts[reference])
    row.verdict = Verdict.CHANGED if row.changes else Verdict.SAME
    if reference > 0:
        row.person_id = reference
    else:
        data["twin"] = -reference


def _preview(book: int, batch: UUID | str) -> Batch:
    row = the_row(Batch, the_book(book), batch)
    if row.state != Batch.State.PREVIEW:
        raise NotNow(state=row.state)
    return row


def _item(book: int, batch: UUID | str, item: int) -> Item:
    found = Item.objects.filter(batch=_preview(book, batch), pk=item)
    row = found.select_related("batch", "file").first()
    if row is None:
        raise Missing
    return row


def _count(row: Item) -> None:
    file = row.file
    file.counts = {**file.counts, **count_file(file)}
    file.save(update_fields=["counts"])
