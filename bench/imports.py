"""How fast a whole import is, and parsing alone beside vobject in the same run.

``python bench/imports.py [--cards N]`` prints JSON. An import here is all of it: the
file copied, read, matched, staged, applied with every row, and indexed for search, in
an empty book of a throw-away database on SQLite.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.parse import cards, kontor_reads, seconds, vobject_reads

MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
# vobject is timed on so many cards at most; a second is enough.
COMPARED = 2_000


def main() -> None:
    """Import, and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cards", type=int, default=10_000)
    parser.add_argument("--profile", action="store_true", help="where the time goes")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        os.environ["KONTOR_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "kontor.settings"
        file = Path(folder, "cards.vcf")
        with file.open("wb") as out:
            for start in range(0, asked.cards, COMPARED):
                stop = min(start + COMPARED, asked.cards)
                out.write(cards(stop - start, start))
        measured = measure(file, asked.cards, profiled=asked.profile)
    print(json.dumps({**measured, "parse": compared()}, indent=2))


def measure(file: Path, count: int, *, profiled: bool) -> dict[str, Any]:
    """Import a file into an empty book and time each stage."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from kontor.actions.accounts.books import local_account, open_book
    from kontor.actions.overview.imports.begin import begin_import
    from kontor.actions.overview.imports.stages import apply_batch, read_batch
    from kontor.lib.hand import Hand

    hand = Hand(None, MOMENT)
    account = local_account(hand)
    hand = Hand(account, MOMENT)
    book = open_book(account, hand=hand, name="Bench", owner="Ada Bench")
    before = _memory()
    times: dict[str, float] = {}
    cpu: dict[str, float] = {}

    def timed(name: str, work: Any) -> Any:
        begun, busy = time.perf_counter(), time.process_time()
        done = work()
        times[name] = time.perf_counter() - begun
        cpu[name] = time.process_time() - busy
        return done

    def everything() -> None:
        begun = timed(
            "begin",
            lambda: begin_import(book, hand=hand, files=[(file.name, file)]),
        )
        timed("read", lambda: read_batch(book, begun.batch))
        timed("apply", lambda: apply_batch(book, begun.batch))

    if profiled:
        _profile(everything)
    else:
        everything()
    whole = sum(times.values())
    return {
        "cards": count,
        "people": _people(book),
        "cards_per_second": round(count / whole),
        "seconds": {name: round(taken, 2) for name, taken in times.items()},
        "seconds_of_cpu": {name: round(taken, 2) for name, taken in cpu.items()},
        "memory_growth_mb": round(_memory() - before),
        "database_mb": round(Path(file.parent, "kontor.sqlite3").stat().st_size / 1e6),
    }


def compared() -> dict[str, Any]:
    """Time parsing alone, by Kontor and by vobject."""
    data = cards(COMPARED)
    ours = COMPARED / seconds(kontor_reads, data, COMPARED)
    theirs = COMPARED / seconds(vobject_reads, data, COMPARED)
    return {
        "cards_per_second": {"kontor": round(ours), "vobject": round(theirs)},
        "ratio": round(ours / theirs, 1),
    }


def _people(book: int) -> int:
    from kontor.records.models import Person

    return Person.objects.filter(book=book, is_owner=False).count()


def _memory() -> float:
    """Give the greatest memory use so far, in megabytes."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1e6 if sys.platform == "darwin" else 1e3)


def _profile(work: Any) -> None:
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
