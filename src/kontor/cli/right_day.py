"""A day in a log line that the calendar does not have, put right at the terminal."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from django.utils.translation import gettext as _

from kontor.cli.ask import ask
from kontor.cli.options import NoDay, day_of
from kontor.cli.say import err, say
from kontor.cli.values import birthday_of
from kontor.core.connections.line.reading import Birthday
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.wording import error_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from kontor.cli.ground import Desk
    from kontor.core.connections.line.reading import Line
    from kontor.reports.overview.log import Reading

T = TypeVar("T")
NONE = gettext_noop("There is no day “{day}” in the calendar.")


class NotADay(Invalid):
    """A line tells a day that the calendar does not have."""

    text = gettext_noop(
        "There is no day “{day}” in the calendar. Write the line again with the right "
        "one."
    )


def put_right(desk: Desk, reading: Reading, *, nod: bool) -> Reading:
    """Ask for the day that is meant, where the calendar does not have the one told.

    Raises:
        NotADay: nobody can be asked (without ``nod``).
    """
    line = reading.line
    words = line.no_day or line.no_due
    if not words:
        return reading
    if not nod:
        raise NotADay(day=words)
    say((_(NONE).format(day=words), "red"), to=err)
    return replace(reading, line=_asked(desk, line))


def _asked(desk: Desk, line: Line) -> Line:
    if line.is_birthday:
        day = _until_read(_("When is the birthday?"), birthday_of)
        return replace(line, birthday=Birthday(*day), no_day="")
    back, ahead = _reader(desk, ahead=False), _reader(desk, ahead=True)
    if line.no_day:
        day_of_touch = _until_read(_("On which day was it?"), back)
        future = day_of_touch > desk.today
        line = replace(line, day=day_of_touch, future=future, no_day="")
    if line.no_due:
        due = _until_read(_("Until when is it promised?"), ahead)
        # The last full stop of a promise is not kept.
        words = line.no_due.rstrip(".")
        promises = [
            one._replace(due=due) if words in one.text and not one.due else one
            for one in line.promises
        ]
        line = replace(line, promises=tuple(promises), no_due="")
    return line


def _reader(desk: Desk, *, ahead: bool) -> Callable[[str], date | None]:
    return lambda text: day_of(text, desk.today, ahead=ahead)


def _until_read(question: str, read: Callable[[str], T | None]) -> T:
    """Ask until the answer is a day."""
    while True:
        try:
            found = read(ask(question))
        except NoDay as error:
            say((error_text(error), "red"), to=err)
            continue
        if found is not None:
            return found
