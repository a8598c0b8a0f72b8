"""``kontor log`` and ``kontor promises``: noted in seconds."""

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import promises as promise_actions
from kontor.actions.connections.touches import Promised
from kontor.actions.overview.log import note as note_down
from kontor.cli.choose import Several, ask
from kontor.cli.ground import (
    as_json,
    command,
    err,
    my_book,
    my_hand,
    out,
    said,
    today_in,
)
from kontor.cli.options import Book, Json, day_of
from kontor.core.errors import KontorError
from kontor.reports.connections.promises import open_promises
from kontor.reports.overview.log import read
from kontor.reports.wording import error_text
from kontor.reports.words import day_text, day_week, minutes_text, word

if TYPE_CHECKING:
    from kontor.actions.done import Done
    from kontor.lib.hand import Hand
    from kontor.reports.accounts.books import BookView
    from kontor.reports.overview.log import Party, Reading


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(help=_("Note a contact in one line: “Coffee with Ben 40 min”."))(log)
    app.command(help=_("List open promises."))(promises)
    app.command(help=_("Note that a promise is kept."))(kept)
    app.command(help=_("Move a promise to another day."))(moved)


Text = Annotated[
    str,
    typer.Argument(help=_("The line; “-” or none reads lines from standard input.")),
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help=_("Save without asking for a nod."))
]


@command
def log(text: Text = "", yes: Yes = False, book: Book = "", json: Json = False) -> None:
    """Note a line, or many; a line that cannot be saved does not stop the others."""
    hand, chosen = my_hand(), my_book(book)
    if text not in {"", "-"}:
        done = _one(chosen, hand, text, yes=yes or json)
        if done:
            said(done, json)
        return
    answers = [_of_many(chosen, hand, line) for line in _lines()]
    if json:
        as_json(answers)
    if any("error" in answer for answer in answers):
        raise typer.Exit(1)


def _lines() -> list[str]:
    if sys.stdin.isatty():
        err.print(_("One line each; end with Ctrl+D."), style="dim")
    return [line.strip() for line in sys.stdin if line.strip()]


def _of_many(book: BookView, hand: Hand, line: str) -> dict[str, Any]:
    try:
        done = _one(book, hand, line, yes=True)
    except KontorError as error:
        text = error_text(error)
        err.print(f"{line}: {text}", style="red", markup=False)
        return {"line": line, "error": text}
    return {"line": line, "deed": done.deed if done else None}


def _one(book: BookView, hand: Hand, text: str, *, yes: bool) -> Done | None:
    """Read a line, show it for a nod, save it."""
    reading = read(book.id, text, today=today_in(book, hand))
    uids, new = _people(reading, yes=yes)
    if not yes:
        _show(reading, [*(p.written for p in reading.parties)])
        if not typer.confirm(_("Save?"), default=True):
            return None
    line = reading.line
    return note_down(
        book.id,
        uids,
        hand=hand,
        new=new,
        promises=[Promised(p.text, p.due, p.by) for p in line.promises],
        is_touch=line.is_touch,
        **(_columns(reading, book) if line.is_touch else {}),
    )


def _columns(reading: Reading, book: BookView) -> dict[str, Any]:
    line = reading.line
    moment = None
    if line.time is not None:
        zone = ZoneInfo(book.time_zone)
        moment = datetime.combine(line.day, line.time, tzinfo=zone)
    return {
        "day": line.day,
        "moment": moment,
        "channel": line.channel or "meeting",
        "direction": line.direction,
        "minutes": line.minutes,
        "note": reading.note,
        "place": line.place,
    }


def _people(reading: Reading, *, yes: bool) -> tuple[list[str], list[str]]:
    """Settle whom the line names: known ones by uid, new ones by name.

    Raises:
        Several: more than one fits and nobody is asked.
    """
    uids, new = [], []
    for party in reading.parties:
        if party.chosen == "new":
            new.append(party.written)
        else:
            uids.append(party.chosen or _settle(party, yes=yes))
    return uids, new


def _settle(party: Party, *, yes: bool) -> str:
    if yes or not sys.stdin.isatty():
        names = ", ".join(row.name for row in party.candidates)
        raise Several(name=party.written, names=names)
    return ask(party.written, party.candidates)


def _show(reading: Reading, names: list[str]) -> None:
    line = reading.line
    for party in reading.parties:
        new = f"  ({_('new')})" if party.chosen == "new" else ""
        shown = party.candidates[0].name if party.candidates else party.written
        out.print(f"  {shown}{new}", markup=False)
    if line.is_touch:
        how = word(line.channel or "meeting", "channel")
        parts = (day_text(line.day), how, minutes_text(line.minutes), line.place)
        out.print("  " + ", ".join(filter(None, parts)), markup=False)
    for promised in line.promises:
        due = _day(promised.due)
        promise = _("Promise: {text} ({day})").format(text=promised.text, day=due)
        out.print(f"  {promise}", markup=False)
    if reading.note:
        out.print(f"  {reading.note}", markup=False)


def _day(day: date | None) -> str:
    return day_week(day) if day else "–"


@command
def promises(book: Book = "", json: Json = False) -> None:
    """List open promises, the most pressing first."""
    hand, chosen = my_hand(), my_book(book)
    found = open_promises(chosen.id, today=today_in(chosen, hand))
    if json:
        as_json(found)
        return
    if not found:
        out.print(_("Nothing is promised."))
    for line in found:
        out.print(
            f"{_day(line.due)}  {line.text} ({line.person.name})  [dim]{line.uid}[/dim]",
            style="red" if line.late else "",
        )


Uid = Annotated[str, typer.Argument(help=_("The promise's uid, or words from it."))]
Day = Annotated[str, typer.Argument(help=_("The new day, such as 2026-12-24."))]


@command
def kept(promise: Uid, book: Book = "", json: Json = False) -> None:
    """Note that a promise is kept."""
    hand, chosen = my_hand(), my_book(book)
    uid = _promise(chosen, hand, promise)
    said(promise_actions.keep_promise(chosen.id, uid, hand=hand), json)


@command
def moved(promise: Uid, day: Day, book: Book = "", json: Json = False) -> None:
    """Move a promise."""
    hand, chosen = my_hand(), my_book(book)
    uid = _promise(chosen, hand, promise)
    answer = promise_actions.move_promise(chosen.id, uid, hand=hand, due=day_of(day))
    said(answer, json)


def _promise(book: BookView, hand: Hand, text: str) -> str:
    """Find the one open promise meant.

    Raises:
        Several: the words are those of more than one.
    """
    found = open_promises(book.id, today=today_in(book, hand))
    hits = [line for line in found if text.casefold() in line.text.casefold()]
    if len(hits) > 1:
        raise Several(name=text, names="; ".join(line.text for line in hits))
    return hits[0].uid if hits else text
