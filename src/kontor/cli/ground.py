"""What every command stands on: settings, tables, whose hand, which book."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from kontor.cli.language import early, spoken
from kontor.cli.trouble import Trouble
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from kontor.actions.done import Done
    from kontor.lib.hand import Hand
    from kontor.reports.accounts.books import BookView

P = ParamSpec("P")
T = TypeVar("T")
FOLDER = gettext_noop(
    "{path} cannot be used ({reason}). See to it that you may write there, or choose "
    "another folder with KONTOR_DATA."
)
NEWER = gettext_noop(
    "This book was kept by a newer Kontor. Bring Kontor up to date to open it."
)
OWN_TABLES = "records"


@dataclass(frozen=True, slots=True)
class Desk:
    """Where a command works: the book, whose hand, and which day it is there."""

    book: BookView
    hand: Hand
    today: date

    @property
    def id(self) -> int:
        """Give the number of the book."""
        return self.book.id


def prepare() -> None:
    """Load the settings and speak the user's language.

    Raises:
        Trouble: a variable or the data folder cannot be used.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.settings")
    language = spoken()
    import django
    from django.core.exceptions import ImproperlyConfigured
    from django.utils import translation

    try:
        django.setup()
    except ImproperlyConfigured as error:
        # Our own ones can be translated; Django's are meant for whoever runs it.
        text = getattr(error, "text", "")
        said = early(text).format(**getattr(error, "facts", {})) if text else str(error)
        raise Trouble(said, "settings") from error
    except OSError as error:
        facts = {"path": error.filename, "reason": error.strerror}
        raise Trouble(early(FOLDER).format(**facts), "settings") from error
    translation.activate(language)


def ready() -> None:
    """Bring the tables up to date, so that no old or empty database shows itself.

    Raises:
        Trouble: they are from a newer Kontor.
    """
    from django.db import connection
    from django.db.migrations.recorder import MigrationRecorder
    from django.utils.translation import gettext

    applied = set(MigrationRecorder(connection).applied_migrations())
    known = _known_migrations()
    if any(app == OWN_TABLES for app, _ in applied - known):
        raise Trouble(gettext(NEWER), "newer")
    if known - applied:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)


def _known_migrations() -> set[tuple[str, str]]:
    """List the migrations by their files; importing them all would take long."""
    from django.apps import apps

    return {
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in Path(config.path, "migrations").glob("[0-9]*.py")
    }


def now() -> datetime:
    """Tell the moment."""
    return datetime.now(UTC)


def my_hand() -> Hand:
    """Give the hand of the one person on this machine, at this moment."""
    from kontor.actions.accounts.books import local_account
    from kontor.lib.hand import Hand

    moment = now()
    return Hand(local_account(Hand(None, moment)), moment)


def at(name: str = "") -> Desk:
    """Sit down at a book, by number or name; without one at the owner's own.

    Raises:
        NoSuchBook: this account keeps none of this name.
    """
    from kontor.cli.first import book_named, own_book

    hand = my_hand()
    own = own_book(hand)
    book = book_named(hand, name) if name else own
    return Desk(book, hand, hand.today(book.time_zone))


def command(function: Callable[P, T]) -> Callable[P, T]:
    """Make a command of a function: the tables are up to date when it begins."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        ready()
        return function(*args, **kwargs)

    return wrapper


def said(answer: Done, json: bool) -> None:
    """Say what was done, and how to take it back."""
    from django.utils.translation import gettext

    from kontor.cli.say import say, say_json
    from kontor.reports.accounts.deeds import deed_text, is_final

    if json:
        say_json(answer)
    elif answer.deed is None:
        say(gettext("Nothing to change."))
    else:
        say(deed_text(answer.verb, answer.facts))
        if is_final(answer.verb):
            return
        back = gettext("Take it back: kontor undo {number}")
        say((back.format(number=answer.deed), "dim"))
