"""The four ways to say no, as pages.

Missing is 404, Invalid 400, Refused 409, Unavailable 503. Anything else is a bug
and stays loud.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import number_format
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext, gettext_noop
from django.views.defaults import bad_request
from django_htmx.http import reswap, retarget

from kontor.core.errors import Invalid, KontorError, Missing, Refused, Unavailable
from kontor.reports.wording import error_text

Answer = Callable[[HttpRequest], HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Family:
    """How one family of errors is answered: HTTP status and heading."""

    status: int
    heading: str


FAMILIES: dict[type[KontorError], Family] = {
    Missing: Family(404, gettext_noop("Not in this book")),
    Invalid: Family(400, gettext_noop("This cannot be used as it is")),
    Refused: Family(409, gettext_noop("Not as things stand")),
    Unavailable: Family(503, gettext_noop("Not at hand just now")),
}


def error_middleware(get_response: Answer) -> Answer:
    """Turn what the user can understand and mend into a page that says so."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        return get_response(request)

    # Django catches a view's exception further in and offers it here only.
    middleware.process_exception = answer  # type: ignore[attr-defined]
    return middleware


def answer(request: HttpRequest, error: Exception) -> HttpResponse | None:
    """Answer an error of ours as a page or, for htmx, as a line on the page.

    The line goes to the place for messages, so that nothing the user has typed
    is swapped away.
    """
    family = next((f for kind, f in FAMILIES.items() if isinstance(error, kind)), None)
    if family is None or not isinstance(error, KontorError):
        return None
    facts = {"heading": gettext(family.heading), "message": error_text(error)}
    if getattr(request, "htmx", False):
        response = render(request, "_error.html", facts, status=family.status)
        return reswap(retarget(response, "#said"), "innerHTML")
    facts["back"] = _back(request)
    return render(request, "error.html", facts, status=family.status)


def refused(request: HttpRequest, exception: Exception) -> HttpResponseBase:
    """Answer what Django itself will not take: more files than it reads at once."""
    if not isinstance(exception, TooManyFilesSent):
        return bad_request(request, exception)
    text = gettext(
        "These are more than {count} files. Put them into a ZIP archive, or bring"
        " them in several times."
    )
    most = number_format(settings.DATA_UPLOAD_MAX_NUMBER_FILES, force_grouping=True)
    facts = {
        "heading": gettext(FAMILIES[Invalid].heading),
        "message": text.format(count=most),
        "back": _back(request),
    }
    return render(request, "error.html", facts, status=FAMILIES[Invalid].status)


def broken(request: HttpRequest) -> HttpResponse:
    """Say that a fault of ours was met; the log has told whoever runs Kontor.

    The page leans on nothing that could be what broke: the language is that of the
    cookie or the browser, not the account's, which would ask the database.
    """
    with translation.override(translation.get_language_from_request(request)):
        return HttpResponse(render_to_string("500.html"), status=500)


def _back(request: HttpRequest) -> str:
    """Give the address the user came from, "" where it is not one of ours."""
    referer = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(referer, {request.get_host()}):
        return ""
    parts = urlsplit(referer)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
