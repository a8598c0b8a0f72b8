"""Which browser asks: one that was signed out is nobody any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import load_backend, login, logout

from kontor.actions.accounts.devices import add_device, see_device, sign_out_word
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponseBase

    Answer = Callable[[HttpRequest], HttpResponseBase]

DEVICE = "device"


def device_middleware(get_response: Answer) -> Answer:
    """Sign a browser out whose device is not on the list (any more).

    Stands after the authentication. Once a day the session is begun anew, so that
    it runs out half a year after the last visit.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        account = request.user.pk
        if account is not None:
            there, new_day = see_device(
                account, word_of(request), hand=hand_of(request)
            )
            if not there:
                logout(request)
            elif new_day:
                request.session.modified = True
        return get_response(request)

    return middleware


def word_of(request: HttpRequest) -> str:
    """Give what the session of this browser holds, "" for nothing."""
    return str(request.session.get(DEVICE, ""))


def sign_in(request: HttpRequest, account: int) -> None:
    """Sign this browser in, under a new session key, and note it as a device."""
    if request.user.pk is not None:
        # It was in already, perhaps as somebody else: it is one device, not two.
        sign_out_word(request.user.pk, word_of(request))
    backend = settings.AUTHENTICATION_BACKENDS[0]
    user = load_backend(backend).get_user(account)
    login(request, user, backend=backend)
    agent = request.headers.get("User-Agent", "")
    request.session[DEVICE] = add_device(account, hand=hand_of(request), agent=agent)
