"""A birthday in three fields, the year of which may be left out."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import Select

BIRTHDAY = ("birth_day", "birth_month", "birth_year")
Day = tuple[int | None, int | None, int | None]


class BirthdayFields(forms.Form):
    """Day, month, and year if known."""

    birth_day = forms.IntegerField(
        label=_("Birthday: day"), min_value=1, max_value=31, required=False
    )
    birth_month = forms.TypedChoiceField(
        label=_("Month"),
        choices=[("", "–"), *MONTHS.items()],
        coerce=int,
        empty_value=None,
        widget=Select,
        required=False,
    )
    birth_year = forms.IntegerField(
        label=_("Year, if known"), min_value=1800, max_value=2200, required=False
    )

    def birthday(self) -> Day | None:
        """Give (year, month, day) as the actions take it; None where all is empty."""
        day, month, year = (self.cleaned_data.get(name) for name in BIRTHDAY)
        return (year, month, day) if day or month or year else None


def initial_birthday(birthday: tuple[int | None, int, int] | None) -> dict[str, Any]:
    """Give what the fields begin with."""
    year, month, day = birthday or (None, None, None)
    return {"birth_day": day, "birth_month": month, "birth_year": year}
