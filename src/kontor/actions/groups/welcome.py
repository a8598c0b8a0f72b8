"""Bringing somebody in: a name that is new to the book, or a guest who joins."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections.people import write_person
from kontor.actions.ground import done, the_book, the_row
from kontor.actions.groups.members import member_columns, write_member
from kontor.core.errors import Missing
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import Group, Membership

if TYPE_CHECKING:
    from uuid import UUID

    from kontor.actions.done import Done
    from kontor.lib.hand import Hand


@transaction.atomic
def add_new_member(
    book: int, group: UUID | str, *, hand: Hand, name: str, **values: Any
) -> Done:
    """Write somebody down by name, and put them into a group; one deed.

    Args:
        values: any of ``standing``, ``since``, ``trade``, ``office``, ``invited_by``,
            as ``members.add_member`` takes them.

    Raises:
        Missing: the group, or who invited them, is not in this book.
        NoName, BadValue, NoSuchDay: nothing was noted.
    """
    row = the_book(book)
    whole = the_row(Group, row, group)
    facts = {"name": name, "group": whole.name}
    deed = journal.open_deed(row, hand, "add_member", **facts)
    person = write_person(deed, row, hand, name=name)
    member = Membership(group=whole, person=person)
    write_member(deed, whole, person, **member_columns(row, member, values))
    stale = Stale(row.pk)
    stale.note(person)
    stale.rebuild()
    return done(deed, whole.uid)


@transaction.atomic
def guest_joined(book: int, membership: int, *, hand: Hand) -> Done:
    """Note that a guest joined: what came of it, and a membership from today on.

    Raises:
        Missing: there is no such guest in this book.
        Overlapping: they are a member already.
    """
    row = the_book(book)
    guest = Membership.objects.filter(book=row, pk=membership, standing="guest").first()
    if guest is None:
        raise Missing
    facts = {"name": guest.person.display, "group": guest.group.name}
    deed = journal.open_deed(row, hand, "add_member", **facts)
    today = hand.today(row.time_zone)
    asked = guest.followed_up_on or today
    journal.edit(deed, guest, outcome="joined", followed_up_on=asked)
    write_member(
        deed, guest.group, guest.person, standing="member", since=today,
        trade=guest.trade,
    )  # fmt: skip
    return done(deed, guest.group.uid)
