"""``kontor groups`` and ``group``: networks side by side, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.actions.groups import groups as actions
from kontor.cli.complete import group_kinds, group_names, group_sorts, periods
from kontor.cli.fields import Fields, flag_option, several_option, taking, text_option
from kontor.cli.ground import at, command, said
from kontor.cli.group_text import show_group, show_groups
from kontor.cli.networks import (
    NoSuchWord,
    code_of,
    day_or_none,
    read_with,
    sum_of,
    the_group,
)
from kontor.cli.options import Book, Json, name_of
from kontor.cli.say import say_json
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.groups.group import group as group_of
from kontor.reports.groups.groups import SORTS
from kontor.reports.groups.groups import groups as compare

if TYPE_CHECKING:
    from kontor.cli.ground import Desk


class NoKind(Invalid):
    """A new group has no kind yet."""

    text = gettext_noop(
        "Say what kind of network it is with --kind: chamber, leads, association, "
        "event, online or circle."
    )


Kind = Annotated[
    str,
    typer.Option(
        "--kind",
        metavar=_("KIND"),
        help=_("Only chamber, leads, association, event, online or circle."),
        autocompletion=group_kinds,
    ),
]
Sort = Annotated[
    str,
    typer.Option(
        "--sort",
        metavar=_("ORDER"),
        help=_("By pool, added, name, kind, known, attended, hours or money."),
        autocompletion=group_sorts,
    ),
]
Which = Annotated[
    list[str],
    typer.Argument(
        metavar=_("NAME"),
        help=_("The network's name, or its uid."),
        autocompletion=group_names,
    ),
]
NewName = Annotated[
    str, typer.Option("--name", metavar=_("NAME"), help=_("The new name."))
]
New = Annotated[bool, typer.Option("--new", help=_("Add it to the book."))]
Remove = Annotated[
    bool,
    typer.Option("--remove", help=_("Take it out with its gatherings; people stay.")),
]
DAYS = ("visited_on", "joined_on", "left_on", "rule_start")
FEES = ("joining_fee", "period_fee", "gathering_fee")


def _number(option: str, about: str) -> Any:
    named = typer.Option(
        option, metavar=pgettext("a quantity", "NUMBER"), min=0, help=about
    )
    return Annotated[int | None, named]


FIELDS: dict[str, Any] = {
    "kind": text_option(
        "--kind",
        _("KIND"),
        _("chamber, leads, association, event, online or circle."),
        group_kinds,
    ),
    "place": text_option("--place", _("PLACE"), _("Where it meets.")),
    "page": text_option("--page", _("ADDRESS"), _("Its page on the web.")),
    "size": _number("--size", _("How many members it says it has.")),
    "visited_on": text_option("--visited", _("DAY"), _("When you first visited.")),
    "joined_on": text_option("--joined", _("DAY"), _("When you joined.")),
    "left_on": text_option("--left", _("DAY"), _("When you left.")),
    "joining_fee": text_option("--joining-fee", _("SUM"), _("What joining costs.")),
    "period_fee": text_option("--fee", _("SUM"), _("What belonging to it costs.")),
    "period": text_option(
        "--per", _("PERIOD"), _("The fee is for a month, quarter or year."), periods
    ),
    "gathering_fee": text_option(
        "--gathering-fee", _("SUM"), _("What each gathering costs.")
    ),
    "currency": text_option("--currency", _("CODE"), _("Of the fees, such as EUR.")),
    "rule": text_option(
        "--rule", _("RULE"), _("How it recurs, as in calendars: FREQ=WEEKLY;BYDAY=TU.")
    ),
    "rule_start": text_option("--from", _("DAY"), _("From when on it recurs so.")),
    "starts_at": text_option("--at", _("HOUR"), _("When it begins, such as 07:00.")),
    "minutes": _number("--minutes", _("How long a gathering takes.")),
    "exclusive": flag_option(
        "--one-per-trade/--any-trade", _("There is one seat for each trade.")
    ),
    "seats": several_option(
        "--seat", _("TRADE"), _("A trade it wants to have; once for each.")
    ),
    "offices": text_option("--office", _("TEXT"), _("What you do in it.")),
    "note": text_option("--note", _("TEXT"), _("A note.")),
}


@command
def groups(
    kind: Kind = "", sort: Sort = "", book: Book = "", json: Json = False
) -> None:
    """Compare all networks.

    Raises:
        NoSuchWord: there is no such kind or order.
    """
    desk = at(book)
    if sort and sort not in SORTS:
        raise NoSuchWord(value=sort, known=", ".join(SORTS))
    found = compare(
        desk.id,
        today=desk.today,
        sort=sort or "pool",
        kind=code_of(kind, "group") if kind else "",
    )
    if json:
        say_json(found)
    else:
        show_groups(found)


@command
@taking(FIELDS)
def group(
    name: Which,
    fields: Fields,
    new_name: NewName = "",
    new: New = False,
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Show a network, or add, change or remove one.

    Raises:
        NoGroup, SeveralGroups: it cannot be told which.
        NoKind, NoDay, NoSum, NoSuchWord: an option is missing or cannot be read.
    """
    desk, text = at(book), name_of(name)
    if new:
        if "kind" not in fields:
            raise NoKind
        values = _values(desk, fields, "")
        said(actions.add_group(desk.id, hand=desk.hand, name=text, **values), json)
        return
    uid, _name = the_group(desk, text)
    if remove:
        said(actions.remove_group(desk.id, uid, hand=desk.hand), json)
        return
    view = group_of(desk.id, uid, today=desk.today)
    values = _values(desk, fields, view.currency)
    if new_name:
        values["name"] = new_name
    if values:
        said(actions.edit_group(desk.id, uid, hand=desk.hand, **values), json)
    elif json:
        say_json(view)
    else:
        show_group(view)


def _values(desk: Desk, fields: Fields, currency: str) -> dict[str, Any]:
    """Turn the options into what ``actions.groups.groups`` takes."""
    code = str(fields.get("currency", currency))
    return {
        **fields,
        **read_with(fields, lambda text: code_of(text, "group"), ("kind",)),
        **read_with(fields, _period, ("period",)),
        **read_with(fields, lambda text: day_or_none(desk, text), DAYS),
        **read_with(fields, lambda text: sum_of(text, code), FEES),
    }


def _period(text: str) -> str:
    return code_of(text, "period") if text else ""
