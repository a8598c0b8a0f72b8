"""Who belongs to a group, and its guests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction

from kontor.actions.connections.errors import WithYourself
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book, the_row
from kontor.actions.groups import values as check
from kontor.actions.groups.errors import Overlapping
from kontor.core.errors import Missing
from kontor.records import journal
from kontor.records.models import Group, Membership, Person

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed

COLUMNS = (
    "standing", "since", "until", "office", "trade", "invited_by", "followed_up_on",
    "outcome", "reason",
)  # fmt: skip
_LINES = {"office": 300, "trade": 300, "reason": 1000}
_DAYS = ("since", "until", "followed_up_on")


@transaction.atomic
def add_member(
    book: int, group: UUID | str, person: UUID | str, *, hand: Hand, **values: Any
) -> Done:
    """Put somebody into a group.

    Args:
        values: any of COLUMNS; days are ``date``, ``invited_by`` a uid, ``standing``
            "member" (the default) or "guest".

    Raises:
        Missing: the group or the person is not in this book.
        Overlapping: they are in it at that time already.
        LeftBeforeJoined, BadValue, NoSuchDay, WithYourself: nothing was noted.
    """
    row = the_book(book)
    whole, who = the_row(Group, row, group), the_row(Person, row, person)
    columns = member_columns(row, Membership(group=whole, person=who), values)
    facts = {"name": who.display, "group": whole.name}
    deed = journal.open_deed(row, hand, "add_member", **facts)
    write_member(deed, whole, who, **columns)
    return done(deed, whole.uid)


def write_member(
    deed: Deed, group: Group, person: Person, **columns: Any
) -> Membership:
    """Write a membership in the name of a deed; its columns are checked already.

    Raises:
        Overlapping: they are in it at that time already.
    """
    fresh = Membership(group=group, person=person, **columns)
    _see_no_overlap(fresh)
    return journal.add(deed, fresh)


@transaction.atomic
def edit_member(book: int, membership: int, *, hand: Hand, **values: Any) -> Done:
    """Change a membership, by its number; only what is given.

    Args and errors as for ``add_member``.
    """
    row = the_book(book)
    member = _the_membership(row, membership)
    columns = member_columns(row, member, values)
    facts = {"name": member.person.display, "group": member.group.name}
    deed = journal.open_deed(row, hand, "edit_member", **facts)
    changed = journal.edit(deed, member, **columns)
    _see_no_overlap(member)
    if not changed:
        deed.delete()
        return Done(None, "edit_member", dict(facts), str(member.group.uid))
    return done(deed, member.group.uid)


@transaction.atomic
def remove_member(book: int, membership: int, *, hand: Hand) -> Done:
    """Take a membership back, as if it had never been; to end one give ``until``."""
    row = the_book(book)
    member = _the_membership(row, membership)
    facts = {"name": member.person.display, "group": member.group.name}
    deed = journal.open_deed(row, hand, "remove_member", **facts)
    journal.remove(deed, member)
    return done(deed, member.group.uid)


def is_in(group: Group, person: Person, day: date) -> bool:
    """Tell whether somebody belongs to a group, or is its guest, on a day."""
    rows = Membership.objects.filter(group=group, person=person)
    return any(_covers(row, day) for row in rows)


def _covers(row: Membership, day: date) -> bool:
    return (row.since is None or row.since <= day) and (
        row.until is None or day <= row.until
    )


def _the_membership(book: Book, key: int) -> Membership:
    found = Membership.objects.filter(book=book, pk=key).first()
    if found is None:
        raise Missing
    return found


def member_columns(
    book: Book, row: Membership, values: dict[str, Any]
) -> dict[str, Any]:
    """Check what is given of a membership. Args and errors as for ``add_member``."""
    check.only(values, COLUMNS)
    found: dict[str, Any] = {}
    for name, most in _LINES.items():
        if name in values:
            found[name] = check.line(name, values[name], most)
    for name in _DAYS:
        if name in values:
            found[name] = check.day(name, values[name])
    if "standing" in values:
        known = Membership.Standing.values
        found["standing"] = check.choice("standing", values["standing"], known)
    if "outcome" in values:
        known = ["", *Membership.Outcome.values]
        found["outcome"] = check.choice("outcome", values["outcome"] or "", known)
    if "invited_by" in values:
        found["invited_by_id"] = _inviter(book, row, values["invited_by"])
    check.in_order(found.get("since", row.since), found.get("until", row.until))
    return found


def _inviter(book: Book, row: Membership, uid: UUID | str | None) -> int | None:
    if not uid:
        return None
    person = the_row(Person, book, uid)
    if person.pk == row.person_id:
        raise WithYourself
    return person.pk


def _see_no_overlap(member: Membership) -> None:
    """See that somebody is in a group once at a time; a guest may become a member."""
    others = Membership.objects.filter(
        group=member.group_id, person=member.person_id, standing=member.standing
    ).exclude(pk=member.pk)
    for other in others:
        apart = (
            other.until is not None
            and member.since is not None
            and other.until < member.since
        ) or (
            member.until is not None
            and other.since is not None
            and member.until < other.since
        )
        if not apart:
            raise Overlapping(
                name=member.person.display,
                group=member.group.name,
                since=other.since or "…",
            )
