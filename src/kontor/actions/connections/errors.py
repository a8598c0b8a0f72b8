"""What cannot be written about people and touches, and why."""

from __future__ import annotations

from kontor.core.errors import Invalid, Refused
from kontor.lib.text import gettext_noop


class NoName(Invalid):
    """Somebody needs a name, or at least an address to be known by."""

    text = gettext_noop("Give a name, a mail address or a telephone number.")


class BadEmail(Invalid):
    """Not a mail address."""

    text = gettext_noop("“{value}” is not a mail address.")


class BadPhone(Invalid):
    """Not a telephone number."""

    text = gettext_noop(
        "“{value}” is not a telephone number: it has fewer than three digits."
    )


class BadValue(Invalid):
    """A column cannot take this value."""

    text = gettext_noop("“{value}” cannot be used for “{field}”.")


class BadBirthday(Invalid):
    """There is no such day in the calendar."""

    text = gettext_noop("{day}.{month}. is not a day of the calendar.")


class OwnerStays(Refused):
    """The owner of a book is one of its people and cannot be removed or rest."""

    text = gettext_noop("This is you, the owner of the book.")


class WithYourself(Invalid):
    """A tie or a touch needs two different people."""

    text = gettext_noop("This needs two different people.")


class AlreadyTied(Refused):
    """There is one tie between two people."""

    text = gettext_noop("{name} and {other} are noted as knowing each other already.")


class NobodyThere(Invalid):
    """A touch needs at least one other person."""

    text = gettext_noop("Say with whom you were in touch.")


class WhoseBirthday(Invalid):
    """A birthday is somebody's."""

    text = gettext_noop("Say whose birthday it is.")


class InTheFuture(Invalid):
    """A touch has happened; what is to come is a promise."""

    text = gettext_noop(
        "{day} is still to come. Note it as a promise, and as a contact once it has "
        "been."
    )


class NoSuchDay(Invalid):
    """Long before anybody living."""

    text = gettext_noop("{day} cannot be right: it is too long ago.")


class NothingPromised(Invalid):
    """A promise says what is to be done."""

    text = gettext_noop("Say what was promised.")


class NoRhythm(Invalid):
    """A rhythm is a class or a number of days."""

    text = gettext_noop("A rhythm is A, B, C, D or a number of days from 1 to 3650.")


class TagEmpty(Invalid):
    """A tag has at least one letter."""

    text = gettext_noop("A tag needs a name.")


class NobodyChosen(Invalid):
    """Something for several people was asked of none."""

    text = gettext_noop("Choose at least one person first.")
