"""Tags and filters that every template has without loading them.

Icons and tally marks point into the sprite of ``_sprite.html``, which
``base.html`` puts on every page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from kontor.reports import words

if TYPE_CHECKING:
    from datetime import date

register = template.Library()

STRONGEST = 5

register.filter("word", words.word)
register.filter("day", words.day_text)
register.filter("day_short", words.day_short)
register.filter("day_week", words.day_week)
register.filter("birthday", words.birthday_text)
register.filter("minutes", words.minutes_text)


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of the sprite; it says nothing, so a word must stand by it."""
    return format_html(
        '<svg class="icon" aria-hidden="true"><use href="#i-{}"/></svg>', name
    )


@register.simple_tag
def tally(level: int) -> SafeString:
    """Draw strength as a merchant's tally of 0 to 5 strokes, with its word."""
    level = min(max(int(level), 0), STRONGEST)
    return format_html(
        '<svg class="tally" role="img" aria-label="{}"><use href="#t-{}"/></svg>',
        words.word(level, "strength"),
        level,
    )


@register.simple_tag
def when(day: date | None, style: str = "") -> SafeString:
    """Write a day for people and machines; style "", "short" or "week"."""
    if day is None:
        return mark_safe("")  # noqa: S308 - a literal
    write = {"short": words.day_short, "week": words.day_week}.get(
        style, words.day_text
    )
    machine = words.local_day(day).isoformat()
    return format_html('<time datetime="{}">{}</time>', machine, write(day))
