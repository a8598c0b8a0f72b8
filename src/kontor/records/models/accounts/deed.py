"""Deeds and changes: audit trail, provenance and undo in one idea."""

from __future__ import annotations

from django.db import models

from kontor.records.models.accounts.account import Account
from kontor.records.models.accounts.book import Book


class Deed(models.Model):
    """One act: who did what in which book, and when.

    ``verb`` is a key of ``records.verbs.SENTENCES``, ``facts`` fill its sentence.
    ``state`` is "open" while long work goes on. ``undoes`` is the deed taken back
    by this one; ``kept`` lists what an undo left alone as it was changed since.
    """

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"

    book = models.ForeignKey(Book, models.CASCADE, related_name="deeds")
    account = models.ForeignKey(Account, models.SET_NULL, null=True, blank=True)
    verb = models.CharField(max_length=40)
    facts = models.JSONField(default=dict)
    moment = models.DateTimeField()
    state = models.CharField(max_length=4, choices=State, default=State.DONE)
    undoes = models.OneToOneField(
        "self", models.CASCADE, null=True, blank=True, related_name="undone_by"
    )
    kept = models.JSONField(default=list)

    class Meta:
        # The page of deeds: newest first within a book.
        indexes = [models.Index(fields=["book", "-moment"], name="deed_by_moment")]

    def __str__(self) -> str:
        return f"{self.verb} {self.moment:%Y-%m-%d %H:%M}"


class Change(models.Model):
    """What a deed did to a row that was there already.

    ``before`` and ``after`` hold only the columns that differ; a deletion has
    the whole row in ``before`` and no ``after``. ``person`` is the id of whom the
    row is about, so that erasing somebody finds what is said of them here.
    """

    book = models.ForeignKey(Book, models.CASCADE, db_index=False, related_name="+")
    deed = models.ForeignKey(Deed, models.CASCADE, related_name="changes")
    table = models.CharField(max_length=40)
    row = models.BigIntegerField()
    person = models.BigIntegerField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)
    after = models.JSONField(null=True, blank=True)

    class Meta:
        indexes = [
            # Undo asks what else happened to a row, erasing what is about whom.
            models.Index(fields=["table", "row"], name="change_by_row"),
            models.Index(fields=["book", "person"], name="change_by_person"),
        ]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class Row(models.Model):
    """What every kept row has: its book and the deed that made it."""

    book = models.ForeignKey(Book, models.CASCADE, db_index=False, related_name="+")
    deed = models.ForeignKey(Deed, models.PROTECT, related_name="+")

    class Meta:
        abstract = True
