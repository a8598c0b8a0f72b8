"""``kontor promise``, ``promises``, ``kept`` and ``moved``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import promises as actions
from kontor.cli.choose import whom
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Until, Who, day_of, is_none, name_of
from kontor.cli.say import say, say_json, say_rows
from kontor.core.errors import Invalid, Missing
from kontor.lib.text import fold, gettext_noop
from kontor.reports.connections.promises import open_promises, whose
from kontor.reports.overview.person import person
from kontor.reports.words import day_week

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.cli.ground import Desk
    from kontor.reports.connections.lines import PromiseLine


class NoSuchPromise(Missing):
    """No promise has these words."""

    text = gettext_noop("No promise says “{text}”. Look: kontor promises")


class SeveralPromises(Invalid):
    """More than one promise has these words."""

    text = gettext_noop("“{text}” may be any of: {which}. Use more of its words.")


What = Annotated[
    str,
    typer.Argument(
        metavar=_("TEXT"),
        help=_("What is promised; to change one, words from it."),
    ),
]
Theirs = Annotated[bool, typer.Option("--theirs", help=_("They promised it to you."))]
Reword = Annotated[
    str, typer.Option("--reword", metavar=_("TEXT"), help=_("Say it in these words."))
]
Reopen = Annotated[bool, typer.Option("--reopen", help=_("It is not kept after all."))]
Remove = Annotated[bool, typer.Option("--remove", help=_("Take it out of the book."))]


@command
def promise(
    name: Who,
    text: What,
    until: Until = "",
    theirs: Theirs = False,
    reword: Reword = "",
    reopen: Reopen = False,
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Note a promise; or reword, reopen or remove one that is noted."""
    desk = at(book)
    uid = whom(desk, name)
    if reword or reopen or remove:
        which = _among(_all_of(desk, uid), text)
        if remove:
            answer = actions.remove_promise(desk.id, which, hand=desk.hand)
        elif reopen:
            answer = actions.reopen_promise(desk.id, which, hand=desk.hand)
        else:
            answer = actions.edit_promise(desk.id, which, hand=desk.hand, text=reword)
    else:
        due, by = day_of(until, desk.today), "them" if theirs else "me"
        answer = actions.add_promise(
            desk.id, uid, hand=desk.hand, text=text, due=due, by=by
        )
    said(answer, json)


@command
def promises(book: Book = "", json: Json = False) -> None:
    """List open promises, the most pressing first."""
    desk = at(book)
    found = open_promises(desk.id, today=desk.today)
    if json:
        say_json(found)
        return
    if not found:
        say(_("Nothing is promised."))
    rows = []
    for line in found:
        style = "red" if line.late else ""
        due = day_week(line.due) if line.due else _("no day")
        rows.append(((due, style), (line.text, style), (whose(line), "dim")))
    say_rows(rows)


Words = Annotated[
    list[str],
    typer.Argument(metavar=_("TEXT"), help=_("Words from the promise, or its uid.")),
]
To = Annotated[str, typer.Argument(metavar=_("DAY"), help=_("The new day, or none."))]


@command
def kept(words: Words, book: Book = "", json: Json = False) -> None:
    """Note that a promise is kept."""
    desk = at(book)
    uid = _promise(desk, name_of(words))
    said(actions.keep_promise(desk.id, uid, hand=desk.hand), json)


@command
def moved(words: Words, day: To, book: Book = "", json: Json = False) -> None:
    """Move a promise."""
    desk = at(book)
    uid = _promise(desk, name_of(words))
    due = None if is_none(day) else day_of(day, desk.today)
    said(actions.move_promise(desk.id, uid, hand=desk.hand, due=due), json)


def _all_of(desk: Desk, uid: str) -> list[PromiseLine]:
    view = person(desk.id, uid, today=desk.today)
    return [*view.open_promises, *view.kept_promises]


def _promise(desk: Desk, text: str) -> str:
    """Find the one open promise meant."""
    return _among(open_promises(desk.id, today=desk.today), text)


def _among(found: Sequence[PromiseLine], text: str) -> str:
    """Find the promise meant by its uid or words from it.

    Raises:
        NoSuchPromise, SeveralPromises: it cannot be told.
    """
    wanted = fold(text)
    hits = [line for line in found if line.uid == text or wanted in fold(line.text)]
    exact = [line for line in hits if fold(line.text) == wanted]
    hits = exact or hits
    if not hits:
        raise NoSuchPromise(text=text)
    if len(hits) > 1:
        raise SeveralPromises(text=text, which="; ".join(line.text for line in hits))
    return hits[0].uid
