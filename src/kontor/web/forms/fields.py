"""Fields that more than one form has."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.forms.utils import flatatt
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.reports.words import WORDS, language_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable

Choices = list[tuple[str, str]]
LABELS = WORDS["label"]


class Select(forms.Select):
    """A choice written in one go; Django's own renders a template for each option."""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        """Write the field with the chosen option marked."""
        chosen = "" if value is None else str(value)
        options = "".join(
            [
                f'<option value="{escape(str(code))}"'
                f"{' selected' if str(code) == chosen else ''}>"
                f"{escape(str(label))}</option>"
                for code, label in self.choices
            ]
        )
        given = self.build_attrs(self.attrs, {**(attrs or {}), "name": name})
        written = f"<select{flatatt(given)}>{options}</select>"
        return mark_safe(written)  # noqa: S308 - each text in it was escaped above


class TextInput(forms.TextInput):
    """A line of text written in one go, for the same reason."""

    def render(
        self, name: str, value: Any, attrs: Any = None, renderer: Any = None
    ) -> SafeString:
        """Write the field with its value."""
        more = {**(attrs or {}), "type": self.input_type, "name": name}
        given = self.build_attrs(more, self.attrs)
        shown = self.format_value(value)
        if shown is not None:
            given["value"] = shown
        return format_html("<input{}>", flatatt(given))


def choice_field(
    label: Any, choices: Any = (), *, required: bool = True, **more: Any
) -> forms.ChoiceField:
    """Make a field for one of several words."""
    return forms.ChoiceField(
        label=label, choices=choices, required=required, widget=Select, **more
    )


def words_of(kind: str, *, empty: str = "") -> Any:
    """Give the words of a kind as choices, in the language in force when shown.

    Args:
        kind: such as "channel"; see ``reports.words.WORDS``.
        empty: the choice of none, marked for translation; "" where there is none.
    """

    def choices() -> Choices:
        first = [("", gettext(empty))] if empty else []
        return first + [(code, gettext(text)) for code, text in WORDS[kind].items()]

    return lazy(choices, list)


def day_field(label: Any, **more: Any) -> forms.DateField:
    """Make a field for a day, with the browser's own calendar."""
    # The browser's field reads and gives ISO, whatever language it shows.
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    more.setdefault("required", False)
    return forms.DateField(label=label, widget=widget, **more)


def text_field(label: Any, longest: int, **more: Any) -> forms.CharField:
    """Make a field for a line of text that may stay empty."""
    more.setdefault("required", False)
    more.setdefault("widget", TextInput)
    return forms.CharField(label=label, max_length=longest, **more)


class LabelField(forms.CharField):
    """What an address is for: shown as a word ("at work"), kept as its code."""

    def prepare_value(self, value: Any) -> Any:
        """Show the word for a code; a label of the keeper's own stays as it is."""
        return word(value, "label") if value else value

    def clean(self, value: Any) -> str:
        """Give the code of a word, and any other label as it is."""
        text = " ".join(str(super().clean(value)).split())
        codes = {gettext(name).casefold(): code for code, name in LABELS.items()}
        return codes.get(text.casefold(), text)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what was shown with what was sent."""
        return super().has_changed(self.prepare_value(initial), data)


def label_field() -> LabelField:
    """Make a field for what an address is for, with the usual words to choose."""
    widget = forms.TextInput(attrs={"list": "labels", "autocomplete": "off"})
    return LabelField(label=_("Label"), max_length=100, required=False, widget=widget)


def person_field(label: Any, **more: Any) -> forms.CharField:
    """Make a field for somebody's name, completed from the book as one types."""
    attrs = {"list": "names", "autocomplete": "off", "class": "whom"}
    widget = forms.TextInput(attrs=attrs)
    return text_field(label, 400, widget=widget, **more)


def zones() -> Iterable[tuple[str, str]]:
    """Give the time zones of places, as choices."""
    names = sorted(zone for zone in available_timezones() if "/" in zone)
    rest = ("Etc/", "SystemV/", "US/", "posix/", "right/")
    near = [name for name in names if name.startswith("Europe/")]
    far = [name for name in names if not name.startswith(("Europe/", *rest))]
    return [(name, name.replace("_", " ")) for name in (*near, *far, "UTC")]


def language_field() -> forms.ChoiceField:
    """Make a field for one of the languages Kontor speaks, each named in this one."""
    return choice_field(_("Language"), lazy(_languages, list))


def _languages() -> Choices:
    return [(code, language_text(code)) for code, _name in settings.LANGUAGES]


class RegionField(forms.CharField):
    """A country by its two letters, which telephone numbers are read with."""

    def __init__(self) -> None:
        super().__init__(
            label=_("Country"),
            min_length=2,
            max_length=2,
            help_text=_("Two letters, such as DE, AT, CH or GB. Telephone numbers "
                        "without a country code are read as from there."),
            widget=forms.TextInput(attrs={"autocapitalize": "characters"}),
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        """Accept what the telephone numbers of the world know."""
        from phonenumbers import SUPPORTED_REGIONS

        code = str(super().clean(value)).upper()
        if code not in SUPPORTED_REGIONS:
            raise forms.ValidationError(_("No country has this code."))
        return code
