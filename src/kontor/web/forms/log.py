"""The nod: everything that was read from a log line, to be put right or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.actions.connections.touches import Promised
from kontor.reports.words import word
from kontor.web.forms.fields import choice_field, day_field, text_field, words_of
from kontor.web.forms.touch import TouchFields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django import forms
    from django.forms import BoundField

    from kontor.reports.overview.log import Reading

TOUCH = "touch"
# A line has room for one or two; more would be somebody else's form.
MOST_PROMISES = 9


class LogForm(TouchFields):
    """What a line says, field by field."""

    what = choice_field(
        _("What it is"),
        [
            (TOUCH, _("A contact that has been")),
            ("promise", _("Only a promise")),
        ],
    )

    def __init__(self, data: Mapping[str, Any] | None, reading: Reading) -> None:
        """Begin with what was read; one empty promise stands ready."""
        self.promised = promised_in(reading)
        super().__init__(data, initial=initial_of(reading))
        # A promise alone has no day on which it was a contact.
        self.fields["day"].required = False
        self.numbers = range(min(len(self.promised) + 1, MOST_PROMISES))
        for number in self.numbers:
            self.fields |= _promise_fields(number, self.promised)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a contact, or for a promise where there is none."""
        values = dict(super().clean() or {})
        touch = values.get("what") == TOUCH
        if touch and not values.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day it was."))
        if not touch and not self.promises(values):
            self.add_error("promise_0_text", _("Say what was promised."))
        return values

    @property
    def is_touch(self) -> bool:
        """Tell whether the line, as it was read, is about a contact that has been."""
        return bool(self.initial["what"] == TOUCH)

    def rows(self) -> list[list[BoundField]]:
        """Lay the fields out in rows."""
        promise = [
            [self[f"promise_{number}_{part}"] for part in ("text", "due", "by")]
            for number in self.numbers
        ]
        touch = (
            ["what"],
            ["channel", "day", "time"],
            ["minutes", "direction", "place"],
        )
        rows = [[self[name] for name in row] for row in touch]
        return [*rows, [self["note"]], *promise]

    def promises(self, values: Mapping[str, Any] | None = None) -> Sequence[Promised]:
        """Give what was promised as the action takes it."""
        known = self.cleaned_data if values is None else values
        found = [
            Promised(
                text=known.get(f"promise_{number}_text", ""),
                due=known.get(f"promise_{number}_due"),
                by=known.get(f"promise_{number}_by", "me"),
            )
            for number in self.numbers
        ]
        return [one for one in found if one.text]


def promised_in(reading: Reading) -> list[Promised]:
    """Give what a line promises; what it says of a day to come is a promise too."""
    line = reading.line
    found = [Promised(one.text, one.due, one.by) for one in line.promises]
    if line.future and line.is_touch:
        how = word(line.channel or "meeting", "channel")
        text = ", ".join(filter(None, (how, line.place, reading.note)))
        found.insert(0, Promised(text, line.day))
    return found


def initial_of(reading: Reading) -> dict[str, Any]:
    """Give what the form begins with."""
    line = reading.line
    been = line.is_touch and not line.future
    unanswered = "" if line.answered else gettext("Nobody reached")
    return {
        "what": TOUCH if been else "promise",
        "channel": line.channel or "meeting",
        "day": line.day if been else None,
        "time": line.time,
        "minutes": line.minutes,
        "direction": line.direction,
        "place": line.place,
        "note": ", ".join(filter(None, (unanswered, reading.note))),
    }


def _promise_fields(number: int, known: Sequence[Promised]) -> dict[str, forms.Field]:
    one = known[number] if number < len(known) else Promised("")
    named = f"promise_{number}"
    return {
        f"{named}_text": text_field(_("Promise"), 1000, initial=one.text),
        f"{named}_due": day_field(_("Until"), initial=one.due),
        f"{named}_by": choice_field(
            _("Who promises"), words_of("by"), initial=one.by, required=False
        ),
    }
