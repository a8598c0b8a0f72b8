"""Moving what hangs on one person to another, each piece noted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.actions.overview.merge.networks import move_attendance, move_memberships
from kontor.records import journal
from kontor.records.models import (
    Affiliation,
    Apart,
    Belonging,
    ContactPoint,
    Membership,
    MetIn,
    Participant,
    Person,
    PersonTag,
    Photo,
    PlanLine,
    PostalAddress,
    Promise,
    Reach,
    SourceCard,
    Tie,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Model

    from kontor.records.derived import Stale
    from kontor.records.models import Deed

# What makes two rows of a table say the same of one person; who has it already does
# not get it twice. A table that names none keeps every row.
SAME: dict[type[Model], tuple[str, ...]] = {
    ContactPoint: ("kind", "key", "value"),
    PostalAddress: ("street", "extra", "postal_code", "city", "region", "country"),
    Affiliation: ("organisation_id", "department", "role", "start", "end"),
    PersonTag: ("tag_id",),
    Participant: ("touch_id",),
    PlanLine: ("plan_id",),
    Promise: (),
    SourceCard: (),
    # Somebody was met in one place.
    MetIn: ("book_id",),
    Belonging: ("segment_id",),
    Reach: ("segment_id",),
}
# Of the owner these are not kept: every touch is theirs, and nobody meets themselves.
NOT_OF_OWNER = frozenset({Participant, PlanLine, Promise, MetIn, Belonging})


class Move:
    """Moves what hangs on ``gone`` to ``keep``; what both have stays and goes."""

    def __init__(self, deed: Deed, keep: Person, gone: Person, stale: Stale) -> None:
        self.deed, self.keep, self.gone, self._stale = deed, keep, gone, stale
        taking_part = Participant.objects.filter(person=gone)
        stale.note_all(taking_part)
        self._touches = list(taking_part.values_list("touch_id", flat=True))

    def everything(self, *, other_photo: bool) -> None:
        """Move all there is.

        Args:
            other_photo: the picture of the one that goes is the better one.
        """
        for model, same in SAME.items():
            if not (self.keep.is_owner and model in NOT_OF_OWNER):
                self._rows(model, same)
        move_memberships(self.deed, self.keep, self.gone)
        move_attendance(self.deed, self.keep, self.gone)
        self._photo(better=other_photo)
        self._ties()
        self._apart()
        met = Person.objects.filter(met_through=self.gone).exclude(pk=self.keep.pk)
        for row in met:
            journal.edit(self.deed, row, met_through_id=self.keep.pk)
        self._inviters()

    def _inviters(self) -> None:
        """Let guests have been brought by the one that stays, but not by themselves."""
        for guest in Membership.objects.filter(invited_by=self.gone):
            journal.edit(self.deed, guest, invited_by_id=self.keep.pk)
        own = Membership.objects.filter(person=self.keep, invited_by=self.keep)
        for guest in own:
            journal.edit(self.deed, guest, invited_by_id=None)

    def left_alone(self) -> list[int]:
        """Give the touches in which nobody takes part any more."""
        taken = Participant.objects.filter(touch__pk__among=self._touches)
        return sorted({*self._touches} - {*taken.values_list("touch_id", flat=True)})

    def _rows(self, model: type[Any], same: tuple[str, ...]) -> None:
        own = list(model._default_manager.filter(person=self.keep))
        has = {_said(row, same) for row in own} if same else set()
        for row in model._default_manager.filter(person=self.gone).order_by("pk"):
            if not same or _said(row, same) not in has:
                more = _after(row, own)
                journal.edit(self.deed, row, person_id=self.keep.pk, **more)

    def _photo(self, *, better: bool) -> None:
        theirs = Photo.objects.filter(person=self.gone).first()
        mine = Photo.objects.filter(person=self.keep).first()
        if theirs is None or (mine is not None and not better):
            return
        if mine is not None:
            journal.remove(self.deed, mine)
        journal.edit(self.deed, theirs, person_id=self.keep.pk)

    def _ties(self) -> None:
        """Give ties a new end; who knew both has one tie, the stronger one."""
        for side, far in (("first", "second"), ("second", "first")):
            for tie in Tie.objects.filter(**{side: self.gone}).order_by("pk"):
                self._tie(tie, getattr(tie, f"{far}_id"))

    def _apart(self) -> None:
        """Let who is not the one that goes be not the one that stays either."""
        for side, far in (("first", "second"), ("second", "first")):
            for row in Apart.objects.filter(**{side: self.gone}).order_by("pk"):
                other: int = getattr(row, f"{far}_id")
                first, second = sorted((self.keep.pk, other))
                known = Apart.objects.filter(first=first, second=second)
                if other != self.keep.pk and not known.exists():
                    journal.edit(self.deed, row, first_id=first, second_id=second)

    def _tie(self, tie: Tie, other: int) -> None:
        if other == self.keep.pk:
            return
        first, second = sorted((self.keep.pk, other))
        known = Tie.objects.filter(first=first, second=second).first()
        if known is None:
            journal.edit(self.deed, tie, first_id=first, second_id=second)
            return
        strength = max(known.strength, tie.strength)
        journal.edit(self.deed, known, strength=strength, how=known.how or tie.how)


def _said(row: Any, names: tuple[str, ...]) -> tuple[Any, ...]:
    """Give what a row says of a person; a number is the same however written."""
    if isinstance(row, ContactPoint):
        return row.kind, row.key or row.value
    return tuple(getattr(row, name) for name in names)


def _after(row: Any, own: Sequence[Any]) -> dict[str, Any]:
    """Put a row behind those that are there, which keep what they are preferred for."""
    values: dict[str, Any] = {}
    if hasattr(row, "position") and own:
        values["position"] = max(one.position for one in own) + row.position + 1
    if isinstance(row, ContactPoint):
        kinds = {one.kind for one in own}
        values["preferred"] = row.preferred and row.kind not in kinds
    return values
