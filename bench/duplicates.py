"""How well and how fast people who stand in a book twice are found.

``python bench/duplicates.py CSV`` with a file in FEBRL's layout (rec_id, given_name,
surname, street_number, address_1, address_2, suburb, postcode, state, date_of_birth,
soc_sec_id), the truth in ``rec_id`` (``rec-N-org``, ``rec-N-dup-K``); state and
soc_sec_id are not looked at. ``--people N`` makes a book of N people instead, with
households, offices and three duplicates in a hundred.

Prints JSON: precision, recall and F1 of the pairs found, the seconds it took, how many
pairs are one person without asking and how many of these are not, and, for a file, the
same figures for equal names and for the likeness of names alone.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import resource
import sys
import time
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.madebook import made_book
from bench.namesonly import alike_names, equal_names
from kontor.core.connections.duplicates.find import find
from kontor.core.connections.duplicates.people import NO_DAY, Birthday, People
from kontor.core.connections.duplicates.rules import SURE
from kontor.lib.names import NameParts

Who = NDArray[np.int64]
_RECORD = re.compile(r"rec-(\d+)-(?:org|dup-\d+)")
_DAY = re.compile(r"(\d{4})(\d{2})(\d{2})")
COLUMNS = (
    "rec_id", "given_name", "surname", "street_number", "address_1", "address_2",
    "suburb", "postcode", "date_of_birth",
)  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, metavar="CSV")
    parser.add_argument("--people", type=int, help="make a book of so many")
    asked = parser.parse_args(arguments)
    if (asked.file is None) == (asked.people is None):
        parser.error("Name a CSV file, or say how many --people to make.")
    if asked.file is None:
        print(json.dumps(measure(*made(asked.people)), indent=2))
        return
    people, who = read(asked.file)
    measured = measure(people, who)
    names = [(name.given, name.family) for name in people.names]
    measured["exact_name"] = figures(*equal_names(names), who)
    measured["jaro_winkler_name"] = figures(*alike_names(names), who)
    print(json.dumps(measured, indent=2))


def made(people: int) -> tuple[People, Who]:
    """Make a book, the same every time, with who each really is."""
    book, truth = made_book(people, Random(7))
    return book, np.array(truth)


def read(path: Path) -> tuple[People, Who]:
    """Read a file in FEBRL's layout, with who each really is."""
    with path.open(encoding="utf-8", newline="") as file:
        table = csv.DictReader(file, skipinitialspace=True)
        missing = set(COLUMNS) - {name.strip() for name in table.fieldnames or ()}
        if missing:
            sys.exit(f"{path} has no column {', '.join(sorted(missing))}.")
        rows = [{k.strip(): (v or "").strip() for k, v in row.items()} for row in table]
    if len(rows) < 2:
        sys.exit(f"{path} has fewer than two records: there is nothing to compare.")
    return _people(rows), np.array([_who(row["rec_id"], path) for row in rows])


def measure(people: People, who: Who) -> dict[str, Any]:
    """Find duplicates, and compare them with the truth."""
    memory, begun, busy = _memory(), time.perf_counter(), time.process_time()
    found = find(people)
    taken, busy = time.perf_counter() - begun, time.process_time() - busy
    sure = found.probability >= SURE
    wrong = who[found.left[sure]] != who[found.right[sure]]
    return {
        **figures(found.left, found.right, who),
        "seconds": round(taken, 2),
        "seconds_of_cpu": round(busy, 2),
        "memory_growth_mb": round(_memory() - memory),
        "people": len(people),
        "without_asking": {"pairs": int(sure.sum()), "wrong": int(wrong.sum())},
    }


def figures(left: Who, right: Who, who: Who) -> dict[str, float]:
    """Give precision, recall and F1 of pairs; each pair counts once."""
    right_ones = int((who[left] == who[right]).sum())
    _, many = np.unique(who, return_counts=True)
    there = int((many * (many - 1) // 2).sum())
    precision, recall = right_ones / max(len(left), 1), right_ones / max(there, 1)
    f1 = 2 * right_ones / max(len(left) + there, 1)
    named = zip(("precision", "recall", "f1"), (precision, recall, f1), strict=True)
    return {name: round(value, 4) for name, value in named}


def _people(rows: list[dict[str, str]]) -> People:
    none = [""] * len(rows)
    return People(
        names=[NameParts(given=r["given_name"], family=r["surname"]) for r in rows],
        organisations=none,
        mails=[()] * len(rows),
        phones=[()] * len(rows),
        streets=[f"{r['street_number']} {r['address_1']}".strip() for r in rows],
        extras=[row["address_2"] for row in rows],
        postal_codes=[row["postcode"] for row in rows],
        cities=[row["suburb"] for row in rows],
        birthdays=[_birthday(row["date_of_birth"]) for row in rows],
    )


def _who(record: str, path: Path) -> int:
    found = _RECORD.fullmatch(record)
    if found is None:
        sys.exit(f"{path}: {record!r} is no rec_id (rec-7-org, rec-7-dup-0).")
    return int(found[1])


def _birthday(text: str) -> Birthday:
    found = _DAY.fullmatch(text)
    return (int(found[1]), int(found[2]), int(found[3])) if found else NO_DAY


def _memory() -> float:
    """Give the greatest memory use so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


if __name__ == "__main__":
    main()
