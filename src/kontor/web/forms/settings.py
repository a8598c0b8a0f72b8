"""The keeper's own name and addresses, and what is confidential."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.lib.mail import mail_key
from kontor.web.forms.fields import choice_field, text_field, words_of


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


class OwnForm(forms.Form):
    """Who the owner is: left out of meetings that calendars bring."""

    display = text_field(_("Your name"), 400, required=True)
    emails = forms.CharField(
        label=_("Your mail addresses"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        help_text=_("One a line. Meetings you are invited to under any of them count "
                    "as yours."),
    )  # fmt: skip
    phones = forms.CharField(
        label=_("Your telephone numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=_("One a line."),
    )

    def clean_emails(self) -> list[str]:
        """Read the lines; each is an address."""
        lines = _lines(self.cleaned_data["emails"])
        for line in lines:
            if not mail_key(line):
                message = _("“%(value)s” is not a mail address.")
                raise forms.ValidationError(message, params={"value": line})
        return lines

    def clean_phones(self) -> list[str]:
        """Read the lines."""
        return _lines(self.cleaned_data["phones"])


class RuleForm(forms.Form):
    """A mail domain or a calendar that is nobody else's business."""

    kind = choice_field(_("What"), words_of("rule"))
    value = text_field(
        _("Which"),
        300,
        required=True,
        help_text=_("A domain such as clinic.example, or a calendar's name."),
    )
