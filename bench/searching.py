"""How long the search for duplicates takes in a whole book, and the pages meanwhile.

    python bench/searching.py --people 100000 --touches 10

A book with one in twenty in it twice, under a name written otherwise. The server's own
worker searches it, as after an import; pages are asked for all the time. Prints JSON:
seconds of the search, how often its progress was seen to change, the pairs found,
milliseconds of the pages before and during it, and the memory of the server.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
import uuid
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import pages

ROUNDS = 20
LONGEST = 300
TWICE = 20


def main() -> None:
    """Fill a book, order a search, ask for pages until it is done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--touches", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        os.environ["KONTOR_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "kontor.settings"
        facts = pages._fill(asked.people, asked.touches)
        twins = _write_twins(facts["book"])
        server = pages._Server(
            [sys.executable, "-c", "from kontor.cli.main import run; run()",
             "start", "--no-browser", "--port", "0"], pages._kontor_port,
        )  # fmt: skip
        try:
            result = _measure(server, facts)
        finally:
            server.stop()
    print(json.dumps({"people": asked.people + twins, **result}, indent=2))


def _write_twins(book: int) -> int:
    """Write every twentieth down once more, misspelt, with the same addresses."""
    from django.db import transaction

    from kontor.records import bulk
    from kontor.records.derived import rebuild_texts
    from kontor.records.models import ContactPoint, Person

    people = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    rows = people.values_list("pk", "deed_id", "given", "family", "known_since")
    chosen = list(rows)[::TWICE]
    with transaction.atomic():
        twin = dict(zip((row[0] for row in chosen),
                        bulk.reserve(Person, len(chosen)), strict=True))  # fmt: skip
        bulk.insert(
            Person,
            ["id", "uid", "deed_id", "given", "family", "display", "known_since"],
            [
                (twin[key], uuid.UUID(int=key), deed, f"{given[:-1]}x", family,
                 f"{given[:-1]}x {family}", since)
                for key, deed, given, family, since in chosen
            ],
            book_id=book,
        )  # fmt: skip
        columns = ["person_id", "deed_id", "kind", "value", "key"]
        points = ContactPoint.objects.filter(book=book).values_list(*columns)
        bulk.insert(
            ContactPoint,
            columns,
            [(twin[key], *rest) for key, *rest in points if key in twin],
            book_id=book,
        )
        rebuild_texts(book, list(twin.values()))
    return len(twin)


def _measure(server: pages._Server, facts: dict[str, Any]) -> dict[str, Any]:
    from django.utils import timezone

    from kontor.actions.overview.merge.search import want_search
    from kontor.records.models import DuplicateSearch, Likeness

    cookie, book = pages._sign_in(server), facts["book"]
    paths = [
        f"/{book}/", f"/{book}/people/", f"/{book}/people/?q=berg",
        f"/{book}/people/{facts['people'][3]}/", f"/{book}/duplicates/",
    ]  # fmt: skip
    pages._times(server, paths, len(paths), cookie)
    before = pages._times(server, paths, ROUNDS * len(paths), cookie)
    began, memory = time.perf_counter(), server.memory()
    want_search(book)
    started, told, during, peak = began, {0}, [], memory
    search = DuplicateSearch.objects.get(book=book)
    while search.state != "done" and time.perf_counter() - began < LONGEST:
        during += pages._times(server, paths, len(paths), cookie)
        peak = max(peak, server.memory())
        search.refresh_from_db()
        told.add(search.done)
        # The worker looks for what is ordered every few seconds.
        if search.claimed_until and started == began:
            started = time.perf_counter()
    assert search.finished and search.finished <= timezone.now()
    return {
        "seconds": round(time.perf_counter() - started, 1),
        "progress_seen": len(told),
        "pairs": Likeness.objects.filter(book=book).count(),
        "pages_before_ms": pages._figures(before),
        "pages_during_ms": {**pages._figures(during), "max": round(max(during), 1)},
        "memory_mb": {"before": memory, "peak": peak},
    }


if __name__ == "__main__":
    main()
