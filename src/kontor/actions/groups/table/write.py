"""Writing what a table brings: all rows of a kind at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from kontor.actions.groups import values as check
from kontor.actions.groups.gatherings import usual
from kontor.actions.groups.table.when import SOURCE
from kontor.lib.phones import is_number
from kontor.lib.text import fold
from kontor.records import bulk, journal
from kontor.records.derived import (
    TEXTS,
    Named,
    Surroundings,
    confidential_domains,
    texts_of,
)
from kontor.records.facts.identity import KnownOrganisation, organisations_named
from kontor.records.models import (
    Affiliation,
    Attendance,
    ContactPoint,
    Gathering,
    Membership,
    Organisation,
    Person,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from kontor.actions.groups.table.when import Day
    from kontor.actions.groups.table.who import Found
    from kontor.records.models import Book, Deed, Group

PARTS = ("prefix", "given", "additional", "family", "suffix", "nickname")
POINT = ("kind", "value", "key")


@dataclass(slots=True)
class Writer:
    """Writes in the name of one deed."""

    deed: Deed
    book: Book
    group: Group
    today: date
    _jobs: list[tuple[Any, ...]] = field(default_factory=list)
    _points: list[tuple[Any, ...]] = field(default_factory=list)

    @property
    def _fixed(self) -> dict[str, Any]:
        return {"book_id": self.book.pk, "deed_id": self.deed.pk}

    def people(self, fresh: Sequence[Found]) -> None:
        """Write new people; each is then known by its key."""
        firms = self._organisations(fresh)
        domains = confidential_domains(self.book.pk)
        rows = []
        for one, key in zip(fresh, bulk.reserve(Person, len(fresh)), strict=True):
            one.whom = key
            firm = firms.get(fold(one.member.organisation)[:300])
            around = Surroundings(self._job(key, firm), self._reach(key, one), ())
            name = {part: getattr(one.parts, part) for part in PARTS}
            named = Named(
                one.member.name, name["given"], name["family"], name["nickname"],
                name["prefix"], "", confidential=False,
            )  # fmt: skip
            texts = texts_of(named, around, domains)
            rows.append((key, uuid4(), one.member.name, *name.values(), *texts))
        columns = ("id", "uid", "display", *PARTS, *TEXTS)
        bulk.insert(Person, columns, rows, known_since=self.today, **self._fixed)
        jobs, points = ("person_id", "organisation_id"), ("person_id", *POINT)
        bulk.insert(Affiliation, jobs, self._jobs, **self._fixed)
        bulk.insert(ContactPoint, points, self._points, **self._fixed)

    def members(self, joining: Sequence[Found]) -> None:
        """Write memberships."""
        rows = [
            (one.whom, one.member.trade[:300], _since(one.member.since))
            for one in joining
        ]
        columns = ("person_id", "trade", "since")
        fixed = {"group_id": self.group.pk, **self._fixed}
        bulk.insert(Membership, columns, rows, **fixed)

    def gatherings(self, fresh: Sequence[Day]) -> None:
        """Write new gatherings, as usual in this group; each then has its key."""
        rows = []
        for one, key in zip(fresh, bulk.reserve(Gathering, len(fresh)), strict=True):
            one.key = key
            source = SOURCE if one.source_id else ""
            rows.append((key, uuid4(), one.day, one.title[:300], source, one.source_id))
        columns = ("id", "uid", "day", "title", "source", "source_id")
        fixed = {"group_id": self.group.pk, **usual(self.group), **self._fixed}
        bulk.insert(Gathering, columns, rows, **fixed)

    def came(self, rows: Sequence[tuple[int, int, str]]) -> None:
        """Write new attendances, as (gathering, person, state)."""
        columns = ("gathering_id", "person_id", "state")
        bulk.insert(Attendance, columns, rows, **self._fixed)

    def changed(self, states: dict[int, str]) -> None:
        """Change attendances, as {key: state}."""
        rows = Attendance.objects.select_for_update().filter(pk__among=list(states))
        noted = [
            (row, {"state": row.state}, {"state": states[row.pk]})
            for row in rows.order_by("pk")
        ]
        new = [(state, key) for key, state in states.items()]
        bulk.update(Attendance, ["state"], new)
        journal.note_many(self.deed, noted)

    def _organisations(self, fresh: Sequence[Found]) -> dict[str, KnownOrganisation]:
        """Find organisations by folded name; those not there are made."""
        wanted = {
            fold(name)[:300]: name[:300]
            for one in fresh
            if (name := " ".join(one.member.organisation.split()))
        }
        found = organisations_named(self.book.pk, wanted) if wanted else {}
        missing = [name for name in wanted if name not in found]
        rows = []
        for name, key in zip(
            missing, bulk.reserve(Organisation, len(missing)), strict=True
        ):
            rows.append((key, uuid4(), wanted[name], name))
            found[name] = KnownOrganisation(key, wanted[name], confidential=False)
        columns = ("id", "uid", "name", "folded")
        bulk.insert(Organisation, columns, rows, **self._fixed)
        return found

    def _job(self, person: int, firm: KnownOrganisation | None) -> list[Any]:
        if firm is None:
            return []
        self._jobs.append((person, firm.key))
        return [(firm.name, "", "", None, firm.confidential)]

    def _reach(self, person: int, one: Found) -> list[tuple[str, str, str]]:
        kinds = ContactPoint.Kind
        points = [
            (kind.value, value.strip(), key)
            for kind, value, key in (
                (kinds.EMAIL, one.member.email if one.mail else "", one.mail),
                (kinds.PHONE, one.member.phone, one.phone),
            )
            if key or is_number(value)
        ]
        self._points += [(person, *point) for point in points]
        return points


def _since(day: date | None) -> date | None:
    """Leave out a day on which nobody can have joined."""
    return day if day is not None and day >= check.EARLIEST else None
