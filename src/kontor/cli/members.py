"""``kontor member``: who belongs to a network, and its guests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.groups import members as actions
from kontor.cli.choose import whom
from kontor.cli.complete import people_names
from kontor.cli.fields import Fields, taking, text_option
from kontor.cli.ground import at, command, said
from kontor.cli.networks import Group, code_of, day_or_none, read_with, the_group
from kontor.cli.options import Book, Json, Who, is_none
from kontor.core.errors import Missing
from kontor.lib.text import gettext_noop
from kontor.reports.groups.group import group as group_of

if TYPE_CHECKING:
    from kontor.cli.ground import Desk


class NotIn(Missing):
    """Somebody is not in the group."""

    text = gettext_noop("{name} is not in “{group}”.")


Guest = Annotated[bool, typer.Option("--guest", help=_("They came as a guest."))]
Remove = Annotated[
    bool,
    typer.Option("--remove", help=_("They never were in it; to end it use --until.")),
]
DAYS = ("since", "until", "followed_up_on")
FIELDS: dict[str, Any] = {
    "since": text_option("--since", _("DAY"), _("From when on.")),
    "until": text_option("--until", _("DAY"), _("The last day; it ends there.")),
    "trade": text_option("--trade", _("TRADE"), _("As what they sit there.")),
    "office": text_option("--office", _("TEXT"), _("Their office in it.")),
    "invited_by": text_option(
        "--invited-by", _("NAME"), _("Who brought them."), people_names
    ),
    "followed_up_on": text_option(
        "--asked", _("DAY"), _("When you asked them how it was.")
    ),
    "outcome": text_option("--outcome", _("WHAT"), _("joined or declined.")),
    "reason": text_option("--reason", _("TEXT"), _("Why, in your words.")),
}


@command
@taking(FIELDS)
def member(
    group: Group,
    name: Who,
    fields: Fields,
    guest: Guest = False,
    remove: Remove = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Put somebody into a network, change what is noted of it, or end it.

    Raises:
        NotIn: somebody shall be taken out who is not in it.
        NoGroup, SeveralGroups, Nobody, Several, NoDay: it cannot be told.
    """
    desk = at(book)
    uid, shown = the_group(desk, group)
    who = whom(desk, name)
    values = _values(desk, fields)
    standing = "guest" if guest else "member"
    # A guest who comes again is one once more; a day given says so.
    again = guest and "since" in fields
    there = None if again else _membership(desk, uid, who, standing)
    hand = desk.hand
    if remove:
        if there is None:
            raise NotIn(name=name, group=shown)
        answer = actions.remove_member(desk.id, there, hand=hand)
    elif there is None:
        answer = actions.add_member(
            desk.id, uid, who, hand=hand, standing=standing, **values
        )
    else:
        answer = actions.edit_member(desk.id, there, hand=hand, **values)
    said(answer, json)


def _values(desk: Desk, fields: Fields) -> dict[str, Any]:
    def person(text: str) -> str | None:
        return None if is_none(text) else whom(desk, text)

    def outcome(text: str) -> str:
        return code_of(text, "outcome") if text else ""

    return {
        **fields,
        **read_with(fields, lambda text: day_or_none(desk, text), DAYS),
        **read_with(fields, person, ("invited_by",)),
        **read_with(fields, outcome, ("outcome",)),
    }


def _membership(desk: Desk, group: str, who: str, standing: str) -> int | None:
    """Find what is noted already: the membership that lasts, or a guest's visit."""
    view = group_of(desk.id, group, today=desk.today)
    rows = view.guests if standing == "guest" else view.members
    found = [row.membership for row in rows if row.uid == who]
    return found[-1] if found else None
