"""``kontor show``: one person, with all that is known."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.cli.choose import whom
from kontor.cli.ground import at, command
from kontor.cli.options import Book, Json, Name, Page, name_of
from kontor.cli.say import one_line, say, say_json, say_rows
from kontor.reports.accounts.books import rhythms_of
from kontor.reports.overview.origin import origin as origin_of
from kontor.reports.overview.person import person
from kontor.reports.overview.standing_text import standing_text
from kontor.reports.wording import every
from kontor.reports.words import (
    birthday_text,
    day_text,
    day_week,
    minutes_text,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.cli.ground import Desk
    from kontor.cli.say import Part
    from kontor.reports.connections.lines import TouchLine, WorkLine
    from kontor.reports.overview.person import PersonView

INDENT = 2


Whence = Annotated[
    bool,
    typer.Option(
        "--origin", help=_("Show where each piece came from, and since when.")
    ),
]


@command
def show(
    name: Name,
    page: Page = 1,
    origin: Whence = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Show one person; more of the touches on further pages."""
    desk = at(book)
    uid = whom(desk, name_of(name))
    if origin:
        _show_origin(desk, uid, json)
        return
    view = person(desk.id, uid, today=desk.today, page=page)
    if json:
        say_json(_as_plain(view))
        return
    _show_head(view)
    say_rows(list(_facts(view)), indent=INDENT)
    for line in view.note.splitlines():
        say(line, indent=INDENT)
    if not view.is_owner:
        _show_tie(view, desk)
    _show_touches(view, page)


def _show_origin(desk: Desk, uid: str, json: bool) -> None:
    pieces = origin_of(desk.id, uid)
    if json:
        say_json(pieces)
        return
    rows: list[tuple[Part, ...]] = []
    for piece in pieces:
        whence = f"{day_text(piece.since.day)}: {piece.since.text}"
        if piece.changed:
            later = f"{day_text(piece.changed.day)}: {piece.changed.text}"
            whence = _("{how}; changed {later}").format(how=whence, later=later)
        rows.append((_dim(piece.label), one_line(piece.value), _dim(whence)))
    say_rows(rows)


def _as_plain(view: PersonView) -> dict[str, Any]:
    """Give the view with its page of touches as a list.

    What the chart is drawn from stays out, and so does a chance that the book has
    no past of its own for.
    """
    page = asdict(view)
    standing = page["standing"]
    del standing["touches"], standing["curve"]
    if not view.standing.history:
        standing |= dict.fromkeys(("p", "low", "high"))
    return page | {
        "standing": standing,
        "touches": page["touches"]["object_list"],
        "more_touches": view.touches.has_next,
    }


def _show_head(view: PersonView) -> None:
    firm = view.organisation.name if view.organisation else ""
    work = ", ".join(filter(None, (view.role, firm)))
    say((view.name, "bold"), "   ", (work, "dim"))
    for flag in _flags(view):
        say((flag, "red"), indent=INDENT)


def _flags(view: PersonView) -> Iterator[str]:
    if view.do_not_contact:
        yield _("Wants no contact.")
    if view.confidential or view.discreet:
        yield _("Confidential.")
    if view.private:
        yield _("Private: never suggested.")
    if view.pinned:
        yield _("You vouch for this tie.")
    if view.resting:
        until = day_text(view.resting_until)
        yield _("Rests until {day}.").format(day=until) if until else _("Rests.")


def _facts(view: PersonView) -> Iterator[tuple[Part, Part]]:
    """Name what is known, one line each."""
    for job in view.work[1:]:
        yield _dim(_("Also")), _job(job)
    for point in view.points:
        label = f"{word(point.kind, 'point')} {word(point.label, 'label')}".strip()
        yield _dim(label), point.value
    for address in view.addresses:
        label = f"{_('Address')} {word(address.label, 'label')}".strip()
        yield _dim(label), ", ".join(address.lines)
    yield from _about(view)
    met = (day_text(view.met.day), view.met.place, _through(view))
    if any(met):
        yield _dim(pgettext("first time", "Met")), ", ".join(filter(None, met))
    for tie in view.ties:
        how = ", ".join(filter(None, (word(str(tie.strength), "tie"), tie.how)))
        yield _dim(_("Knows")), f"{tie.person.name} ({how})"


def _about(view: PersonView) -> Iterator[tuple[Part, Part]]:
    if view.birthday:
        yield _dim(_("Birthday")), birthday_text(view.birthday)
    if view.relation != "other":
        yield _dim(_("Relation")), word(view.relation, "relation")
    if view.address_form:
        yield _dim(_("Form of address")), word(view.address_form, "address_form")
    if view.tags:
        yield _dim(_("Tags")), ", ".join(view.tags)


def _dim(text: str) -> Part:
    return text, "dim"


def _job(job: WorkLine) -> str:
    firm = job.organisation.name if job.organisation else ""
    years = f"{day_text(job.start)}–{day_text(job.end)}".strip("–")
    return ", ".join(filter(None, (job.role, job.department, firm, years)))


def _through(view: PersonView) -> str:
    if view.met.through is None:
        return ""
    return _("through {name}").format(name=view.met.through.name)


def _show_tie(view: PersonView, desk: Desk) -> None:
    say()
    strength = word(str(view.level), "strength")
    strokes = "|" * view.level
    say((_("Strength: {word}").format(word=strength), "bold"), f"  {strokes}")
    say(standing_text(view.standing, desk.today), indent=INDENT)
    if view.rhythm:
        days = view.rhythm_days or rhythms_of(desk.id)[view.rhythm]
        what = word(view.rhythm, "rhythm")
        say(f"{what}: {every(days, 'day')}", indent=INDENT)
    for promise in view.open_promises:
        due = day_week(promise.due) if promise.due else _("no day")
        text = _("Promise: {text} ({day})").format(text=promise.text, day=due)
        say((text, "red" if promise.late else ""), indent=INDENT)


def _show_touches(view: PersonView, page: int) -> None:
    if not view.touches.object_list:
        return
    say()
    say((_("Contacts"), "bold"))
    rows = [_touch(touch) for touch in view.touches.object_list]
    say_rows(rows, indent=INDENT)
    if view.touches.has_next:
        say((_("More: --page {number}").format(number=page + 1), "dim"))


def _touch(touch: TouchLine) -> tuple[Part, ...]:
    others = _("with {names}").format(names=", ".join(touch.others))
    about = (touch.note, touch.place, others if touch.others else "")
    return (
        day_text(touch.day),
        word(touch.channel, "channel"),
        (minutes_text(touch.minutes), "dim"),
        ", ".join(filter(None, about)),
    )
