"""A touch: how, when, who took part, and what was said."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import (
    choice_field,
    day_field,
    person_field,
    text_field,
    words_of,
)
from kontor.web.forms.whom import whom

if TYPE_CHECKING:
    from datetime import date

    from kontor.reports.connections.touch import TouchView

LONGEST = 60 * 24 * 31


class TouchFields(forms.Form):
    """What is noted of a touch besides who took part."""

    channel = choice_field(_("How"), words_of("channel"))
    day = day_field(_("Day"), required=True)
    time = forms.TimeField(
        label=_("Time"),
        required=False,
        widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
    )
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=LONGEST, required=False
    )
    direction = choice_field(_("Direction"), words_of("direction"))
    place = text_field(_("Where"), 300)
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def columns(self, zone: str) -> dict[str, Any]:
        """Give the touch as the actions take it; the time is in the book's zone."""
        values = self.cleaned_data
        names = ("channel", "day", "minutes", "direction", "place", "note")
        found = {name: values[name] for name in names}
        if not {"day", "time"} & set(self.changed_data):
            return found
        moment = None
        if values["time"] is not None:
            there = datetime.combine(values["day"], values["time"], ZoneInfo(zone))
            moment = there.astimezone(UTC)
        return found | {"moment": moment}


class TouchForm(TouchFields):
    """A touch that is noted already, and who took part."""

    people = forms.MultipleChoiceField(
        label=_("Who took part"), widget=forms.CheckboxSelectMultiple, required=False
    )
    also = person_field(_("And also"))

    def __init__(self, data: Any, *, book: int, today: date, touch: TouchView) -> None:
        """Begin with what is noted."""
        initial = {name: getattr(touch, name) for name in TouchFields.base_fields}
        there = [one.uid for one in touch.people]
        super().__init__(data, initial=initial | {"people": there})
        self.book, self.today = book, today
        field = self.fields["people"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = [(one.uid, one.name) for one in touch.people]

    def clean(self) -> dict[str, Any]:
        """Find who else took part."""
        values = dict(super().clean() or {})
        if values.get("also"):
            values["also"] = whom(self, "also", self.book, self.today)
        return values

    def uids(self) -> list[str]:
        """Give everybody who took part."""
        values = self.cleaned_data
        return [*values["people"], *([values["also"]] if values["also"] else [])]
