"""``kontor sort``: the first sorting, ten people at a time or one by name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.actions.connections import rhythm as actions
from kontor.cli.ask import ask
from kontor.cli.choose import whom
from kontor.cli.complete import ANSWERS, people_names
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, name_of
from kontor.cli.say import say, say_json, say_rows
from kontor.lib.text import fold
from kontor.reports.connections.sorting import progress, sorting

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.connections.sorting import Sorting, SortingLine

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("NAME ANSWER"),
        help=_(
            "Whom, and often, sometimes, rarely, rest or private; nothing asks about "
            "ten people one by one."
        ),
        autocompletion=people_names,
    ),
]


@command
def sort(words: Words = None, book: Book = "", json: Json = False) -> None:
    """Sort one person, or list the next ten, or ask about them one by one."""
    desk = at(book)
    if words:
        _sort_one(desk, words, json)
        return
    found = sorting(desk.id)
    if json:
        say_json({"people": found.people, "done": found.done, "left": found.left})
    elif not found.people:
        say(_("Everybody is sorted."))
    elif sys.stdin.isatty():
        _ask(desk, found)
    else:
        say_rows([(line.name, (_work(line), "dim")) for line in found.people])


def _sort_one(desk: Desk, words: list[str], json: bool) -> None:
    *name, answer = words
    uid = whom(desk, name_of(name))
    code = answers().get(fold(answer), answer)
    said(actions.sort_person(desk.id, uid, hand=desk.hand, answer=code), json)


def answers() -> dict[str, str]:
    """Give every way an answer may be typed, in English and the language in force."""
    spoken = {
        "often": pgettext("answer", "often"),
        "sometimes": pgettext("answer", "sometimes"),
        "rarely": pgettext("answer", "rarely"),
        "rest": pgettext("answer", "rest"),
        "private": pgettext("answer", "private"),
    }
    known = {code: code for code in ANSWERS}
    return known | {fold(word): code for code, word in spoken.items()}


def _ask(desk: Desk, found: Sorting) -> None:
    """Ask about people one by one, to be stopped and taken up at any time."""
    total = found.done + found.left
    say(_("{done} of {total} sorted.").format(done=found.done, total=total))
    words = [word for word in answers() if word not in ANSWERS] or [*ANSWERS]
    how = _("{answers}; the first letters will do. Enter skips, q stops.")
    say((how.format(answers=", ".join(words)), "dim"))
    for line in found.people:
        say()
        say((line.name, "bold"), "   ", (_work(line), "dim"))
        code = _answer()
        if code == "q":
            return
        if code:
            actions.sort_person(desk.id, line.uid, hand=desk.hand, answer=code)
    left = progress(desk.id).left
    if left:
        say((_("{count} left: kontor sort").format(count=left), "dim"))


def _answer() -> str:
    """Read an answer by its beginning; "" skips, "q" stops."""
    while True:
        typed = fold(ask(">"))
        if typed in {"", "q"}:
            return typed
        meant = meant_by(typed)
        if len(meant) == 1:
            return meant.pop()


def meant_by(typed: str) -> set[str]:
    """Find the answers that begin so, in the language in force, else in English."""
    known = answers()
    spoken = {word: code for word, code in known.items() if word not in ANSWERS}
    for words in (spoken, known):
        found = {code for word, code in words.items() if word.startswith(typed)}
        if found:
            break
    return found


def _work(line: SortingLine) -> str:
    return ", ".join(filter(None, (line.role, line.organisation, line.hint)))
