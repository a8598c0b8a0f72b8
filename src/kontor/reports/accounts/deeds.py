"""The journal: what was done, and what of it can be taken back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import ngettext

from kontor.records.models import Batch, Deed
from kontor.records.verbs import FINAL, SENTENCES, SILENT
from kontor.reports.page import Page, page_of
from kontor.reports.wording import sentence
from kontor.reports.words import word

if TYPE_CHECKING:
    from datetime import datetime

PAGE = 50


@dataclass(frozen=True, slots=True)
class DeedLine:
    """A line of the journal.

    Attributes:
        state: "done", "open" (still going on), "undone", or "undo" for an undoing.
        can_undo: whether taking it back (or doing it again) is possible now.
        kept: names of what an undo left as it was, because it was changed since.
    """

    id: int
    moment: datetime
    verb: str
    text: str
    account: str
    state: str
    can_undo: bool
    kept: list[str] = field(default_factory=list)


def deeds(book: int, *, page: int = 1) -> Page[DeedLine]:
    """List deeds, newest first; an undoing is a line of its own."""
    rows = Deed.objects.filter(book=book).exclude(verb__in=SILENT)
    # Of an import that was only looked at nothing has come of it yet.
    looked_at = Batch.objects.filter(
        book=book,
        state__in=[
            Batch.State.READING,
            Batch.State.MAPPING,
            Batch.State.PREVIEW,
            Batch.State.DROPPED,
        ],
    )
    rows = rows.exclude(pk__in=looked_at.values("deed"))
    found = page_of(rows.select_related("account").order_by("-pk"), page, PAGE)
    undone = _undone([deed.pk for deed in found.object_list])
    lines = [_line(deed, deed.pk in undone) for deed in found.object_list]
    return Page(lines, found.number, found.has_next)


def deed_text(verb: str, facts: dict[str, Any]) -> str:
    """Say a deed as a sentence in the language in force."""
    if verb == "undo":
        what = deed_text(str(facts.get("verb", "")), dict(facts.get("facts", {})))
        return sentence(SENTENCES["undo"], {"what": what})
    if "count" in facts:
        text = ngettext("{count} person", "{count} people", int(facts["count"]))
        facts = {**facts, "people": text.format(count=facts["count"])}
    if isinstance(facts.get("day"), str):
        facts = {**facts, "day": _day(facts["day"])}
    return sentence(SENTENCES.get(verb, verb), facts)


def _day(text: str) -> date | str:
    """Read a day as the journal keeps it, so that it is written as days are here."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


def is_final(verb: str) -> bool:
    """Tell whether what was done cannot be taken back."""
    return verb in FINAL


def _undone(deeds: list[int]) -> set[int]:
    """Find those of the deeds that have been taken back themselves."""
    return set(
        Deed.objects.filter(undoes__in=deeds).values_list("undoes_id", flat=True)
    )


def _line(deed: Deed, undone: bool) -> DeedLine:
    going_on = deed.state == Deed.State.OPEN
    state = "open" if going_on else "undone" if undone else "done"
    if deed.verb == "undo" and state == "done":
        state = "undo"
    return DeedLine(
        id=deed.pk,
        moment=deed.moment,
        verb=deed.verb,
        text=deed_text(deed.verb, deed.facts),
        account=word(deed.account.name, "account") if deed.account else "",
        state=state,
        can_undo=not going_on and not undone and deed.verb not in FINAL,
        kept=[str(entry["name"]) for entry in deed.kept],
    )
