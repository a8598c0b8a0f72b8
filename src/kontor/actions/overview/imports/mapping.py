"""What the columns of a table mean: said by the keeper, and remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.ground import the_book, the_row
from kontor.actions.overview.imports.columns import LEFT_OUT, TABLE, waiting_tables
from kontor.actions.overview.imports.stages import NotNow
from kontor.core.errors import Invalid, Missing
from kontor.exchange.csv.choices import form_of
from kontor.exchange.csv.meaning import meaning_from, phrase_of
from kontor.lib.numbers import small_number
from kontor.lib.text import gettext_noop
from kontor.records.models import Batch, BatchFile, ColumnMapping

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

State = Batch.State


class SaysNobody(Invalid):
    """The columns named do not tell whom a row is about."""

    text = gettext_noop(
        "Say which column holds a name, a mail address or a telephone number."
    )


class NoSuchMeaning(Invalid):
    """No meaning is called so."""

    text = gettext_noop("“{meaning}” is nothing that a column can mean here.")


class NoSuchColumn(Invalid):
    """The table has no such column."""

    text = gettext_noop("No table of this import has a column “{column}”.")


_TELLING = frozenset({"name", "display", "nickname", "job", "email", "phone"})


@transaction.atomic
def map_columns(
    book: int,
    batch: UUID | str,
    file: int,
    *,
    choices: Sequence[str],
    has_heading: bool,
    remember: bool = True,
) -> None:
    """Say what the columns of a table mean; once all is said, it is read.

    Args:
        choices: a word for each column, see ``exchange.csv.choices``.
        remember: also for tables of this kind that come later.

    Raises:
        Missing, NotNow: nobody asks about such a table.
        NoSuchMeaning, SaysNobody: the choices cannot be used.
    """
    row = _waiting(book, batch, file)
    forms = [_form(choice) for choice in choices]
    if len(forms) != len(row.columns["columns"]):
        raise Missing
    meant = {meaning.what for form in forms if (meaning := meaning_from(form))}
    if not meant & _TELLING:
        raise SaysNobody
    row.mapping = {"forms": forms, "heading": has_heading}
    row.save(update_fields=["mapping"])
    if remember:
        _remember(row, forms, has_heading)
    _go_on(row.batch)


@transaction.atomic
def leave_out_table(book: int, batch: UUID | str, file: int) -> None:
    """Leave a table out of an import. Errors as for ``map_columns``."""
    row = _waiting(book, batch, file)
    row.mapping = LEFT_OUT
    row.save(update_fields=["mapping"])
    _go_on(row.batch)


@transaction.atomic
def ask_columns(book: int, batch: UUID | str) -> None:
    """Ask once more what the columns mean; all files are read anew after that.

    Raises:
        Missing, NotNow: there is no preview with a table in it.
    """
    row = the_row(Batch, the_book(book), batch)
    tables = BatchFile.objects.filter(batch=row, format=TABLE).exclude(columns={})
    asked = Batch.objects.filter(pk=row.pk, state=State.PREVIEW)
    if not tables.exclude(path="").exists():
        raise NotNow(state=row.state)
    if not asked.update(state=State.MAPPING, done=0, total=0):
        raise NotNow(state=row.state)
    BatchFile.objects.filter(batch=row).update(read_done=False, counts={})
    for table in tables:
        table.columns = _as_said(table.columns, table.mapping)
        table.mapping = None
        table.save(update_fields=["columns", "mapping"])


def said_in_words(
    names: Sequence[str], guesses: Sequence[str], pairs: Sequence[tuple[str, str]]
) -> tuple[list[str], set[str]]:
    """Put ``column=meaning`` of a command line to the columns of a table.

    Args:
        names: the headings of the columns.
        guesses: the word for what each may mean, where nothing is said of it.
        pairs: the heading of a column, or its number with or without "#", and the
            word for what it means.

    Returns:
        A choice for each column, and which of the columns named were found.
    """
    phrases = [phrase_of(name) for name in names]
    choices = list(guesses)
    found: set[str] = set()
    for column, meaning in pairs:
        number = column.removeprefix("#")
        phrase = phrase_of(column)
        if phrase in phrases:
            place = phrases.index(phrase)
        elif _is_place(number, len(names)):
            place = int(number) - 1
        else:
            continue
        choices[place] = meaning
        found.add(column)
    return choices, found


def _waiting(book: int, batch: UUID | str, file: int) -> BatchFile:
    row = the_row(Batch, the_book(book), batch)
    if row.state != State.MAPPING:
        raise NotNow(state=row.state)
    found = next((table for table in waiting_tables(row) if table.pk == file), None)
    if found is None:
        raise Missing
    return found


def _form(choice: str) -> str:
    try:
        return form_of(choice)
    except ValueError as error:
        raise NoSuchMeaning(meaning=choice) from error


def _remember(row: BatchFile, forms: list[str], has_heading: bool) -> None:
    shape = row.columns["shape" if has_heading else "bare_shape"]
    if not shape:
        return
    phrases = [phrase_of(column["first"]) for column in row.columns["columns"]]
    ColumnMapping.objects.update_or_create(
        book_id=row.book_id,
        shape=shape,
        defaults={
            "deed": row.batch.deed,
            "has_heading": has_heading,
            "heading": phrases if has_heading else [],
            "forms": forms,
        },
    )


def _as_said(columns: dict[str, Any], mapping: dict[str, Any] | None) -> dict[str, Any]:
    """Let what was said before be the guess."""
    if mapping is None or "forms" not in mapping:
        return columns
    pairs = zip(columns["columns"], mapping["forms"], strict=True)
    guessed = [{**column, "guess": form} for column, form in pairs]
    return {**columns, "columns": guessed, "has_heading": mapping["heading"]}


def _go_on(batch: Batch) -> None:
    """Have the files read once nothing is asked any more."""
    if not waiting_tables(batch):
        batch.state, batch.done, batch.total = State.READING, 0, 0
        batch.save(update_fields=["state", "done", "total"])


def _is_place(number: str, columns: int) -> bool:
    """Tell whether a text is the place of a column, from 1 on."""
    return 0 < (small_number(number) or 0) <= columns
