"""Target segments, and who belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kontor.actions.groups.segments import (
    add_segment,
    edit_segment,
    remove_segment,
    say_belongs,
)
from kontor.core.errors import Invalid, Refused
from kontor.reports.groups.segments import segment as segment_view
from kontor.reports.groups.segments import segments as list_segments
from kontor.web.access import keeps_book
from kontor.web.answer import back, go, objected, page_number, tell
from kontor.web.forms.segments import IMPORTANCE, BelongsForm, SegmentForm
from kontor.web.groups.objecting import field_of
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView
    from kontor.reports.groups.segments import SegmentLine

# What a button says of somebody: that they belong or not, or that the rules decide.
WORDS = {"belongs": True, "out": False, "rules": None}


@keeps_book
@require_safe
def segments(request: HttpRequest, book: BookView) -> HttpResponse:
    """List the segments."""
    found = list_segments(book.id, today=today_in(book))
    lines = [(one, gettext(IMPORTANCE[one.importance])) for one in found]
    return render(request, "groups/segments.html", {"lines": lines})


@keeps_book
@require_http_methods(["GET", "POST"])
def segment_new(request: HttpRequest, book: BookView) -> HttpResponse:
    """Add a segment."""
    return _edit(request, book, None)


@keeps_book
@require_http_methods(["GET", "POST"])
def segment_edit(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Change a segment, or remove it."""
    view = segment_view(book.id, uid, today=today_in(book))
    if request.POST.get("act") == "remove":
        tell(request, book, remove_segment(book.id, uid, hand=hand_of(request)))
        return go("segments", book.id)
    return _edit(request, book, view.line)


@keeps_book
@require_http_methods(["GET", "POST"])
def segment(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show who belongs to a segment, or put it right for one person."""
    today = today_in(book)
    view = segment_view(book.id, uid, today=today, page=page_number(request))
    form = BelongsForm(book=book.id, today=today)
    if request.method == "POST":
        act, who = request.POST.get("act", ""), request.POST.get("person", "")
        if act == "add":
            form = BelongsForm(request.POST, book=book.id, today=today)
            act, who = "belongs", form.cleaned_data["who"] if form.is_valid() else ""
        elif act not in WORDS:
            raise Invalid
        if form.is_valid() or not form.is_bound:
            hand = hand_of(request)
            done = say_belongs(book.id, uid, who, hand=hand, belongs=WORDS[act])
            tell(request, book, done)
            return back(request, "segment", book.id, uid)
    context = {"segment": view, "page": view.people, "form": form}
    return render(request, "groups/segment.html", context)


def _edit(
    request: HttpRequest, book: BookView, line: SegmentLine | None
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = SegmentForm(data, segment=line)
    if data is not None and form.is_valid():
        hand, values = hand_of(request), form.values()
        try:
            if line is None:
                done = add_segment(book.id, hand=hand, **values)
            else:
                done = edit_segment(book.id, line.uid, hand=hand, **values)
        except (Invalid, Refused) as error:
            objected(form, error, field_of(error))
        else:
            tell(request, book, done)
            return go("segment", book.id, done.uid)
    context = {"form": form, "segment": line}
    return render(request, "groups/segment_edit.html", context)
