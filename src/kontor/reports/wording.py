"""Codes and facts made into sentences of the language in force.

Everything below gives codes, sentences in English and facts; here they become
what a user reads, for every face alike.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext, ngettext, npgettext

from kontor.reports.fields import field_text
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from kontor.core.errors import KontorError

# Facts that name a field by its code.
_NAMED = {"field", "setting"}


def sentence(template: str, facts: Mapping[str, Any]) -> str:
    """Translate a sentence and put the facts in; one that is missing shows as …."""
    shown = {name: _shown(value) for name, value in facts.items()}
    text = gettext(template) if template else ""
    for name, value in shown.items():
        # A quoted note may end its sentence itself: no "soon?." and no "Co..".
        if isinstance(value, str) and value.endswith((".", "?", "!", "…")):
            text = text.replace(f"{{{name}}}.", f"{{{name}}}")
    return text.format_map(_Lenient(shown))


def error_text(error: KontorError) -> str:
    """Give what an error says, in the language in force."""
    facts = dict(error.facts)
    for name in _NAMED & facts.keys():
        facts[name] = field_text(facts[name])
    return sentence(error.text, facts)


class Length:
    """A length of time, written as its place in a sentence wants it.

    ``{now}`` is "3 Tage"; ``{now:dative}`` is "3 Tagen", for a translation that
    needs it after "vor" or "seit"; ``{now:every}`` is "alle 3 Tage".
    """

    def __init__(self, count: int, unit: str) -> None:
        self.count = count
        self.unit = unit

    def __format__(self, spec: str) -> str:
        if spec == "every":
            return every(self.count, self.unit)
        return span(self.count, self.unit, dative=spec == "dative")


def span(count: int, unit: str, *, dative: bool = False) -> str:
    """Say a length of time: ``span(3, "week")`` is "3 weeks"."""
    write = _DATIVE if dative else _PLAIN
    return write[unit](count).format(count=count)


def every(count: int, unit: str) -> str:
    """Say how often: ``every(3, "week")`` is "every 3 weeks", of 1 "every week"."""
    return _EVERY[unit](count).format(count=count)


_PLAIN: dict[str, Callable[[int], str]] = {
    "day": lambda n: ngettext("{count} day", "{count} days", n),
    "week": lambda n: ngettext("{count} week", "{count} weeks", n),
    "month": lambda n: ngettext("{count} month", "{count} months", n),
    "year": lambda n: ngettext("{count} year", "{count} years", n),
}
_DATIVE: dict[str, Callable[[int], str]] = {
    "day": lambda n: npgettext("dative", "{count} day", "{count} days", n),
    "week": lambda n: npgettext("dative", "{count} week", "{count} weeks", n),
    "month": lambda n: npgettext("dative", "{count} month", "{count} months", n),
    "year": lambda n: npgettext("dative", "{count} year", "{count} years", n),
}

_EVERY: dict[str, Callable[[int], str]] = {
    "day": lambda n: ngettext("every day", "every {count} days", n),
    "week": lambda n: ngettext("every week", "every {count} weeks", n),
    "month": lambda n: ngettext("every month", "every {count} months", n),
    "year": lambda n: ngettext("every year", "every {count} years", n),
}


def _shown(value: Any) -> Any:
    if isinstance(value, date):
        return day_text(value)
    if isinstance(value, dict) and {"count", "unit"} <= set(value):
        return Length(int(value["count"]), str(value["unit"]))
    if isinstance(value, list | tuple):
        return ", ".join(str(_shown(part)) for part in value)
    return str(value)


class _Gap(str):
    """Stands for a fact that is missing, however its place wants it written."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        return str(self)


class _Lenient(dict[str, Any]):
    def __missing__(self, key: str) -> str:
        return _Gap("…")
