"""A target segment, and whom somebody knows in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.lib.text import gettext_noop
from kontor.web.forms.fields import Select, person_field, text_field
from kontor.web.forms.lists import lines_field, lines_of, shown_lines
from kontor.web.forms.whom import whom

if TYPE_CHECKING:
    from datetime import date

    from kontor.reports.groups.segments import SegmentLine

IMPORTANCE = {
    3: gettext_noop("very important"),
    2: gettext_noop("important"),
    1: gettext_noop("nice to have"),
}
# Whether commas part a list: a firm's name may have one.
LISTS = {"trades": True, "words": True, "tags": True, "organisations": False}


def _importance() -> list[tuple[int, str]]:
    return [(code, gettext(text)) for code, text in IMPORTANCE.items()]


class SegmentForm(forms.Form):
    """People the owner wants to do business with, and what tells them."""

    name = text_field(_("Name"), 200, required=True)
    importance = forms.TypedChoiceField(
        label=_("Importance"),
        choices=lazy(_importance, list)(),
        coerce=int,
        initial=2,
        widget=Select,
    )
    trades = lines_field(
        _("Trades"), _("What somebody does, such as “Property manager”.")
    )
    words = lines_field(
        _("Words in their role"),
        _("One is enough: “manager” finds “Facility manager”."),
    )
    tags = lines_field(_("Tags"))
    organisations = lines_field(_("Organisations"), _("One on each line."))

    def __init__(self, data: Any = None, *, segment: SegmentLine | None) -> None:
        """Begin with what is kept."""
        super().__init__(data, initial=_kept(segment) if segment else None)

    def values(self) -> dict[str, Any]:
        """Give the segment as the actions take it."""
        values = dict(self.cleaned_data)
        for name, commas in LISTS.items():
            values[name] = lines_of(values[name], commas=commas)
        return values


def _kept(segment: SegmentLine) -> dict[str, Any]:
    lists = {name: shown_lines(getattr(segment, name)) for name in LISTS}
    return {"name": segment.name, "importance": segment.importance, **lists}


class BelongsForm(forms.Form):
    """Somebody who belongs to a segment whatever its rules say."""

    who = person_field(_("Who belongs to it as well"), required=True)

    def __init__(self, data: Any = None, *, book: int, today: date) -> None:
        """Look the name up in this book."""
        super().__init__(data)
        self.book, self.today = book, today

    def clean(self) -> dict[str, Any]:
        """Find who is meant."""
        values = dict(super().clean() or {})
        if values.get("who"):
            values["who"] = whom(self, "who", self.book, self.today)
        return values


class ReachForm(forms.Form):
    """How many people of a segment somebody knows; empty is not known."""

    segment = forms.CharField(widget=forms.HiddenInput)
    count = forms.IntegerField(min_value=0, max_value=1_000_000_000, required=False)
