"""``kontor merge``: two entries become one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.merge.merge import merge_people
from kontor.cli.ask import agreed
from kontor.cli.choose import two_of
from kontor.cli.complete import merge_choices
from kontor.cli.duplicates import show_side
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Who
from kontor.cli.say import one_line, say, say_rows
from kontor.core.connections.merging import CHOICES
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.overview.merge_moves import labelled
from kontor.reports.overview.side_by_side import side_by_side

if TYPE_CHECKING:
    from kontor.core.connections.merging import Side as Word
    from kontor.reports.overview.side_by_side import Choice, SideBySide

Take = Annotated[
    list[str] | None,
    typer.Option(
        "--take",
        metavar=_("FIELD=WHOSE"),
        help=_("Whose word counts: name=other, note=both, birthday=this …"),
        autocompletion=merge_choices,
    ),
]
Yes = Annotated[
    bool, typer.Option("--yes", "-y", help=_("Merge without asking for a nod."))
]


class NoChoice(Invalid):
    """There is no such choice in a merge."""

    text = gettext_noop("“{value}” is no choice. Write one of: {known}.")


class NobodyNodded(Invalid):
    """Nobody is there to agree to a merge."""

    text = gettext_noop("Nothing was merged. To merge without being asked, say --yes.")


@command
def merge(
    first: Who,
    second: Who,
    take: Take = None,
    yes: Yes = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Make one entry of two: the first stays, the second goes into it.

    Raises:
        NoChoice, NobodyNodded: nothing was merged.
    """
    desk = at(book)
    choices = _choices(take or [])
    one, two = two_of(desk, first, second)
    view = side_by_side(desk.id, one, two)
    if view.this.uid != one:
        # The owner stays, and so each word changes its side.
        turned: dict[Word, Word] = {"this": "other", "other": "this", "both": "both"}
        choices = {field: turned[word] for field, word in choices.items()}
    if not yes:
        if json or not sys.stdin.isatty():
            raise NobodyNodded
        _show(view, choices)
        if not agreed(_("Make them one?")):
            say(_("They stay two."))
            return
    said(
        merge_people(
            desk.id, view.this.uid, view.other.uid, hand=desk.hand, choices=choices
        ),
        json,
    )


def _choices(take: list[str]) -> dict[str, Word]:
    """Read whose word counts where.

    Raises:
        NoChoice: one cannot be read.
    """
    choices: dict[str, Word] = {}
    for text in take:
        field, _equals, word = text.strip().partition("=")
        if word not in CHOICES.get(field, ()):
            known = ", ".join(f"{f}={'|'.join(words)}" for f, words in CHOICES.items())
            raise NoChoice(value=text, known=known)
        choices[field] = word
    return choices


def _show(view: SideBySide, choices: dict[str, Word]) -> None:
    """Show the two, where they differ and whose word counts, and what is to be had."""
    say((_("This one stays"), "bold"))
    show_side(view.this)
    say((_("This one goes into it"), "bold"))
    show_side(view.other)
    say()
    say_rows([_row(choice, choices) for choice in view.choices])
    for label, things in labelled(view.moves):
        say((f"{label}: ", "dim"), ", ".join(thing.text for thing in things))
    counts = _("{touches} contacts, {promises} promises, knows {ties} people")
    moves = view.moves
    say((counts.format(touches=moves.touches, promises=moves.promises,
                       ties=moves.ties), "dim"))  # fmt: skip
    if moves.groups or moves.gatherings:
        counts = _("in {groups} networks, at {gatherings} gatherings")
        text = counts.format(groups=moves.groups, gatherings=moves.gatherings)
        say((text, "dim"))


def _row(choice: Choice, choices: dict[str, Word]) -> tuple[str | tuple[str, str], ...]:
    word = choices.get(choice.field, choice.usual)
    texts = {"this": choice.this, "other": choice.other}
    styles = {side: "bold" if word in (side, "both") else "dim" for side in texts}
    shown = [(one_line(text) or "–", styles[side]) for side, text in texts.items()]
    return choice.field, choice.label, *shown, (f"--take {choice.field}={word}", "dim")
