"""One organisation, and who is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.organisations import edit_organisation
from kontor.core.errors import Invalid
from kontor.reports.connections.organisation import organisation as organisation_view
from kontor.web.access import keeps_book
from kontor.web.answer import go, objected, tell
from kontor.web.forms.organisation import OrganisationForm
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "POST"])
def organisation(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show an organisation, or change what is known of it."""
    view = organisation_view(book.id, uid, today=today_in(book))
    known = {name: getattr(view, name) for name in OrganisationForm.base_fields}
    form = OrganisationForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            done = edit_organisation(
                book.id, uid, hand=hand_of(request), **form.cleaned_data
            )
        except Invalid as error:
            objected(form, error, "name")
        else:
            tell(request, book, done)
            return go("organisation", book.id, uid)
    context = {"organisation": view, "form": form}
    return render(request, "connections/organisation.html", context)
