"""One item of an import before it is written."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from kontor.lib.compact import encoded
from kontor.records import bulk
from kontor.records.models import Item

if TYPE_CHECKING:
    from kontor.core.connections.merge import Change
    from kontor.exchange.card import Problem

Verdict = Item.Verdict
COLUMNS = (
    "id", "record", "line", "kind", "title", "verdict", "wanted", "applied",
    "person_id", "organisation_id", "data", "changes", "problems",
)  # fmt: skip
LONGEST_TITLE = 400


@dataclass(slots=True)
class Draft:
    """An item to be.

    Attributes:
        whom: reference of the person it is about (see ``pending``), None for
            somebody new.
        data: JSON text, "" where nothing is left to do for it.
        done: nothing is left to do.
    """

    record: int
    line: int
    kind: str
    title: str = ""
    verdict: str = Verdict.NEW.value
    wanted: bool = True
    done: bool = False
    whom: int | None = None
    organisation: int | None = None
    data: str = ""
    changes: list[Change] = field(default_factory=list)
    problems: list[dict[str, Any]] = field(default_factory=list)

    @property
    def person(self) -> int | None:
        """Key of the person, where they are in the book already."""
        return self.whom if self.whom is not None and self.whom > 0 else None

    def leave_out(self, code: str, **facts: str) -> Draft:
        """Say that it is fine, but not wanted, and why."""
        self.verdict, self.wanted = Verdict.LEFT_OUT.value, False
        self.problems.append({"code": code, "facts": facts})
        return self

    def row(self, key: int) -> tuple[Any, ...]:
        """Give the columns of the item, in the order of ``COLUMNS``."""
        return (
            key, self.record, self.line, self.kind, self.title[:LONGEST_TITLE],
            self.verdict, self.wanted, self.done, self.person, self.organisation,
            bulk.Json(self.data) if self.data else None, self.changes, self.problems,
        )  # fmt: skip


def problem_fact(problem: Problem) -> dict[str, Any]:
    """Give a problem as an item keeps it."""
    return {"code": problem.code, "line": problem.line, "facts": problem.facts}


def of_problem(problem: Problem) -> Draft:
    """Make an item of a record that cannot be used, or is not wanted."""
    left_out = problem.outcome == "left_out"
    return Draft(
        problem.record,
        problem.line,
        "record",
        verdict=(Verdict.LEFT_OUT if left_out else Verdict.FAILED).value,
        wanted=False,
        done=True,
        problems=[problem_fact(problem)],
    )


def with_rest(facts: str, kept: str, rest: dict[str, Any]) -> str:
    """Put an item's data together.

    Args:
        facts: JSON text.
        kept: JSON text without its braces, see ``exchange.facts.Record``.
        rest: at least one value.
    """
    more = encoded(rest)
    return f'{{"facts":{facts},{kept},{more[1:]}'
