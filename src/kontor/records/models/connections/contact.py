"""How somebody can be reached."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.organisation import Organisation
from kontor.records.models.connections.person import Person


class ContactPoint(Row):
    """A mail address, telephone or link of a person or an organisation.

    ``value`` is as the keeper writes it, ``key`` what finds it: the address in
    lower case, the telephone as E.164 ("" where it is none), the link itself.
    """

    class Kind(models.TextChoices):
        EMAIL = "email"
        PHONE = "phone"
        LINK = "link"

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="points"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="points",
    )
    kind = models.CharField(max_length=5, choices=Kind)
    value = models.CharField(max_length=1000)
    key = models.CharField(max_length=1000, blank=True)
    label = models.CharField(max_length=100, blank=True)
    preferred = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="point_of_one",
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
            ),
        ]
        # An import asks whose address or number this is; few are organisations'.
        indexes = [
            models.Index(
                fields=["organisation"],
                condition=Q(organisation__isnull=False),
                name="point_of_organisation",
            ),
            models.Index(
                fields=["book", "key"], condition=~Q(key=""), name="point_by_key"
            ),
        ]

    def __str__(self) -> str:
        return self.value


class PostalAddress(Row):
    """Where somebody lives or works."""

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="addresses"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="addresses",
    )
    street = models.CharField(max_length=500, blank=True)
    extra = models.CharField(max_length=500, blank=True)
    postal_code = models.CharField(max_length=30, blank=True)
    city = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=200, blank=True)
    country = models.CharField(max_length=100, blank=True)
    label = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="address_of_one",
                condition=Q(person__isnull=False, organisation__isnull=True)
                | Q(person__isnull=True, organisation__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["organisation"],
                condition=Q(organisation__isnull=False),
                name="address_of_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.street}, {self.postal_code} {self.city}"


class ConfidentialRule(Row):
    """A mail domain or a calendar whose people are nobody else's business."""

    class Kind(models.TextChoices):
        DOMAIN = "domain"
        CALENDAR = "calendar"

    kind = models.CharField(max_length=8, choices=Kind)
    value = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "kind", "value"], name="confidential_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"
