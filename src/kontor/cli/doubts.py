"""Asking about the doubtful records of an import, one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from kontor.actions.overview.imports.choose import choose, choose_who
from kontor.cli.ask import ask
from kontor.cli.ground import now
from kontor.cli.say import say
from kontor.lib.text import fold
from kontor.reports.overview.imports import batch_view

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.overview.import_items import ItemView

STOP = "q"
LEAVE_OUT = "-"


def ask_about_doubts(desk: Desk, batch: str) -> None:
    """Ask who each doubtful record is; whoever is not asked about comes in as new."""
    found = _doubtful(desk, batch)
    if not found:
        return
    say(_("Enter: somebody new. A number: this one. -: leave out. q: ask no more."))
    for item in found:
        said = ", ".join(view.after for view in item.says[:3])
        say()
        say((item.title, "bold"), "   ", (said, "dim"))
        for who in item.doubtful:
            say(f"{who.number + 1:3}  {who.name}  ", (who.about, "dim"))
        answer = _answer(len(item.doubtful))
        if answer == STOP:
            return
        if answer == LEAVE_OUT:
            choose(desk.id, batch, item.id, wanted=False)
        elif answer:
            whom = int(answer) - 1
            choose_who(desk.id, batch, item.id, whom=whom)


def _doubtful(desk: Desk, batch: str) -> list[ItemView]:
    found: list[ItemView] = []
    number, more = 1, True
    while more:
        view = batch_view(desk.id, batch, verdict="doubtful", page=number, now=now())
        found += [item for item in view.items.object_list if item.doubtful]
        number, more = number + 1, view.items.has_next
    return found


def _answer(most: int) -> str:
    """Read a number up to ``most``, "-", "q" or nothing."""
    while True:
        answer = fold(ask(">"))
        if answer in {"", STOP, LEAVE_OUT}:
            return answer
        if answer.isascii() and answer.isdigit() and 1 <= int(answer) <= most:
            return answer
