"""``kontor undo`` and ``kontor deeds``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated
from zoneinfo import ZoneInfo

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.undo import undo as take_back
from kontor.cli.ground import at, command
from kontor.cli.options import Book, Json, Page
from kontor.cli.say import Part, say, say_json, say_rows
from kontor.core.errors import Missing
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.deeds import deed_text
from kontor.reports.accounts.deeds import deeds as list_deeds
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from kontor.reports.accounts.deeds import DeedLine


class NoSuchDeed(Missing):
    """No deed of the book has this number."""

    text = gettext_noop("There is no deed {number} in “{book}”. Look: kontor deeds")


Number = Annotated[
    int | None,
    typer.Argument(
        metavar=_("NUMBER"),
        help=_("The deed's number, see kontor deeds; the latest if left out."),
    ),
]


@command
def undo(deed: Number = None, book: Book = "", json: Json = False) -> None:
    """Undo; undoing an undo does it again.

    Raises:
        NoSuchDeed: see there.
    """
    desk = at(book)
    try:
        # Typed twice, it is not done again: that takes the number of the undoing.
        done = take_back(desk.id, deed, hand=desk.hand, again=deed is None)
    except Missing:
        raise NoSuchDeed(number=deed, book=desk.book.name) from None
    if json:
        say_json(done)
        return
    what = deed_text(done.verb, done.facts)
    say(_("Undone: {what}").format(what=what))
    for kept in done.kept:
        text = _("Kept, as it was changed since: {name}")
        say(text.format(name=kept["name"]), indent=2)
    again = _("Do it again: kontor undo {number}").format(number=done.deed)
    say((again, "dim"))


@command
def deeds(page: Page = 1, book: Book = "", json: Json = False) -> None:
    """List deeds, newest first."""
    desk = at(book)
    found = list_deeds(desk.id, page=page)
    if json:
        say_json(found.object_list)
        return
    zone = ZoneInfo(desk.book.time_zone)
    say_rows([_row(line, zone) for line in found.object_list])
    if found.has_next:
        say((_("More: --page {number}").format(number=page + 1), "dim"))


def _row(line: DeedLine, zone: ZoneInfo) -> tuple[Part, ...]:
    words = {"undone": _("undone"), "open": _("going on")}
    moment = line.moment.astimezone(zone)
    when = f"{day_text(moment.date())} {moment:%H:%M}"
    state = words.get(line.state, "")
    return f"{line.id:4}", (when, "dim"), line.text, (state, "dim")
