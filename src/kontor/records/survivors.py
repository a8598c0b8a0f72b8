"""Which rows outlive the deed that made them, because a later deed needs them.

A row stays that was changed since, or to which something was added since. People,
touches and organisations stay whole: with every piece that came with them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.db.models import Max, Q, Sum

from kontor.records.journal import BY_NAME, TABLES, facts_of, name_of, relations
from kontor.records.models import (
    Affiliation,
    Attendance,
    Batch,
    Belonging,
    Change,
    Deed,
    Gathering,
    Group,
    Membership,
    MetIn,
    Organisation,
    Participant,
    Person,
    PersonTag,
    Plan,
    PlanLine,
    Reach,
    Segment,
    Tag,
    Tie,
    Touch,
)
from kontor.records.verbs import SILENT

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

Model = type[models.Model]
# A plan is reckoned, not kept by hand: that it names somebody holds nobody back.
RECKONED: tuple[Model, ...] = (Plan, PlanLine)
# What other rows hang on; the order is that in which one brings the next to stay.
HELD: tuple[Model, ...] = (
    Touch, Gathering, Group, Segment, Person, Organisation, Tag,
)  # fmt: skip
# Pieces go with the whole they were made for, not with what else they name.
_NO_PIECE_OF: dict[Model, tuple[str, ...]] = {
    Participant: ("person_id",),
    Affiliation: ("organisation_id",),
    Membership: ("person_id",),
    Attendance: ("person_id", "touch_id"),
    MetIn: ("group_id", "gathering_id"),
    Belonging: ("person_id",),
    Reach: ("person_id",),
}
# By whom one got to know somebody, or was brought, is said of them by hand.
_NAMING: tuple[Model, ...] = (Person, Membership)
# Who is named by the pieces of what stays, stays.
_PEOPLE_OF: tuple[tuple[Model, Model, str], ...] = (
    (Touch, Participant, "touch"),
    (Group, Membership, "group"),
    (Gathering, Attendance, "gathering"),
    (Segment, Belonging, "segment"),
    (Segment, Reach, "segment"),
)
_WHOLES: tuple[tuple[Model, str], ...] = (
    (Touch, "touch_id"),
    (Person, "person_id"),
    (Organisation, "organisation_id"),
    (Group, "group_id"),
    (Gathering, "gathering_id"),
    (Segment, "segment_id"),
)


class Survivors:
    """What of a deed's rows was changed, or added to, by others since.

    Args:
        deed: the deed that is taken back. Of an undoing, those rows count as made
            by it that it has brought back.
        undoing: the deed that takes it back; what it does does not count.
    """

    def __init__(self, deed: Deed, undoing: Deed) -> None:
        self.deed = deed
        self.undoing = undoing
        self._state: object = None
        self._tables: frozenset[Model] = frozenset()
        self._changed: dict[Model, set[int]] = {}
        self._staying: dict[Model, set[int]] = {}
        # Who stays only because a person does is not listed as well.
        self._along: dict[Model, set[int]] = {}

    def refresh(self) -> None:
        """Look again where anything has been done in the book since the last look."""
        state = self._state_of_book()
        if state != self._state:
            self._state = state
            self._look()

    def among(self, rows: Sequence[models.Model]) -> dict[int, bool]:
        """Find who of these rows, all of one table, stays; True if to be listed."""
        model = type(rows[0])
        changed, staying = self._changed[model], self._staying.get(model, set())
        along = self._along.get(model, set())
        found = {}
        for row in rows:
            if row.pk in changed or row.pk in staying:
                found[row.pk] = True
            elif row.pk in along or self._is_piece(row):
                found[row.pk] = False
        if model is Tie:
            self._drop_loose(rows, found)
        return found

    def leaving(self, people: Collection[int]) -> set[int]:
        """Find who of these people goes with the deed."""
        return self._made_among(Person, people) - self._staying[Person]

    def made(self, row: models.Model) -> bool:
        """Tell whether the deed made a row."""
        return bool(self._made_among(type(row), [row.pk]))

    def _made_among(self, model: Model, keys: Collection[int]) -> set[int]:
        if self.deed.undoes_id is None:
            made = model._default_manager.filter(deed=self.deed, pk__among=keys)
            return set(made.values_list("pk", flat=True))
        # Whose they are is sorted out here: asked for the deed, the database would go
        # through all it did, for every few rows anew.
        changes = Change.objects.filter(table=name_of(model), row__among=keys)
        back = changes.filter(before__isnull=True).values_list("row", "deed_id")
        return {row for row, deed in back if deed == self.deed.pk}

    def _state_of_book(self) -> object:
        """Tell one state of the book from another: the deeds, and how far they are."""
        book = self.deed.book_id
        open_deeds = Deed.objects.filter(book=book, state=Deed.State.OPEN)
        others = open_deeds.exclude(pk=self.undoing.pk).order_by("pk")
        applying = Batch.objects.filter(book=book, state=Batch.State.APPLYING)
        return (
            Deed.objects.filter(book=book).aggregate(Max("pk")),
            list(others.values_list("pk", "facts")),
            applying.aggregate(Sum("done")),
        )

    def _look(self) -> None:
        self._tables = tables_made(self.deed)
        self._changed = {model: self._changed_of(model) for model in TABLES}
        self._staying, self._along = {}, {}
        for model in HELD:
            self._staying[model] = self._changed[model] | self._held(model)
            self._along[model] = set()
        self._keep_groups_whole()
        for whole, pieces, column in _PEOPLE_OF:
            keys = list(self._staying[whole] | self._along[whole])
            theirs = pieces._default_manager.filter(**{f"{column}__pk__among": keys})
            self._staying[Person] |= self._parents(theirs, "person", Person)
        people = list(self._staying[Person])
        for model, pieces, column in (
            (Organisation, Affiliation, "organisation"),
            (Tag, PersonTag, "tag"),
        ):
            theirs = pieces.objects.filter(person__pk__among=people)
            self._along[model] = self._parents(theirs, column, model)

    def _keep_groups_whole(self) -> None:
        """Let a group stay with a gathering of it, and all gatherings with a group."""
        keys = list(self._staying[Gathering])
        held = Gathering.objects.filter(pk__among=keys)
        self._staying[Group] |= self._parents(held, "group", Group)
        groups = list(self._staying[Group])
        theirs = Gathering.objects.filter(group__pk__among=groups)
        theirs = theirs.filter(self._made(Gathering, ""))
        made = set(theirs.values_list("pk", flat=True))
        self._along[Gathering] = made - self._staying[Gathering]

    def _held(self, model: Model) -> set[int]:
        """Find rows to which something was added, or of which a piece was changed."""
        found: set[int] = set()
        if model not in self._tables:
            return found
        for relation in relations(model):
            child, name = relation.related_model, relation.field.name
            if child in RECKONED:
                continue
            children = child._default_manager
            added = children.exclude(self._made(child))
            found |= self._parents(added, name, model)
            # What is merely named by a row can go; the row loses the name.
            if self._changed[child] and (
                relation.on_delete is models.CASCADE or child in _NAMING
            ):
                changed = children.filter(pk__among=self._changed[child])
                found |= self._parents(changed, name, model)
        return found

    def _parents(self, rows: Any, name: str, model: Model) -> set[int]:
        """Find those of the deed's rows that some rows name."""
        theirs = rows.filter(self._made(model, name))
        return set(theirs.values_list(f"{name}_id", flat=True))

    def _made(self, model: Model, name: str = "") -> Q:
        """Say that a row, or the one it names, was made by the deed."""
        if self.deed.undoes_id is None:
            return Q(**{f"{name}__deed" if name else "deed": self.deed})
        rows = self._brought_back(model).values("row")
        return Q(**{f"{name or 'pk'}__in": rows})

    def _brought_back(self, model: Model) -> models.QuerySet[Change]:
        changes = Change.objects.filter(deed=self.deed, table=name_of(model))
        return changes.filter(before__isnull=True)

    def _changed_of(self, model: Model) -> set[int]:
        """Find rows the deed made that differ from what it made of them."""
        if model not in self._tables:
            return set()
        own = model._default_manager.filter(self._made(model))
        changes = (
            Change.objects.filter(table=name_of(model), row__in=own.values("pk"))
            .exclude(deed__in=[self.deed.pk, self.undoing.pk])
            .exclude(deed__verb__in=SILENT)
            .order_by("pk")
        )
        if self.deed.undoes_id is not None:
            # What was before the rows came back does not count.
            first = self.deed.changes.order_by("pk").values_list("pk", flat=True)
            changes = changes.filter(pk__gt=first[:1].get())
        held: dict[int, dict[str, Any]] = {}
        for row, before in changes.values_list("row", "before").iterator():
            known = held.setdefault(row, {})
            for name, value in (before or {}).items():
                known.setdefault(name, value)
        return set(_differing(model, held))

    def _is_piece(self, row: models.Model) -> bool:
        """Tell whether a row is a piece of something that stays whole."""
        no_piece_of = _NO_PIECE_OF.get(type(row), ())
        return any(
            (key := getattr(row, column, None)) in self._staying[whole]
            or (whole is Gathering and key in self._along[whole])
            for whole, column in _WHOLES
            if column not in no_piece_of
        )

    def _drop_loose(self, ties: Iterable[Any], found: dict[int, bool]) -> None:
        """Let a tie stay with a person who stays, unless the other one goes."""
        for tie in ties:
            ends = {tie.first_id, tie.second_id}
            stays = ends & self._staying[Person] and not self.leaving(ends)
            if stays and tie.pk not in found:
                found[tie.pk] = False


def tables_made(deed: Deed) -> frozenset[Model]:
    """Find the tables in which there are rows that a deed made, or brought back."""
    if deed.undoes_id is not None:
        changes = deed.changes.filter(before__isnull=True).values_list("table")
        return frozenset(BY_NAME[name] for (name,) in changes.distinct())
    with connection.cursor() as cursor:
        cursor.execute(_TABLES_MADE, [deed.pk] * len(TABLES))
        return frozenset(TABLES[number] for (number,) in cursor.fetchall())


_TABLES_MADE = " UNION ALL ".join(
    f"SELECT {number} WHERE EXISTS"  # noqa: S608 - names of our own tables
    f' (SELECT 1 FROM "{model._meta.db_table}" WHERE deed_id = %s)'
    for number, model in enumerate(TABLES)
)


def _differing(model: Model, held: dict[int, dict[str, Any]]) -> Iterable[int]:
    """Find rows that no longer hold what they held."""
    for row in model._default_manager.filter(pk__among=list(held)):
        now = facts_of(row)
        if any(now.get(name) != value for name, value in held[row.pk].items()):
            yield row.pk
