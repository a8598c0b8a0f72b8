"""One network: its people, what it leads to, what to do there next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.reports.groups.group import GroupView
from kontor.reports.groups.group import group as group_view
from kontor.reports.groups.invitation import invitations
from kontor.reports.groups.sentences import (
    STANDINGS,
    WHY_TALK,
    card_text,
    hours_text,
    money_text,
    sums_text,
)
from kontor.web.access import keeps_book
from kontor.web.forms.members import MemberForm
from kontor.web.groups.acts import act_on
from kontor.web.groups.pictures import comings, range_picture
from kontor.web.hand import today_in

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView

# Of the gatherings so many are listed before one has to ask for the rest.
LATEST = 12


@keeps_book
@require_http_methods(["GET", "POST"])
def group(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show a network, or do one of the small acts of its page."""
    sent: dict[str, forms.Form] = {}
    if request.method == "POST":
        answer = act_on(request, book, uid, sent)
        if answer is not None:
            return answer
    today = today_in(book)
    view = group_view(book.id, uid, today=today)
    held = [g for g in view.gatherings if g.day <= today]
    form = sent.get("add") or MemberForm(book=book.id, today=today)
    context = (
        _facts(view)
        | _people(request, view)
        | {
            "group": view,
            "comings": comings(view.gatherings, today),
            "coming": [g for g in view.gatherings if g.day > today],
            "held": held[:LATEST],
            "older": held[LATEST:],
            "seats": _seats(book, view),
            "member_form": form,
            "today": today,
        }
    )
    return render(request, "groups/group.html", context)


def _facts(view: GroupView) -> dict[str, Any]:
    row = view.row
    most = max((pool.card.total for pool in row.pools), default=0)
    return {
        "standing": gettext(STANDINGS[row.standing]),
        "since": _since(view),
        "pools": [
            (pool, card_text(pool.card, pool.name), range_picture(pool.card, most))
            for pool in row.pools
        ],
        "fees": list(_fees(view)),
        "hours": hours_text(row.hours),
        "money": sums_text(row.money),
        "talk_to": [(one, gettext(WHY_TALK.get(one.why, ""))) for one in view.talk_to],
    }


def _since(view: GroupView) -> date | None:
    days = {
        "member": view.joined_on, "visited": view.visited_on, "left": view.left_on
    }  # fmt: skip
    return days.get(view.row.standing)


def _people(request: HttpRequest, view: GroupView) -> dict[str, Any]:
    """Narrow the members to one segment, where one is asked for."""
    wanted = request.GET.get("segment", "")
    name = next((pool.name for pool in view.row.pools if pool.segment == wanted), "")
    shown = [one for one in view.members if not name or name in one.segments]
    return {"members": shown, "segment": wanted if name else ""}


def _seats(
    book: BookView, view: GroupView
) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Give each empty seat with whom one knows in the trade, and the invitation."""
    drafts = invitations(book.id, view, book.language)
    return [
        (trade, [(uid, name, drafts[uid, trade]) for uid, name in candidates])
        for trade, candidates in ((s.trade, s.candidates) for s in view.empty_seats)
    ]


def _fees(view: GroupView) -> Iterator[tuple[str, str, str]]:
    """Give what it costs, as (sum, how often as a code, what for)."""
    for amount, period, what in (
        (view.joining_fee, "", gettext("for joining")),
        (view.period_fee, view.period, ""),
        (view.gathering_fee, "", gettext("each gathering")),
    ):
        if amount is not None:
            yield money_text(amount, view.currency), period, what
