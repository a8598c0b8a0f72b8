"""How long an import takes to be taken back, done again, and taken back once more.

``python bench/undo.py [--cards N]`` prints JSON. Each step of an undo is a transaction
of at most 500 rows; ``longest_step`` is how long another writer may have to wait.
The baseline, in the same run, is to erase the whole book: the same rows deleted with
nothing noted and nothing asked.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.imports import COMPARED, MOMENT, _memory, _people
from bench.parse import cards

if TYPE_CHECKING:
    from kontor.lib.hand import Hand


def main() -> None:
    """Import, take back, do again."""
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
        print(json.dumps(measure(file, asked.cards, asked.profile), indent=2))


def measure(file: Path, count: int, profiled: bool) -> dict[str, Any]:
    """Time the undo of an import, its redo, both once more, and erasing the book."""
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    from kontor.actions.accounts.books import erase_book

    book, deed, hand = _imported(file)
    before = _memory()
    found: dict[str, Any] = {"cards": count, "people": _people(book)}
    for name in ("undo", "redo", "undo_again", "redo_again"):
        found[name] = _turned(book, deed, profiled)
    found["memory_growth_mb"] = round(_memory() - before)
    start = time.perf_counter()
    erase_book(book, hand=hand, name="Bench")
    found["erase_book_seconds"] = round(time.perf_counter() - start, 2)
    return found


def _imported(file: Path) -> tuple[int, int, Hand]:
    """Import a file into a new book; gives the book, the deed and whose it is."""
    from kontor.actions.accounts.books import local_account, open_book
    from kontor.actions.overview.imports.begin import begin_import
    from kontor.actions.overview.imports.stages import apply_batch, read_batch
    from kontor.lib.hand import Hand

    hand = Hand(local_account(Hand(None, MOMENT)), MOMENT)
    book = open_book(hand.account_id or 0, hand=hand, name="Bench", owner="Ada Bench")
    begun = begin_import(book, hand=hand, files=[(file.name, file)])
    read_batch(book, begun.batch)
    apply_batch(book, begun.batch)
    return book, begun.deed, hand


def _turned(book: int, deed: int, profiled: bool) -> dict[str, Any]:
    """Take a deed back, or do it again, and time each step."""
    from kontor.actions.overview.undo import undo
    from kontor.lib.hand import Hand

    steps, rows, busy = [time.perf_counter()], 0, time.process_time()

    def progress(done: int) -> None:
        nonlocal rows
        steps.append(time.perf_counter())
        rows = done

    def turn() -> None:
        undo(book, deed, hand=Hand(None, MOMENT), progress=progress)

    (_profile if profiled else lambda work: work())(turn)
    return {
        "seconds": round(steps[-1] - steps[0], 2),
        "seconds_of_cpu": round(time.process_time() - busy, 2),
        "rows": rows,
        "steps": len(steps) - 1,
        "longest_step": round(max(b - a for a, b in pairwise(steps)), 3),
        "people_left": _people(book),
    }


def _profile(work: Any) -> None:
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.runcall(work)
    pstats.Stats(profile, stream=sys.stderr).sort_stats("tottime").print_stats(45)


if __name__ == "__main__":
    main()
