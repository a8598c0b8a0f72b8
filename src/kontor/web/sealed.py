"""What goes over a network goes by HTTPS; only this machine itself is spared it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpResponse, HttpResponseRedirect
from django.http.request import split_domain_port

from kontor.web.health import HEALTH

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    Answer = Callable[[HttpRequest], HttpResponseBase]

# Half a year, as long as a browser stays signed in.
HSTS = f"max-age={60 * 60 * 24 * 180}"
FORBIDDEN = 403


def sealed_middleware(get_response: Answer) -> Answer:
    """Send whoever comes unsealed from elsewhere to HTTPS; seal the cookies there.

    Stands in front of all others, so that it sees every cookie that is set.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if request.path == HEALTH:
            return get_response(request)
        if not request.is_secure():
            return get_response(request) if may_be_plain(request) else _on(request)
        response = get_response(request)
        for cookie in response.cookies.values():
            cookie["secure"] = True
        if not of_this_machine(request):
            response.headers.setdefault("Strict-Transport-Security", HSTS)
        return response

    return middleware


def may_be_plain(request: HttpRequest) -> bool:
    """Tell whether a request need not be sealed."""
    return not settings.ONLY_SEALED or of_this_machine(request)


def of_this_machine(request: HttpRequest) -> bool:
    """Tell whether Kontor was asked for under a name of loopback."""
    return split_domain_port(request.get_host())[0] in settings.LOOPBACK


def _on(request: HttpRequest) -> HttpResponseBase:
    """Send on to the same page by HTTPS, if there is such a way in."""
    wanted = split_domain_port(request.get_host())[0]
    sealed = [a for a in settings.OUTSIDE if a.startswith("https://")]
    same = [a for a in sealed if split_domain_port(urlsplit(a).netloc)[0] == wanted]
    if not sealed:
        return HttpResponse("HTTPS only.\n", status=FORBIDDEN)
    # Not for good: what is served here may be served otherwise tomorrow.
    return HttpResponseRedirect(
        (same or sealed)[0] + request.get_full_path(force_append_slash=False)
    )
