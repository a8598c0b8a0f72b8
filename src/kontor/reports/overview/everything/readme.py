"""A page for whoever opens the ZIP in ten years: what is what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext

from kontor import __version__
from kontor.lib.text import gettext_noop
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from kontor.reports.overview.everything.out import Out

TITLE = gettext_noop("Everything out of the book “{name}”, written on {day}")
WHAT = gettext_noop("What is in it")
FILES: tuple[tuple[str, str], ...] = (
    (
        "kontor.jsonl",
        gettext_noop(
            "The whole book, nothing left out, as lines of JSON. With the pictures "
            "beside it, Kontor makes the same book of it again: kontor import FILE "
            "--new-book NAME"
        ),
    ),
    (
        "people.vcf",
        gettext_noop(
            "People, and organisations with more than a name, as vCard 4.0 for "
            "telephones and address books. What Kontor alone knows of somebody stands "
            "in the lines that begin with X-KONTOR; take them out before you give a "
            "card to others."
        ),
    ),
    ("people.csv", gettext_noop("People as a table.")),
    ("organisations.csv", gettext_noop("Organisations as a table.")),
    ("touches.csv", gettext_noop("Contacts as a table.")),
    ("promises.csv", gettext_noop("Promises as a table, kept and open ones.")),
    (
        "calendar.ics",
        gettext_noop("Contacts, promises and birthdays for a calendar program."),
    ),
    ("photos", gettext_noop("Pictures of people, each under the person's uid.")),
)
TABLES = gettext_noop(
    "In the tables, an apostrophe stands before what a spreadsheet would take for a "
    "formula; Kontor takes it off again when it reads them."
)
DISCREET = gettext_noop(
    "Confidential people and organisations are in kontor.jsonl and in photos only. "
    "That is your own copy: do not pass it on."
)
ALL = gettext_noop(
    "You asked for confidential people to be in every file, cards, tables and the "
    "calendar included: do not pass any of them on."
)
WITHOUT_HISTORY = gettext_noop(
    "History (what was done, what it changed, what each import brought) was left out, "
    "as you asked. The book can be read in again, but nothing done before can be "
    "undone."
)
UNFINISHED = gettext_noop(
    "Files of imports that had not been read yet are not in it: import them again."
)
PROGRAM = gettext_noop("Written by Kontor {version}.")


def readme(out: Out, *, history: bool) -> bytes:
    """Write the page in the language of the book."""
    with translation.override(out.language):
        facts = {"name": out.name, "day": day_text(out.moment.date())}
        parts = [
            gettext(TITLE).format(**facts),
            gettext(WHAT),
            *(f"{name}\n  {gettext(about)}" for name, about in FILES),
            gettext(TABLES),
            gettext(ALL if out.confidential else DISCREET),
            *([] if history else [gettext(WITHOUT_HISTORY)]),
            gettext(UNFINISHED),
            gettext(PROGRAM).format(version=__version__),
        ]
    text = "\n\n".join(parts) + "\n"
    return text.replace("\n", "\r\n").encode()
