"""Who the members of a table are: somebody of the book, or somebody new."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

from kontor.core.connections import marks
from kontor.core.connections.identity import find_out, fits
from kontor.lib.mail import mail_key
from kontor.lib.names import sort_name, split_name
from kontor.lib.phones import e164, is_number
from kontor.lib.text import fold, fold_german
from kontor.records.erasing.known import erased_from
from kontor.records.facts.identity import (
    names_of,
    people_named,
    people_reached,
    removed_by_hand,
)
from kontor.records.models import Affiliation, Attendance, Membership, Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from kontor.exchange.attendance.sheet import Member
    from kontor.lib.names import NameParts
    from kontor.records.models import Book, Group

VERB = "bring_attendance"


@dataclass(slots=True)
class Found:
    """Somebody on the list.

    Attributes:
        whom: key of the person of the book, None where somebody new is to be made.
        doubtful: they are new, and somebody of the book may be the same.
        gone: they were erased for good, and are left out.
    """

    member: Member
    parts: NameParts
    named: str
    mail: str
    phone: str
    whom: int | None = None
    doubtful: bool = False
    gone: bool = False

    @property
    def keys(self) -> set[str]:
        """Give what finds their addresses."""
        return {self.mail, self.phone} - {""}


def who_they_are(book: Book, group: Group, members: Sequence[Member]) -> list[Found]:
    """Find out who the members of a table are; no two are the same person.

    A mail address or telephone tells, where the name fits; else the name, where one
    of the group has it, or one of the book with the same organisation.
    """
    found = [_found(member, book.region) for member in members]
    known = _Known(book, group, found)
    for one in found:
        known.by_contact(one)
    for alike in _of_one_name(found).values():
        known.by_organisation(alike)
        known.by_name(alike)
    return found


def _found(member: Member, region: str) -> Found:
    parts = split_name(member.name)
    named = sort_name(parts.given, parts.family, prefix=parts.prefix)
    return Found(
        member,
        parts,
        (named or fold_german(member.name))[:400],
        mail_key(member.email),
        e164(member.phone, region) if is_number(member.phone) else "",
    )


def _of_one_name(found: Iterable[Found]) -> dict[str, list[Found]]:
    alike: dict[str, list[Found]] = defaultdict(list)
    for one in found:
        if one.whom is None and not one.gone:
            alike[one.named].append(one)
    return alike


class _Known:
    """Whoever of the book may be on the list."""

    def __init__(self, book: Book, group: Group, found: Sequence[Found]) -> None:
        keys = set(chain.from_iterable(one.keys for one in found))
        self._reached: dict[str, list[int]] = defaultdict(list)
        for key, person in people_reached(book.pk, keys):
            self._reached[key].append(person)
        self._names = names_of(set(chain.from_iterable(self._reached.values())))
        self._named: dict[str, list[int]] = defaultdict(list)
        for name, person in people_named(book.pk, {one.named for one in found}):
            self._named[name].append(person)
        named = list(chain.from_iterable(self._named.values()))
        self._inside = _inside(book, group)
        self._firms = _firms(named)
        made = Person.objects.filter(pk__among=named, deed__verb=VERB)
        self._made = set(made.values_list("pk", flat=True))
        self._erased = erased_from(book.pk)
        self._taken: set[int] = set()

    def by_contact(self, one: Found) -> None:
        """Find somebody by a mail address or telephone."""
        if self._erased.who(marks.keys(one.keys), self._reached):
            one.gone = True
            return
        shared: dict[int, set[str]] = defaultdict(set)
        for key in one.keys:
            for person in self._reached.get(key, ()):
                shared[person].add(key)
        told = find_out(
            None,
            {
                person: fits(one.parts, self._names[person].parts, both)
                for person, both in shared.items()
                if person not in self._taken
            },
        )
        self._settle(one, told.whom)
        one.doubtful = one.whom is None and bool(shared)

    def by_organisation(self, alike: Iterable[Found]) -> None:
        """Find somebody of the book by name and organisation together."""
        for one in alike:
            firm = fold(one.member.organisation)
            there = [p for p in self._free(one) if firm in self._firms.get(p, ())]
            if firm and len(there) == 1:
                self._settle(one, there[0])

    def by_name(self, alike: Sequence[Found]) -> None:
        """Find those of the group by name; of several, those of an earlier table."""
        open_ = [one for one in alike if one.whom is None]
        if not open_:
            return
        there = [p for p in self._free(open_[0]) if p in self._inside]
        if len(open_) != 1 or len(there) != 1:
            there = [person for person in there if person in self._made]
        for one, person in zip(open_, there, strict=False):
            self._settle(one, person)
        for one in open_[len(there) :]:
            one.doubtful = one.doubtful or bool(self._named.get(one.named))

    def _free(self, one: Found) -> list[int]:
        return [p for p in self._named.get(one.named, ()) if p not in self._taken]

    def _settle(self, one: Found, whom: int | None) -> None:
        if whom is not None:
            one.whom, one.doubtful = whom, False
            self._taken.add(whom)


def _inside(book: Book, group: Group) -> set[int]:
    """Give who is or was in a group, or came; the owner is, as it is theirs.

    So is whom the keeper has taken out: the table still speaks of them.
    """
    people = Membership.objects.filter(group=group).values_list("person_id", flat=True)
    came = Attendance.objects.filter(gathering__group=group)
    owner = Person.objects.filter(book=book, is_owner=True)
    return {
        *people,
        *came.values_list("person_id", flat=True),
        *owner.values_list("pk", flat=True),
        *taken_out(book, group),
    }


def taken_out(book: Book, group: Group) -> set[int]:
    """Give whom the keeper has taken out of a group."""
    rows = removed_by_hand(book.pk, "membership")
    return {int(row["person_id"]) for row in rows if row.get("group_id") == group.pk}


def _firms(people: Sequence[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    jobs = Affiliation.objects.filter(person__id__among=people, end=None)
    for person, firm in jobs.values_list("person_id", "organisation__folded"):
        if firm:
            found[person].add(firm)
    return found
