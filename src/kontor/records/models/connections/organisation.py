"""Organisations and what people do there."""

from __future__ import annotations

import uuid

from django.db import models

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.person import Person


class Organisation(Row):
    """A firm, an authority, an association; ``folded`` finds it again by name."""

    uid = models.UUIDField(default=uuid.uuid4)
    name = models.CharField(max_length=300)
    folded = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    confidential = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="organisation_uid"),
            models.UniqueConstraint(
                fields=["book", "folded"], name="organisation_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Affiliation(Row):
    """A person's place in an organisation, or a role without one."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="affiliations")
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="affiliations",
    )
    department = models.CharField(max_length=300, blank=True)
    role = models.CharField(max_length=300, blank=True)
    start = models.DateField(null=True, blank=True)
    end = models.DateField(null=True, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.person_id} at {self.organisation_id}"
