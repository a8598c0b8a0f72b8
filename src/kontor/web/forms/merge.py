"""Whom to merge somebody with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import person_field
from kontor.web.forms.whom import whom

if TYPE_CHECKING:
    from datetime import date


class MergeWithForm(forms.Form):
    """The other entry, by name; it may well be the same name."""

    other = person_field(_("With whom"), required=True)

    def __init__(self, data: Any = None, *, book: int, this: str, today: date) -> None:
        """Look the name up in this book, but for the entry it is about."""
        super().__init__(data)
        self.book, self.this, self.today = book, this, today

    def clean(self) -> dict[str, Any]:
        """Find who is meant."""
        values = dict(super().clean() or {})
        if values.get("other"):
            found = whom(self, "other", self.book, self.today, but=self.this)
            values["other"] = found
        return values
