"""The page of settings: sections that are saved one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.confidential import remove_rule
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.numbers import small_number
from kontor.reports.accounts.accounts import keepers_of
from kontor.reports.accounts.books import settings_of
from kontor.web.access import keeps_book
from kontor.web.accounts.save import OWNER, SAVE, erase
from kontor.web.accounts.sections import FORMS, sections_of
from kontor.web.answer import go, objected, tell
from kontor.web.forms.everything import ExportForm
from kontor.web.frame import say
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "POST"])
def settings(request: HttpRequest, book: BookView) -> HttpResponse:
    """Show how the book is set, or save a section of it.

    Raises:
        Invalid: the page has no such section.
    """
    if request.method != "POST":
        return _page(request, book)
    act = request.POST.get("act", "")
    if act == "remove":
        return _remove(request, book)
    if act not in FORMS:
        raise Invalid
    form = FORMS[act](request.POST)
    if form.is_valid():
        try:
            return _save(request, book, act, form)
        except (Invalid, Refused) as error:
            objected(form, error, str(error.facts.get("setting", act)))
    return _page(request, book, **{act: form})


def _save(
    request: HttpRequest, book: BookView, act: str, form: forms.Form
) -> HttpResponse:
    if act == "erase":
        erase(book, hand_of(request), form.cleaned_data)
        say(request, gettext("The book “%(name)s” is deleted.") % {"name": book.name})
        return go("home")
    tell(request, book, SAVE[act](book, hand_of(request), form.cleaned_data))
    return go("settings", book.id)


def _remove(request: HttpRequest, book: BookView) -> HttpResponse:
    rule = small_number(request.POST.get("rule", ""))
    if rule is None:
        raise Missing
    tell(request, book, remove_rule(book.id, rule, hand=hand_of(request)))
    return go("settings", book.id)


def _page(request: HttpRequest, book: BookView, **sent: forms.Form) -> HttpResponse:
    """Render the page; a form sent with mistakes stands as it was sent."""
    view = settings_of(book.id)
    context = {
        "sections": sections_of(view, sent),
        "rules": view.confidential,
        "rule_form": sent.get("confidential") or FORMS["confidential"](),
        "erase_form": sent.get("erase") or FORMS["erase"](),
        "may_erase": book.role == OWNER,
        "keepers": keepers_of(book.id),
        "export_form": ExportForm(auto_id="out_%s"),
    }
    return render(request, "accounts/settings.html", context)
