"""One gathering: who was in the room, on one page; before it, the preparation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.actions.groups.attendance import fill_attendance
from kontor.core.errors import Invalid, Refused
from kontor.reports.groups.gathering import gathering as gathering_view
from kontor.reports.groups.sentences import money_text
from kontor.reports.wording import error_text
from kontor.reports.words import WORDS, word
from kontor.web.access import keeps_book
from kontor.web.answer import go, tell
from kontor.web.forms.gatherings import Room, room_of
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView
    from kontor.reports.groups.gathering import GatheringView


@keeps_book
@require_http_methods(["GET", "POST"])
def gathering(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show the room, fill it in, or show the sheet to be printed."""
    if request.method == "POST":
        return _fill(request, book, uid)
    today = today_in(book)
    sheet = "sheet" in request.GET
    view = gathering_view(book.id, uid, today=today, prepared=True)
    if sheet:
        return render(request, "groups/sheet.html", _facts(view))
    everybody = request.GET.get("all") == "present"
    return _page(request, view, room_of(view, everybody=everybody))


def _fill(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Save what was ticked, or show it again with more of it filled in."""
    view = gathering_view(book.id, uid, today=today_in(book))
    if request.POST.get("act") == "clear":
        none = {line.uid: "" for line in view.lines}
        done = fill_attendance(book.id, uid, hand=hand_of(request), states=none)
        tell(request, book, done)
        return go("gathering", book.id, uid)
    everybody = request.POST.get("all") == "present"
    room = room_of(view, request.POST, everybody=everybody)
    if everybody or "more" in request.POST or not room.newcomers.is_valid():
        return _page(request, view, room)
    try:
        done = fill_attendance(
            book.id,
            uid,
            hand=hand_of(request),
            states=room.states(),
            talked=room.talked(),
            newcomers=room.arrivals(),
        )
    except (Invalid, Refused) as error:
        return _page(request, view, room, error_text(error))
    tell(request, book, done)
    return go("group", book.id, view.group)


def _page(
    request: HttpRequest, view: GatheringView, room: Room, error: str = ""
) -> HttpResponse:
    facts = _facts(view)
    noted = any(line.state for line in view.lines)
    context = facts | {"room": room, "error": error, "noted": noted}
    return render(request, "groups/gathering.html", context)


def _facts(view: GatheringView) -> dict[str, object]:
    marks = list(WORDS["attendance"])
    there = {"present", "late"}
    return {
        "gathering": view,
        "title": view.title
        or gettext("Gathering of “{group}”").format(group=view.group_name),
        "states": [(code, word(code, "attendance")) for code in marks],
        "cost": money_text(view.cost, view.currency) if view.cost is not None else "",
        "came": [line for line in view.lines if line.state in there],
        "away": [line for line in view.lines if line.state in {*marks} - there],
        "others": [line for line in view.lines if not line.is_owner],
    }
