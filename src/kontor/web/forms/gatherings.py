"""A gathering, and who was in the room."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.actions.groups.attendance import Newcomer
from kontor.lib.numbers import small_number
from kontor.reports.words import WORDS
from kontor.web.forms.fields import TextInput, choice_field, day_field, text_field
from kontor.web.forms.money import currency_field, read_sums, sum_field, sum_text

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.http import QueryDict

    from kontor.reports.groups.gathering import GatheringView, RoomLine
    from kontor.reports.groups.group import GroupView

NEWCOMERS = 3
MOST_NEWCOMERS = 100
PRESENT = "present"
STATES = tuple(WORDS["attendance"])


class GatheringForm(forms.Form):
    """What is noted of a gathering besides who came."""

    day = day_field(_("Day"), required=True)
    starts_at = text_field(_("Hour"), 20, widget=TextInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=60 * 24 * 31, required=False
    )
    title = text_field(_("What it is about"), 300)
    place = text_field(_("Where"), 300)
    cost = sum_field(_("What it costs me"))
    currency = currency_field(_("Currency"))
    note = forms.CharField(
        label=_("Note"), required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    cancelled = forms.BooleanField(label=_("It was cancelled"), required=False)

    def clean(self) -> dict[str, Any]:
        """Read what it costs."""
        self.cleaned_data = dict(super().clean() or {})
        read_sums(self, ("cost",))
        return self.cleaned_data


def usual_of(group: GroupView, day: date) -> dict[str, Any]:
    """Give what a new gathering begins with: as usual in its network."""
    return {
        "day": day,
        "starts_at": group.starts_at,
        "minutes": group.minutes,
        "place": group.place,
        "cost": sum_text(group.gathering_fee, group.currency),
        "currency": group.currency,
    }


def kept_of(gathering: GatheringView) -> dict[str, Any]:
    """Give what is kept of a gathering."""
    names = GatheringForm.base_fields
    found = {name: getattr(gathering, name) for name in names}
    return found | {"cost": sum_text(gathering.cost, gathering.currency)}


class NewcomerForm(forms.Form):
    """Somebody new whom one talked with there; a row without a name is none."""

    name = text_field(_("Name"), 400)
    trade = text_field(_("Trade"), 300)
    invited_by = choice_field(_("Invited by"), required=False)

    def __init__(self, *args: Any, people: Sequence[RoomLine], **more: Any) -> None:
        """Offer everybody in the room."""
        super().__init__(*args, **more)
        field = self.fields["invited_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", gettext("not known"))] + [
            (one.uid, one.name) for one in people
        ]


@dataclass(frozen=True, slots=True)
class RoomRow:
    """One row of the room: somebody, and what is ticked."""

    line: RoomLine
    state: str
    talked: bool


@dataclass(frozen=True, slots=True)
class Room:
    """A room as it stands, or as it was sent.

    Attributes:
        newcomers: a formset of ``NewcomerForm``.
    """

    rows: list[RoomRow]
    newcomers: Any

    def states(self) -> dict[str, str]:
        """Give what is ticked, by uid; whoever has nothing ticked is left out."""
        return {row.line.uid: row.state for row in self.rows if row.state}

    def talked(self) -> list[str]:
        """Give the uids of those talked with."""
        return [row.line.uid for row in self.rows if row.talked]

    def arrivals(self) -> list[Newcomer]:
        """Give the newcomers who have a name."""
        forms_ = (form.cleaned_data for form in self.newcomers if form.is_valid())
        return [Newcomer(**values) for values in forms_ if values.get("name")]


def room_of(
    view: GatheringView, data: QueryDict | None = None, *, everybody: bool = False
) -> Room:
    """Read a room.

    Args:
        data: what was sent; ``more`` in it asks for further rows for newcomers.
        everybody: take whoever has nothing ticked for present.
    """
    rows = [_row(line, data) for line in view.lines]
    if everybody:
        rows = [RoomRow(r.line, r.state or PRESENT, r.talked) for r in rows]
    sets = forms.formset_factory(NewcomerForm, extra=NEWCOMERS, max_num=MOST_NEWCOMERS)
    people = {"people": view.lines}
    sent = _one_more(data) if data is not None else None
    return Room(rows, sets(sent, prefix="new", form_kwargs=people))


def _row(line: RoomLine, data: QueryDict | None) -> RoomRow:
    if data is None:
        return RoomRow(line, line.state, line.talked)
    talked = line.uid in data.getlist("talked")
    return RoomRow(line, data.get(f"state-{line.uid}", ""), talked)


def _one_more(data: QueryDict) -> dict[str, Any]:
    sent: dict[str, Any] = {key: data[key] for key in data}
    count = small_number(str(sent.get("new-TOTAL_FORMS", "")))
    if "more" in sent and count is not None:
        sent["new-TOTAL_FORMS"] = str(min(count + NEWCOMERS, MOST_NEWCOMERS))
    return sent
