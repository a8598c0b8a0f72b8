"""Touches and promises."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import Q

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.person import Person


class Touch(Row):
    """One interaction of the owner with one or more people.

    ``day`` is the day in the book's zone as it was then, never reckoned anew;
    ``moment`` is aware UTC where the hour is known. ``source`` and ``source_id``
    name the calendar entry it came from, "" for a touch noted by hand.
    """

    class Channel(models.TextChoices):
        EMAIL = "email"
        MESSAGE = "message"
        CALL = "call"
        MEETING = "meeting"
        EVENT = "event"

    class Direction(models.TextChoices):
        OUT = "out"
        IN = "in"
        BOTH = "both"

    uid = models.UUIDField(default=uuid.uuid4)
    day = models.DateField()
    moment = models.DateTimeField(null=True, blank=True)
    channel = models.CharField(max_length=7, choices=Channel)
    direction = models.CharField(max_length=4, choices=Direction)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    place = models.CharField(max_length=300, blank=True)
    source = models.CharField(max_length=20, blank=True)
    source_id = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="touch_uid"),
            models.UniqueConstraint(
                fields=["book", "source", "source_id"],
                condition=~Q(source_id=""),
                name="touch_from_source_once",
            ),
        ]
        indexes = [
            models.Index(fields=["book", "-day"], name="touch_by_day"),
            # Whom the owner tried to reach lately.
            models.Index(
                fields=["book", "-day"],
                condition=Q(direction="out"),
                name="touch_out_by_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.day}"


class Participant(Row):
    """Somebody who took part in a touch; the owner always does, without a row."""

    touch = models.ForeignKey(
        Touch, models.CASCADE, db_index=False, related_name="participants"
    )
    person = models.ForeignKey(Person, models.CASCADE, related_name="participations")
    role = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["touch", "person"], name="took_part_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.touch_id}"


class Promise(Row):
    """Something to be done by the owner ("me") for somebody, or by them."""

    class By(models.TextChoices):
        ME = "me"
        THEM = "them"

    uid = models.UUIDField(default=uuid.uuid4)
    person = models.ForeignKey(Person, models.CASCADE, related_name="promises")
    touch = models.ForeignKey(
        Touch, models.SET_NULL, null=True, blank=True, related_name="promises"
    )
    text = models.CharField(max_length=1000)
    due = models.DateField(null=True, blank=True)
    by = models.CharField(max_length=4, choices=By, default=By.ME)
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="promise_uid"),
        ]
        # What is due this week.
        indexes = [
            models.Index(
                fields=["book", "due"],
                condition=Q(done_on__isnull=True),
                name="promise_open_by_due",
            ),
        ]

    def __str__(self) -> str:
        return self.text
