"""The plan for the week, as rows."""

from __future__ import annotations

from django.db import models

from kontor.records.models.accounts.deed import Row
from kontor.records.models.connections.person import Person


class Plan(Row):
    """There is a plan for this day, and it stays the same all day."""

    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["book", "day"], name="one_plan_a_day"),
        ]

    def __str__(self) -> str:
        return f"plan for {self.day}"


class PlanLine(Row):
    """Somebody to be in touch with, why, and what became of it.

    ``suggested_on`` is the day the person first stood in a plan in this run, so
    that a line carried over is not suggested anew. ``reason`` is a code with its
    facts (``core.connections.reasons``), ``figures`` the sum behind it.
    """

    class State(models.TextChoices):
        OPEN = "open"
        DONE = "done"
        LATER = "later"
        REST = "rest"
        GONE = "gone"

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="lines")
    person = models.ForeignKey(Person, models.CASCADE, related_name="plan_lines")
    position = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=5, choices=State, default=State.OPEN)
    suggested_on = models.DateField()
    later_until = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=10)
    channel = models.CharField(max_length=7)
    minutes = models.PositiveSmallIntegerField()
    reason = models.JSONField()
    figures = models.JSONField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "person"], name="planned_once"),
        ]
        # Who was suggested lately.
        indexes = [
            models.Index(fields=["book", "suggested_on"], name="line_by_suggested"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} ({self.state})"
