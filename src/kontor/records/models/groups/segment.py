"""Target segments, and what is known of whom people know."""

from __future__ import annotations

import uuid

from django.db import models

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.person import Person


class Segment(Row):
    """People the owner wants to do business with, in the owner's words.

    Whoever has one of the ``trades`` (in a group), ``organisations`` or ``tags``, or
    one of the ``words`` in their role, belongs to it; all are lists of texts.
    ``importance`` is 1 (a little) to 3 (very).
    """

    uid = models.UUIDField(default=uuid.uuid4)
    name = models.CharField(max_length=200)
    folded = models.CharField(max_length=200)
    importance = models.PositiveSmallIntegerField(default=2)
    trades = models.JSONField(default=list)
    organisations = models.JSONField(default=list)
    tags = models.JSONField(default=list)
    words = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="segment_uid"),
            models.UniqueConstraint(fields=["book", "folded"], name="segment_once"),
        ]

    def __str__(self) -> str:
        return self.name


class Belonging(Row):
    """The keeper's own word on whether somebody belongs to a segment."""

    segment = models.ForeignKey(
        Segment, models.CASCADE, db_index=False, related_name="belongings"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="belongings")
    belongs = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["segment", "person"], name="belongs_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.segment_id}: {self.belongs}"


class Reach(Row):
    """How many people of a segment somebody knows, as they or the owner said."""

    segment = models.ForeignKey(
        Segment, models.CASCADE, db_index=False, related_name="reaches"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="reaches")
    count = models.PositiveIntegerField()
    asked_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["segment", "person"], name="reach_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} knows {self.count} in {self.segment_id}"
