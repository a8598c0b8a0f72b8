"""How a view answers: what was done with its undo, a fragment, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext

from kontor.reports.accounts.deeds import deed_text
from kontor.reports.wording import error_text
from kontor.web.frame import say

if TYPE_CHECKING:
    from django.forms import BaseForm
    from django.http import HttpRequest

    from kontor.actions.done import Done
    from kontor.core.errors import KontorError
    from kontor.reports.accounts.books import BookView


def tell(request: HttpRequest, book: BookView, done: Done) -> None:
    """Say what was done, and offer to take it back."""
    if done.deed is None:
        say(request, gettext("Nothing to change."), level=messages.INFO)
        return
    text = deed_text(done.verb, done.facts)
    say(request, text, undo=(book.id, done.deed))


def fragment(
    request: HttpRequest, template: str, context: dict[str, Any]
) -> HttpResponse:
    """Answer htmx with a piece of the page, and with what was said beside it."""
    piece = render_to_string(template, context, request)
    said = render_to_string("_said.html", {"oob": True}, request)
    return HttpResponse(piece + said)


def by_htmx(request: HttpRequest) -> bool:
    """Tell whether a piece of the page is asked for, not a whole one."""
    return bool(getattr(request, "htmx", False))


def go(name: str, *args: object) -> HttpResponseRedirect:
    """Go on to a page of ours by its name."""
    return HttpResponseRedirect(reverse(name, args=args))


def after(request: HttpRequest) -> str:
    """Give the address to go on to that came along as ``next``.

    "" where there is none, or none of ours: a link from elsewhere must not lead
    out of Kontor, nor run a script.
    """
    address = request.POST.get("next", "") or request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(address, {request.get_host()})
    return address if ours else ""


def back(request: HttpRequest, name: str, *args: object) -> HttpResponseRedirect:
    """Go on to the address that came along, else to a page of ours by its name."""
    address = after(request)
    return HttpResponseRedirect(address) if address else go(name, *args)


def objected(form: BaseForm, error: KontorError, field: str | None = None) -> None:
    """Put what an action objects to beside the field it is about."""
    known = field if field in form.fields else None
    form.add_error(known, error_text(error))


def page_number(request: HttpRequest) -> int:
    """Read which page of a list is asked for; 1 where it cannot be told."""
    text = request.GET.get("page", "")
    # More digits than any list has pages would be too much for the database.
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 1
