"""The book, and who keeps it."""

from __future__ import annotations

from django.db import models

from kontor.records.models.accounts.account import Account


class Book(models.Model):
    """One owner's network; every row of every section belongs to exactly one.

    ``region`` (ISO 3166) reads telephone numbers without a country code,
    ``time_zone`` decides on which day something was. Rhythm days, weights,
    half-life (days) and the prior of the tie model are the owner's settings;
    ``fitted_on`` is the day the last two were last learned from the book itself.
    After ``retention_years`` of silence the owner is asked whether somebody shall
    stay; never where that is empty.
    """

    name = models.CharField(max_length=200)
    language = models.CharField(max_length=5, default="de")
    region = models.CharField(max_length=2, default="DE")
    time_zone = models.CharField(max_length=64, default="Europe/Berlin")
    currency = models.CharField(max_length=3, default="EUR")
    is_sample = models.BooleanField(default=False)
    created = models.DateTimeField()

    rhythm_a = models.PositiveSmallIntegerField(default=21)
    rhythm_b = models.PositiveSmallIntegerField(default=60)
    rhythm_c = models.PositiveSmallIntegerField(default=180)
    rhythm_d = models.PositiveSmallIntegerField(default=365)
    weight_meeting = models.FloatField(default=3.0)
    weight_event = models.FloatField(default=2.0)
    weight_call = models.FloatField(default=2.0)
    weight_email = models.FloatField(default=1.0)
    weight_message = models.FloatField(default=1.0)
    half_life = models.FloatField(default=30.0)
    half_life_own = models.BooleanField(default=False)
    prior_shape = models.FloatField(default=0.35)
    prior_rate = models.FloatField(default=150.0)
    outcomes_seen = models.PositiveIntegerField(default=0)
    fitted_on = models.DateField(null=True, blank=True)
    retention_years = models.PositiveSmallIntegerField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Keeper(models.Model):
    """An account's hold on a book: its owner or an assistant."""

    class Role(models.TextChoices):
        OWNER = "owner"
        ASSISTANT = "assistant"

    book = models.ForeignKey(Book, models.CASCADE, related_name="keepers")
    account = models.ForeignKey(Account, models.CASCADE, related_name="keepings")
    role = models.CharField(max_length=10, choices=Role, default=Role.OWNER)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "account"], name="keeper_once"),
        ]

    def __str__(self) -> str:
        return f"{self.account_id} keeps {self.book_id}"
