"""``kontor import --map``: what the columns of a table mean, said in the command."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.imports import mapping
from kontor.cli.say import Part, say, say_rows
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.overview.columns import (
    choice_text,
    choices_offered,
    tables_to_name,
)

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.overview.columns import TableView

Pairs = list[tuple[str, str]]
LONGEST = 30
UNCLEAR = "csv-needs-mapping"


class NoPair(Invalid):
    """What a column means was not written as such."""

    text = gettext_noop(
        'Write --map "COLUMN=MEANING", for instance --map "Surname=family".'
    )


class NoTable(Invalid):
    """There is no table among the files."""

    text = gettext_noop("--map is for tables whose columns Kontor does not know.")


Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar=_("COLUMN=MEANING"),
        help=_("What a column of a table means, by its heading or number."),
    ),
]
Heading = Annotated[
    bool | None,
    typer.Option(
        "--heading/--no-heading",
        help=_("Whether the first row of a table is a heading."),
    ),
]


def pairs_of(texts: list[str] | None) -> Pairs:
    """Read ``COLUMN=MEANING``.

    Raises:
        NoPair: one of the texts is none.
    """
    pairs = [text.rpartition("=") for text in texts or ()]
    if any(not column.strip() or not meaning for column, _, meaning in pairs):
        raise NoPair
    return [(column.strip(), meaning.strip()) for column, _, meaning in pairs]


def say_columns(
    desk: Desk, batch: str, pairs: Pairs, heading: bool | None, *, remember: bool
) -> None:
    """Put what was said to the tables of an import; what was not is guessed.

    Raises:
        NoTable, NoSuchColumn, NoSuchMeaning, SaysNobody: it cannot be put to any.
    """
    tables = tables_to_name(desk.id, batch)
    if not tables:
        raise NoTable
    chosen = [_chosen(table, pairs) for table in tables]
    missing = [c for c, _ in pairs if all(c not in found for _, found in chosen)]
    if missing:
        raise mapping.NoSuchColumn(column=missing[0])
    for table, (choices, _found) in zip(tables, chosen, strict=True):
        mapping.map_columns(
            desk.id,
            batch,
            table.file,
            choices=choices,
            has_heading=table.has_heading if heading is None else heading,
            remember=remember,
        )


def _chosen(table: TableView, pairs: Pairs) -> tuple[list[str], set[str]]:
    names = [column.first for column in table.columns]
    guesses = [column.choice for column in table.columns]
    return mapping.said_in_words(names, guesses, pairs)


def unclear_of(file: dict[str, Any]) -> dict[str, Any] | None:
    """Give the problem of a table that waits for its columns to be named."""
    problems: list[dict[str, Any]] = file["problems"]
    return next((p for p in problems if p["code"] == UNCLEAR and "columns" in p), None)


def show_unclear(problem: dict[str, Any], file: str) -> None:
    """List the columns of a table that nobody has named, and how to say it."""
    rows: list[tuple[Part, ...]] = [
        (str(number), _short(column["column"]), (_samples(column), "dim"),
         column["guess"])
        for number, column in enumerate(problem["columns"], start=1)
    ]  # fmt: skip
    head = ("", _("Column"), (_("Values"), "dim"), _("Guess"))
    say_rows([head, *rows], indent=4)
    named = [
        f'--map "{number}={column["guess"]}"'
        for number, column in enumerate(problem["columns"], start=1)
        if column["guess"] not in {"", "keep"}
    ]
    flag = [] if problem["has_heading"] else ["--no-heading"]
    example = named or ['--map "1=name"']
    command = " ".join(["kontor import", shlex.quote(file), *flag, *example])
    say(_("Say what they mean, for instance:"), indent=4)
    say(command, indent=6)
    words = ", ".join(f"{word} ({choice_text(word)})" for word, _ in choices_offered())
    say((_("Meanings: {words}").format(words=words), "dim"), indent=4)


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _samples(column: dict[str, Any]) -> str:
    return ", ".join(_short(sample) for sample in column["samples"])
