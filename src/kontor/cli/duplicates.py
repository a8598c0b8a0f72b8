"""``kontor duplicates`` and ``kontor apart``: who may stand in the book twice."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.overview.merge.apart import keep_apart
from kontor.actions.overview.merge.search import Looking, look_through
from kontor.cli.choose import two_of
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Page, Who
from kontor.cli.progress import FEW, bar
from kontor.cli.say import note, say, say_json
from kontor.reports.accounts.books import people_in
from kontor.reports.overview import duplicates as reports
from kontor.reports.wording import error_text
from kontor.reports.words import birthday_text, day_text, word

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.overview.duplicates import Duplicates, Pair
    from kontor.reports.overview.sides import Side

# So many people are searched in a second or two.
QUICK = 20_000
Again = Annotated[
    bool, typer.Option("--again", help=_("Search the whole book anew first."))
]


@command
def duplicates(
    again: Again = False, page: Page = 1, book: Book = "", json: Json = False
) -> None:
    """List pairs that may be one person, the likeliest first; in JSON all of them.

    A book that nobody has looked through yet is looked through first.
    """
    desk = at(book)
    if again or reports.search(desk.id).state != "done":
        look(desk)
    if json:
        say_json([_plain(pair) for pair in reports.every_pair(desk.id)])
        return
    _show(reports.duplicates(desk.id, page=page), page)


@command
def apart(first: Who, second: Who, book: Book = "", json: Json = False) -> None:
    """Note that two entries are two people."""
    desk = at(book)
    one, two = two_of(desk, first, second)
    said(keep_apart(desk.id, one, two, hand=desk.hand), json)


def look(desk: Desk) -> None:
    """Search the book, with a bar; where another Kontor is at it, say so."""
    with bar(_("Looking for duplicates")) as progress:
        try:
            look_through(
                desk.id,
                hand=desk.hand,
                # Told in hundredths, and a bar thinks little of a hundred.
                progress=lambda done, of: progress(done * FEW, of * FEW),
            )
        except Looking as error:
            note(error_text(error))


def look_after_import(desk: Desk) -> None:
    """Search the book, if an import has brought anybody and it is quickly done."""
    ordered = reports.search(desk.id).state == "looking"
    if ordered and people_in([desk.id])[desk.id] <= QUICK:
        look(desk)


def say_pairs(desk: Desk, batch: str) -> None:
    """Say how many pairs an import has to do with, or that nobody has looked yet."""
    if reports.search(desk.id).state != "done":
        say((_("Who may stand in the book twice: kontor duplicates"), "dim"))
        return
    found = reports.how_many_of(desk.id, batch)
    if found.number:
        text = ngettext(
            "{count} pair with somebody of this import may be one person: kontor "
            "duplicates",
            "{count} pairs with somebody of this import may be one person: kontor "
            "duplicates",
            found.number,
        )
        shown = f"{found.number}+" if found.more else str(found.number)
        say(text.format(count=shown))


def _show(found: Duplicates, page: int) -> None:
    if not found.page.object_list:
        say(_("Nobody stands in the book twice, as far as can be told."))
    for pair in found.page.object_list:
        _show_pair(pair)
    if found.page.has_next:
        say((_("More: --page {number}").format(number=page + 1), "dim"))
    if found.page.object_list:
        say((_("One person: kontor merge NAME NAME. Two: kontor apart NAME NAME"),
             "dim"))  # fmt: skip
    if found.search.new:
        text = ngettext(
            "{count} person is new since the search: kontor duplicates --again",
            "{count} people are new since the search: kontor duplicates --again",
            found.search.new,
        )
        say((text.format(count=found.search.new), "dim"))


def _show_pair(pair: Pair) -> None:
    say((pair.likely, "bold"))
    for side in (pair.first, pair.second):
        show_side(side)
    reasons = [
        (_("for: {signs}"), pair.speaks_for),
        (_("against: {signs}"), pair.against),
    ]
    for text, signs in reasons:
        if signs:
            say((text.format(signs=", ".join(s.text for s in signs)), "dim"), indent=4)
    say()


def show_side(side: Side) -> None:
    """Show one of two entries on two lines, with its uid to tell namesakes apart."""
    about = ", ".join(filter(None, (side.role, side.organisation)))
    say(side.name, "   ", (about, "dim"), indent=2)
    say((", ".join(_about(side)), "dim"), indent=4)


def _about(side: Side) -> list[str]:
    contacts = ngettext("{count} contact", "{count} contacts", side.touches)
    parts = [
        *side.emails,
        *side.phones,
        side.place,
        birthday_text(side.birthday) if side.birthday else "",
        *side.tags,
        contacts.format(count=side.touches),
        day_text(side.last_touch),
        *(word(origin.source, "source") for origin in side.sources),
        side.uid,
    ]
    return [part for part in parts if part]


def _plain(pair: Pair) -> dict[str, Any]:
    return {
        "first": pair.first,
        "second": pair.second,
        "probability": pair.probability,
        "likely": pair.likely,
        "for": pair.speaks_for,
        "against": pair.against,
    }
