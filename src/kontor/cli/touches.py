"""``kontor touch``: a contact that is noted already, shown, changed or taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any
from uuid import UUID

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import touches as actions
from kontor.cli.choose import whom
from kontor.cli.complete import people_names
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Channel, Json, day_of, name_of
from kontor.cli.say import say, say_json
from kontor.core.errors import Missing
from kontor.lib.text import gettext_noop
from kontor.reports.connections.touch import touch as touch_of
from kontor.reports.overview.person import person
from kontor.reports.words import day_text, minutes_text, word

if TYPE_CHECKING:
    from kontor.cli.ground import Desk
    from kontor.reports.connections.touch import TouchView


class NoTouch(Missing):
    """No contact with somebody is noted."""

    text = gettext_noop("No contact with {name} is noted yet. Note one: kontor log")


Which = Annotated[
    list[str],
    typer.Argument(
        metavar=_("NAME"),
        help=_("Whose latest contact; or the uid of a contact (kontor show --json)."),
        autocompletion=people_names,
    ),
]
Day = Annotated[str, typer.Option("--day", metavar=_("DAY"), help=_("When it was."))]
Direction = Annotated[
    str, typer.Option("--direction", metavar=_("WAY"), help=_("out, in or both."))
]
Minutes = Annotated[
    int | None,
    typer.Option("--minutes", metavar=_("NUMBER"), min=0, help=_("How long it took.")),
]
Note = Annotated[
    str | None, typer.Option("--note", metavar=_("TEXT"), help=_("What was said."))
]
Place = Annotated[
    str | None, typer.Option("--place", metavar=_("TEXT"), help=_("Where it was."))
]
With = Annotated[
    list[str] | None,
    typer.Option(
        "--with",
        metavar=_("NAME"),
        help=_("Who took part; give all of them, once for each."),
        autocompletion=people_names,
    ),
]
Remove = Annotated[bool, typer.Option("--remove", help=_("Take it out of the book."))]


@command
def touch(
    name: Which,
    day: Day = "",
    channel: Channel = "",
    direction: Direction = "",
    minutes: Minutes = None,
    note: Note = None,
    place: Place = None,
    taking_part: With = None,
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Show a touch, change what is given, or take it out."""
    desk = at(book)
    uid = _touch(desk, name_of(name))
    if remove:
        said(actions.remove_touch(desk.id, uid, hand=desk.hand), json)
        return
    given = {
        "day": day_of(day, desk.today, ahead=False),
        "channel": channel or None,
        "direction": direction or None,
        "minutes": minutes,
        "note": note,
        "place": place,
    }
    values: dict[str, Any] = {k: v for k, v in given.items() if v is not None}
    if taking_part:
        values["people"] = [whom(desk, one) for one in taking_part]
    if "day" in values:
        # The time of day belongs to the day it was noted for.
        values["moment"] = None
    if values:
        said(actions.edit_touch(desk.id, uid, hand=desk.hand, **values), json)
    else:
        _show(touch_of(desk.id, uid), json)


def _touch(desk: Desk, name: str) -> UUID:
    """Find a touch by its uid, or the latest one with somebody.

    Raises:
        NoTouch: there is none with them.
    """
    try:
        return UUID(name)
    except ValueError:
        view = person(desk.id, whom(desk, name), today=desk.today)
    if not view.touches.object_list:
        raise NoTouch(name=view.name)
    return UUID(view.touches.object_list[0].uid)


def _show(found: TouchView, json: bool) -> None:
    if json:
        say_json(found)
        return
    say((", ".join(one.name for one in found.people), "bold"))
    time = f"{found.time:%H:%M}" if found.time else ""
    how = (word(found.channel, "channel"), word(found.direction, "direction"))
    parts = (day_text(found.day), time, *how, minutes_text(found.minutes), found.place)
    say(", ".join(filter(None, parts)), indent=2)
    for line in found.note.splitlines():
        say(line, indent=2)
    say((found.uid, "dim"), indent=2)
