"""Files to bring in, and what the keeper chooses for them."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import text_field


class ManyFiles(forms.ClearableFileInput):
    """A field of files; a browser lets one choose several at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Several files, each as Django's own field checks one."""

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Check each file; an empty one is no mistake, it is reported later."""
        given = data if isinstance(data, list) else [data]
        return [forms.FileField.clean(self, file, initial) for file in given or [None]]


class ImportForm(forms.Form):
    """What is brought in, and how."""

    file = FilesField(
        label=_("Files"),
        widget=ManyFiles(attrs={"multiple": True}),
        allow_empty_file=True,
        max_length=1000,
    )
    tag = text_field(
        _("Give everybody this tag"),
        200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    titles = forms.BooleanField(
        label=_("Keep what meetings were called"),
        required=False,
        help_text=_("Else only who met whom and when comes in."),
    )
    confidential = forms.BooleanField(
        label=_("Bring in what is confidential, too"),
        required=False,
        help_text=_("By the rules in the settings; else it is left out."),
    )
