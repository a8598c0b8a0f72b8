"""Noting a gathering, changing it, taking it out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.groups.gatherings import (
    add_gathering,
    edit_gathering,
    remove_gathering,
)
from kontor.actions.groups.groups import edit_group
from kontor.core.errors import Invalid, Refused
from kontor.reports.groups.gathering import gathering as gathering_view
from kontor.reports.groups.group import group as group_view
from kontor.web.access import keeps_book
from kontor.web.answer import go, objected, tell
from kontor.web.forms.gatherings import GatheringForm, kept_of, usual_of
from kontor.web.groups.objecting import field_of
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.actions.done import Done
    from kontor.reports.accounts.books import BookView
    from kontor.reports.groups.group import GroupView


@keeps_book
@require_http_methods(["GET", "POST"])
def gathering_new(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Note a gathering of a network, past or to come; a first visit is noted too."""
    today = today_in(book)
    view = group_view(book.id, uid, today=today)
    data = request.POST if request.method == "POST" else None
    day = _asked_day(request, view, today)
    form = GatheringForm(data, initial=usual_of(view, day))
    if data is not None:
        hand = hand_of(request)

        def add() -> Done:
            values = form.cleaned_data
            return add_gathering(book.id, uid, hand=hand, **values)

        done = _saved(form, add)
        if done is not None:
            tell(request, book, done)
            held = form.cleaned_data["day"]
            if view.row.standing == "looking" and held <= today:
                edit_group(book.id, uid, hand=hand, visited_on=held)
            return go("gathering", book.id, done.uid)
    context = {"form": form, "group": view, "gathering": None}
    return render(request, "groups/gathering_edit.html", context)


@keeps_book
@require_http_methods(["GET", "POST"])
def gathering_edit(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Change a gathering, cancel it, or take it out."""
    view = gathering_view(book.id, uid, today=today_in(book))
    hand = hand_of(request)
    if request.POST.get("act") == "remove":
        tell(request, book, remove_gathering(book.id, uid, hand=hand))
        return go("group", book.id, view.group)
    data = request.POST if request.method == "POST" else None
    form = GatheringForm(data, initial=kept_of(view))
    if data is not None:

        def edit() -> Done:
            return edit_gathering(book.id, uid, hand=hand, **form.cleaned_data)

        done = _saved(form, edit)
        if done is not None:
            tell(request, book, done)
            return go("gathering", book.id, uid)
    context = {"form": form, "group": None, "gathering": view}
    return render(request, "groups/gathering_edit.html", context)


def _asked_day(request: HttpRequest, view: GroupView, today: date) -> date:
    """Begin with today for a visit, else with the next day by the rule."""
    if "visit" in request.GET or view.next_day is None or view.next_uid:
        return today
    return view.next_day


def _saved(form: GatheringForm, save: Callable[[], Done]) -> Done | None:
    """Save; None where something speaks against it, which stands in the form."""
    if not form.is_valid():
        return None
    try:
        return save()
    except (Invalid, Refused) as error:
        field = "day" if "day" in error.facts else field_of(error)
        objected(form, error, field)
        return None
