"""A network: what is kept of it, with what is usual for its kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.lib.text import gettext_noop
from kontor.web.forms.fields import (
    TextInput,
    choice_field,
    day_field,
    text_field,
    words_of,
)
from kontor.web.forms.lists import lines_field, lines_of, shown_lines
from kontor.web.forms.money import currency_field, read_sums, sum_field, sum_text
from kontor.web.forms.recurrence import OWN, RHYTHMS, rhythm_of, rule_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from kontor.reports.groups.group import GroupView

FEES = ("joining_fee", "period_fee", "gathering_fee")
PLAIN = (
    "place", "page", "size", "visited_on", "joined_on", "left_on", "period",
    "currency", "rule", "rule_start", "starts_at", "minutes", "exclusive", "offices",
    "note",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Template:
    """What is usual for a kind of network.

    Attributes:
        what: which networks are meant.
        attended: what counts as having been there.
        values: what the form begins with.
    """

    what: str
    attended: str
    values: Mapping[str, Any] = field(default_factory=dict)


TEMPLATES: dict[str, Template] = {
    "chamber": Template(
        gettext_noop("Most are in it by law or by trade. A fee a year, few events."),
        gettext_noop("Attended is who came to an event."),
        {"period": "year", "minutes": 120},
    ),
    "leads": Template(
        gettext_noop(
            "Meets every week to pass leads on, with one seat for each trade. A fee a"
            " year, often one for joining as well."
        ),
        gettext_noop("A seat that somebody else kept for you counts as attended."),
        {"period": "year", "rhythm": "week", "minutes": 90, "exclusive": True},
    ),
    "association": Template(
        gettext_noop("People of one trade, one interest or one town. Meets monthly."),
        gettext_noop("Attended is who came to the meeting."),
        {"period": "year", "rhythm": "month", "minutes": 120},
    ),
    "event": Template(
        gettext_noop("A fair, a conference, an evening: once, or again and again."),
        gettext_noop("Attended is who was there, for however long."),
        {"minutes": 240},
    ),
    "online": Template(
        gettext_noop("A network on the web, without gatherings of its own."),
        gettext_noop("Nobody attends; what counts is whom you know there."),
        {"period": "month"},
    ),
    "circle": Template(
        gettext_noop("Friends, family, colleagues, suppliers. Nobody pays a fee."),
        gettext_noop("Attended is who came, if you keep a list at all."),
        {"minutes": 120},
    ),
}


def _rhythms() -> list[tuple[str, str]]:
    return [(code, gettext(text)) for code, text in RHYTHMS.items()]


class GroupForm(forms.Form):
    """A network."""

    kind = choice_field(_("Kind"), words_of("group"))
    name = text_field(_("Name"), 200, required=True)
    place = text_field(_("Place"), 300)
    page = text_field(_("Web page"), 1000, widget=TextInput(attrs={"inputmode": "url"}))
    size = forms.IntegerField(
        label=_("Members, as it states"),
        min_value=0,
        max_value=1_000_000_000,
        required=False,
        help_text=_("Without it Kontor can only speak of those you know."),
    )
    visited_on = day_field(_("First visited on"))
    joined_on = day_field(_("Joined on"))
    left_on = day_field(_("Left on"))
    rhythm = choice_field(_("Meets"), lazy(_rhythms, list)(), required=False)
    rule_start = day_field(_("First day"))
    starts_at = text_field(_("Hour"), 20, widget=TextInput(attrs={"type": "time"}))
    minutes = forms.IntegerField(
        label=_("Minutes"), min_value=0, max_value=60 * 24 * 31, required=False
    )
    rule = text_field(
        _("Rule of my own"), 200,
        help_text=_("As calendars write it, such as FREQ=MONTHLY;BYDAY=1TU."),
    )  # fmt: skip
    joining_fee = sum_field(_("For joining"))
    period_fee = sum_field(_("Fee"))
    period = choice_field(
        _("How often"), words_of("period", empty=gettext_noop("not at all")),
        required=False,
    )  # fmt: skip
    gathering_fee = sum_field(_("Each gathering"))
    currency = currency_field(_("Currency"))
    exclusive = forms.BooleanField(label=_("One seat for each trade"), required=False)
    seats = lines_field(
        _("Trades it wants to have"),
        _("One on each line. Whom you know in a trade that is missing is shown."),
    )
    offices = text_field(_("My offices and duties"), 1000)
    note = forms.CharField(
        label=_("Notes"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(
        self, data: Any = None, *, currency: str, kind: str, group: GroupView | None
    ) -> None:
        """Begin with what is kept, or with what is usual for the kind."""
        usual = {"currency": currency, "kind": kind, **TEMPLATES[kind].values}
        super().__init__(data, initial=_kept(group) if group else usual)
        self.fields["exclusive"].help_text = gettext(TEMPLATES[kind].attended)

    def groups(self) -> Iterator[tuple[str, list[list[forms.BoundField]]]]:
        """Give the fields in the order of the page, under their headings."""
        for legend, rows in LAYOUT.items():
            yield gettext(legend), [[self[name] for name in row] for row in rows]

    def clean(self) -> dict[str, Any]:
        """Read sums, lists and the rhythm."""
        values = dict(super().clean() or {})
        self.cleaned_data = values
        read_sums(self, FEES)
        values["seats"] = lines_of(values.get("seats", ""))
        rhythm, first = values.get("rhythm"), values.get("rule_start")
        if rhythm and first is None and "rule_start" not in self.errors:
            text = gettext("Say on which day it begins: the rhythm counts from there.")
            self.add_error("rule_start", text)
        elif rhythm != OWN:
            values["rule"] = rule_of(rhythm, first) if rhythm and first else ""
        return values

    def values(self) -> dict[str, Any]:
        """Give the network as the actions take it."""
        names = ("kind", "name", "seats", *PLAIN, *FEES)
        return {name: self.cleaned_data[name] for name in names}


LAYOUT: dict[str, list[list[str]]] = {
    gettext_noop("What it is"): [["name", "kind"], ["place", "page"], ["size"]],
    gettext_noop("You in it"): [["visited_on", "joined_on", "left_on"], ["offices"]],
    gettext_noop("When it meets"): [
        ["rhythm", "rule_start"], ["starts_at", "minutes"], ["rule"]
    ],
    gettext_noop("What it costs"): [
        ["joining_fee", "period_fee", "period"], ["gathering_fee", "currency"]
    ],
    gettext_noop("Seats"): [["exclusive"], ["seats"]],
    gettext_noop("Notes"): [["note"]],
}  # fmt: skip


def _kept(group: GroupView) -> dict[str, Any]:
    found: dict[str, Any] = {name: getattr(group, name) for name in PLAIN}
    for name in FEES:
        found[name] = sum_text(getattr(group, name), group.currency)
    rhythm = rhythm_of(group.rule, group.rule_start)
    return found | {
        "kind": group.row.kind,
        "name": group.row.name,
        "seats": shown_lines(group.seats),
        "rhythm": rhythm,
        "rule": group.rule if rhythm == OWN else "",
    }
