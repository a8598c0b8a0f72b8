"""Tags and filters that every template has without loading them.

Icons and tally marks point into the sprite of ``_sprite.html``, which
``base.html`` puts on every page.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

from django import forms, template
from django.template.loader import render_to_string
from django.templatetags.i18n import TranslateNode, do_translate
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from kontor.reports import words

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.template.base import Parser, Token

    from kontor.reports.connections.people import PersonRow

register = template.Library()

STRONGEST = 5
TAG = '<span class="tag">{}</span>'
PERSON_ROW = """
<tr>
<td class="first"><span><label class="box"><span class="sr">{name}</span>
<input type="checkbox" name="person" value="{uid}"></label>
<span class="rank"><span class="class">{mark}</span>{tally}</span></span></td>
<th scope="row"><span class="name"><a href="{here}{uid}/">{name}</a></span></th>
<td class="org">{post}</td>
<td class="tags"><span class="taglist">{tags}</span></td>
<td class="num day small">{day}</td>
</tr>"""

register.filter("word", words.word)
register.filter("day", words.day_text)
register.filter("day_short", words.day_short)
register.filter("day_week", words.day_week)
register.filter("birthday", words.birthday_text)
register.filter("language", words.language_text)
register.filter("minutes", words.minutes_text)


@register.filter
def post(person: Any) -> str:
    """Say what somebody does where: "role, organisation", or one of them, or ""."""
    return ", ".join(filter(None, (person.role, person.organisation)))


@register.filter
def taglist(names: Iterable[str]) -> SafeString:
    """Show tags as labels."""
    return format_html_join("", TAG, ((n,) for n in names))


@register.simple_tag
def person_rows(people: Iterable[PersonRow], here: str) -> SafeString:
    """Write the rows of the list of people; ``here`` is the address of the list.

    The one piece of a page that is not a template: it is by far the most repeated,
    and as a template it took twice the time.
    """
    language = get_language()
    rows = "".join([_person_row(person, here, language) for person in people])
    return mark_safe(rows)  # noqa: S308 - each text in it was escaped


def _person_row(person: PersonRow, here: str, language: str | None) -> str:
    last = person.last_touch
    return PERSON_ROW.format(
        uid=person.uid,
        here=here,
        name=escape(person.name),
        mark="·" if person.rhythm == "own" else person.rhythm,
        tally=_tally(person.level, language),
        post=escape(post(person)),
        tags="".join([TAG.format(escape(tag)) for tag in person.tags]),
        day=_when(words.local_day(last), "", language) if last else "",
    )


@register.tag
def translate(parser: Parser, token: Token) -> template.Node:
    """Say a text in the language of the page, as Django's own tag does.

    A text that stands in the template is looked up once for each language: a page
    has a hundred of them.
    """
    node: TranslateNode = do_translate(parser, token)
    text = node.filter_expression
    plain = not (node.noop or node.asvar or node.message_context or text.filters)
    return _Said(node) if plain and text.var.literal is not None else node


class _Said(template.Node):
    """A text of a template, in each language it was asked for."""

    child_nodelists = ()

    def __init__(self, node: TranslateNode) -> None:
        self._node = node
        self._texts: dict[str | None, str] = {}

    def render(self, context: template.Context) -> str:
        language = get_language()
        said = self._texts.get(language)
        if said is None:
            said = self._texts[language] = self._node.render(context)
        return said


@register.simple_tag
def fields(form: forms.BaseForm) -> SafeString:
    """Write all fields of a form.

    A form that nobody has filled in yet is the same for everybody, and lies unseen
    on many pages: it is written once for each language.
    """
    if form.is_bound or form.initial:
        return _fields(form)
    key = (type(form), get_language())
    if key not in _EMPTY_FORMS:
        _EMPTY_FORMS[key] = _fields(form)
    return _EMPTY_FORMS[key]


_EMPTY_FORMS: dict[tuple[type[forms.BaseForm], str | None], SafeString] = {}


def _fields(form: forms.BaseForm) -> SafeString:
    return render_to_string("_fields.html", {"form": form})


@register.simple_tag
@lru_cache(maxsize=64)
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; it says nothing, so a word must stand by it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name
    )


@register.simple_tag
def tally(level: int) -> SafeString:
    """Draw strength as a merchant's tally of 0 to 5 strokes, with its word."""
    return _tally(int(level), get_language())


@register.simple_tag
def when(day: date | None, style: str = "") -> SafeString:
    """Write a day for people and machines; style "", "short" or "week"."""
    if day is None:
        return mark_safe("")  # noqa: S308 - a literal
    return _when(words.local_day(day), style, get_language())


# A list shows the same few marks and days over and over; writing them anew took a
# quarter of its time.
@lru_cache(maxsize=64)
def _tally(level: int, language: str | None) -> SafeString:
    level = min(max(level, 0), STRONGEST)
    return format_html(
        '<svg class="tally" role="img" aria-label="{}"><use href="#t-{}"/></svg>',
        words.word(level, "strength"),
        level,
    )


@lru_cache(maxsize=8192)
def _when(day: date, style: str, language: str | None) -> SafeString:
    write = {"short": words.day_short, "week": words.day_week}.get(
        style, words.day_text
    )
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), write(day))
