"""One touch: to be put right, or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.touches import edit_touch, remove_touch
from kontor.core.errors import Invalid
from kontor.reports.connections.touch import touch as touch_view
from kontor.web.access import keeps_book
from kontor.web.answer import after, back, objected, tell
from kontor.web.forms.touch import TouchForm
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView
    from kontor.reports.connections.touch import TouchView


@keeps_book
@require_http_methods(["GET", "POST"])
def touch(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show a touch, change it, or take it out of the book."""
    view = touch_view(book.id, uid)
    if request.POST.get("act") == "remove":
        tell(request, book, remove_touch(book.id, uid, hand=hand_of(request)))
        return _done(request, book, view)
    data = request.POST if request.method == "POST" else None
    form = TouchForm(data, book=book.id, today=today_in(book), touch=view)
    if data is not None and form.is_valid() and _save(request, book, uid, form):
        return _done(request, book, view)
    context = {"touch": view, "form": form, "next": after(request)}
    return render(request, "connections/touch.html", context)


def _save(request: HttpRequest, book: BookView, uid: UUID, form: TouchForm) -> bool:
    """Save; False where something speaks against it, which stands in the form."""
    try:
        done = edit_touch(
            book.id,
            uid,
            hand=hand_of(request),
            people=form.uids(),
            **form.columns(book.time_zone),
        )
    except Invalid as error:
        objected(form, error, _field_of(error))
        return False
    tell(request, book, done)
    return True


def _field_of(error: Invalid) -> str:
    if "day" in error.facts:
        return "day"
    # Without facts it is about who took part.
    return str(error.facts.get("field", "people"))


def _done(request: HttpRequest, book: BookView, view: TouchView) -> HttpResponse:
    """Go back to whose page one came from, else to the first who took part."""
    if view.people:
        return back(request, "person", book.id, view.people[0].uid)
    return back(request, "people", book.id)
