"""``kontor people``, ``show``, ``add``, ``edit``, ``remove``, ``tag``, ``sort``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import people as actions
from kontor.actions.connections import rhythm, tags
from kontor.actions.connections.pieces import Point, Work
from kontor.cli.choose import whom
from kontor.cli.ground import as_json, command, my_book, my_hand, out, said, today_in
from kontor.cli.options import Book, Json, Name
from kontor.reports.connections.people import Wanted, people_in_full
from kontor.reports.connections.people import people as list_people
from kontor.reports.connections.sorting import sorting
from kontor.reports.overview.person import person
from kontor.reports.words import day_text, minutes_text, word

if TYPE_CHECKING:
    from kontor.reports.overview.person import PersonView


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file."""
    app.command(name="people", help=_("List people, or find some."))(people)
    app.command(help=_("Show all that is known of a person."))(show)
    app.command(help=_("Add somebody."))(add)
    app.command(help=_("Change what is known of somebody."))(edit)
    app.command(help=_("Take somebody out of the book."))(remove)
    app.command(help=_("Give people a tag."))(tag)
    app.command(help=_("Take a tag from people."))(untag)
    app.command(help=_("Say how often you want to be in touch, one by one."))(sort)


Query = Annotated[str, typer.Argument(help=_("Words to be found; none lists all."))]
Tag = Annotated[str, typer.Option("--tag", help=_("Only people with this tag."))]
Page = Annotated[int, typer.Option("--page", min=1, help=_("Which page."))]


@command
def people(
    query: Query = "",
    tag: Tag = "",
    book: Book = "",
    page: Page = 1,
    json: Json = False,
) -> None:
    """List people, the strongest ties first; in JSON all at once, by name."""
    hand, chosen = my_hand(), my_book(book)
    today = today_in(chosen, hand)
    if json:
        as_json(people_in_full(chosen.id, query, today=today, tag=tag))
        return
    wanted = Wanted(query=query, tag=tag, page=page)
    found = list_people(chosen.id, wanted, today=today)
    for row in found.page.object_list:
        work = ", ".join(filter(None, (row.role, row.organisation)))
        last = day_text(row.last_touch) or "–"
        strokes = "|" * row.level
        out.print(f"{strokes:5} {row.name}  [dim]{work}  {last}[/dim]")
    if not found.page.object_list:
        out.print(_("Nobody fits that."))
    elif found.page.has_next:
        out.print(_("More: --page {number}").format(number=page + 1), style="dim")


@command
def show(name: Name, book: Book = "", json: Json = False) -> None:
    """Show one person."""
    hand, chosen = my_hand(), my_book(book)
    today = today_in(chosen, hand)
    view = person(chosen.id, whom(chosen, name, today=today), today=today)
    if json:
        as_json(view)
    else:
        _show(view)


def _show(view: PersonView) -> None:
    out.print(f"[bold]{view.name}[/bold]")
    firm = view.organisation.name if view.organisation else ""
    work = ", ".join(filter(None, (view.role, firm)))
    out.print(work, style="dim", markup=False)
    for point in view.points:
        out.print(f"  {point.value}  [dim]{point.label}[/dim]")
    for address in view.addresses:
        out.print("  " + ", ".join(address.lines), markup=False)
    if view.tags:
        out.print("  " + ", ".join(view.tags), markup=False)
    if view.note:
        out.print(f"  {view.note}", markup=False)
    strength = word(str(view.level), "strength")
    out.print(_("Strength: {word}").format(word=strength))
    for promise in view.open_promises:
        due = day_text(promise.due) or "–"
        out.print(_("Promise: {text} ({day})").format(text=promise.text, day=due))
    for touch in view.touches.object_list:
        how = word(touch.channel, "channel")
        parts = (day_text(touch.day), how, minutes_text(touch.minutes), touch.note)
        out.print("  " + "  ".join(filter(None, parts)), markup=False)


Given = Annotated[str, typer.Argument(help=_("The whole name, as you write it."))]
Email = Annotated[list[str] | None, typer.Option("--email", help=_("Mail address."))]
Phone = Annotated[list[str] | None, typer.Option("--phone", help=_("Telephone."))]
Firm = Annotated[str | None, typer.Option("--organisation", help=_("Where."))]
Role = Annotated[str | None, typer.Option("--role", help=_("As what."))]
Tags = Annotated[list[str] | None, typer.Option("--tag", help=_("A tag."))]
Note = Annotated[str | None, typer.Option("--note", help=_("A note."))]
Relation = Annotated[
    str | None,
    typer.Option(
        "--relation",
        help=_(
            "friend, family, colleague, supplier, client, prospect, member or other."
        ),
    ),
]


@command
def add(
    name: Given,
    email: Email = None,
    phone: Phone = None,
    organisation: Firm = None,
    role: Role = None,
    tag: Tags = None,
    note: Note = None,
    relation: Relation = None,
    book: Book = "",
    json: Json = False,
) -> None:
    """Add somebody."""
    hand, chosen = my_hand(), my_book(book)
    values = _values(email, phone, organisation, role, tag, note, relation)
    said(actions.add_person(chosen.id, hand=hand, name=name, **values), json)


