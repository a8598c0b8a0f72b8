"""``kontor devices``: the browsers that are signed in."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.accounts import devices as actions
from kontor.cli.ground import command, my_hand
from kontor.cli.options import Json
from kontor.cli.say import say, say_json, say_rows
from kontor.core.errors import Missing
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.devices import DeviceLine, devices_of
from kontor.reports.words import day_text


class NoSuchDevice(Missing):
    """The account has no such device."""

    text = gettext_noop("There is no device {number}. See: kontor devices")


Out = Annotated[
    int | None,
    typer.Option("--sign-out", metavar=_("NUMBER"), help=_("Sign this one out.")),
]
All = Annotated[bool, typer.Option("--all", help=_("Sign all out."))]


@command
def devices(sign_out: Out = None, all: All = False, json: Json = False) -> None:
    """List the browsers that are signed in, or sign some out.

    Raises:
        NoSuchDevice: there is none of this number.
    """
    own = my_hand().account_id or 0
    if all:
        count = actions.sign_out_all(own)
        text = ngettext(
            "{count} device is signed out.", "{count} devices are signed out.", count
        )
        _answer({"count": count}, text, json)
    elif sign_out is not None:
        _out(own, sign_out)
        _answer({"id": sign_out}, _("The device is signed out."), json)
    else:
        _devices(devices_of(own), json)


def _answer(facts: dict[str, object], text: str, json: bool) -> None:
    say_json(facts) if json else say(text.format(**facts))


def _out(account: int, number: int) -> None:
    try:
        actions.sign_out(account, number)
    except Missing as error:
        raise NoSuchDevice(number=number) from error


def _devices(found: list[DeviceLine], json: bool) -> None:
    if json:
        say_json([_plain(one) for one in found])
    elif not found:
        say(_("No browser is signed in."))
    else:
        say_rows([_row(one) for one in found])


def _plain(one: DeviceLine) -> dict[str, object]:
    return {name: value for name, value in asdict(one).items() if name != "here"}


def _row(one: DeviceLine) -> tuple[str | tuple[str, str], ...]:
    what = ", ".join(filter(None, (one.browser, one.system))) or _("A browser")
    seen = _("last seen {day}").format(day=day_text(one.seen))
    since = _("since {day}").format(day=day_text(one.since))
    return f"{one.id:3}", what, (since, "dim"), (seen, "dim")
