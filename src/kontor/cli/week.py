"""``kontor week`` and what can be done with its lines."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import rhythm as rhythm_actions
from kontor.actions.overview import week as actions
from kontor.cli.choose import whom
from kontor.cli.ground import as_json, command, my_book, my_hand, out, said, today_in
from kontor.cli.options import Book, Json, Name, day_of
from kontor.reports.accounts.books import book_for
from kontor.reports.overview.week import resting_people, this_week
from kontor.reports.words import day_week, minutes_text, word

if TYPE_CHECKING:
    from kontor.lib.hand import Hand
    from kontor.reports.accounts.books import BookView
    from kontor.reports.overview.week import Week, WeekLine


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(help=_("Tell whom to be in touch with this week, and why."))(week)
    app.command(help=_("Note that you were in touch, as planned."))(done)
    app.command(help=_("Put somebody off, by a week or until a day."))(later)
    app.command(help=_("Let somebody rest: suggest them no more."))(rest)
    app.command(help=_("Let somebody be suggested again."))(wake)
    app.command(help=_("Set how often: A, B, C, D, a number of days, or none."))(rhythm)
    app.command(help=_("List who is left alone, and why."))(resting)


@command
def week(book: Book = "", json: Json = False) -> None:
    """Show the plan, made on the first look of the day."""
    hand = my_hand()
    chosen = my_book(book)
    actions.plan_week(chosen.id, hand=hand)
    found = this_week(chosen.id, today=today_in(chosen, hand))
    if json:
        as_json(_as_plain(found))
    else:
        show_week(chosen, found)


def print_week(book: int, hand: Hand) -> None:
    """Make and print the plan of a book by its number."""
    chosen = book_for(hand.account_id or 0, book)
    actions.plan_week(book, hand=hand)
    show_week(chosen, this_week(book, today=today_in(chosen, hand)))


def show_week(book: BookView, found: Week) -> None:
    """Print a plan for people."""
    title = _("This week in “{book}”").format(book=book.name)
    out.print(f"\n[bold]{title}[/bold]")
    if book.is_sample:
        out.print(_("A sample network; everybody in it is invented."), style="dim")
    out.print()
    if not found.people:
        out.print(_("The book is empty. Bring your contacts: kontor import FILE"))
    elif not found.lines:
        out.print(_("Nobody is due."))
    for number, line in enumerate(found.lines, start=1):
        _show_line(number, line)
    if found.unsorted:
        text = _("{count} people are not sorted yet: kontor sort")
        out.print(text.format(count=found.unsorted), style="dim")
    _show_rest(found)


def _show_line(number: int, line: WeekLine) -> None:
    work = ", ".join(filter(None, (line.person.role, line.person.organisation)))
    how = f"{word(line.channel, 'channel')}, {minutes_text(line.minutes)}"
    out.print(f"[bold]{number}. {line.person.name}[/bold]  [dim]{work}[/dim]")
    out.print(f"   {line.reason}")
    out.print(f"   [dim]{how}. {line.odds}[/dim]")


def _show_rest(found: Week) -> None:
    if found.promises:
        out.print(f"\n[bold]{_('Promises')}[/bold]")
    for promise in found.promises:
        due = day_week(promise.due) if promise.due else "–"
        style = "red" if promise.late else ""
        out.print(f"   {due}  {promise.text} ({promise.person.name})", style=style)
    if found.birthdays:
        out.print(f"\n[bold]{_('Birthdays')}[/bold]")
    for birthday in found.birthdays:
        out.print(f"   {day_week(birthday.day)}  {birthday.person.name}")


def _as_plain(found: Week) -> dict[str, Any]:
    return {
        "week": found.number,
        "first": found.first,
        "last": found.last,
        "lines": found.lines,
        "promises": found.promises,
        "birthdays": found.birthdays,
        "resting": found.resting,
        "unsorted": found.unsorted,
        "history": found.history,
    }


@command
def done(name: Name, book: Book = "", json: Json = False) -> None:
    """Note a planned touch."""
    hand, chosen = my_hand(), my_book(book)
    uid = whom(chosen, name, today=today_in(chosen, hand))
    actions.plan_week(chosen.id, hand=hand)
    said(actions.line_done(chosen.id, uid, hand=hand), json)


Until = Annotated[str, typer.Option("--until", help=_("A day, such as 2026-12-24."))]


@command
def later(name: Name, until: Until = "", book: Book = "", json: Json = False) -> None:
    """Put somebody off."""
    hand, chosen = my_hand(), my_book(book)
    uid = whom(chosen, name, today=today_in(chosen, hand))
    actions.plan_week(chosen.id, hand=hand)
    day = day_of(until)
    said(actions.line_later(chosen.id, uid, hand=hand, until=day), json)


@command
def rest(name: Name, until: Until = "", book: Book = "", json: Json = False) -> None:
    """Let somebody rest, planned or not."""
    hand, chosen = my_hand(), my_book(book)
    uid = whom(chosen, name, today=today_in(chosen, hand))
    day: date | None = day_of(until)
    said(rhythm_actions.let_rest(chosen.id, uid, hand=hand, until=day), json)


@command
def wake(name: Name, book: Book = "", json: Json = False) -> None:
    """Let somebody be suggested again."""
    hand, chosen = my_hand(), my_book(book)
    uid = whom(chosen, name, today=today_in(chosen, hand))
    said(rhythm_actions.wake(chosen.id, uid, hand=hand), json)


How = Annotated[str, typer.Argument(help=_("A, B, C, D, a number of days, or none."))]


@command
def rhythm(name: Name, how: How, book: Book = "", json: Json = False) -> None:
    """Set a rhythm."""
    hand, chosen = my_hand(), my_book(book)
    uid = whom(chosen, name, today=today_in(chosen, hand))
    wanted = "" if how.lower() in {"none", "keiner", "-"} else how
    said(rhythm_actions.set_rhythm(chosen.id, uid, hand=hand, rhythm=wanted), json)


@command
def resting(book: Book = "", json: Json = False) -> None:
    """List who is left alone."""
    hand, chosen = my_hand(), my_book(book)
    found = resting_people(chosen.id, today=today_in(chosen, hand))
    if json:
        as_json(found)
        return
    for line in found:
        out.print(f"{line.person.name}: {line.reason}")
