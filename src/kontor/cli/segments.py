"""``kontor segments``, ``segment``, ``belongs`` and ``knows``: whom one looks for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from kontor.actions.groups import segments as actions
from kontor.cli.choose import whom
from kontor.cli.complete import organisation_names, segment_names, tag_labels
from kontor.cli.fields import Fields, several_option, taking
from kontor.cli.ground import at, command, said
from kontor.cli.networks import Segment, the_segment
from kontor.cli.options import Book, Json, Page, Who, is_none, name_of
from kontor.cli.say import Part, say, say_json, say_rows
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.groups import segments as reports

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.reports.groups.segments import SegmentLine, SegmentView


class NoCount(Invalid):
    """Not a number of people."""

    text = gettext_noop("“{value}” is no number of people. Give a number, or none.")


Which = Annotated[
    list[str],
    typer.Argument(
        metavar=_("NAME"),
        help=_("The target segment's name, or its uid."),
        autocompletion=segment_names,
    ),
]
NewName = Annotated[
    str, typer.Option("--name", metavar=_("NAME"), help=_("The new name."))
]
New = Annotated[bool, typer.Option("--new", help=_("Add it to the book."))]
Remove = Annotated[
    bool, typer.Option("--remove", help=_("Take it out; the people stay."))
]
FIELDS: dict[str, Any] = {
    "trades": several_option(
        "--trade", _("TRADE"), _("Whoever has this trade; once for each.")
    ),
    "tags": several_option(
        "--tag", _("TAG"), _("Whoever has this tag; once for each."), tag_labels
    ),
    "words": several_option(
        "--word", _("WORD"), _("Whose role has this word; once for each.")
    ),
    "organisations": several_option(
        "--organisation",
        _("NAME"),
        _("Whoever works there; once for each."),
        organisation_names,
    ),
    "importance": Annotated[
        int | None,
        typer.Option(
            "--importance",
            metavar=pgettext("a quantity", "NUMBER"),
            min=1,
            max=3,
            help=_("1 (a little) to 3 (very); 2 if left out."),
        ),
    ],
}
Not = Annotated[bool, typer.Option("--not", help=_("They do not, whatever is said."))]
ByRules = Annotated[
    bool, typer.Option("--by-rules", help=_("Let the segment's rules decide again."))
]
Count = Annotated[
    str,
    typer.Argument(
        metavar=pgettext("a quantity", "NUMBER"),
        help=_("How many they say they know, or none to forget it."),
    ),
]


@command
def segments(book: Book = "", json: Json = False) -> None:
    """List the target segments, the most important first."""
    desk = at(book)
    found = reports.segments(desk.id, today=desk.today)
    if json:
        say_json(found)
    elif not found:
        say(_("No target segment is in this book yet."))
        say((_("Add one: kontor segment NAME --new --trade …"), "dim"))
    else:
        say_rows([_row(line) for line in found])


@command
@taking(FIELDS)
def segment(
    name: Which,
    fields: Fields,
    new_name: NewName = "",
    new: New = False,
    remove: Remove = False,
    page: Page = 1,
    book: Book = "",
    json: Json = False,
) -> None:
    """Show who is in a target segment, or add, change or remove one.

    Raises:
        NoSegment, SeveralSegments: it cannot be told which.
    """
    desk, text = at(book), name_of(name)
    if new:
        answer = actions.add_segment(desk.id, hand=desk.hand, name=text, **fields)
        said(answer, json)
        return
    uid, _name = the_segment(desk, text)
    values = {**fields, **({"name": new_name} if new_name else {})}
    if remove:
        said(actions.remove_segment(desk.id, uid, hand=desk.hand), json)
    elif values:
        said(actions.edit_segment(desk.id, uid, hand=desk.hand, **values), json)
    else:
        _show(reports.segment(desk.id, uid, today=desk.today, page=page), json)


@command
def belongs(
    name: Who,
    segment: Segment,
    negative: Not = False,
    by_rules: ByRules = False,
    book: Book = "",
    json: Json = False,
) -> None:
    """Say that somebody belongs to a target segment, or does not."""
    desk = at(book)
    uid, _name = the_segment(desk, segment)
    who = whom(desk, name)
    answer = actions.say_belongs(
        desk.id,
        uid,
        who,
        hand=desk.hand,
        belongs=None if by_rules else not negative,
    )
    said(answer, json)


@command
def knows(
    name: Who, segment: Segment, count: Count, book: Book = "", json: Json = False
) -> None:
    """Note how many people of a target segment somebody knows.

    Raises:
        NoCount: it is no number.
    """
    desk = at(book)
    uid, _name = the_segment(desk, segment)
    who = whom(desk, name)
    if not is_none(count) and not (count.isascii() and count.isdigit()):
        raise NoCount(value=count)
    number = None if is_none(count) else int(count)
    said(actions.say_reach(desk.id, uid, who, hand=desk.hand, count=number), json)


def _row(line: SegmentLine) -> tuple[Part, ...]:
    people = ngettext("{count} person", "{count} people", line.people)
    return (
        line.name,
        "*" * line.importance,
        people.format(count=line.people),
        (_rules(line), "dim"),
    )


def _rules(line: SegmentLine) -> str:
    parts: list[tuple[str, Sequence[str]]] = [
        (_("Trades"), line.trades),
        (_("Organisations"), line.organisations),
        (_("Tags"), line.tags),
        (_("Words in the role"), line.words),
    ]
    return "; ".join(f"{label}: {', '.join(texts)}" for label, texts in parts if texts)


def _show(view: SegmentView, json: bool) -> None:
    people = view.people
    if json:
        say_json(
            {
                "segment": view.line,
                "people": people.object_list,
                "more": people.has_next,
                "excluded": view.excluded,
            }
        )
        return
    say((view.line.name, "bold"), "   ", (_rules(view.line), "dim"))
    for found, said_ in ((people.object_list, True), (view.excluded, False)):
        rows: list[tuple[Part, ...]] = []
        for one in found:
            work = ", ".join(filter(None, (one.role, one.organisation)))
            own = _("as you say") if one.said else ""
            rows.append((one.name, (work, "dim"), (own if said_ else _("not, as you "
                         "say"), "dim")))  # fmt: skip
        say_rows(rows, indent=2)
    if people.has_next:
        say((_("More: --page {number}").format(number=people.number + 1), "dim"))
