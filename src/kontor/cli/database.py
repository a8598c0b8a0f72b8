"""What a database that cannot be used means, and what to do about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import OperationalError
from django.utils.translation import gettext as _

from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from django.db import Error

# By words of the engine's message, the first that fits.
TEXTS = {
    "locked": gettext_noop(
        "Another program is writing into the book. Try again in a moment."
    ),
    "readonly": gettext_noop(
        "{path} cannot be written. See to it that you may write there, or choose "
        "another folder with KONTOR_DATA."
    ),
    "unable to open": gettext_noop(
        "{path} cannot be opened. See to it that you may read and write there, or "
        "choose another folder with KONTOR_DATA."
    ),
    "not a database": gettext_noop(
        "{path} is no book of Kontor. Put a good copy in its place, or choose another "
        "folder with KONTOR_DATA."
    ),
    "malformed": gettext_noop(
        "{path} is damaged. Put a good copy in its place, or choose another folder "
        "with KONTOR_DATA."
    ),
    "is full": gettext_noop("The disk is full. Make room, then do it again."),
}
OTHER = gettext_noop("The database cannot be used: {reason}")


def database_text(error: Error) -> str:
    """Say what is wrong with the database; "" for a fault of the program."""
    reason = " ".join(str(error).split())
    for words, text in TEXTS.items():
        if words in reason:
            return _(text).format(path=where())
    if isinstance(error, OperationalError):
        return _(OTHER).format(reason=reason)
    return ""


def where() -> str:
    """Tell where the database is."""
    return str(settings.DATABASES["default"]["NAME"])
