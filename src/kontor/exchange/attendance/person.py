"""The member that one row names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.exchange.attendance.gatherings import LONGEST, day_from
from kontor.exchange.attendance.sheet import Member
from kontor.exchange.attendance.words import NOBODY, NOBODY_FIRST
from kontor.exchange.csv.take import is_address
from kontor.lib.text import fold_german

if TYPE_CHECKING:
    from datetime import date

    from kontor.exchange.attendance.layout import Layout
    from kontor.exchange.attendance.ledger import Ledger
    from kontor.exchange.attendance.sheet import Fate


def member_of(cells: list[str], layout: Layout, ledger: Ledger) -> Member | Fate:
    """Read who a row is about, or report why it is about nobody.

    Args:
        cells: the cells of a row, trimmed.
    """
    name = " ".join(filter(None, (_cell(cells, i) for i in layout.columns.names)))
    if fate := fate_of_name(name, ledger):
        return fate
    texts = {what: _cell(cells, i) for what, i in layout.columns.facts}
    for what in texts:
        texts[what] = cut(texts[what], ledger)
    email = texts.get("email", "").removeprefix("mailto:")
    if email and not is_address(email):
        ledger.say("bad-email", value=email)
        email = ""
    return Member(
        cut(name, ledger),
        texts.get("organisation", ""),
        texts.get("trade", ""),
        email,
        texts.get("phone", ""),
        _since(texts.get("since", ""), layout, ledger),
        ledger.record,
        ledger.line,
    )


def fate_of_name(name: str, ledger: Ledger) -> Fate | None:
    """Report a row without a name, or one of totals or guests; None for a name."""
    if not any(map(str.isalpha, name)):
        return ledger.say("attendance-no-name", "failed")
    plain = fold_german(name[:LONGEST]).strip(" :.")
    if plain in NOBODY or (" " in plain and plain.split()[0] in NOBODY_FIRST):
        return ledger.say("attendance-nobody", "left_out", value=name)
    return None


def cut(text: str, ledger: Ledger) -> str:
    """Cut what is too long to be a name, and note it."""
    if len(text) > LONGEST:
        ledger.say("attendance-cut", value=text, count=str(LONGEST))
    return text[:LONGEST].strip()


def _since(text: str, layout: Layout, ledger: Ledger) -> date | None:
    if not text:
        return None
    day = day_from(text, month_first=layout.month_first)
    if day is None:
        ledger.say("attendance-bad-since", value=text)
    return day


def _cell(cells: list[str], at: int) -> str:
    return " ".join(cells[at].split()) if at < len(cells) else ""
