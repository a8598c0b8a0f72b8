"""``kontor log``: a contact and what was promised, noted in seconds."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any
from zoneinfo import ZoneInfo

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections.touches import Promised
from kontor.actions.overview.log import note as note_down
from kontor.actions.overview.log import note_birthday
from kontor.cli.ask import agreed
from kontor.cli.choose import settle, several
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json
from kontor.cli.right_day import put_right
from kontor.cli.say import err, note, say, say_json
from kontor.cli.trouble import WRONG_USE, Trouble, code_of
from kontor.core.errors import Invalid, KontorError
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.deeds import deed_text
from kontor.reports.connections.lines import Named
from kontor.reports.overview.log import read
from kontor.reports.wording import error_text
from kontor.reports.words import birthday_text, day_text, day_week, minutes_text, word

if TYPE_CHECKING:
    from kontor.actions.done import Done
    from kontor.cli.ground import Desk
    from kontor.reports.overview.log import Party, Reading

Text = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("LINE"),
        help=_("The line, in quotes or not; “-” or none reads lines from the input."),
    ),
]
Yes = Annotated[
    bool,
    typer.Option(
        "--yes", "-y", help=_("Save without asking for a nod, and add who is new.")
    ),
]


class NotInBook(Invalid):
    """A line names somebody new, and nobody is there to nod to it."""

    text = gettext_noop("Nobody in “{book}” is called {names}. To add them, say --yes.")


@dataclass(frozen=True, slots=True)
class How:
    """Whether a line is shown for a nod; without one, whether people are added."""

    nod: bool
    add: bool


@dataclass(frozen=True, slots=True)
class Noted:
    """What was saved, and the names of those who are new by it."""

    done: Done
    new: list[str]


@command
def log(
    text: Text = None, yes: Yes = False, book: Book = "", json: Json = False
) -> None:
    """Note a line, or many; a line that cannot be saved does not stop the others.

    Raises:
        Trouble: the one line given has no words.
        typer.Exit: with 1, where one of many lines could not be saved.
    """
    desk = at(book)
    line = " ".join(text or ())
    if text and not line.strip():
        raise Trouble(_nothing_said(), "usage", WRONG_USE)
    how = How(nod=not (yes or json) and sys.stdin.isatty(), add=yes)
    if text and line != "-":
        noted = _one(desk, line, how)
        if noted and json:
            say_json({**asdict(noted.done), "new": noted.new})
        elif noted:
            said(noted.done, json)
            _say_added(noted)
        return
    answers = [_of_many(desk, one, how, json=json) for one in _lines(json=json)]
    if json:
        say_json(answers)
    if any("error" in answer for answer in answers):
        raise typer.Exit(1)


def _nothing_said() -> str:
    text = _("The line is empty. Say whom, how and when: {command}")
    line = _("called NAME yesterday, 10 min")
    return text.format(command=f'kontor log "{line}"')


def _lines(*, json: bool) -> Iterator[str]:
    """Give the lines of the input, as they come."""
    if sys.stdin.isatty() and not json:
        note(_("One line each; end with Ctrl+D."))
    for line in sys.stdin:
        if line.strip():
            yield line.strip()


def _of_many(desk: Desk, line: str, how: How, *, json: bool) -> dict[str, Any]:
    try:
        noted = _one(desk, line, how)
    except KontorError as error:
        text = error_text(error)
        if not json:
            say((f"{line}: {text}", "red"), to=err)
        return {"line": line, "error": code_of(error), "text": text}
    if noted and not json:
        say(deed_text(noted.done.verb, noted.done.facts))
        _say_added(noted)
    return {
        "line": line,
        "deed": noted.done.deed if noted else None,
        "new": noted.new if noted else [],
    }


def _say_added(noted: Noted) -> None:
    if noted.new:
        say(_("Added: {names}").format(names=", ".join(noted.new)))


def _one(desk: Desk, text: str, how: How) -> Noted | None:
    """Read a line, show it for a nod, save it.

    Raises:
        NotInBook: somebody is new, and nobody has nodded to that.
        NotADay: it tells a day that is none, and nobody can be asked.
    """
    reading = put_right(desk, read(desk.id, text, today=desk.today), nod=how.nod)
    people = [_settled(party, nod=how.nod) for party in reading.parties]
    new = [one.name for one in people if not one.uid]
    if how.nod:
        _show(reading, people)
        if not agreed(_("Save?")):
            say(_("Nothing was noted."))
            return None
    elif new and not how.add:
        raise NotInBook(book=desk.book.name, names=", ".join(new))
    return Noted(_save(desk, reading, people, new), new)


def _save(
    desk: Desk, reading: Reading, people: Sequence[Named], new: Sequence[str]
) -> Done:
    line = reading.line
    known = [one.uid for one in people if one.uid]
    if line.birthday:
        return note_birthday(
            desk.id, known, hand=desk.hand, new=new, birthday=line.birthday
        )
    return note_down(
        desk.id,
        known,
        hand=desk.hand,
        new=new,
        promises=[Promised(p.text, p.due, p.by) for p in line.promises],
        is_touch=line.is_touch,
        **(_columns(reading, desk) if line.is_touch else {}),
    )


def _columns(reading: Reading, desk: Desk) -> dict[str, Any]:
    line = reading.line
    moment = None
    if line.time is not None:
        zone = ZoneInfo(desk.book.time_zone)
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


def _settled(party: Party, *, nod: bool) -> Named:
    """Settle whom a name means; somebody new has no uid yet.

    Raises:
        Several: more than one fits and nobody is asked.
    """
    if party.chosen == "new":
        return Named("", party.written)
    if not party.chosen and not nod:
        raise several(party.written, party.candidates, party.more)
    uid = party.chosen or settle(party.written, party.candidates, more=party.more)
    return next(Named(uid, row.name) for row in party.candidates if row.uid == uid)


def _show(reading: Reading, people: Sequence[Named]) -> None:
    """Show what was understood."""
    line = reading.line
    for one in people:
        new = "" if one.uid else _("new")
        say((one.name, "bold"), "  ", (new, "dim"), indent=2)
    if line.is_touch:
        how = word(line.channel or "meeting", "channel")
        parts = (day_text(line.day), how, minutes_text(line.minutes), line.place)
        say(", ".join(filter(None, parts)), indent=2)
    if line.birthday:
        day = birthday_text(line.birthday)
        say(_("Birthday: {day}").format(day=day), indent=2)
    for promised in line.promises:
        due = day_week(promised.due) if promised.due else _("no day")
        theirs = promised.by == "them"
        mine, other = (
            _("You promise: {text} ({day})"),
            _("They promise: {text} ({day})"),
        )
        say((other if theirs else mine).format(text=promised.text, day=due), indent=2)
    if reading.note:
        say((reading.note, "dim"), indent=2)
