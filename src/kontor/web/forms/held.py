"""Forms about what is held on somebody: the letter, and the name that erases."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import text_field


class TheirNameForm(forms.Form):
    """The name that erases somebody for good."""

    name = text_field(
        _("Name of the person"),
        400,
        required=True,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class LetterForm(forms.Form):
    """A letter, to be changed before it is sent."""

    subject = text_field(_("Subject"), 200, required=True)
    text = forms.CharField(
        label=_("Text"),
        widget=forms.Textarea(attrs={"rows": 24, "autocomplete": "off"}),
    )


class RetentionForm(forms.Form):
    """After how long a silence the owner is asked; empty is never."""

    retention_years = forms.IntegerField(
        label=_("Years of silence until Kontor asks"),
        min_value=1,
        max_value=30,
        required=False,
        help_text=_("Three is a common choice. Empty: Kontor never asks."),
    )
