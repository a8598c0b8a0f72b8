"""Groups, who belongs to them, and where somebody was met."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.person import Person


class Group(Row):
    """A network the owner takes part in, or looks at.

    ``size`` is how many members it says it has. The days say when the owner first
    visited, joined and left; a group that was left keeps its history. Money is in
    minor units of ``currency``. ``rule`` is how gatherings recur, as iCalendar writes
    it (``FREQ=WEEKLY;BYDAY=TU``), from ``rule_start`` on at ``starts_at`` ("07:00").
    ``exclusive`` says that there is one seat for each trade; ``seats`` are the trades
    it wants to have, ``offices`` what the owner does in it.
    """

    class Kind(models.TextChoices):
        CHAMBER = "chamber"
        LEADS = "leads"
        ASSOCIATION = "association"
        EVENT = "event"
        ONLINE = "online"
        CIRCLE = "circle"

    class Period(models.TextChoices):
        MONTH = "month"
        QUARTER = "quarter"
        YEAR = "year"

    uid = models.UUIDField(default=uuid.uuid4)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    kind = models.CharField(max_length=11, choices=Kind)
    place = models.CharField(max_length=300, blank=True)
    page = models.CharField(max_length=1000, blank=True)
    size = models.PositiveIntegerField(null=True, blank=True)
    visited_on = models.DateField(null=True, blank=True)
    joined_on = models.DateField(null=True, blank=True)
    left_on = models.DateField(null=True, blank=True)
    joining_fee = models.PositiveBigIntegerField(null=True, blank=True)
    period_fee = models.PositiveBigIntegerField(null=True, blank=True)
    period = models.CharField(max_length=7, choices=Period, blank=True)
    gathering_fee = models.PositiveBigIntegerField(null=True, blank=True)
    currency = models.CharField(max_length=3, blank=True)
    rule = models.CharField(max_length=200, blank=True)
    rule_start = models.DateField(null=True, blank=True)
    starts_at = models.CharField(max_length=5, blank=True)
    minutes = models.PositiveIntegerField(null=True, blank=True)
    exclusive = models.BooleanField(default=False)
    seats = models.JSONField(default=list)
    offices = models.CharField(max_length=1000, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="group_uid"),
            models.UniqueConstraint(fields=["book", "folded"], name="group_once"),
            models.CheckConstraint(
                name="group_money_has_currency",
                condition=~Q(currency="")
                | Q(
                    joining_fee__isnull=True,
                    period_fee__isnull=True,
                    gathering_fee__isnull=True,
                ),
            ),
            models.CheckConstraint(
                name="group_left_after_joined",
                condition=Q(left_on__isnull=True)
                | Q(joined_on__isnull=True)
                | Q(left_on__gte=F("joined_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Membership(Row):
    """Somebody in a group, as a member or a guest, for a time.

    ``trade`` is the seat they have. Of a guest ``invited_by`` says who brought them,
    ``followed_up_on`` when they were asked how it was, ``outcome`` what came of it
    and ``reason`` why, in the keeper's words.
    """

    class Standing(models.TextChoices):
        MEMBER = "member"
        GUEST = "guest"

    class Outcome(models.TextChoices):
        JOINED = "joined"
        DECLINED = "declined"

    group = models.ForeignKey(Group, models.CASCADE, related_name="memberships")
    person = models.ForeignKey(Person, models.CASCADE, related_name="memberships")
    standing = models.CharField(max_length=6, choices=Standing, default=Standing.MEMBER)
    since = models.DateField(null=True, blank=True)
    until = models.DateField(null=True, blank=True)
    office = models.CharField(max_length=300, blank=True)
    trade = models.CharField(max_length=300, blank=True)
    invited_by = models.ForeignKey(
        Person,
        models.SET_NULL,
        null=True,
        blank=True,
        db_index=False,
        related_name="brought_along",
    )
    followed_up_on = models.DateField(null=True, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                condition=Q(since__isnull=True)
                | Q(until__isnull=True)
                | Q(until__gte=F("since")),
            ),
        ]
        indexes = [
            # Erasing and merging ask for it; few have brought anybody.
            models.Index(
                fields=["invited_by"],
                condition=Q(invited_by__isnull=False),
                name="membership_by_inviter",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.group_id}"
