"""What cannot be written about groups, and why."""

from __future__ import annotations

from kontor.core.errors import Invalid, Refused
from kontor.lib.text import gettext_noop


class NoGroupName(Invalid):
    """A group or a segment goes by its name."""

    text = gettext_noop("Give it a name.")


class SameName(Refused):
    """There is one group, or segment, of a name."""

    text = gettext_noop("There is “{name}” in this book already.")


class LeftBeforeJoined(Invalid):
    """The days are the wrong way round."""

    text = gettext_noop(
        "Nobody leaves on {left}, before joining on {joined}. Look at both days."
    )


class NoCurrency(Invalid):
    """A sum of money says nothing without its currency."""

    text = gettext_noop("Say in which currency the fee is, such as EUR.")


class Overlapping(Refused):
    """Somebody is in a group once at a time."""

    text = gettext_noop(
        "{name} is in “{group}” from {since} already. End that first, or change it."
    )


class NotInGroup(Refused):
    """Attendance is kept of those who belong to a group, and of its guests."""

    text = gettext_noop(
        "{name} is neither a member of “{group}” nor a guest on {day}. Add them first."
    )


class NotYetHeld(Refused):
    """What is still to come has been attended by nobody."""

    text = gettext_noop(
        "The gathering on {day} is still to come: nobody can have been there."
    )


class Cancelled(Refused):
    """A gathering that did not take place."""

    text = gettext_noop("The gathering on {day} was cancelled: nobody can have come.")


class NotThere(Refused):
    """Nobody talks with somebody who stayed away."""

    text = gettext_noop(
        "{name} was not there, so you cannot have talked. Say that they came, or that "
        "you did not talk."
    )


class CameAlready(Refused):
    """Somebody came to a gathering that shall be cancelled, or still to come."""

    text = gettext_noop(
        "It is noted who came to the gathering on {day}. Take that back first, or "
        "leave it as it was."
    )


class NothingTells(Invalid):
    """A segment that nobody can belong to."""

    text = gettext_noop(
        "Say what makes somebody belong: a trade, an organisation, a tag, or words in "
        "their role."
    )


class BadRule(Invalid):
    """A rule of recurrence that cannot be read."""

    text = gettext_noop(
        "“{value}” does not say how often. Write it as calendars do, such as "
        "FREQ=WEEKLY;BYDAY=TU."
    )


class BadHour(Invalid):
    """Not an hour of the day."""

    text = gettext_noop("“{value}” is not an hour of the day, such as 07:00.")


class NoDays(Refused):
    """A table whose gatherings have no day, and nobody said when they were."""

    text = gettext_noop(
        "The table does not say on which days its gatherings were ({titles}). Say the "
        "first day, and how many days it is from one to the next. Nothing was brought "
        "in."
    )
