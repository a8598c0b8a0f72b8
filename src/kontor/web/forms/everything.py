"""What is to go out of a book, and a whole book that comes in."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import text_field


class ExportForm(forms.Form):
    """What a keeper may choose of everything."""

    without_history = forms.BooleanField(
        label=_("Leave out the history"),
        required=False,
        help_text=_("What was done, what it changed, what each import brought."),
    )
    confidential = forms.BooleanField(
        label=_("Confidential people in every file"),
        required=False,
        help_text=_(
            "Else they are in the JSON alone, and not in cards, tables or the calendar."
        ),
    )


class WholeBookForm(forms.Form):
    """A file that holds a whole book, and what the new one is called."""

    whole = forms.FileField(label=_("The ZIP with the whole book"), max_length=1000)
    called = text_field(
        _("Name of the book"), 200, help_text=_("As in the file, if left empty.")
    )
