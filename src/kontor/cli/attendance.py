"""``kontor attendance``: who came, from the room or from a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.db import transaction
from django.utils.translation import gettext as _

from kontor.actions.groups.attendance import Newcomer, fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.cli.attendance_file import bring_file
from kontor.cli.complete import attendance_states, people_names
from kontor.cli.fields import Fields, several_option, taking, text_option
from kontor.cli.ground import at, command, said
from kontor.cli.networks import (
    Group,
    NoGathering,
    gathering_of,
    the_day,
    the_group,
)
from kontor.cli.options import Book, Json
from kontor.cli.room import Room, names_in
from kontor.cli.say import Part, say, say_json, say_rows
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.groups.gathering import gathering as gathering_of_uid
from kontor.reports.words import day_text, word

if TYPE_CHECKING:
    from kontor.actions.done import Done
    from kontor.cli.ground import Desk
    from kontor.reports.groups.gathering import GatheringView, RoomLine


class DayOrFile(Invalid):
    """It is either one gathering or a table of them."""

    text = gettext_noop(
        "Give the day of one gathering, or --file with a table of many; not both."
    )


Day = Annotated[
    str,
    typer.Argument(
        metavar=_("DAY"), help=_("Which gathering: 2026-12-24, 24.12., yesterday.")
    ),
]


def _named(option: str, about: str) -> Any:
    return several_option(option, _("NAMES"), about, people_names)


FIELDS: dict[str, Any] = {
    "present": _named(
        "--present", _("Who was there; several with commas between them.")
    ),
    "late": _named("--late", _("Who came late.")),
    "absent": _named("--absent", _("Who did not come.")),
    "excused": _named("--excused", _("Who was excused.")),
    "represented": _named("--represented", _("Who sent somebody in their place.")),
    "others": text_option(
        "--others",
        _("HOW"),
        _("How all others came, of whom nothing is noted: absent, for instance."),
        attendance_states,
    ),
    "talked": _named("--talked", _("With whom you talked; that becomes a contact.")),
    "not_talked": _named("--not-talked", _("With whom you did not talk after all.")),
    "new": several_option(
        "--new",
        _("NAMES"),
        _("Whom you met there, new to you: guests, or, on your visit, members."),
    ),
    "new_member": several_option(
        "--new-member", _("NAMES"), _("Whom you met there, new to you, who belong.")
    ),
}
File = Annotated[
    str,
    typer.Option(
        "--file", metavar=_("FILE"), help=_("A table of members and who came, as CSV.")
    ),
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=_("Only show what would come of it."))
]
FirstDay = Annotated[
    str,
    typer.Option(
        "--first-day",
        metavar=_("DAY"),
        help=_("Of a table without days: when the first gathering was."),
    ),
]
Every = Annotated[
    int,
    typer.Option(
        "--every",
        metavar=_("DAYS"),
        min=0,
        help=_("Of such a table: days from one gathering to the next."),
    ),
]


@command
@taking(FIELDS)
def attendance(
    group: Group,
    fields: Fields,
    day: Day = "",
    file: File = "",
    dry_run: DryRun = False,
    first_day: FirstDay = "",
    every: Every = 0,
    book: Book = "",
    json: Json = False,
) -> None:
    """Note who came to a gathering and with whom you talked, or list it.

    Raises:
        DayOrFile: both are given, or neither.
        NoGathering: nothing is noted of that day.
        SaidTwice, Nobody, Several, NoDay, NoGroup: something cannot be told.
    """
    desk = at(book)
    whole = the_group(desk, group)
    if bool(day) == bool(file) or (file and fields):
        raise DayOrFile
    if file:
        bring_file(
            desk, whole[0], file, dry_run=dry_run, first_day=first_day, every=every,
            json=json,
        )  # fmt: skip
    elif fields:
        with transaction.atomic():
            answer = _fill(desk, _noted(desk, whole, day), fields)
        said(answer, json)
    else:
        _list(desk, whole, day, json)


def _fill(desk: Desk, uid: str, fields: Fields) -> Done:
    """Write down who came, of those who are named."""
    room = Room(desk, gathering_of_uid(desk.id, uid, today=desk.today))
    states = room.states(fields, fields.get("others", ""))
    talked = room.talked(states, fields.get("talked"), fields.get("not_talked"))
    fresh = _newcomers(fields)
    if (talked or fresh) and not room.own and room.owner not in states:
        # Whoever talked with somebody there was there.
        states[room.owner] = "present"
    return fill_attendance(
        desk.id, uid, hand=desk.hand, states=states, talked=talked, newcomers=fresh
    )


def _newcomers(fields: Fields) -> list[Newcomer]:
    """Give who is new."""
    return [
        *(Newcomer(name) for name in names_in(fields.get("new"))),
        *(
            Newcomer(name, standing="member")
            for name in names_in(fields.get("new_member"))
        ),
    ]


def _list(desk: Desk, group: tuple[str, str], day: str, json: bool) -> None:
    known = gathering_of(desk, group, day)
    if known is None:
        raise NoGathering(group=group[1], day=day_text(the_day(desk, day)))
    view = gathering_of_uid(desk.id, known, today=desk.today)
    if json:
        say_json(view)
    else:
        _show(view)


def _noted(desk: Desk, group: tuple[str, str], day: str) -> str:
    """Find the gathering, or note it: whoever came tells that there was one."""
    known = gathering_of(desk, group, day)
    if known is not None:
        return known
    when = the_day(desk, day)
    return add_gathering(desk.id, group[0], hand=desk.hand, day=when).uid


def _show(view: GatheringView) -> None:
    title = "  ".join(filter(None, (day_text(view.day), view.starts_at, view.title)))
    say((view.group_name, "bold"), "   ", title)
    say_rows([_row(line) for line in view.lines], indent=2)
    came = sum(line.state in {"present", "late"} for line in view.lines)
    if view.held:
        say((_("{count} came").format(count=came), "dim"), indent=2)


def _row(line: RoomLine) -> tuple[Part, ...]:
    name = _("{name} (you)").format(name=line.name) if line.is_owner else line.name
    guest = word("guest", "standing") if line.standing == "guest" else ""
    return (
        name,
        (", ".join(filter(None, (line.trade, line.office, guest))), "dim"),
        word(line.state, "attendance") if line.state else "–",
        _("talked") if line.talked else "",
    )
