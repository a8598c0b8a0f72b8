"""What a source said, apart from what the book says."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.organisation import Organisation
from kontor.records.models.connections.person import Person


class SourceCard(Row):
    """The last word of one source on one person or organisation.

    ``data`` is the record as Kontor read it (the fields of ``exchange.card.Card``),
    ``unknown`` what Kontor has no place for, which goes out again unchanged.
    ``digest`` finds a record that has no id of its own.
    """

    person = models.ForeignKey(
        Person, models.CASCADE, null=True, blank=True, related_name="source_cards"
    )
    organisation = models.ForeignKey(
        Organisation,
        models.CASCADE,
        null=True,
        blank=True,
        db_index=False,
        related_name="source_cards",
    )
    source = models.CharField(max_length=20)
    source_id = models.CharField(max_length=500, blank=True)
    digest = models.CharField(max_length=32)
    data = models.JSONField()
    unknown = models.JSONField(default=list)
    raw = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["book", "source", "source_id"],
                condition=~Q(source_id=""),
                name="source_card_once",
            ),
        ]
        indexes = [
            models.Index(fields=["book", "digest"], name="source_by_digest"),
            models.Index(
                fields=["organisation"],
                condition=Q(organisation__isnull=False),
                name="source_of_organisation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.source} {self.source_id or self.digest}"
