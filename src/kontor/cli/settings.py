"""``kontor settings`` and ``kontor confidential``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.accounts.settings import change_settings, choose_language
from kontor.actions.connections.confidential import add_rule, remove_rule
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, name_of
from kontor.cli.say import say, say_json, say_rows
from kontor.core.errors import Invalid, Missing
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.books import language_of, settings_of
from kontor.reports.words import language_text

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.accounts.books import SettingsView

# Not of the book but of the account: the language of its pages.
PAGES = "pages"


class NoSetting(Invalid):
    """Not NAME=VALUE."""

    text = gettext_noop("“{text}” is not a setting. Write it as rhythm_a=21.")


class NotConfidential(Missing):
    """There is no such rule."""

    text = gettext_noop("“{value}” is not among what is confidential.")


Values = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("NAME=VALUE"),
        help=_("What to change: rhythm_a=14, half_life= (learn it again), pages=de."),
    ),
]


@command
def settings(values: Values = None, book: Book = "", json: Json = False) -> None:
    """Show or change settings."""
    desk = at(book)
    if values:
        _change(desk, dict(_setting(text) for text in values), json)
        return
    found = settings_of(desk.id)
    language = language_of(desk.hand.account_id or 0)
    if json:
        say_json({**_plain(found), PAGES: language})
        return
    shown = {**_shown(found), PAGES: language}
    for name, value in shown.items():
        say(f"{name}={value}")


def _change(desk: Desk, wanted: dict[str, Any], json: bool) -> None:
    language = wanted.pop(PAGES, None)
    if language is not None:
        choose_language(desk.hand.account_id or 0, language)
        if not wanted:
            text = _("The pages follow the browser's language.")
            if language:
                text = _("The pages speak {language}.").format(
                    language=language_text(language)
                )
            say_json({PAGES: language}) if json else say(text)
            return
    said(change_settings(desk.id, hand=desk.hand, **wanted), json)


def _shown(found: SettingsView) -> dict[str, Any]:
    """Give the settings as they are written to be changed."""
    return {
        "name": found.book.name,
        "language": found.book.language,
        "region": found.book.region,
        "time_zone": found.book.time_zone,
        "currency": found.book.currency,
        **{f"rhythm_{c.lower()}": days for c, days in found.rhythms.items()},
        **{f"weight_{c}": f"{weight:g}" for c, weight in found.weights.items()},
        "half_life": f"{found.half_life:g}",
        "retention_years": found.retention_years or "",
    }


def _plain(found: SettingsView) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(found)


def _setting(text: str) -> tuple[str, Any]:
    """Read NAME=VALUE; numbers become numbers.

    Raises:
        NoSetting: it is no such thing.
    """
    name, equals, value = (part.strip() for part in text.partition("="))
    if not equals:
        raise NoSetting(text=text)
    try:
        if name.startswith("rhythm_"):
            return name, int(value)
        if name.startswith("weight_"):
            return name, float(value)
        if name == "half_life":
            return name, float(value) if value else None
        if name == "retention_years":
            return name, int(value) if value else None
    except ValueError as error:
        raise NoSetting(text=text) from error
    return name, value


What = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("DOMAIN"),
        help=_("A mail domain or the name of a calendar; nothing lists all."),
    ),
]
Calendar = Annotated[
    bool, typer.Option("--calendar", help=_("It is a calendar, not a mail domain."))
]
Remove = Annotated[bool, typer.Option("--remove", help=_("Confidential no longer."))]


@command
def confidential(
    what: What = None,
    calendar: Calendar = False,
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """List, add or remove what is confidential."""
    desk = at(book)
    value = name_of(what or [])
    rules = settings_of(desk.id).confidential
    if not value:
        _show(rules, json)
    elif remove:
        rule = _rule(rules, value)
        said(remove_rule(desk.id, rule, hand=desk.hand), json)
    else:
        kind = "calendar" if calendar else "domain"
        said(add_rule(desk.id, hand=desk.hand, kind=kind, value=value), json)


def _show(rules: list[tuple[int, str, str]], json: bool) -> None:
    if json:
        say_json([{"kind": kind, "value": value} for _id, kind, value in rules])
    elif not rules:
        say(_("No mail domain and no calendar is confidential."))
    else:
        words = {"domain": _("Mail domain"), "calendar": _("Calendar")}
        say_rows([((words[kind], "dim"), value) for _id, kind, value in rules])


def _rule(rules: list[tuple[int, str, str]], value: str) -> int:
    wanted = value.rpartition("@")[2].casefold()
    for number, _kind, known in rules:
        if known.casefold() in {wanted, value.casefold()}:
            return number
    raise NotConfidential(value=value)
