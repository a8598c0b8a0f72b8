"""``kontor books``, ``kontor book`` and ``kontor settings``."""

from __future__ import annotations

from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.accounts.books import erase_book, open_book
from kontor.actions.accounts.settings import change_settings
from kontor.cli.first import place
from kontor.cli.ground import as_json, command, my_book, my_hand, out, said
from kontor.cli.options import Book, Json
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.books import books_of, settings_of


class NoSetting(Invalid):
    """Not NAME=VALUE."""

    text = gettext_noop("“{text}” is not a setting. Write it as rhythm_a=21.")


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(help=_("List your books."))(books)
    app.command(help=_("Open a further book."))(book)
    app.command(help=_("Show the settings of a book, or change some."))(settings)
    app.command(help=_("Delete a book with everything in it, for good."))(erase)


@command
def books(json: Json = False) -> None:
    """List books."""
    hand = my_hand()
    my_book()
    found = books_of(hand.account_id or 0)
    if json:
        as_json(found)
        return
    for one in found:
        sample = f"  [dim]{_('sample')}[/dim]" if one.is_sample else ""
        out.print(f"{one.id:4}  {one.name}{sample}")


Title = Annotated[str, typer.Argument(help=_("The name of the new book."))]
Owner = Annotated[str, typer.Option("--owner", help=_("Whose network it holds."))]


@command
def book(name: Title, owner: Owner = "", json: Json = False) -> None:
    """Open a book."""
    hand = my_hand()
    number = open_book(
        hand.account_id or 0, hand=hand, name=name, owner=owner, **place()
    )
    if json:
        as_json({"id": number, "name": name})
    else:
        out.print(_("Opened “{name}”.").format(name=name), markup=False)


Values = Annotated[
    list[str] | None, typer.Argument(help=_("Settings, such as rhythm_a=21."))
]


@command
def settings(values: Values = None, book: Book = "", json: Json = False) -> None:
    """Show or change settings."""
    hand, chosen = my_hand(), my_book(book)
    if values:
        wanted = dict(_setting(text) for text in values)
        said(change_settings(chosen.id, hand=hand, **wanted), json)
        return
    found = settings_of(chosen.id)
    if json:
        as_json(found)
        return
    shown: dict[str, Any] = {
        "name": found.book.name,
        "language": found.book.language,
        "region": found.book.region,
        "time_zone": found.book.time_zone,
        "currency": found.book.currency,
        **{f"rhythm_{c.lower()}": days for c, days in found.rhythms.items()},
        **{f"weight_{c}": weight for c, weight in found.weights.items()},
        "half_life": found.half_life,
    }
    for name, value in shown.items():
        out.print(f"{name}={value}", markup=False)


def _setting(text: str) -> tuple[str, Any]:
    """Read NAME=VALUE; numbers become numbers.

    Raises:
        NoSetting: it is no such thing.
    """
    name, equals, value = text.partition("=")
    if not equals:
        raise NoSetting(text=text)
    try:
        if name.startswith("rhythm_"):
            return name, int(value)
        if name.startswith("weight_"):
            return name, float(value)
        if name == "half_life":
            return name, float(value) if value else None
    except ValueError as error:
        raise NoSetting(text=text) from error
    return name, value


Typed = Annotated[
    str, typer.Option("--name", help=_("The book's name, to confirm."), prompt=True)
]


@command
def erase(name: Typed, book: Book = "") -> None:
    """Delete a book for good."""
    chosen = my_book(book)
    erase_book(chosen.id, name=name)
    out.print(_("“{name}” is deleted.").format(name=name), markup=False)
