"""Who belongs to a network: somebody of the book, or a new name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kontor.reports.connections.people import people_named
from kontor.web.forms.fields import (
    choice_field,
    day_field,
    person_field,
    text_field,
    words_of,
)
from kontor.web.forms.whom import is_uid, whom

if TYPE_CHECKING:
    from datetime import date

    from kontor.reports.groups.people import GuestLine, MemberLine


class MemberForm(forms.Form):
    """Somebody who comes in, as a member or a guest."""

    who = person_field(_("Who"), required=True)
    standing = choice_field(_("As what"), words_of("standing"))
    since = day_field(_("Since"))
    trade = text_field(_("Trade"), 300)
    office = text_field(_("Office"), 300)
    invited_by = person_field(_("Invited by"))
    fresh = forms.BooleanField(
        label=_("Somebody new, whoever else has the name"), required=False
    )

    def __init__(self, data: Any = None, *, book: int, today: date) -> None:
        """Look names up in this book."""
        super().__init__(data)
        self.book, self.today = book, today

    def clean(self) -> dict[str, Any]:
        """Find who is meant; a name that nobody has is somebody new."""
        values = dict(super().clean() or {})
        name = values.get("who", "")
        if name and not is_uid(name) and not values.get("fresh"):
            if people_named(self.book, name, today=self.today):
                values["who"] = whom(self, "who", self.book, self.today)
            else:
                values["fresh"] = True
        if values.get("invited_by"):
            values["invited_by"] = whom(self, "invited_by", self.book, self.today)
        return values


class MembershipForm(forms.Form):
    """What somebody is in a network, and for how long."""

    trade = text_field(_("Trade"), 300)
    office = text_field(_("Office"), 300)
    since = day_field(_("Since"))
    until = day_field(_("Until"))

    def __init__(self, data: Any, *, line: MemberLine) -> None:
        """Begin with what is kept."""
        names = MembershipForm.base_fields
        super().__init__(data, initial={name: getattr(line, name) for name in names})


class GuestForm(forms.Form):
    """What came of a guest."""

    trade = text_field(_("Trade"), 300)
    followed_up_on = day_field(_("Asked how it was on"))
    outcome = choice_field(
        _("What came of it"),
        words_of("outcome", empty=gettext_noop("not known yet")),
        required=False,
    )
    reason = text_field(_("Why"), 1000)

    def __init__(self, data: Any, *, line: GuestLine) -> None:
        """Begin with what is kept."""
        names = GuestForm.base_fields
        super().__init__(data, initial={name: getattr(line, name) for name in names})
