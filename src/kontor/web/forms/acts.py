"""The small forms on a person's page: rhythm, promise, tie."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.core.connections.spans import period
from kontor.reports.wording import every
from kontor.web.forms.fields import (
    Select,
    choice_field,
    day_field,
    person_field,
    text_field,
    words_of,
)
from kontor.web.forms.whom import whom

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

OWN = "own"


class RhythmForm(forms.Form):
    """How often the owner wants to be in touch: a class, or days of one's own."""

    rhythm = choice_field(_("In touch"), required=False)
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=3650, required=False
    )

    def __init__(
        self,
        data: Any = None,
        *,
        classes: Mapping[str, int],
        now: tuple[str, int | None] = ("", None),
    ) -> None:
        """Offer the classes with their days in this book."""
        super().__init__(data, initial={"rhythm": now[0], "days": now[1]})
        field = self.fields["rhythm"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            ("", gettext("no rhythm")),
            *((name, _named(name, days)) for name, days in classes.items()),
            (OWN, gettext("own rhythm, in days")),
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for the days of an own rhythm."""
        values = dict(super().clean() or {})
        if values.get("rhythm") == OWN and values.get("days") is None:
            self.add_error("days", _("Say how many days."))
        return values

    def chosen(self) -> str:
        """Give the rhythm as the action takes it."""
        values = self.cleaned_data
        return str(values["days"] if values["rhythm"] == OWN else values["rhythm"])


def _named(name: str, days: int) -> str:
    length = period(days)
    return f"{name}: {every(length['count'], length['unit'])}"


class PromiseForm(forms.Form):
    """Something promised, by the owner or to the owner."""

    text = text_field(_("What"), 1000, required=True)
    due = day_field(_("Until"))
    by = choice_field(_("Who"), words_of("by"))


class TieForm(forms.Form):
    """Whom somebody knows."""

    other = person_field(_("Whom"), required=True)
    strength = forms.TypedChoiceField(
        label=_("How well"),
        choices=words_of("tie"),
        coerce=int,
        initial=2,
        widget=Select,
    )
    how = text_field(_("How it came about"), 300)

    def __init__(self, data: Any = None, *, book: int, today: date) -> None:
        """Look the name up in this book."""
        super().__init__(data)
        self.book, self.today = book, today

    def clean(self) -> dict[str, Any]:
        """Find who is meant."""
        values = dict(super().clean() or {})
        if values.get("other"):
            values["other"] = whom(self, "other", self.book, self.today)
        return values
