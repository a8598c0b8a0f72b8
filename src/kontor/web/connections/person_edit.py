"""Writing somebody down, and changing what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.people import add_person, edit_person
from kontor.core.errors import Invalid
from kontor.reports.connections.organisation import organisation_names
from kontor.reports.overview.person import person as person_view
from kontor.reports.words import WORDS, word
from kontor.web.access import keeps_book
from kontor.web.answer import go, objected, tell
from kontor.web.forms.person import PersonForm
from kontor.web.forms.pieces import Rows, changes_in, rows_of
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView
    from kontor.reports.overview.person import PersonView


@keeps_book
@require_http_methods(["GET", "POST"])
def person_new(request: HttpRequest, book: BookView) -> HttpResponse:
    """Write somebody down."""
    return _edit(request, book, None)


@keeps_book
@require_http_methods(["GET", "POST"])
def person_edit(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Change what is known of somebody."""
    return _edit(request, book, person_view(book.id, uid, today=today_in(book)))


def _edit(
    request: HttpRequest, book: BookView, person: PersonView | None
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    form = PersonForm(data, book=book.id, today=today_in(book), person=person)
    rows = rows_of(data, person)
    if data is not None and "more" not in data:
        sound = all(one.formset.is_valid() for one in rows)
        if form.is_valid() and sound:
            answer = _save(request, book, person, form, rows)
            if answer is not None:
                return answer
    context = {
        "person": person,
        "form": form,
        "rows": rows,
        "organisations": organisation_names(book.id),
        "labels": [word(code, "label") for code in WORDS["label"]],
        "sent": data is not None and "more" not in data,
    }
    return render(request, "connections/person_edit.html", context)


def _save(
    request: HttpRequest,
    book: BookView,
    person: PersonView | None,
    form: PersonForm,
    rows: list[Rows],
) -> HttpResponse | None:
    """Save, or put beside the field what speaks against it."""
    values: dict[str, Any] = form.changes() | changes_in(rows)
    hand = hand_of(request)
    try:
        if person is None:
            done = add_person(book.id, hand=hand, **values)
        else:
            done = edit_person(book.id, person.uid, hand=hand, **values)
    except Invalid as error:
        objected(form, error, _field_of(error))
        return None
    tell(request, book, done)
    return go("person", book.id, done.uid)


def _field_of(error: Invalid) -> str:
    if {"day", "month"} <= error.facts.keys():
        return "birth_day"
    return str(error.facts.get("field", ""))
