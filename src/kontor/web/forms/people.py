"""Searching, narrowing and ordering the list of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from kontor.reports.connections.people import Wanted
from kontor.web.forms.fields import TextInput, choice_field, text_field, words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NARROWING = ("tag", "relation", "rhythm", "organisation")
LONGEST = 300
ORDERS = [
    ("strength", _("strongest first")),
    ("name", _("by name")),
    ("last_touch", _("latest contact first")),
]


class FinderForm(forms.Form):
    """What is looked for; what nobody has is looked for too, and not found."""

    q = text_field(
        _("Search people"),
        200,
        widget=TextInput(
            attrs={
                "type": "search",
                "autocomplete": "off",
                "placeholder": _("Name, firm, place, number …"),
            }
        ),
    )
    tag = choice_field(_("Tag"), required=False)
    relation = choice_field(
        _("Relation"), words_of("relation", empty=gettext_noop("any")), required=False
    )
    rhythm = choice_field(_("Rhythm"), required=False)
    organisation = text_field(_("Organisation"), 300)
    order = choice_field(_("Order"), ORDERS, required=False)

    def __init__(self, data: Mapping[str, Any], tags: Sequence[str]) -> None:
        """Offer the tags of the book."""
        super().__init__(data)
        tag, rhythm = self.fields["tag"], self.fields["rhythm"]
        assert isinstance(tag, forms.ChoiceField)
        assert isinstance(rhythm, forms.ChoiceField)
        tag.choices = [("", gettext("any")), *((name, name) for name in tags)]
        classes = [(c, gettext("Class %(c)s") % {"c": c}) for c in "ABCD"]
        rhythm.choices = [
            ("", gettext("any")),
            *classes,
            ("own", gettext("Own rhythm")),
            ("none", gettext("No rhythm")),
        ]
        for name in NARROWING:
            self._offer(name, self.asked(name))

    def narrowing(self) -> list[forms.BoundField]:
        """Give the fields that narrow and order."""
        return [self[name] for name in (*NARROWING, "order")]

    def asked(self, name: str) -> str:
        """Give what was sent for a field, whether or not it is offered."""
        return " ".join(self.data.get(name, "").replace("\0", " ").split())[:LONGEST]

    def wanted(self, page: int) -> Wanted:
        """Give what is looked for."""
        return Wanted(
            query=self.asked("q"),
            order=self.asked("order") or "strength",
            page=page,
            **{name: self.asked(name) for name in NARROWING},
        )

    def _offer(self, name: str, value: str) -> None:
        """Offer a choice that was asked for and is not there, so that it shows."""
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField) and not field.valid_value(value):
            there: Any = field.choices
            field.choices = [*there, (value, value)]