NewName = Annotated[str | None, typer.Option("--name", help=_("The new name."))]
Pin = Annotated[
    bool | None,
    typer.Option("--pin/--unpin", help=_("Dormant but solid: silence says nothing.")),
]
Private = Annotated[
    bool | None, typer.Option("--private/--public", help=_("Never suggest."))
]
Contact = Annotated[
    bool | None,
    typer.Option("--do-not-contact/--may-contact", help=_("Wants no contact.")),
]
Confidential = Annotated[
    bool | None,
    typer.Option("--confidential/--open", help=_("Nobody else's business.")),
]


@command
def edit(
    name: Name,
    new_name: NewName = None,
    email: Email = None,
    phone: Phone = None,
    organisation: Firm = None,
    role: Role = None,
    tag: Tags = None,
    note: Note = None,
    relation: Relation = None,
    pin: Pin = None,
    private: Private = None,
    do_not_contact: Contact = None,
    confidential: Confidential = None,
    book: Book = "",
    json: Json = False,
) -> None:
    """Change somebody; a list (--email, --phone, --tag) replaces the one there."""
    hand, chosen = my_hand(), my_book(book)
    today = today_in(chosen, hand)
    uid = whom(chosen, name, today=today)
    before = person(chosen.id, uid, today=today)
    values = _values(email, phone, organisation, role, tag, note, relation, before)
    flags = {
        "name": new_name,
        "pinned": pin,
        "private": private,
        "do_not_contact": do_not_contact,
        "confidential": confidential,
    }
    values |= {key: value for key, value in flags.items() if value is not None}
    said(actions.edit_person(chosen.id, uid, hand=hand, **values), json)


def _values(
    email: list[str] | None,
    phone: list[str] | None,
    organisation: str | None,
    role: str | None,
    tag: list[str] | None,
    note: str | None,
    relation: str | None,
    before: PersonView | None = None,
) -> dict[str, Any]:
    values: dict[str, Any] = {}
    if email is not None:
        values["emails"] = [Point(value) for value in email]
    if phone is not None:
        values["phones"] = [Point(value) for value in phone]
    if organisation is not None or role is not None:
        values["work"] = _work(organisation, role, before)
    plain = {"tags": tag, "note": note, "relation": relation}
    return values | {key: value for key, value in plain.items() if value is not None}


def _work(
    organisation: str | None, role: str | None, before: PersonView | None
) -> list[Work]:
    """Write the first job over; what is not given stays, and so do other jobs."""
    jobs = [
        Work(
            job.organisation.name if job.organisation else "",
            job.role,
            job.department,
            job.start,
            job.end,
        )
        for job in (before.work if before else ())
    ]
    first, rest = (jobs[0], jobs[1:]) if jobs else (Work(), [])
    return [
        Work(
            first.organisation if organisation is None else organisation,
            first.role if role is None else role,
            first.department,
            first.start,
            first.end,
        ),
        *rest,
    ]


@command
def remove(name: Name, book: Book = "", json: Json = False) -> None:
    """Take somebody out of the book; it can be undone."""
    hand, chosen = my_hand(), my_book(book)
    uid = whom(chosen, name, today=today_in(chosen, hand))
    said(actions.remove_person(chosen.id, uid, hand=hand), json)


Label = Annotated[str, typer.Argument(help=_("The tag."))]
Names = Annotated[list[str], typer.Argument(help=_("Names or uids."))]


@command
def tag(label: Label, names: Names, book: Book = "", json: Json = False) -> None:
    """Tag people."""
    hand, chosen = my_hand(), my_book(book)
    uids = [whom(chosen, name, today=today_in(chosen, hand)) for name in names]
    said(tags.tag_people(chosen.id, uids, hand=hand, tag=label), json)


@command
def untag(label: Label, names: Names, book: Book = "", json: Json = False) -> None:
    """Take a tag from people."""
    hand, chosen = my_hand(), my_book(book)
    uids = [whom(chosen, name, today=today_in(chosen, hand)) for name in names]
    said(tags.untag_people(chosen.id, uids, hand=hand, tag=label), json)


Who = Annotated[str, typer.Argument(help=_("Whom; nobody asks about one by one."))]
Answer = Annotated[
    str, typer.Argument(help=_("often, sometimes, rarely, rest or private."))
]


@command
def sort(
    who: Who = "", answer: Answer = "", book: Book = "", json: Json = False
) -> None:
    """Sort one person, or list the next ten, or ask about them one by one."""
    hand, chosen = my_hand(), my_book(book)
    if who and answer:
        uid = whom(chosen, who, today=today_in(chosen, hand))
        said(rhythm.sort_person(chosen.id, uid, hand=hand, answer=answer), json)
        return
    found = sorting(chosen.id)
    if json:
        as_json({"people": found.people, "done": found.done, "left": found.left})
        return
    if not found.people:
        out.print(_("Everybody is sorted."))
    for line in found.people:
        work = ", ".join(filter(None, (line.role, line.organisation, line.hint)))
        answer = typer.prompt(
            f"{line.name} ({work})",
            default="",
            show_default=False,
            prompt_suffix=_(
                " – often, sometimes, rarely, rest, private, Enter skips: "
            ),
        )
        if answer:
            said(
                rhythm.sort_person(chosen.id, line.uid, hand=hand, answer=answer), False
            )
