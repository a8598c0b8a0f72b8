"""Whom a field means: a name becomes the one person it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django import forms
from django.utils.translation import gettext, ngettext

from kontor.reports.connections.people import count_named, people_named
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from datetime import date

    from kontor.reports.connections.people import PersonRow

MOST = 8


def whom(form: forms.Form, field: str, book: int, today: date, *, but: str = "") -> str:
    """Find the uid of the person named in a field of a form that is being cleaned.

    Where several fit, the field turns into a choice among them, which answers with
    a uid; where nobody fits, it has an error.

    Args:
        but: uid of somebody who is not meant, whatever they are called.

    Returns:
        "" where the field is empty or it cannot be told.
    """
    name = str(form.cleaned_data.get(field) or "")
    if not name or is_uid(name):
        return name
    named = people_named(book, name, today=today)
    found = [row for row in named if row.uid != but]
    if len(found) == 1:
        return found[0].uid
    if found:
        text = _which(count_named(book, name) - len(named) + len(found))
        choices = [(row.uid, told_apart(row)) for row in found[:MOST]]
        form.fields[field].widget = forms.RadioSelect(choices=choices)
    else:
        text = gettext("Nobody in this book is called “%(name)s”.")
    form.add_error(field, text % {"name": name})
    return ""


def _which(number: int) -> str:
    """Ask which of several it is, and say where not all of them can be shown."""
    text = gettext("Several people fit “%(name)s”. Which one is it?")
    if number <= MOST:
        return text
    more = ngettext(
        "There is %(number)s more: write more of the name.",
        "There are %(number)s more: write more of the name.",
        number - MOST,
    )
    return f"{text} {more % {'number': number - MOST}}"


def is_uid(text: str) -> bool:
    """Tell whether a field answers with a uid already."""
    try:
        UUID(text)
    except ValueError:
        return False
    return True


def told_apart(row: PersonRow) -> str:
    """Say who somebody is, so that namesakes can be told apart."""
    last = gettext("last %(day)s") % {"day": day_text(row.last_touch)}
    parts = (row.name, row.role, row.organisation, last if row.last_touch else "")
    return ", ".join(filter(None, parts))
