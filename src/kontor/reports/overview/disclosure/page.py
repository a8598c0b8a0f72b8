"""All that is held on one person as a page of its own, and packed with the JSON."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import gettext, pgettext

from kontor.lib.text import fold_german
from kontor.records.models import Book
from kontor.reports.overview.disclosure.gather import (
    Disclosure,
    as_plain,
    disclosure,
)
from kontor.reports.overview.person import the_person
from kontor.reports.words import day_text, minutes_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from uuid import UUID

    from django.utils.safestring import SafeString

Row = tuple[object, ...]
_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto;
  padding: 0 1rem; color: #1a1a1a; background: #fff; }
h2 { margin-top: 2rem; border-bottom: 1px solid #999; }
table { border-collapse: collapse; width: 100%; }
td { padding: .25rem .75rem .25rem 0; vertical-align: top; border-bottom: 1px solid
  #ddd; overflow-wrap: anywhere; white-space: pre-line; }
td:first-child { color: #555; width: 12rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; background: #f4f4f4;
  padding: .5rem; }
"""


def language_for(book: int, uid: UUID | str) -> str:
    """Give the language to write to somebody in: their own, else the book's.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    own = the_person(book, uid).language
    kept = Book.objects.get(pk=book).language
    known = dict(settings.LANGUAGES)
    return next((code for code in (own, kept) if code in known), "en")


def readable(found: Disclosure) -> str:
    """Write a disclosure as HTML that stands by itself, in the language in force."""
    title = gettext("What is held on {name}").format(name=found.name)
    return format_html(
        '<!DOCTYPE html>\n<html lang="{}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"><title>{}</title>'
        "<style>{}</style></head><body><h1>{}</h1><p>{}</p>{}{}</body></html>\n",
        translation.get_language(),
        title,
        mark_safe(_STYLE),
        title,
        _head(found),
        _picture(found),
        format_html_join("\n", "{}", ((part,) for part in _sections(found))),
    )


def packed(book: int, uid: UUID | str, *, today: date) -> tuple[str, bytes]:
    """Make a ZIP of the JSON and the page, in the person's language.

    Returns:
        A name for the file, without what it ends with, and its bytes.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    with translation.override(language_for(book, uid)):
        found = disclosure(book, uid, today=today)
        page = readable(found)
    name = file_name(found)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{name}.json", as_json(found))
        archive.writestr(f"{name}.html", page)
    return name, out.getvalue()


def as_json(found: Disclosure) -> str:
    """Write a disclosure as JSON."""
    return json.dumps(
        as_plain(found), ensure_ascii=False, indent=1, cls=DjangoJSONEncoder
    )


def file_name(found: Disclosure) -> str:
    """Name the file after the person and the day: ``ben-brandt-2026-03-02``."""
    name = slugify(fold_german(found.name)) or "person"
    return f"{name}-{found.made_on.isoformat()}"


def _head(found: Disclosure) -> str:
    return gettext(
        "This is all that the address book of {owner} holds on {name}, as of {day}. "
        "Other people are given by their initials."
    ).format(owner=found.owner, name=found.name, day=day_text(found.made_on))


def _picture(found: Disclosure) -> str:
    if found.photo is None:
        return ""
    source = f"data:{found.photo['media_type']};base64,{found.photo['data']}"
    return format_html('<p><img src="{}" alt="" height="120"></p>', source)


def _sections(found: Disclosure) -> Iterator[SafeString]:
    yield _table(gettext("Where from, and since when"), _origins(found))
    yield _table(
        gettext("Strength of the tie, as it is reckoned"),
        [(found.standing["word"], found.standing["text"])],
    )
    yield _table(pgettext("disclosure", "Contacts"), map(_touch, found.touches))
    yield _table(
        gettext("When getting in touch was suggested"),
        [(day_text(line["day"]), line["reason"]) for line in found.plan],
    )
    yield _table(
        gettext("What was done in the book about this person"),
        [(day_text(deed["day"]), deed["text"]) for deed in found.deeds],
    )
    for card in found.sources:
        yield _source(card)


def _origins(found: Disclosure) -> Iterator[Row]:
    known = day_text(found.person["known_since"])
    yield gettext("In the book"), gettext("since {day}").format(day=known), ""
    for line in found.origin:
        whence = f"{line.since.text}, {day_text(line.since.day)}"
        if line.changed:
            later = f"{line.changed.text}, {day_text(line.changed.day)}"
            whence += "; " + gettext("changed: {how}").format(how=later)
        yield line.label, line.value, whence


def _touch(touch: dict[str, Any]) -> Row:
    what = [word(touch["channel"], "channel"), minutes_text(touch["minutes"])]
    others = ", ".join(touch["others"])
    if others:
        what.append(gettext("with {names}").format(names=others))
    parts = (", ".join(filter(None, what)), touch["place"], touch["note"])
    return day_text(touch["day"]), "\n".join(filter(None, parts))


def _source(card: dict[str, Any]) -> SafeString:
    """Show what a source said, as it came."""
    title = gettext("As it came from {source} on {day}").format(
        source=word(card["source"], "source"), day=day_text(card["day"])
    )
    text = card["raw"] or json.dumps(card["record"], ensure_ascii=False, indent=1)
    return format_html("<h2>{}</h2><pre>{}</pre>", title, text)


def _table(title: str, rows: Iterable[Row]) -> SafeString:
    lines = [
        format_html("<tr>{}</tr>", format_html_join("", "<td>{}</td>", _cells(row)))
        for row in rows
    ]
    if not lines:
        return mark_safe("")
    body = format_html_join("\n", "{}", ((line,) for line in lines))
    return format_html("<h2>{}</h2><table>{}</table>", title, body)


def _cells(row: Row) -> list[tuple[object]]:
    return [(cell,) for cell in row]
