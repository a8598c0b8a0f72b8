"""Whether what became of a file of a corpus is right, but for what is known to differ.

What is known stands in ``corpus_exceptions.toml``: which file, what is found, and why
that is right all the same. An exception that no longer occurs is a failure as well.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.corpus_manifest import Expected
    from tools.corpus_round import Outcome

FILE = Path(__file__).with_name("corpus_exceptions.toml")
# Records of a calendar that are no events: tasks, notes, times that are taken.
_NO_EVENT = "ical-not-a-meeting"


@dataclass(frozen=True, slots=True)
class Excepted:
    """A finding that is right: file (or a pattern of files), found, why."""

    file: str
    found: str
    why: str

    def covers(self, file: str, found: str) -> bool:
        """Tell whether a finding is meant."""
        return fnmatchcase(file, self.file) and found == self.found


@dataclass(slots=True)
class Verdict:
    """What is to be said of all files.

    Attributes:
        failures: (file, what is found) of all that is wrong.
        excepted: (file, what is found, why it is right).
        stale: exceptions that did not occur although their files are there.
        elsewhere: exceptions of files that are not there.
    """

    failures: list[tuple[str, str]] = field(default_factory=list)
    excepted: list[tuple[str, str, str]] = field(default_factory=list)
    stale: list[Excepted] = field(default_factory=list)
    elsewhere: list[Excepted] = field(default_factory=list)


def read_exceptions(path: Path = FILE) -> list[Excepted]:
    """Read what is known to differ.

    Raises:
        KeyError, TypeError: an entry lacks file, found or why, or has more.
    """
    entries = tomllib.loads(path.read_text("utf-8")).get("exception", [])
    return [Excepted(**entry) for entry in entries]


def findings(outcome: Outcome, expected: Expected | None) -> list[str]:
    """Say what is wrong with what became of a file.

    Args:
        expected: what the manifest says of it, None where it says nothing.
    """
    found = list(outcome.faults)
    if expected is None:
        return found
    if expected.asks and not outcome.asked:
        found.append("did not ask what the columns mean")
    count = counted(outcome, expected)
    if expected.count is not None and count != expected.count:
        found.append(f"{expected.count} {expected.kind}(s) expected, {count} found")
    return found


def counted(outcome: Outcome, expected: Expected) -> int:
    """Count as the manifest does.

    An event or a mail counts whatever it says. A card or a row counts if it names
    somebody; one that names nobody has failed, and is reported.
    """
    records = outcome.records
    if expected.kind == "event":
        return records["read"] - outcome.codes[_NO_EVENT]
    if expected.kind == "message":
        return records["read"]
    return records["used"] + records["left_out"]


def judge(found: dict[str, list[str]], exceptions: Iterable[Excepted]) -> Verdict:
    """Sort what was found by whether it is known to be right.

    Args:
        found: what is wrong with each file that was there, by its path.
    """
    verdict, known = Verdict(), list(exceptions)
    occurred: set[Excepted] = set()
    for file, texts in found.items():
        for text in texts:
            one = next((e for e in known if e.covers(file, text)), None)
            if one is None:
                verdict.failures.append((file, text))
            else:
                occurred.add(one)
                verdict.excepted.append((file, text, one.why))
    for one in known:
        if one not in occurred:
            here = any(fnmatchcase(file, one.file) for file in found)
            (verdict.stale if here else verdict.elsewhere).append(one)
    return verdict
