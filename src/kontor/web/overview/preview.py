"""The keeper's choices on the page of a preview: ticks, and who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.actions.overview.imports.choose import choose, choose_all, choose_who

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

NEW = "new"


def keep_choices(request: HttpRequest, book: int, batch: UUID) -> None:
    """Write down what was changed on the page; what was not shown stays as it is.

    The page tells for each record what stood there before, so that only
    differences are written: ``shown``, ``was`` and ``wanted`` are numbers of records,
    ``who-N`` and ``who-was-N`` whom record N was said to be.
    """
    was, wanted = (_numbers(request, name) for name in ("was", "wanted"))
    shown = _numbers(request, "shown")
    for item in sorted(shown & (was ^ wanted)):
        choose(book, batch, item, wanted=item in wanted)
    for item in sorted(_numbers(request, "doubtful")):
        before = request.POST.get(f"who-was-{item}", NEW)
        answer = request.POST.get(f"who-{item}", before)
        if answer != before:
            whom = int(answer) if _is_number(answer) else None
            choose_who(book, batch, item, whom=whom)


def take_all(request: HttpRequest, book: int, batch: UUID) -> None:
    """Take in all records of the tab that is shown, or none of them."""
    wanted = request.POST.get("act") == "all"
    verdict, kind = request.POST.get("verdict", ""), request.POST.get("kind", "")
    choose_all(book, batch, verdict, wanted=wanted, kind=kind)


def _numbers(request: HttpRequest, name: str) -> set[int]:
    return {int(text) for text in request.POST.getlist(name) if _is_number(text)}


def _is_number(text: str) -> bool:
    # Longer ones are no keys, and too long for the database.
    return text.isascii() and text.isdigit() and len(text) < 19
