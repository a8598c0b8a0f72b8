"""``kontor week`` and what can be done with its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.overview import week as actions
from kontor.actions.overview.learn import learn_at_first_look
from kontor.cli.choose import whom
from kontor.cli.ground import Desk, at, command, said
from kontor.cli.options import Book, Channel, Json, Name, Until, day_of, name_of
from kontor.cli.say import say, say_json, say_rows
from kontor.reports.accounts.books import book_for
from kontor.reports.connections.promises import whose
from kontor.reports.overview.week import this_week
from kontor.reports.words import day_short, day_week, minutes_text, word

if TYPE_CHECKING:
    from kontor.lib.hand import Hand
    from kontor.reports.overview.week import Week, WeekLine

INDENT = 3
Why = Annotated[
    bool, typer.Option("--why", help=_("Show the sum behind each suggestion."))
]
Note = Annotated[str, typer.Option("--note", metavar=_("TEXT"), help=_("A note."))]


@command
def week(why: Why = False, book: Book = "", json: Json = False) -> None:
    """Show the plan, made on the first look of the day."""
    desk = at(book)
    learn_at_first_look(desk.id, hand=desk.hand)
    actions.plan_week(desk.id, hand=desk.hand)
    found = this_week(desk.id, today=desk.today)
    if json:
        say_json(_as_plain(found))
    else:
        show_week(desk, found, why=why)


def print_week(book: int, hand: Hand) -> None:
    """Make and print the plan of a book by its number."""
    kept = book_for(hand.account_id or 0, book)
    desk = Desk(kept, hand, hand.today(kept.time_zone))
    actions.plan_week(book, hand=hand)
    show_week(desk, this_week(book, today=desk.today))


def show_week(desk: Desk, found: Week, *, why: bool = False) -> None:
    """Print a plan for people."""
    title = _("This week in “{book}”").format(book=desk.book.name)
    days = f"{day_short(found.first)} – {day_short(found.last)}"
    say()
    say((title, "bold"), "   ", (days, "dim"))
    if desk.book.is_sample:
        say((_("A sample network; everybody in it is invented."), "dim"))
    if not found.people:
        say(_("The book is empty. Bring your contacts: kontor import FILE"))
    elif not found.lines:
        say(_("Nobody is due."))
    for number, line in enumerate(found.lines, start=1):
        _show_line(number, line, why=why)
    _show_promises(found)
    _show_birthdays(found)
    _show_what_next(found)


def _show_line(number: int, line: WeekLine, *, why: bool) -> None:
    work = ", ".join(filter(None, (line.person.role, line.person.organisation)))
    how = f"{word(line.channel, 'channel')}, {minutes_text(line.minutes)}."
    say()
    say((f"{number}. {line.person.name}", "bold"), "   ", (work, "dim"))
    say(line.reason, indent=INDENT)
    say((f"{how} {line.odds}", "dim"), indent=INDENT)
    if why:
        rows = [(name, value) for name, value in (*line.figures, line.sum)]
        say_rows(rows, indent=INDENT)
        say((line.meaning, "dim"), indent=INDENT)


def _show_promises(found: Week) -> None:
    if not found.promises and not found.undated_count:
        return
    say()
    say((_("Promises"), "bold"))
    rows = []
    for line in found.promises:
        due = day_week(line.due)
        style = "red" if line.late else ""
        rows.append(((due, style), (line.text, style), (whose(line), "dim")))
    say_rows(rows, indent=INDENT)
    if found.undated_count:
        text = ngettext(
            "{count} without a day: kontor promises",
            "{count} without a day: kontor promises",
            found.undated_count,
        )
        say((text.format(count=found.undated_count), "dim"), indent=INDENT)


def _show_birthdays(found: Week) -> None:
    if not found.birthdays:
        return
    say()
    say((_("Birthdays"), "bold"))
    rows = []
    for line in found.birthdays:
        turns = _("turns {years}").format(years=line.turns) if line.turns else ""
        rows.append((day_week(line.day), line.person.name, (turns, "dim")))
    say_rows(rows, indent=INDENT)


def _show_what_next(found: Week) -> None:
    say()
    if found.unsorted:
        text = ngettext(
            "{count} person is not sorted yet: kontor sort",
            "{count} people are not sorted yet: kontor sort",
            found.unsorted,
        )
        say((text.format(count=found.unsorted), "dim"))
    if found.silent:
        text = ngettext(
            "{count} person has been silent for very long: kontor retention",
            "{count} people have been silent for very long: kontor retention",
            found.silent,
        )
        say((text.format(count=found.silent), "dim"))
    if found.lines:
        note = _(
            "That getting in touch keeps a tie alive is assumed here, not proved. You "
            "know these people; the sum does not."
        )
        say((note, "dim"))
        say((_("kontor done NAME, kontor later NAME, kontor rest NAME"), "dim"))


def _as_plain(found: Week) -> dict[str, Any]:
    return {
        "week": found.number,
        "first": found.first,
        "last": found.last,
        "lines": found.lines,
        "promises": found.promises,
        "undated": found.undated_count,
        "birthdays": found.birthdays,
        "resting": found.resting,
        "unsorted": found.unsorted,
        "silent": found.silent,
        "history": found.history,
    }


@command
def done(
    name: Name,
    channel: Channel = "",
    note: Note = "",
    book: Book = "",
    json: Json = False,
) -> None:
    """Note a planned touch."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    actions.plan_week(desk.id, hand=desk.hand)
    answer = actions.line_done(desk.id, uid, hand=desk.hand, channel=channel, note=note)
    said(answer, json)


@command
def later(name: Name, until: Until = "", book: Book = "", json: Json = False) -> None:
    """Put somebody off."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    actions.plan_week(desk.id, hand=desk.hand)
    day = day_of(until, desk.today)
    said(actions.line_later(desk.id, uid, hand=desk.hand, until=day), json)
