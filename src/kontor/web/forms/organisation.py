"""What is known of an organisation."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import text_field


class OrganisationForm(forms.Form):
    """Name, note, and whether it is anybody else's business."""

    name = text_field(_("Name"), 300, required=True)
    note = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    confidential = forms.BooleanField(
        label=_("Confidential"),
        required=False,
        help_text=_(
            "Whoever works there is never matched, suggested, drafted, printed or "
            "shared; imports can skip them."
        ),
    )
