"""The door: a link that works once, or a name and a password, sign a browser in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import logout
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kontor.actions.accounts.devices import sign_out_word
from kontor.actions.accounts.door import LinkSpent, use_link
from kontor.actions.accounts.passwords import WrongPassword, enter
from kontor.reports.accounts.accounts import anybody_has_password
from kontor.web.accounts import tries
from kontor.web.accounts.tries import TooManyPasswords, TooManyTries
from kontor.web.answer import after, back, go, objected
from kontor.web.device import sign_in, word_of
from kontor.web.forms.door import SignInForm
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

CONFLICT = 409


@sensitive_post_parameters("password")
@never_cache
@require_http_methods(["GET", "POST"])
def door(request: HttpRequest, token: str = "") -> HttpResponse:
    """Show the door; a link is spent only by the button on its page.

    What looks at a link before its owner does (a preview in a messenger, a virus
    scanner) asks by GET and so leaves it whole.

    Raises:
        TooManyTries, TooManyPasswords: too many were tried that sign nobody in.
    """
    if request.method == "POST":
        by_name = not token and "password" in request.POST
        return _by_password(request) if by_name else _by_link(request, token)
    if request.user.pk is not None and not token:
        return go("home")
    return _page(request, token=token)


@never_cache
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign this browser out."""
    if request.user.pk is not None:
        sign_out_word(request.user.pk, word_of(request))
        logout(request)
    return go("door")


def _by_link(request: HttpRequest, token: str) -> HttpResponse:
    hand, counts = hand_of(request), tries.of_links(request)
    if tries.spent(counts, hand):
        raise TooManyTries
    try:
        account = use_link(token, hand=hand)
    except LinkSpent:
        tries.failed(counts, hand)
        return _page(request, expired=True, status=CONFLICT)
    sign_in(request, account)
    return back(request, "home")


def _by_password(request: HttpRequest) -> HttpResponse:
    form = SignInForm(request.POST)
    hand = hand_of(request)
    counts = tries.of_passwords(request, request.POST.get("name", ""))
    if tries.spent(counts, hand):
        raise TooManyPasswords
    if form.is_valid():
        try:
            account = enter(**form.cleaned_data)
        except WrongPassword as error:
            objected(form, error)
        else:
            sign_in(request, account)
            return back(request, "home")
    tries.failed(counts, hand)
    return _page(request, form=form, status=CONFLICT)


def _page(
    request: HttpRequest,
    *,
    token: str = "",
    form: SignInForm | None = None,
    expired: bool = False,
    status: int = 200,
) -> HttpResponse:
    by_password = not token and anybody_has_password()
    context = {
        "token": token,
        "next": after(request),
        "expired": expired,
        "form": (form or SignInForm()) if by_password else None,
    }
    return render(request, "accounts/door.html", context, status=status)
