"""What goes out of a book: whose, in which words, and with whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext

from kontor.records.facts.outgoing import names_of_all
from kontor.records.models import Book
from kontor.reports.words import WORDS

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    Progress = Callable[[int, int], None]


def silent(done: int, total: int) -> None:
    """Tell nobody how far the work is."""


@dataclass(frozen=True, slots=True)
class Out:
    """A book on its way out.

    Attributes:
        moment: of now, aware UTC.
        confidential: whether cards, tables and the calendar hold discreet people.
        words: of channels, directions and the like, in the book's language.
        people: uid and name of whom those may name, by key.
    """

    id: int
    name: str
    language: str
    zone: str
    moment: datetime
    confidential: bool
    words: dict[str, str]
    people: dict[int, tuple[str, str]]

    @property
    def delimiter(self) -> str:
        """Give what parts the cells of a table; Germans write a comma in numbers."""
        return ";" if self.language == "de" else ","

    def said(self, text: str) -> str:
        """Translate into the language of the book."""
        with translation.override(self.language):
            return gettext(text)


def out_of(book: int, *, moment: datetime, confidential: bool) -> Out:
    """Look up what is the same for everything that goes out."""
    row = Book.objects.get(pk=book)
    with translation.override(row.language):
        words = {
            f"{kind}.{code}": gettext(text)
            for kind in ("channel", "direction", "by", "relation")
            for code, text in WORDS[kind].items()
        }
    people = {
        key: (uid, name)
        for key, (uid, name, discreet) in names_of_all(book).items()
        if confidential or not discreet
    }
    return Out(
        book, row.name, row.language, row.time_zone, moment, confidential, words, people
    )
