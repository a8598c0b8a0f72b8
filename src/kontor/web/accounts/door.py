"""The door: a link that works once signs a browser in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import load_backend, login
from django.core.cache import cache
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from kontor.actions.accounts.door import LinkSpent, use_link
from kontor.core.errors import Unavailable
from kontor.lib.text import gettext_noop
from kontor.web.answer import after, back, go
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

TRIES_A_MINUTE = 10
CONFLICT = 409


class TooManyTries(Unavailable):
    """Somebody may be guessing."""

    text = gettext_noop("Too many links were tried just now. Wait a minute.")


@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str = "") -> HttpResponse:
    """Show the door; a link is spent only by the button on its page.

    What looks at a link before its owner does (a preview in a messenger, a virus
    scanner) asks by GET and so leaves it whole.

    Raises:
        TooManyTries: too many links that sign nobody in were tried.
    """
    if request.method == "POST":
        return _enter(request, token)
    if request.user.pk is not None and not token:
        return go("home")
    context = {"token": token, "next": after(request)}
    return render(request, "accounts/door.html", context)


def _enter(request: HttpRequest, token: str) -> HttpResponse:
    hand = hand_of(request)
    tries = f"door-{hand.moment:%Y%m%d%H%M}"
    cache.add(tries, 0, timeout=120)
    if int(cache.get(tries, 0)) >= TRIES_A_MINUTE:
        raise TooManyTries
    try:
        account = use_link(token, hand=hand)
    except LinkSpent:
        cache.incr(tries)
        facts = {"expired": True}
        return render(request, "accounts/door.html", facts, status=CONFLICT)
    backend = settings.AUTHENTICATION_BACKENDS[0]
    user = load_backend(backend).get_user(account)
    login(request, user, backend=backend)
    return back(request, "home")
