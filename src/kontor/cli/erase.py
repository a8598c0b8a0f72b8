"""``kontor erase``: one person for good; without a name, a whole book."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.accounts.books import erase_book
from kontor.actions.overview.erasures import erase_everywhere
from kontor.cli.ask import ask
from kontor.cli.choose import Nobody, whom
from kontor.cli.complete import people_names
from kontor.cli.ground import at, command
from kontor.cli.options import Book, Json, name_of
from kontor.cli.say import err, out, say, say_json, say_rows
from kontor.lib.text import fold
from kontor.reports.overview.erasing import erasing, removed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from kontor.actions.overview.erase import Erasing
    from kontor.cli.ground import Desk
    from kontor.reports.overview.erasing import ErasingView
    from kontor.reports.overview.mentions import Mention

Person = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("NAME"),
        help=_("Who is to be erased; left out, the whole book."),
        autocompletion=people_names,
    ),
]
Typed = Annotated[
    str,
    typer.Option(
        "--name",
        metavar=_("NAME"),
        help=_("The name, to confirm: that of the person, or of the book."),
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help=_("Erase the person without asking."))]


@command
def erase(
    person: Person = None,
    book: Book = "",
    name: Typed = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Erase a person for good, or delete a book; the name is to be typed."""
    desk = at(book)
    if person:
        _person(desk, name_of(person), name, yes=yes, json=json)
    else:
        _book(desk, name, json=json)


def _book(desk: Desk, name: str, *, json: bool) -> None:
    chosen = desk.book
    if not name and not json:
        text = _("“{name}” and all that is in it will be gone. Type its name:")
        name = ask(text.format(name=chosen.name))
    erase_book(chosen.id, hand=desk.hand, name=name)
    if json:
        say_json({"id": chosen.id, "name": chosen.name})
    else:
        say(_("“{name}” is deleted.").format(name=chosen.name))


def _person(desk: Desk, who: str, name: str, *, yes: bool, json: bool) -> None:
    view = erasing(desk.id, _uid(desk, who), desk.hand.account_id)
    if not name and not yes and not json:
        _tell(view)
        text = _("{name} will be gone for good. Type the name:")
        name = ask(text.format(name=view.name))
    typed = None if yes else name
    done, also = erase_everywhere(desk.id, view.uid, hand=desk.hand, name=typed)
    if json:
        told = {"erased": done, "also_in": also, "copies": view.copies}
        say_json({**told, "mentions": view.mentions})
    else:
        _done(view, done, also)


def _uid(desk: Desk, name: str) -> str:
    """Find who is meant, also among those who were removed before."""
    try:
        return whom(desk, name)
    except Nobody:
        gone = [line for line in removed(desk.id) if fold(line.name) == fold(name)]
        if len(gone) != 1:
            raise
        return gone[0].uid


def _tell(view: ErasingView) -> None:
    """Say what goes, beside any answer."""
    say(
        _("This takes {name} out of everything: the entry, {touches}, the journal, the "
          "imports and the search. It cannot be undone.").format(
            name=view.name, touches=contacts(view.touches)
        ),
        to=err,
    )  # fmt: skip
    for firm in view.firms:
        say(_("“{name}” goes too: nobody else is there.").format(name=firm), to=err)
    _also(view.also_in, to=err)


def contacts(count: int) -> str:
    """Say how many contacts."""
    return ngettext("{count} contact", "{count} contacts", count).format(count=count)


def _also(books: Sequence[str], to: Console = out) -> None:
    for name in books:
        text = _("Also in “{name}”, a copy of this book.")
        say(text.format(name=name), to=to, indent=2)


def _done(view: ErasingView, done: Erasing, also: Sequence[str]) -> None:
    say(_("{name} is erased.").format(name=view.name))
    _also(also)
    if done.notes:
        text = ngettext(
            "The note of {count} contact with others named this person and is gone.",
            "The notes of {count} contacts with others named this person and are gone.",
            done.notes,
        )
        say(text.format(count=done.notes), indent=2)
    if done.imports:
        text = ngettext(
            "{count} import that was not read yet was dropped.",
            "{count} imports that were not read yet were dropped.",
            done.imports,
        )
        say(text.format(count=done.imports), indent=2)
    if view.copies:
        text = _(
            "In the data folder lie older states of the book, which Kontor does not "
            "touch: {names}"
        )
        say(text.format(names=", ".join(view.copies)), indent=2)
    _mentions(view.mentions)


def _mentions(found: Sequence[Mention]) -> None:
    """List what the owner may want to change by hand."""
    if not found:
        return
    say(_("Still named in what you wrote about others; change it if you like:"))
    say_rows([(m.label, m.whose, (m.text, "dim")) for m in found], indent=2)
