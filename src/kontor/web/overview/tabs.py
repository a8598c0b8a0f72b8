"""The tabs of an import: its records by what becomes of them, and of what kind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kontor.reports.words import WORDS, word

if TYPE_CHECKING:
    from django.http import QueryDict

    from kontor.reports.overview.imports import BatchView

Name = tuple[str, str]
# In this order they are shown; the first there is any of is the one to begin with.
VERDICTS = ("doubtful", "changed", "new", "same", "left_out", "failed")
# These are of all kinds together, as they were not looked into any further.
WHOLE = frozenset({"left_out", "failed"})


@dataclass(frozen=True, slots=True)
class Tab:
    """A verdict and a kind of record ("" for all), and how many there are."""

    verdict: str
    kind: str
    label: str
    count: int
    is_current: bool


def tabs_of(view: BatchView) -> list[Tab]:
    """Give the tabs there is anything in; people and contacts each have their own."""
    return [
        Tab(verdict, kind, _label(verdict, kind), count, _is_shown(view, verdict, kind))
        for (verdict, kind), count in _counted(view).items()
    ]


def tab_asked(query: QueryDict) -> Name:
    """Read which tab is asked for; the first of all where it is none."""
    verdict, kind = query.get("verdict", ""), query.get("kind", "")
    if verdict not in VERDICTS:
        return VERDICTS[0], ""
    return verdict, kind if kind in WORDS["record"] else ""


def tab_meant(view: BatchView) -> Name:
    """Give the tab to show: the one asked for, the first of its verdict, the first."""
    names = list(_counted(view))
    alike = [name for name in names if name[0] == view.verdict]
    asked = (view.verdict, view.kind)
    if asked in names or not names:
        return asked
    return (alike or names)[0]


def takes_in(view: BatchView) -> bool:
    """Tell whether some of the records shown, left out so far, can be taken in."""
    shown = view.items.object_list
    return view.verdict in WHOLE and any(item.can_choose for item in shown)


def _counted(view: BatchView) -> dict[Name, int]:
    found: dict[Name, int] = {}
    for verdict in VERDICTS:
        if verdict in WHOLE:
            counts = {"": view.verdicts[verdict]}
        else:
            kinds = (*WORDS["record"], "")
            counts = {kind: view.kinds.get((verdict, kind), 0) for kind in kinds}
        found |= {(verdict, kind): count for kind, count in counts.items() if count}
    return found


def _is_shown(view: BatchView, verdict: str, kind: str) -> bool:
    return (verdict, kind) == (view.verdict, view.kind)


def _label(verdict: str, kind: str) -> str:
    what = word(verdict, "verdict")
    return f"{what}: {word(kind, 'record')}" if kind else what
