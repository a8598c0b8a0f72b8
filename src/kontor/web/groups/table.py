"""The table that networks are compared by: its columns, and how a row is written."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext, ngettext, pgettext

from kontor.lib.text import gettext_noop
from kontor.reports.groups.sentences import STANDINGS, hours_text, sums_text
from kontor.reports.words import day_text, word
from kontor.web.groups.pictures import range_picture

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Sequence

    from kontor.core.groups.verdict import Card
    from kontor.reports.groups.groups import GroupRow

COLUMNS: dict[str, str] = {
    "kind": gettext_noop("Kind"),
    "standing": gettext_noop("You"),
    "known": gettext_noop("Known"),
    "pool": gettext_noop("Leads to"),
    "added": gettext_noop("Nobody else has"),
    "attended": gettext_noop("Attended"),
    "hours": gettext_noop("Hours a month"),
    "money": gettext_noop("Money a month"),
    "next": gettext_noop("Next"),
}
# What a click on the head of a column sorts by; what is largest comes first.
SORTED = ("kind", "known", "pool", "added", "attended", "hours", "money")
RISING = ("name", "kind")
PICTURE = (
    '<svg class="range" aria-hidden="true"><line x1="{low}" x2="{high}" y1="50%"'
    ' y2="50%"/><circle cx="{dot}" cy="50%" r="4"/></svg>'
)


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column; ``sort`` is what it sorts by, "" for nothing."""

    name: str
    label: str
    sort: str
    order: str


def heads(columns: Collection[str], sort: str) -> list[Head]:
    """Give the heads of the columns shown: the kind in the margin, then the name."""
    named = {"kind": COLUMNS["kind"], "name": gettext_noop("Name"), **COLUMNS}
    return [
        _head(name, gettext(label) if name in {"name", *columns} else "", sort)
        for name, label in named.items()
        if name in {"kind", "name", *columns}
    ]


def _head(name: str, label: str, sort: str) -> Head:
    order = "ascending" if name in RISING else "descending"
    sorts = name if label and name in (*SORTED, "name") else ""
    return Head(name, label, sorts, order if name == sort else "")


def chosen(asked: Sequence[str]) -> list[str]:
    """Give the columns asked for, in their order; all where none is."""
    return [name for name in COLUMNS if name in asked] or list(COLUMNS)


def table_rows(
    rows: Iterable[GroupRow], columns: Sequence[str], here: str, most: int
) -> SafeString:
    """Write the rows. As a template two hundred of them took three times as long.

    Args:
        here: address of the page of all networks.
        most: the highest end of all ranges, to draw them to one scale.
    """
    labels = {name: escape(gettext(COLUMNS[name])) for name in columns}
    written = "".join([_row(row, labels, here, most) for row in rows])
    return mark_safe(written)  # noqa: S308 - each text in it was escaped


def _row(row: GroupRow, labels: dict[str, str], here: str, most: int) -> str:
    cells = "".join(
        [
            _labelled(label, _cell(row, name, most))
            for name, label in labels.items()
            if name != "kind"
        ]
    )
    kind = escape(word(row.kind, "group")) if "kind" in labels else ""
    link = f'<a href="{here}{row.uid}/">{escape(row.name)}</a>'
    return (
        f'<tr><td class="first">{kind}</td>'
        f'<th scope="row"><span class="name">{link}</span></th>{cells}</tr>'
    )


def _labelled(label: str, text: str) -> str:
    # On a phone a label without anything to say would only be in the way.
    return f'<td data-label="{label}">{text}</td>' if text else "<td></td>"


def _cell(row: GroupRow, name: str, most: int) -> str:
    if name != "pool":
        return escape(TEXTS[name](row))
    if row.target is None:
        return ""
    card = row.target.card
    picture = range_picture(card, most)
    drawn = (
        PICTURE.format(low=picture.low, high=picture.high, dot=picture.dot)
        if picture
        else ""
    )
    return f"{drawn}<span>{escape(pool_text(card))}</span>"


def _of(some: int, all_: int | None) -> str:
    if all_ is None:
        return str(some)
    return gettext("%(some)s of %(all)s") % {"some": some, "all": all_}


def pool_text(card: Card) -> str:
    """Say in few words what a network leads to: "4 known, expect 9 to 21"."""
    if not card.telling:
        return gettext("too early to tell")
    known = {"known": card.in_segment, "low": card.low, "high": card.high}
    if not card.total_known:
        return pgettext("pool", "%(known)s known, size unknown") % known
    if card.low == card.high:
        text = ngettext(
            "%(known)s known, expect %(low)s",
            "%(known)s known, expect %(low)s",
            card.low,
        )
        return text % known
    return gettext("%(known)s known, expect %(low)s to %(high)s") % known


TEXTS: dict[str, Callable[[GroupRow], str]] = {
    "standing": lambda row: gettext(STANDINGS[row.standing]),
    "known": lambda row: _of(row.known, row.size),
    "added": lambda row: str(row.added) if row.target else "",
    "attended": lambda row: _of(row.attended, row.held) if row.held else "",
    "hours": lambda row: hours_text(row.hours),
    "money": lambda row: sums_text(row.money),
    "next": lambda row: day_text(row.next_day),
}
