"""In which language a page speaks."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from kontor.actions.accounts.settings import choose_language
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop

Answer = Callable[[HttpRequest], HttpResponseBase]
YEAR = 60 * 60 * 24 * 365


class UnknownLanguage(Invalid):
    """Kontor has no pages in this language."""

    text = gettext_noop("Kontor does not speak “{language}” yet. Choose another one.")


def language_middleware(get_response: Answer) -> Answer:
    """Speak the account's language, else the cookie's, else the browser's.

    Stands after the authentication, because it asks for the account.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = spoken(request)
        request.LANGUAGE_CODE = language
        with translation.override(language):
            response = get_response(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response

    return middleware


def spoken(request: HttpRequest) -> str:
    """Tell the language for this request, one of ``settings.LANGUAGES``."""
    chosen = getattr(request.user, "language", "")
    if chosen in dict(settings.LANGUAGES):
        return str(chosen)
    return translation.get_language_from_request(request)


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Change the language for this browser and account, and go on where one was.

    Raises:
        UnknownLanguage: there are no pages in it.
    """
    wanted = request.POST.get("language", "")
    if wanted not in dict(settings.LANGUAGES):
        raise UnknownLanguage(language=wanted)
    if request.user.pk is not None:
        choose_language(request.user.pk, wanted)
    after = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(after, {request.get_host()}):
        after = "/"
    response = redirect(after)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME, wanted, max_age=YEAR, samesite="Lax"
    )
    return response
