"""Adding a network, and changing what is kept of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.actions.groups.groups import add_group, edit_group, remove_group
from kontor.core.errors import Invalid, Refused
from kontor.reports.groups.group import GroupView
from kontor.reports.groups.group import group as group_view
from kontor.reports.words import word
from kontor.web.access import keeps_book
from kontor.web.answer import go, objected, tell
from kontor.web.forms.groups import TEMPLATES, GroupForm
from kontor.web.groups.objecting import field_of
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "POST"])
def group_new(request: HttpRequest, book: BookView) -> HttpResponse:
    """Add a network: which kind, then what is usual for it."""
    kind = request.POST.get("kind") or request.GET.get("kind", "")
    if kind not in TEMPLATES:
        return _kinds(request)
    data = request.POST if request.method == "POST" else None
    form = GroupForm(data, currency=book.currency, kind=kind, group=None)
    answer = _save(request, book, form, None) if data is not None else None
    return answer or _form(request, form, None, kind)


@keeps_book
@require_http_methods(["GET", "POST"])
def group_edit(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Change what is kept of a network, or remove it."""
    view = group_view(book.id, uid, today=today_in(book))
    if request.POST.get("act") == "remove":
        tell(request, book, remove_group(book.id, uid, hand=hand_of(request)))
        return go("groups", book.id)
    data = request.POST if request.method == "POST" else None
    kind = view.row.kind
    form = GroupForm(data, currency=book.currency, kind=kind, group=view)
    answer = _save(request, book, form, view) if data is not None else None
    return answer or _form(request, form, view, kind)


def _kinds(request: HttpRequest) -> HttpResponse:
    kinds = [
        (code, word(code, "group"), gettext(template.what))
        for code, template in TEMPLATES.items()
    ]
    return render(request, "groups/kinds.html", {"kinds": kinds})


def _form(
    request: HttpRequest, form: GroupForm, view: GroupView | None, kind: str
) -> HttpResponse:
    context = {
        "form": form,
        "group": view,
        "kind": kind,
        "what": gettext(TEMPLATES[kind].what),
    }
    return render(request, "groups/group_edit.html", context)


def _save(
    request: HttpRequest, book: BookView, form: GroupForm, view: GroupView | None
) -> HttpResponse | None:
    """Save, or put beside the field what speaks against it."""
    if not form.is_valid():
        return None
    hand = hand_of(request)
    try:
        if view is None:
            done = add_group(book.id, hand=hand, **form.values())
        else:
            done = edit_group(book.id, view.row.uid, hand=hand, **form.values())
    except (Invalid, Refused) as error:
        objected(form, error, field_of(error))
        return None
    tell(request, book, done)
    return go("group", book.id, done.uid)
