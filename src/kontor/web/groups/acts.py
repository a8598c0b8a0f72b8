"""The small acts of a network's page: each button of it, by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.actions.groups.members import add_member, edit_member, remove_member
from kontor.actions.groups.welcome import add_new_member, guest_joined
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.numbers import small_number
from kontor.reports.groups.group import group as group_view
from kontor.web.answer import back, objected, tell
from kontor.web.forms.members import MemberForm
from kontor.web.groups.objecting import field_of
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from kontor.actions.done import Done
    from kontor.lib.hand import Hand
    from kontor.reports.accounts.books import BookView
    from kontor.reports.groups.group import GroupView
    from kontor.reports.groups.people import GuestLine, MemberLine

    Line = MemberLine | GuestLine


def act_on(
    request: HttpRequest, book: BookView, uid: UUID, sent: dict[str, forms.Form]
) -> HttpResponse | None:
    """Do what the button pressed is for, and go back to where it was.

    Args:
        sent: where a form with a mistake is left, by the name of its act.

    Returns:
        None where there is such a form, to be shown again.

    Raises:
        Invalid: there is no such button.
        Missing: there is no such network, or nobody of this membership in it.
    """
    act = request.POST.get("act", "")
    if act == "add":
        done = _add(request, book, uid, sent)
    elif act in ACTS:
        done = _change(request, book, uid, act)
    else:
        raise Invalid
    if done is None:
        return None
    tell(request, book, done)
    return back(request, "group", book.id, uid)


def _add(
    request: HttpRequest, book: BookView, uid: UUID, sent: dict[str, forms.Form]
) -> Done | None:
    form = MemberForm(request.POST, book=book.id, today=today_in(book))
    if form.is_valid():
        values = dict(form.cleaned_data)
        fresh, who = values.pop("fresh"), values.pop("who")
        hand = hand_of(request)
        try:
            if fresh:
                return add_new_member(book.id, uid, hand=hand, name=who, **values)
            return add_member(book.id, uid, who, hand=hand, **values)
        except (Invalid, Refused) as error:
            objected(form, error, field_of(error))
    sent["add"] = form
    return None


def _change(request: HttpRequest, book: BookView, uid: UUID, act: str) -> Done:
    key = small_number(request.POST.get("membership", "")) or 0
    today = today_in(book)
    see_in(book, uid, key)
    hand = hand_of(request)
    if act == "asked":
        return edit_member(book.id, key, hand=hand, followed_up_on=today)
    if act == "joined":
        return guest_joined(book.id, key, hand=hand)
    if act == "declined":
        reason = request.POST.get("reason", "")
        return edit_member(
            book.id, key, hand=hand, outcome="declined", reason=reason,
            followed_up_on=today,
        )  # fmt: skip
    return _end_or_remove(book, key, hand, act)


def _end_or_remove(book: BookView, key: int, hand: Hand, act: str) -> Done:
    if act == "end":
        return edit_member(book.id, key, hand=hand, until=hand.today(book.time_zone))
    return remove_member(book.id, key, hand=hand)


ACTS = ("asked", "joined", "declined", "end", "remove")


def see_in(book: BookView, uid: UUID, key: int) -> None:
    """See that a membership is one of this network.

    Raises:
        Missing: it is not.
    """
    view = group_view(book.id, uid, today=today_in(book))
    if key not in {line.membership for line in everybody(view)}:
        raise Missing


def everybody(view: GroupView) -> tuple[Line, ...]:
    """Give every membership of a network, those that ended among them."""
    return (*view.members, *view.former, *view.guests)
