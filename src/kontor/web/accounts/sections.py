"""The sections of the settings, each a form of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext, ngettext

from kontor.reports.words import day_text
from kontor.web.forms.book import (
    EraseForm,
    HalfLifeForm,
    PlaceForm,
    RhythmsForm,
    WeightsForm,
)
from kontor.web.forms.held import RetentionForm
from kontor.web.forms.settings import OwnForm, RuleForm

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms

    from kontor.reports.accounts.books import SettingsView

FORMS: dict[str, type[forms.Form]] = {
    "own": OwnForm,
    "place": PlaceForm,
    "rhythms": RhythmsForm,
    "weights": WeightsForm,
    "half_life": HalfLifeForm,
    "retention": RetentionForm,
    "confidential": RuleForm,
    "erase": EraseForm,
}


@dataclass(frozen=True, slots=True)
class Section:
    """A section: what it is called, a word on it, and its form."""

    name: str
    legend: str
    text: str
    form: forms.Form


def sections_of(view: SettingsView, sent: Mapping[str, forms.Form]) -> list[Section]:
    """Lay out the sections; a form that was sent stands as it was sent."""
    initial = _initial(view)
    return [
        Section(
            name, legend, text, sent.get(name) or FORMS[name](initial=initial[name])
        )
        for name, legend, text in _texts(view)
    ]


def _texts(view: SettingsView) -> list[tuple[str, str, str]]:
    return [
        (
            "own",
            gettext("You"),
            gettext("You are a person in your book, too. By these addresses Kontor "
                    "knows which invitations and mails are yours."),
        ),
        ("place", gettext("This book"), ""),
        (
            "rhythms",
            gettext("Rhythm"),
            gettext("How many days may pass between contacts with people of a class."),
        ),
        (
            "weights",
            gettext("What a contact weighs"),
            gettext("A day of contact counts once, with its heaviest channel. The "
                    "weights are a guess; set them as you see it."),
        ),
        ("half_life", gettext("How fast contacts fade"), _fading(view)),
        (
            "retention",
            gettext("Silent people"),
            gettext("Nobody should be kept for ever without a reason. Kontor can ask "
                    "whether somebody silent for long shall stay; it never deletes "
                    "anybody by itself."),
        ),
    ]  # fmt: skip


def _fading(view: SettingsView) -> str:
    """Say what counts now, and where it comes from."""
    days = ngettext("{n} day", "{n} days", round(view.half_life))
    shown = days.format(n=number_format(f"{view.half_life:g}"))
    facts = {"days": shown, "seen": view.outcomes_seen}
    if view.half_life_own:
        text = gettext("Set by you: {days}.")
    elif view.fitted_on is not None:
        facts["day"] = day_text(view.fitted_on)
        text = gettext("Learned on {day} from {seen} ties of this book: {days}.")
    else:
        text = gettext("{days}, a common value, until the book has enough of its own "
                       "past to learn from.")  # fmt: skip
    return text.format(**facts)


def _initial(view: SettingsView) -> dict[str, dict[str, object]]:
    book = view.book
    kinds = {
        kind: "\n".join(value for k, value in view.own_addresses if k == kind)
        for kind in ("email", "phone")
    }
    return {
        "own": {
            "display": view.owner_name,
            "emails": kinds["email"],
            "phones": kinds["phone"],
        },
        "place": {
            name: getattr(book, name)
            for name in ("name", "language", "region", "time_zone", "currency")
        },
        "rhythms": {f"rhythm_{c.lower()}": days for c, days in view.rhythms.items()},
        "weights": {f"weight_{c}": f"{weight:g}" for c, weight in view.weights.items()},
        "half_life": {
            "half_life_own": "own" if view.half_life_own else "",
            "half_life": f"{view.half_life:g}" if view.half_life_own else None,
        },
        "retention": {"retention_years": view.retention_years},
    }
