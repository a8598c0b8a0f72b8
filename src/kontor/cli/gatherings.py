"""``kontor gathering``: one gathering of a network, noted, changed or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.actions.groups import gatherings as actions
from kontor.cli.fields import Fields, flag_option, taking, text_option
from kontor.cli.ground import at, command, said
from kontor.cli.networks import (
    Group,
    NoGathering,
    gathering_of,
    read_with,
    sum_of,
    the_day,
    the_group,
)
from kontor.cli.options import Book, Json, day_of
from kontor.reports.groups.gathering import gathering as gathering_view
from kontor.reports.groups.group import group as group_of
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from datetime import date

    from kontor.cli.ground import Desk

Day = Annotated[
    str,
    typer.Argument(metavar=_("DAY"), help=_("The day: 2026-12-24, 24.12., yesterday.")),
]
Remove = Annotated[
    bool, typer.Option("--remove", help=_("Take it out, with who came."))
]
FIELDS: dict[str, Any] = {
    "title": text_option("--title", _("TEXT"), _("What it is called.")),
    "move": text_option("--move", _("DAY"), _("It is on another day.")),
    "starts_at": text_option("--at", _("HOUR"), _("When it begins, such as 07:00.")),
    "minutes": Annotated[
        int | None,
        typer.Option(
            "--minutes",
            metavar=pgettext("a quantity", "NUMBER"),
            min=0,
            help=_("How long it takes."),
        ),
    ],
    "place": text_option("--place", _("PLACE"), _("Where.")),
    "cost": text_option("--cost", _("SUM"), _("What it costs you.")),
    "currency": text_option("--currency", _("CODE"), _("Of the cost, such as EUR.")),
    "cancelled": flag_option("--cancelled/--held", _("It does not take place.")),
    "note": text_option("--note", _("TEXT"), _("A note.")),
}


@command
@taking(FIELDS)
def gathering(
    group: Group,
    day: Day,
    fields: Fields,
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Note a gathering, past or to come; or change the one that is noted.

    Raises:
        NoGathering: there is none of that day to be removed.
        NoGroup, SeveralGroups, SeveralGatherings, NoDay, NoSum: it cannot be told.
    """
    desk = at(book)
    whole = the_group(desk, group)
    uid = gathering_of(desk, whole, day)
    if remove:
        if uid is None:
            raise NoGathering(group=whole[1], day=day_text(the_day(desk, day)))
        answer = actions.remove_gathering(desk.id, uid, hand=desk.hand)
    elif uid is None:
        values = {"day": coming_day(desk, day), **_values(desk, whole[0], None, fields)}
        answer = actions.add_gathering(desk.id, whole[0], hand=desk.hand, **values)
    else:
        values = _values(desk, whole[0], uid, fields)
        answer = actions.edit_gathering(desk.id, uid, hand=desk.hand, **values)
    said(answer, json)


def coming_day(desk: Desk, text: str) -> date | None:
    """Read the day of a gathering; where no year is given, the one to come."""
    return day_of(text or "-", desk.today)


def _values(desk: Desk, group: str, uid: str | None, fields: Fields) -> dict[str, Any]:
    """Turn the options into what ``actions.groups.gatherings`` takes."""
    code = fields.get("currency")
    if code is None and "cost" in fields:
        code = _usual_currency(desk, group, uid)
    values = {
        **{name: value for name, value in fields.items() if name != "move"},
        **read_with(fields, lambda text: sum_of(text, code or ""), ("cost",)),
    }
    if "move" in fields:
        values["day"] = coming_day(desk, fields["move"])
    if code and "cost" in fields:
        values["currency"] = code
    return values


def _usual_currency(desk: Desk, group: str, uid: str | None) -> str:
    """Give the currency of a gathering, else that of the fees of its group."""
    if uid:
        found = gathering_view(desk.id, uid, today=desk.today).currency
        if found:
            return found
    return group_of(desk.id, group, today=desk.today).currency
