"""Who was erased: nothing but keyed hashes, so that no import brings them back."""

from __future__ import annotations

import uuid

from django.db import models

from kontor.records.models.accounts.book import Book


class Erasure(models.Model):
    """One erased person.

    ``marks`` are keyed hashes of what a record could name them by, as (kind, hash)
    pairs (``core.connections.marks``); ``secret`` tells with which secret of the data
    folder they were made. ``lifted`` says that they agreed to be in the book again.
    The same stands in a file beside the database (``records.erasing.listed``), which
    outlives the restore of an older backup.
    """

    book = models.ForeignKey(Book, models.CASCADE, related_name="+")
    uid = models.UUIDField(default=uuid.uuid4)
    moment = models.DateTimeField()
    secret = models.CharField(max_length=16)
    marks = models.JSONField(default=list)
    lifted = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="erasure_uid"),
        ]

    def __str__(self) -> str:
        return f"erased {self.moment:%Y-%m-%d}"
