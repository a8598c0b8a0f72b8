"""``kontor attendance --file``: a table of members and who came, brought in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.actions.groups import errors
from kontor.actions.groups.bring import Rhythm, bring_attendance
from kontor.cli.networks import the_day
from kontor.cli.say import printable, say, say_json
from kontor.core.errors import Invalid
from kontor.exchange.attendance.read import read_attendance
from kontor.exchange.problems import SENTENCES
from kontor.lib.text import gettext_noop
from kontor.reports.wording import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.actions.groups.bring import Brought
    from kontor.cli.ground import Desk
    from kontor.exchange.attendance.sheet import Sheet

STDIN = "-"
SHOWN = 20
INDENT = 4


class NoFile(Invalid):
    """There is nothing under that name that can be read."""

    text = gettext_noop("There is no file {path}. Nothing was imported.")


class NoDays(errors.NoDays):
    """The same, with the options that help."""

    text = gettext_noop(
        "The table does not say on which days its gatherings were ({titles}). Add the "
        "first day and the days from one to the next, such as: --first-day 2026-01-15 "
        "--every 7. Nothing was brought in."
    )


class NoFirstDay(Invalid):
    """A rhythm needs a beginning, and a beginning a rhythm."""

    text = gettext_noop("Give --first-day and --every together.")


def bring_file(
    desk: Desk,
    group: str,
    file: str,
    *,
    dry_run: bool,
    first_day: str,
    every: int,
    json: bool,
) -> None:
    """Bring a table into a group, or show what would come of it.

    Raises:
        NoFile, NoDays, NoFirstDay, NoDay: nothing was brought in.
        typer.Exit: with 1 where nothing could be read.
    """
    rhythm = _rhythm(desk, first_day, every)
    sheet = _read(desk, file)
    try:
        brought = bring_attendance(
            desk.id, group, hand=desk.hand, sheet=sheet, rhythm=rhythm, dry_run=dry_run
        )
    except errors.NoDays as error:
        raise NoDays(**error.facts) from error
    if json:
        say_json(_plain(sheet, brought))
    else:
        _show(file, sheet, brought, dry_run=dry_run)
    if not sheet.members:
        raise typer.Exit(1)


def _rhythm(desk: Desk, first_day: str, every: int) -> Rhythm | None:
    if not first_day:
        if every:
            raise NoFirstDay
        return None
    return Rhythm(the_day(desk, first_day), every or None)


def _read(desk: Desk, file: str) -> Sheet:
    if file == STDIN:
        return read_attendance(sys.stdin.buffer, today=desk.today)
    try:
        with Path(file).open("rb") as stream:
            return read_attendance(stream, today=desk.today)
    except (OSError, ValueError) as error:
        raise NoFile(path=printable(file)) from error


def _plain(sheet: Sheet, brought: Brought) -> dict[str, Any]:
    problems = [
        {
            "record": problem.record,
            "line": problem.line,
            "code": problem.code,
            "why": sentence(SENTENCES.get(problem.code, ""), problem.facts),
        }
        for problem in sheet.problems
    ]
    found = {
        name: getattr(brought, name)
        for name in brought.__slots__
        if name not in {"problems", "name"}
    }
    rows = {
        "read": sheet.rows_read,
        "used": sheet.used,
        "left_out": sheet.left_out,
        "failed": sheet.failed,
    }
    return {"network": brought.name, "rows": rows, **found, "problems": problems}


def _show(file: str, sheet: Sheet, brought: Brought, *, dry_run: bool) -> None:
    say((printable(file), "bold"))
    for line in _counts(sheet, brought):
        say(line, indent=2)
    _show_problems(sheet)
    if not sheet.members:
        say((_("Nothing could be read; the book is as it was."), "red"))
    elif not brought.changes:
        say(_("Nothing of it is new; the book is as it was."))
    elif dry_run:
        say((_("Nothing was changed. Without --dry-run it is brought in."), "dim"))
    else:
        back = _("Take it back: kontor undo {number}")
        say((back.format(number=brought.deed), "dim"))


def _counts(sheet: Sheet, brought: Brought) -> Iterator[str]:
    if not sheet.members:
        return
    text = _("People: {new} new, {known} known")
    yield text.format(new=brought.members_new, known=brought.members_known)
    if brought.doubtful:
        names = ", ".join(brought.doubtful[:SHOWN])
        text = _("May be in the book already, look: kontor duplicates ({names})")
        yield text.format(names=names)
    if brought.erased:
        text = ngettext(
            "{count} person was left out: erased for good",
            "{count} people were left out: erased for good",
            brought.erased,
        )
        yield text.format(count=brought.erased)
    text = _("Gatherings: {new} new, {known} known")
    yield text.format(new=brought.gatherings_new, known=brought.gatherings_known)
    if brought.without_day:
        names = ", ".join(brought.without_day[:SHOWN])
        text = _("Left out, as nobody knows their day: {names}")
        yield text.format(names=names)
    text = _("Attendances: {new} new, {changed} changed")
    yield text.format(new=brought.attendances_new, changed=brought.attendances_changed)
    if brought.kept:
        text = _("Kept as you have written them: {count}")
        yield text.format(count=brought.kept)


def _show_problems(sheet: Sheet) -> None:
    for problem in sheet.problems[:SHOWN]:
        where = _("Record {record}, line {line}:").format(
            record=problem.record, line=problem.line
        )
        why = sentence(SENTENCES.get(problem.code, ""), problem.facts) or problem.code
        say((f"{where} " if problem.record else "", "dim"), why, indent=INDENT)
    left = len(sheet.problems) - SHOWN
    if left > 0:
        say((_("… and {count} more: --json shows all").format(count=left), "dim"),
            indent=INDENT)  # fmt: skip
