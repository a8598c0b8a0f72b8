"""What one import brought, as a whole.

The batch is its own queue: its state says which stage comes next, and its items
which records are still to be done. A worker that is killed loses nothing.
"""

from __future__ import annotations

import uuid

from django.db import models

from kontor.records.models.accounts.deed import Deed, Row
from kontor.records.models.connections.organisation import Organisation
from kontor.records.models.connections.person import Person


class Batch(Row):
    """One import: files read, a preview, and what was made of it.

    ``deed`` is the import itself: whatever it writes is made by that deed.
    ``options`` holds the keeper's choices. ``done`` and ``total`` tell how far the
    present stage is; ``claimed_until`` keeps two workers from the same stage.
    """

    class State(models.TextChoices):
        READING = "reading"
        MAPPING = "mapping"
        PREVIEW = "preview"
        APPLYING = "applying"
        DONE = "done"
        UNDOING = "undoing"
        UNDONE = "undone"
        DROPPED = "dropped"

    uid = models.UUIDField(default=uuid.uuid4)
    state = models.CharField(max_length=8, choices=State, default=State.READING)
    tag = models.CharField(max_length=200, blank=True)
    options = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "uid"], name="batch_uid"),
        ]
        # The worker asks what is left to do.
        indexes = [models.Index(fields=["state"], name="batch_by_state")]

    def __str__(self) -> str:
        return f"batch {self.uid} ({self.state})"


class BatchFile(Row):
    """One file of an import; ``size`` and ``read_bytes`` tell how far reading is.

    ``counts`` are the figures of ``kontor import --json`` once it has been read, and
    how many items there are of each verdict and kind.
    ``path`` is where the bytes lie until the batch is done, under the data folder.
    ``columns`` is what a look at a table has told (see ``exchange.csv.survey``),
    ``mapping`` what the keeper says its columns mean, None where nobody has said.
    """

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="files")
    name = models.CharField(max_length=300)
    format = models.CharField(max_length=20, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    read_bytes = models.PositiveBigIntegerField(default=0)
    read_done = models.BooleanField(default=False)
    path = models.CharField(max_length=500, blank=True)
    counts = models.JSONField(default=dict)
    columns = models.JSONField(default=dict)
    mapping = models.JSONField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class ColumnMapping(Row):
    """What the keeper once said the columns of a table mean.

    ``shape`` is the same for every table of the kind (see ``exchange.csv.survey``).
    ``heading`` are its headings as plain words, ``forms`` the meanings in their text
    form, one for each column. It outlives the import that it was said for.
    """

    shape = models.CharField(max_length=32)
    has_heading = models.BooleanField(default=True)
    heading = models.JSONField(default=list)
    forms = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "shape"], name="mapping_once"),
        ]

    def __str__(self) -> str:
        return f"{len(self.forms)} columns"


class Item(Row):
    """One record of a file: what it says and what is to be made of it.

    ``data`` is the record as read; ``changes`` lists (field, before, after) for a
    person who is there already. ``person`` is whom it was found to be, or whom it
    made; it may be gone by now (the database does not look, or undoing an import
    would search all items for every person). ``wanted`` can be taken away in the
    preview.
    """

    class Verdict(models.TextChoices):
        NEW = "new"
        CHANGED = "changed"
        SAME = "same"
        DOUBTFUL = "doubtful"
        LEFT_OUT = "left_out"
        FAILED = "failed"

    # No index that the two below, or nobody, would use: items come in thousands.
    deed = models.ForeignKey(Deed, models.PROTECT, db_index=False, related_name="+")
    batch = models.ForeignKey(
        Batch, models.CASCADE, db_index=False, related_name="items"
    )
    file = models.ForeignKey(
        BatchFile, models.CASCADE, db_index=False, related_name="items"
    )
    record = models.PositiveIntegerField()
    line = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    title = models.CharField(max_length=400, blank=True)
    verdict = models.CharField(max_length=8, choices=Verdict)
    wanted = models.BooleanField(default=True)
    applied = models.BooleanField(default=False)
    person = models.ForeignKey(
        Person,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        models.DO_NOTHING,
        null=True,
        blank=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )
    data = models.JSONField(null=True, blank=True)
    changes = models.JSONField(default=list)
    problems = models.JSONField(default=list)

    class Meta:
        # The preview by verdict, and the next chunk to apply.
        indexes = [
            models.Index(fields=["batch", "verdict", "id"], name="item_by_verdict"),
            models.Index(
                fields=["batch", "id"],
                condition=models.Q(applied=False),
                name="item_to_apply",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.verdict})"
