"""``kontor share``: who keeps a book beside its owner."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.accounts.keepers import share_book, unshare_book
from kontor.cli.accounts import known as known_account
from kontor.cli.first import book_named
from kontor.cli.ground import command, my_hand, said
from kontor.cli.options import Json, name_of
from kontor.cli.say import say_json, say_rows
from kontor.reports.accounts.accounts import books_of_nobody, keepers_of
from kontor.reports.words import word

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

ASSISTANT = "assistant"
Which = Annotated[
    str, typer.Argument(metavar=_("BOOK"), help=_("Name or number of the book."))
]
Whom = Annotated[
    list[str] | None,
    typer.Argument(metavar=_("ACCOUNT"), help=_("Who is to keep it, too.")),
]
Role = Annotated[
    str, typer.Option("--role", metavar=_("ROLE"), help=_("owner or assistant."))
]
Remove = Annotated[
    bool, typer.Option("--remove", help=_("They keep the book no longer."))
]


@command
def share(
    book: Which,
    account: Whom = None,
    role: Role = ASSISTANT,
    remove: Remove = False,
    json: Json = False,
) -> None:
    """Let somebody else keep a book; without a name list who does."""
    hand = my_hand()
    number = _shareable(book, hand)
    called = name_of(account or [])
    if not called:
        _keepers(number, json)
    elif remove:
        said(unshare_book(number, hand=hand, account=known_account(called)), json)
    else:
        whom = known_account(called)
        said(share_book(number, hand=hand, account=whom, role=role), json)


def _shareable(book: str, hand: Hand) -> int:
    """Find a book that is one's own, or nobody's."""
    for number, title in books_of_nobody():
        if book in {str(number), title}:
            return number
    return book_named(hand, book).id


def _keepers(number: int, json: bool) -> None:
    found = keepers_of(number)
    if json:
        say_json(found)
    else:
        say_rows(
            [(word(k.name, "account"), (word(k.role, "keeper"), "dim")) for k in found]
        )
