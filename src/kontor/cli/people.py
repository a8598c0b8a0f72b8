"""``kontor people``: the list, searched, narrowed and put in order."""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.cli.complete import organisation_names, relations, tag_labels
from kontor.cli.ground import at, command
from kontor.cli.options import Book, Json, Page, name_of
from kontor.cli.say import Part, say, say_json, say_rows
from kontor.core.errors import Invalid
from kontor.lib.text import gettext_noop
from kontor.reports.connections.people import ORDERS, Wanted, people_in_full
from kontor.reports.connections.people import people as list_people
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from kontor.reports.connections.people import People, PersonRow


class NoSuchOrder(Invalid):
    """People cannot be put in this order."""

    text = gettext_noop("“{order}” is no order. Choose one of: {known}.")


Query = Annotated[
    list[str] | None,
    typer.Argument(
        metavar=_("WORDS"), help=_("Words to be found, wherever; none lists all.")
    ),
]
Tag = Annotated[
    str,
    typer.Option(
        "--tag",
        metavar=_("TAG"),
        help=_("Only people with this tag."),
        autocompletion=tag_labels,
    ),
]
Relation = Annotated[
    str,
    typer.Option(
        "--relation",
        metavar=_("KIND"),
        help=_("Only friends, family, clients … (see kontor add --help)."),
        autocompletion=relations,
    ),
]
Rhythm = Annotated[
    str,
    typer.Option(
        "--rhythm", metavar=_("CLASS"), help=_("Only class A, B, C, D, own or none.")
    ),
]
Firm = Annotated[
    str,
    typer.Option(
        "--organisation",
        metavar=_("NAME"),
        help=_("Only people who are there now."),
        autocompletion=organisation_names,
    ),
]
Order = Annotated[
    str,
    typer.Option(
        "--order", metavar=_("ORDER"), help=_("By strength, name or last_touch.")
    ),
]


@command
def people(
    query: Query = None,
    tag: Tag = "",
    relation: Relation = "",
    rhythm: Rhythm = "",
    organisation: Firm = "",
    order: Order = "",
    page: Page = 1,
    book: Book = "",
    json: Json = False,
) -> None:
    """List people, the strongest ties first; in JSON all at once, by name.

    Raises:
        NoSuchOrder: see there.
    """
    desk = at(book)
    if order and order not in ORDERS:
        raise NoSuchOrder(order=order, known=", ".join(ORDERS))
    wanted = Wanted(
        query=name_of(query or []),
        tag=tag,
        relation=relation.lower(),
        rhythm=rhythm.upper() if len(rhythm) == 1 else rhythm.lower(),
        organisation=organisation,
        order=order or ("name" if json else "strength"),
        page=page,
    )
    if json:
        say_json(people_in_full(desk.id, wanted, today=desk.today))
    else:
        _show(list_people(desk.id, wanted, today=desk.today), wanted)


def _show(found: People, wanted: Wanted) -> None:
    page = wanted.page
    if not found.page.object_list:
        _say_nobody(wanted)
        return
    say_rows([_row(row) for row in found.page.object_list])
    if found.page.has_next:
        say((_("More: --page {number}").format(number=page + 1), "dim"))


def _say_nobody(wanted: Wanted) -> None:
    """Say what to do next: without a filter, or to get somebody into the book."""
    filtered = any((wanted.tag, wanted.relation, wanted.rhythm, wanted.organisation))
    if not filtered and not wanted.query.strip() and wanted.page == 1:
        say(_("Nobody is in this book yet."))
        say((_("Bring contacts in: kontor import FILE. Write somebody down: kontor add "
               "NAME"), "dim"))  # fmt: skip
        return
    say(_("Nobody fits that."))
    if filtered:
        text = _("Without the filter: {command}").format(command=_again(wanted))
        say((text, "dim"))


def _row(row: PersonRow) -> tuple[Part, ...]:
    work = ", ".join(filter(None, (row.role, row.organisation)))
    last = day_text(row.last_touch) or "–"
    return ("|" * row.level, row.name, (work, "dim"), (last, "dim"))


def _again(wanted: Wanted) -> str:
    """Give the command for the same words without any filter."""
    return " ".join(("kontor people", *map(quote, wanted.query.split())))
