"""What every command stands on: settings, tables, whose hand, which book."""

from __future__ import annotations

import json
import locale
import os
import sys
from collections.abc import Callable
from dataclasses import asdict, is_dataclass
from datetime import UTC, date, datetime
from functools import wraps
from typing import TYPE_CHECKING, Any, NoReturn, ParamSpec, TypeVar
from uuid import UUID

import django
from rich.console import Console

if TYPE_CHECKING:
    from kontor.actions.done import Done
    from kontor.lib.hand import Hand
    from kontor.reports.accounts.books import BookView

P = ParamSpec("P")
T = TypeVar("T")
out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def prepare() -> None:
    """Load the settings and speak the user's language; a wrong setting ends it."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.settings")
    from django.core.exceptions import ImproperlyConfigured

    try:
        django.setup()
    except ImproperlyConfigured as error:
        fail(str(error))
    from django.utils import translation

    translation.activate(spoken())


def spoken() -> str:
    """Tell the language of the command line: KONTOR_LANGUAGE, else the locale."""
    from django.conf import settings

    known = dict(settings.LANGUAGES)
    for name in ("KONTOR_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        code = os.environ.get(name, "")[:2].lower()
        if code in known:
            return code
        if code:
            return "en"
    code = (locale.getlocale()[0] or "")[:2].lower()
    return code if code in known else "en"


def ready() -> None:
    """Bring the tables up to date, so that no old or empty database shows itself."""
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor
    from django.db.utils import OperationalError
    from django.utils.translation import gettext

    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            call_command("migrate", verbosity=0, interactive=False)
    except OperationalError as error:
        fail(gettext("The database cannot be opened: {reason}").format(reason=error))


def my_hand() -> Hand:
    """Give the hand of the one person on this machine, at this moment."""
    from kontor.actions.accounts.books import local_account
    from kontor.lib.hand import Hand

    moment = datetime.now(UTC)
    return Hand(local_account(Hand(None, moment)), moment)


def my_book(name: str = "") -> BookView:
    """Find a book by number or name; without one the owner's own, never the sample.

    Raises:
        NoSuchBook: there is none of this name.
    """
    from kontor.cli.first import NoSuchBook, own_book
    from kontor.reports.accounts.books import books_of

    hand = my_hand()
    own = own_book(hand)
    if not name:
        return own
    books = books_of(hand.account_id or 0)
    for book in books:
        if name in {str(book.id), book.name}:
            return book
    folded = [book for book in books if book.name.casefold() == name.casefold()]
    if len(folded) == 1:
        return folded[0]
    raise NoSuchBook(name=name, known=", ".join(b.name for b in books))


def today_in(book: BookView, hand: Hand) -> date:
    """Tell which day it is in the book."""
    return hand.today(book.time_zone)


def command(function: Callable[P, T]) -> Callable[P, T]:
    """Make the four ways to say no one line and exit 1; anything else stays loud."""

    @wraps(function)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> T:
        from kontor.core.errors import KontorError
        from kontor.reports.wording import error_text

        ready()
        try:
            return function(*args, **kwargs)
        except KontorError as error:
            fail(error_text(error))

    return wrapper


def said(answer: Done, json: bool) -> None:
    """Say what was done, and how to take it back."""
    from django.utils.translation import gettext

    from kontor.reports.accounts.deeds import deed_text

    if json:
        as_json(answer)
    elif answer.deed is None:
        out.print(gettext("Nothing to change."))
    else:
        out.print(deed_text(answer.verb, answer.facts), markup=False)
        out.print(gettext("Take it back: kontor undo"), style="dim")


def fail(text: str) -> NoReturn:
    """Say in one line why nothing was done, and end with 1."""
    err.print(text, style="red", markup=False)
    sys.exit(1)


def as_json(value: Any) -> None:
    """Print what a command found as JSON."""
    sys.stdout.write(json.dumps(_plain(value), ensure_ascii=False, indent=2) + "\n")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return _plain(asdict(value))
    if isinstance(value, dict):
        return {str(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple | set):
        return [_plain(part) for part in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, UUID) else value
