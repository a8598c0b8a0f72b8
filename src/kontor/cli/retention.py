"""``kontor retention``: who has been silent for long, and who shall stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.connections.keeping import keep_person
from kontor.cli.choose import whom
from kontor.cli.complete import people_names
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Page, name_of
from kontor.cli.say import Part, say, say_json, say_rows
from kontor.core.errors import Invalid
from kontor.lib.text import fold, gettext_noop
from kontor.reports.overview.retention import Retention, SilentLine
from kontor.reports.overview.retention import retention as find
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from kontor.cli.ground import Desk

KEEP = frozenset({"keep", "behalten"})


class NotKeep(Invalid):
    """Only one thing can be said here."""

    text = gettext_noop("To keep somebody, write: kontor retention keep NAME")


Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("keep NAME"),
        help=_("Whom to keep for as long a time again; nothing lists all."),
        autocompletion=people_names,
    ),
]


@command
def retention(
    words: Words = None, page: Page = 1, book: Book = "", json: Json = False
) -> None:
    """List who has been silent for as long as your rule says, or keep somebody."""
    desk = at(book)
    if words:
        _keep(desk, words, json)
        return
    found = find(desk.id, today=desk.today, page=page)
    if json:
        say_json(
            {
                "years": found.years,
                "count": found.count,
                "people": found.page.object_list,
                "more": found.page.has_next,
            }
        )
    else:
        _show(found, page)


def _keep(desk: Desk, words: list[str], json: bool) -> None:
    first, *name = words
    if fold(first) not in KEEP or not name:
        raise NotKeep
    uid = whom(desk, name_of(name))
    said(keep_person(desk.id, uid, hand=desk.hand), json)


def _show(found: Retention, page: int) -> None:
    if found.years is None:
        say(_("You are not asked about anybody. Set a rule, such as:"))
        say("kontor settings retention_years=3", indent=2)
        return
    if not found.count:
        say(_("Nobody has been silent for that long."))
        return
    text = ngettext(
        "Silent for {count} year or more. Keep them, take them out, or erase them:",
        "Silent for {count} years or more. Keep them, take them out, or erase them:",
        found.years,
    )
    say(text.format(count=found.years))
    say_rows([_row(line) for line in found.page.object_list], indent=2)
    if found.page.has_next:
        say((_("More: --page {number}").format(number=page + 1), "dim"))


def _row(line: SilentLine) -> tuple[Part, ...]:
    last = day_text(line.last) or _("no contact noted")
    work = ", ".join(filter(None, (line.role, line.organisation)))
    return line.name, (work, "dim"), (last, "dim")
