"""The page of the password: changing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth import get_user_model, update_session_auth_hash
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from kontor.actions.accounts.passwords import (
    WeakPassword,
    WrongPassword,
    change_password,
)
from kontor.reports.accounts.accounts import has_password
from kontor.web.access import keeps_book
from kontor.web.accounts import tries
from kontor.web.accounts.tries import TooManyPasswords
from kontor.web.answer import go, objected
from kontor.web.device import word_of
from kontor.web.forms.door import PasswordForm
from kontor.web.frame import say
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@sensitive_post_parameters()
@keeps_book
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest, book: BookView) -> HttpResponse:
    """Change the password of this account; its other browsers are signed out.

    Raises:
        TooManyPasswords: too many wrong ones were given for the one there is.
    """
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _changed(request, form):
        say(
            request,
            gettext("The password is changed; all other devices are signed out."),
        )
        return go("devices", book.id)
    context = {"form": form, "has_password": has_password(request.user.pk or 0)}
    return render(request, "accounts/password.html", context)


def _changed(request: HttpRequest, form: PasswordForm) -> bool:
    """Change it, or put what is in the way beside its field."""
    account, hand = request.user.pk or 0, hand_of(request)
    counts = tries.of_passwords(request, str(request.user))
    if tries.spent(counts, hand):
        raise TooManyPasswords
    given = form.cleaned_data
    try:
        change_password(
            account, old=given["old"], new=given["new"], word=word_of(request)
        )
    except WrongPassword as error:
        tries.failed(counts, hand)
        objected(form, error, "old")
        return False
    except WeakPassword as error:
        objected(form, error, "new")
        return False
    # A new session key for the new password; this browser stays.
    update_session_auth_hash(request, get_user_model()._default_manager.get(pk=account))
    return True
