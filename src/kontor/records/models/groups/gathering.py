"""Gatherings, who came, and whom one got to know there."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.person import Person
from kontor.records.models.connections.touch import Touch
from kontor.records.models.groups.group import Group


class Gathering(Row):
    """One meeting or event of a group.

    ``starts_at`` is the hour in the book's zone ("07:00"), "" where it is not known.
    ``cost`` is what it cost the owner, in minor units of ``currency``. ``source`` and
    ``source_id`` name the entry of a calendar or table that it came from.
    """

    uid = models.UUIDField(default=uuid.uuid4)
    group = models.ForeignKey(
        Group, models.CASCADE, db_index=False, related_name="gatherings"
    )
    day = models.DateField()
    starts_at = models.CharField(max_length=5, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    title = models.CharField(max_length=300, blank=True)
    place = models.CharField(max_length=300, blank=True)
    cost = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    cancelled = models.BooleanField(default=False)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=20, blank=True)
    source_id = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="gathering_uid"),
            models.UniqueConstraint(
                fields=["group", "source", "source_id"],
                condition=~Q(source_id=""),
                name="gathering_from_source_once",
            ),
            models.CheckConstraint(
                name="gathering_money_has_currency",
                condition=~Q(currency="") | Q(cost__isnull=True),
            ),
        ]
        indexes = [
            # A group's gatherings, and what is to come in the whole book.
            models.Index(fields=["group", "day"], name="gathering_of_group"),
            models.Index(fields=["book", "day"], name="gathering_by_day"),
        ]

    def __str__(self) -> str:
        return f"{self.group_id} {self.day}"


class Attendance(Row):
    """Whether somebody came; the owner's own is a row as well.

    ``touch`` is the contact that was noted of talking with them there.
    """

    class State(models.TextChoices):
        PRESENT = "present"
        LATE = "late"
        ABSENT = "absent"
        EXCUSED = "excused"
        REPRESENTED = "represented"

    gathering = models.ForeignKey(
        Gathering, models.CASCADE, db_index=False, related_name="attendances"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="attendances")
    state = models.CharField(max_length=11, choices=State)
    touch = models.ForeignKey(
        Touch, models.SET_NULL, null=True, blank=True, related_name="attendances"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "person"], name="attended_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} at {self.gathering_id}"


class MetIn(Row):
    """In which group, and at which of its gatherings, the owner met somebody."""

    person = models.ForeignKey(
        Person, models.CASCADE, db_index=False, related_name="met_in"
    )
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    gathering = models.ForeignKey(
        Gathering, models.SET_NULL, null=True, blank=True, related_name="met"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], name="met_in_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} met in {self.group_id}"
