"""The nod: everything that was read from a log line, to be put right or saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from kontor.actions.connections.touches import Promised
from kontor.reports.words import word
from kontor.web.forms.birthday import BIRTHDAY, BirthdayFields, initial_birthday
from kontor.web.forms.fields import choice_field, day_field, text_field, words_of
from kontor.web.forms.touch import TouchFields

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.forms import BoundField

    from kontor.reports.overview.log import Reading
    from kontor.web.forms.birthday import Day

TOUCH = "touch"
BORN = "birthday"
# A line has room for one or two; more would be somebody else's form.
MOST_PROMISES = 9


KINDS = [(TOUCH, _("A contact that has been")), ("promise", _("Only a promise"))]


class LogForm(BirthdayFields, TouchFields):
    """What a line says, field by field; a birthday only where it tells one."""

    what = choice_field(_("What it is"), KINDS)

    def __init__(self, data: Mapping[str, Any] | None, reading: Reading) -> None:
        """Begin with what was read; one empty promise stands ready."""
        self.promised = promised_in(reading)
        super().__init__(data, initial=initial_of(reading))
        # A promise alone has no day on which it was a contact.
        self.fields["day"].required = False
        self.born = reading.line.is_birthday
        if self.born:
            self._offer_birthday()
        self.numbers = range(min(len(self.promised) + 1, MOST_PROMISES))
        for number in self.numbers:
            self.fields |= _promise_fields(number, self.promised)

    def clean(self) -> dict[str, Any]:
        """Ask for the day of a contact, or for a promise where there is none."""
        values = dict(super().clean() or {})
        touch = values.get("what") == TOUCH
        if touch and not values.get("day") and "day" not in self.errors:
            self.add_error("day", _("Say on which day it was."))
        if values.get("what") == BORN:
            if not (values.get("birth_day") and values.get("birth_month")):
                self.add_error("birth_day", _("Say on which day it is."))
        elif not touch and not self.promises(values):
            self.add_error("promise_0_text", _("Say what was promised."))
        return values

    @property
    def is_touch(self) -> bool:
        """Tell whether the line, as it was read, is about a contact that has been."""
        return bool(self.initial["what"] == TOUCH)

    @property
    def is_birthday(self) -> bool:
        """Tell whether the line, as it was read, tells a birthday."""
        return bool(self.initial["what"] == BORN)

    def told_birthday(self) -> Day | None:
        """Give the birthday where that is what was nodded to."""
        return self.birthday() if self.cleaned_data["what"] == BORN else None

    def _offer_birthday(self) -> None:
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = [(BORN, gettext("A birthday")), *KINDS]

    def rows(self) -> list[list[BoundField]]:
        """Lay the fields out in rows."""
        promise = [
            [self[f"promise_{number}_{part}"] for part in ("text", "due", "by")]
            for number in self.numbers
        ]
        touch = (
            ["what"],
            [*BIRTHDAY] if self.born else [],
            ["channel", "day", "time"],
            ["minutes", "direction", "place"],
        )
        rows = [[self[name] for name in row] for row in touch if row]
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
    kind = TOUCH if been else BORN if line.is_birthday else "promise"
    unanswered = "" if line.answered else gettext("Nobody reached")
    return {
        "what": kind,
        "channel": line.channel or "meeting",
        # A day that does not exist is for the keeper to put right.
        "day": line.day if been and not line.no_day else None,
        "time": line.time,
        "minutes": line.minutes,
        "direction": line.direction,
        "place": line.place,
        "note": ", ".join(filter(None, (unanswered, reading.note))),
        **initial_birthday(line.birthday),
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
