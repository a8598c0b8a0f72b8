"""Bringing texts into a book, for tests of imports."""

from __future__ import annotations

import io
from datetime import datetime, timedelta
from typing import Any

from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.stages import apply_batch, read_batch
from kontor.lib.hand import Hand
from kontor.records.journal import TABLES
from kontor.records.models import Batch, Book, Change, Item

MOMENT = datetime.fromisoformat("2026-03-02T09:00:00+00:00")


def clock() -> datetime:
    """Stand still: claims never run out by themselves."""
    return MOMENT


def later() -> datetime:
    """Give a moment at which any claim has run out."""
    return MOMENT + timedelta(hours=1)


def card(*lines: str, uid: str = "", name: str = "", version: str = "3.0") -> str:
    """Write a vCard."""
    own = [f"UID:{uid}"] if uid else []
    shown = [f"FN:{name}"] if name else []
    every = ["BEGIN:VCARD", f"VERSION:{version}", *own, *shown, *lines, "END:VCARD"]
    return "\r\n".join(every) + "\r\n"


def begin(book: Book, hand: Hand, *texts: str, **choices: Any) -> str:
    """Begin an import of files with these texts; gives its uid."""
    files = [(f"{n}.vcf", io.BytesIO(t.encode())) for n, t in enumerate(texts, 1)]
    return begin_import(book.pk, hand=hand, files=files, **choices).batch


def look(book: Book, hand: Hand, *texts: str, **choices: Any) -> Batch:
    """Read files as far as the preview."""
    uid = begin(book, hand, *texts, **choices)
    read_batch(book.pk, uid, clock=clock)
    return Batch.objects.get(uid=uid)


def apply(batch: Batch) -> Batch:
    """Apply an import that has been looked at."""
    apply_batch(batch.book_id, batch.uid, clock=clock)
    batch.refresh_from_db()
    return batch


def bring(book: Book, hand: Hand, *texts: str, **choices: Any) -> Batch:
    """Read files and apply what they say."""
    return apply(look(book, hand, *texts, **choices))


def verdicts(batch: Batch) -> list[str]:
    """Give the verdicts of the items of a batch, in order."""
    return [i.verdict for i in Item.objects.filter(batch=batch).order_by("pk")]


def changed(batch: Batch) -> dict[str, tuple[Any, Any]]:
    """Give what a batch changes, by field."""
    items = Item.objects.filter(batch=batch)
    return {f: (old, new) for item in items for f, old, new in item.changes}


def codes(batch: Batch) -> list[str]:
    """Give the codes of all problems of the items of a batch."""
    items = Item.objects.filter(batch=batch).order_by("pk")
    return [problem["code"] for item in items for problem in item.problems]


def snapshot(book: Book) -> dict[str, list[dict[str, Any]]]:
    """Give everything a book holds, to be compared with what it holds later."""
    tables = (
        (m.__name__, m._default_manager.filter(book=book)) for m in (*TABLES, Change)
    )
    return {name: list(rows.order_by("pk").values()) for name, rows in tables}
