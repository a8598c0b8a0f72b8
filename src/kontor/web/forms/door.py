"""Name and password: to come in, and to change it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.actions.accounts.passwords import LONGEST
from kontor.web.forms.fields import text_field


def _password(label: Any, kept: str, help_text: Any = "") -> forms.CharField:
    """Make a field for a password; ``kept`` tells the browser which one it is."""
    widget = forms.PasswordInput(attrs={"autocomplete": kept})
    # White space is part of a password.
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        strip=False,
        widget=widget,
        help_text=help_text,
    )


class SignInForm(forms.Form):
    """What somebody comes in by."""

    name = text_field(
        _("Name of the account"),
        150,
        required=True,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "username",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
    )
    password = _password(_("Password"), "current-password")


class PasswordForm(forms.Form):
    """The password there is, and the new one twice."""

    old = _password(_("The password until now"), "current-password")
    new = _password(
        _("The new password"),
        "new-password",
        _(
            "At least ten characters. Several words are easier to keep in mind than "
            "signs."
        ),
    )
    again = _password(_("The new one once more"), "new-password")

    def clean(self) -> dict[str, Any] | None:
        """See to it that nothing was mistyped."""
        given = super().clean() or {}
        if "new" in given and given["new"] != given.get("again"):
            self.add_error("again", _("This is not the same as above."))
        return given
