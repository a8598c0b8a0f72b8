"""What an import brought or would bring, in words."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.cli.columns import show_unclear, unclear_of
from kontor.cli.ground import now
from kontor.cli.say import Part, say, say_json, say_rows
from kontor.reports.overview.import_items import asks_own
from kontor.reports.overview.imports import batch_view, import_result
from kontor.reports.words import day_text, local_day, word

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.overview.import_items import ItemView
    from kontor.reports.overview.imports import BatchLine
    from kontor.reports.page import Page

SHOWN = 10
ID = 8
UNKNOWN = {"", "unknown", "empty"}
# In the order in which a keeper wants to know of them.
VERDICTS = ("new", "changed", "doubtful")
KINDS = ("person", "organisation", "group", "touch", "")


def show_files(result: dict[str, Any]) -> None:
    """Say for each file what was read, what came of it, and what could not be used."""
    for file in result["files"]:
        known = word(file["format"], "source") if file["format"] not in UNKNOWN else ""
        say((file["file"], "bold"), "   ", (known, "dim"))
        nothing = not file["records"]["read"] and bool(file["problems"])
        if known and not nothing:
            say(_records(file["records"]), indent=2)
            say(_people(file["people"]), indent=2)
        if file["touches"]:
            say(_contacts(file["touches"]), indent=2)
        _show_problems(file["problems"], "red" if nothing else "")
        if (problem := unclear_of(file)) is not None:
            show_unclear(problem, file["file"])


def _records(counts: dict[str, int]) -> str:
    text = ngettext(
        "{read} record: {used} used, {left_out} left out, {failed} failed",
        "{read} records: {used} used, {left_out} left out, {failed} failed",
        counts["read"],
    )
    return text.format(**counts)


def _people(counts: dict[str, int]) -> str:
    return _("People: {new} new, {changed} changed, {same} as before").format(**counts)


def _contacts(count: int) -> str:
    text = ngettext(
        "{count} meeting or mail noted", "{count} meetings and mails noted", count
    )
    return text.format(count=count)


def _show_problems(problems: list[dict[str, Any]], style: str) -> None:
    for problem in problems[:SHOWN]:
        where = _("Record {record}, line {line}:").format(**problem)
        whole = not problem["record"]
        say(("" if whole else f"{where} ", "dim"), (problem["why"], style), indent=4)
    left = len(problems) - SHOWN
    if left > 0:
        say((_("… and {count} more: --json shows all").format(count=left), "dim"),
            indent=4)  # fmt: skip
    if any(asks_own(problem["code"]) for problem in problems):
        say((_("Enter your own addresses, then import the file again: kontor edit me "
               "--email ADDRESS"), "bold"), indent=4)  # fmt: skip


def show_preview(desk: Desk, batch: str) -> bool:
    """Show who is new, what changes in whom, and who is in doubt.

    People and contacts each under a heading of their own.

    Returns:
        Whether there is any of it, so that the book becomes another one.
    """
    view = batch_view(desk.id, batch, now=now())
    for verdict, kind in product(VERDICTS, KINDS):
        if count := view.kinds.get((verdict, kind), 0):
            _show_some(desk, batch, verdict, kind, count)
    say()
    return view.changes


def _show_some(desk: Desk, batch: str, verdict: str, kind: str, count: int) -> None:
    """Show the first records of one verdict and kind."""
    say()
    heading = word(verdict, "verdict") + (f": {word(kind, 'record')}" if kind else "")
    say((heading, "bold"), f"  {count}")
    view = batch_view(desk.id, batch, verdict=verdict, kind=kind, now=now())
    for item in view.items.object_list[:SHOWN]:
        _show_item(item)
    if count > SHOWN:
        left = _("… and {count} more").format(count=count - SHOWN)
        say((left, "dim"), indent=2)


def _show_item(item: ItemView) -> None:
    said = ", ".join(view.after for view in item.says[:3] if view.field != "note")
    origin = ""
    if item.from_record:
        origin = _("from the record “{name}”").format(name=item.from_record)
    whence = ", ".join(filter(None, (origin, said)))
    say(item.title or "–", "   ", (whence, "dim"), indent=2)
    for change in item.changes:
        before = f"{change.before} → " if change.before else ""
        say((f"{change.label}: ", "dim"), before, change.after, indent=4)
    for who in item.doubtful:
        text = _("Perhaps {name}, who is in the book; comes in as new.")
        say((text.format(name=who.name), "dim"), indent=4)


def show_batch(desk: Desk, uid: str, json: bool) -> None:
    """Show one import."""
    if json:
        say_json(import_result(desk.id, uid))
        return
    view = batch_view(desk.id, uid, now=now())
    show_list_row(view.line)
    show_preview(desk, uid)


def show_list(found: Page[BatchLine], json: bool) -> None:
    """List imports, newest first."""
    if json:
        say_json([{**_plain(line)} for line in found.object_list])
        return
    if not found.object_list:
        say(_("Nothing has been imported yet: kontor import FILE"))
        return
    say_rows([_row(line) for line in found.object_list])
    if any(_is_broken_off(line) for line in found.object_list):
        say((_("Go on: kontor imports --finish. Take it back: kontor imports --undo"),
             "dim"))  # fmt: skip
    if found.has_next:
        say((_("More: --page {number}").format(number=found.number + 1), "dim"))


def _is_broken_off(line: BatchLine) -> bool:
    """Tell whether a stage is left that nobody is at; the pages wait for a nod."""
    return "carry_on" in line.can or (line.inline and "apply" in line.can)


def show_list_row(line: BatchLine) -> None:
    """Show one import on one line."""
    say_rows([_row(line)])


def _row(line: BatchLine) -> tuple[Part, ...]:
    counts = _("{new} new, {changed} changed").format(**line.people)
    state = _("at work") if line.at_work else word(line.state, "batch")
    day = day_text(local_day(line.begun))
    return line.uid[:ID], (day, "dim"), line.names, state, (counts, "dim")


def _plain(line: BatchLine) -> dict[str, Any]:
    return {
        "batch": line.uid,
        "deed": line.deed,
        "begun": line.begun,
        "files": line.names,
        "state": line.state,
        "at_work": line.at_work,
        "can": sorted(line.can),
        "tag": line.tag,
        "records": line.records,
        "people": line.people,
        "touches": line.touches,
    }
