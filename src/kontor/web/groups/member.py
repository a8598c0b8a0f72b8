"""What somebody is in a network: changed, ended, taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.groups.members import edit_member
from kontor.core.errors import Invalid, Missing, Refused
from kontor.reports.groups.group import group as group_view
from kontor.reports.groups.people import GuestLine
from kontor.web.access import keeps_book
from kontor.web.answer import go, objected, tell
from kontor.web.forms.members import GuestForm, MembershipForm
from kontor.web.groups.acts import everybody
from kontor.web.groups.objecting import field_of
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView
    from kontor.reports.groups.group import GroupView
    from kontor.web.groups.acts import Line


@keeps_book
@require_http_methods(["GET", "POST"])
def member(request: HttpRequest, book: BookView, uid: UUID, key: int) -> HttpResponse:
    """Show a membership, or change it."""
    view = group_view(book.id, uid, today=today_in(book))
    line = _line(view, key)
    data = request.POST if request.method == "POST" else None
    form = (
        GuestForm(data, line=line)
        if isinstance(line, GuestLine)
        else MembershipForm(data, line=line)
    )
    if data is not None and form.is_valid():
        try:
            done = edit_member(book.id, key, hand=hand_of(request), **form.cleaned_data)
        except (Invalid, Refused) as error:
            objected(form, error, "until" if not field_of(error) else field_of(error))
        else:
            tell(request, book, done)
            return go("group", book.id, uid)
    context = {"group": view, "line": line, "form": form}
    return render(request, "groups/member.html", context)


def _line(view: GroupView, key: int) -> Line:
    for line in everybody(view):
        if line.membership == key:
            return line
    raise Missing
