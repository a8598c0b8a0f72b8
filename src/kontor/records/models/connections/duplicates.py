"""Who may be in the book twice, and who is not whatever it looks like."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from kontor.records.models.accounts.book import Book
from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.person import Person


class Apart(Row):
    """The keeper has said that these are two people, however alike they look."""

    first = models.ForeignKey(
        Person, models.CASCADE, db_index=False, related_name="apart_first"
    )
    second = models.ForeignKey(Person, models.CASCADE, related_name="apart_second")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="apart_once"),
            models.CheckConstraint(
                name="apart_ordered", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} is not {self.second_id}"


class DuplicateSearch(models.Model):
    """How far the search for duplicates in a book is.

    It is its own queue, as a batch is: the worker does what is ``WANTED``. ``done``
    of a hundred parts are done; ``latest`` is the last deed that was looked at.
    """

    class State(models.TextChoices):
        WANTED = "wanted"
        DONE = "done"

    book = models.OneToOneField(Book, models.CASCADE, related_name="+")
    state = models.CharField(max_length=6, choices=State, default=State.WANTED)
    done = models.PositiveSmallIntegerField(default=0)
    latest = models.BigIntegerField(default=0)
    finished = models.DateTimeField(null=True, blank=True)
    claimed_until = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"search in {self.book_id} ({self.state})"


class Likeness(models.Model):
    """A pair that may be one person, as the last search found it.

    ``first`` and ``second`` are keys of people without a constraint: a finding holds
    nobody back, and one about somebody who is gone is passed over. ``levels`` and
    ``weights`` say why, in the order of ``core.connections.duplicates.levels.FIELDS``.
    """

    book = models.ForeignKey(Book, models.CASCADE, db_index=False, related_name="+")
    first = models.BigIntegerField()
    second = models.BigIntegerField()
    probability = models.FloatField()
    levels = models.JSONField()
    weights = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "first", "second"], name="likeness_once"
            ),
        ]
        indexes = [
            models.Index(fields=["book", "-probability"], name="likeness_by_chance"),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second} ({self.probability:.3f})"
