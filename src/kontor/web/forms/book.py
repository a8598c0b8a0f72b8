"""A new book, and how a book is set."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import (
    RegionField,
    choice_field,
    language_field,
    text_field,
    zones,
)

if TYPE_CHECKING:
    from kontor.reports.accounts.books import BookView


class NewBookForm(forms.Form):
    """What a book needs to begin; the rest can be set later."""

    name = text_field(_("Name of the book"), 200, required=True)
    owner = text_field(
        _("Your name"),
        200,
        required=True,
        help_text=_("You are the first person in your book."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    language = language_field()
    region = RegionField()
    time_zone = choice_field(_("Time zone"), zones)

    def __init__(self, data: Any = None, *, like: BookView | None = None) -> None:
        """Begin with the place of a book the keeper has already."""
        language = (get_language() or "en")[:2]
        initial = {
            "language": language,
            "region": like.region if like else "DE",
            "time_zone": like.time_zone if like else "Europe/Berlin",
        }
        super().__init__(data, initial=initial)


class PlaceForm(forms.Form):
    """The book's name, and where and how it is kept."""

    name = text_field(_("Name of the book"), 200, required=True)
    language = language_field()
    region = RegionField()
    time_zone = choice_field(_("Time zone"), zones)
    currency = forms.RegexField(
        "^[A-Za-z]{3}$",
        label=_("Currency"),
        help_text=_("Three letters, such as EUR, CHF or GBP."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Let a zone that is in force stand, be it ever so odd."""
        super().__init__(*args, **kwargs)
        now = self.initial.get("time_zone")
        field = self.fields["time_zone"]
        assert isinstance(field, forms.ChoiceField)
        choices = list(zones())
        if now and now not in dict(choices):
            field.choices = [(now, now), *choices]

    def clean_currency(self) -> str:
        """Write it as everybody does."""
        return str(self.cleaned_data["currency"]).upper()


class RhythmsForm(forms.Form):
    """Days between touches of each class."""

    rhythm_a = forms.IntegerField(label=_("Class A, days"), min_value=1, max_value=3650)
    rhythm_b = forms.IntegerField(label=_("Class B, days"), min_value=1, max_value=3650)
    rhythm_c = forms.IntegerField(label=_("Class C, days"), min_value=1, max_value=3650)
    rhythm_d = forms.IntegerField(label=_("Class D, days"), min_value=1, max_value=3650)


def _weight(label: Any) -> forms.FloatField:
    return forms.FloatField(label=label, min_value=0, max_value=100)


class WeightsForm(forms.Form):
    """How much a day of contact counts, by its channel."""

    weight_meeting = _weight(_("Meeting"))
    weight_event = _weight(_("Event"))
    weight_call = _weight(_("Call"))
    weight_email = _weight(_("E-mail"))
    weight_message = _weight(_("Message"))


class HalfLifeForm(forms.Form):
    """How fast the memory of a touch fades."""

    half_life_own = forms.ChoiceField(
        label=_("Who decides"),
        choices=[
            ("", _("Kontor learns it from this book")),
            ("own", _("I set it myself")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    half_life = forms.FloatField(
        label=_("Days until a contact counts half"),
        min_value=1,
        max_value=3650,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the days where the keeper wants to set them."""
        values = dict(super().clean() or {})
        missing = values.get("half_life") is None and "half_life" not in self.errors
        if values.get("half_life_own") and missing:
            self.add_error("half_life", _("Say how many days."))
        return values


class EraseForm(forms.Form):
    """The word that deletes a book for good."""

    erase = text_field(
        _("Name of the book"),
        200,
        required=True,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
