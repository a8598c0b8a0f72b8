"""Import every file of a folder of real-world files: ``python -m tools.corpus FOLDER``.

Each goes through ``kontor import`` into a fresh book of a throw-away data folder: no
traceback, no lost record, as many as the manifest of the folder says; a second import
changes nothing, and the undo leaves nothing. Ends with 1 if anything fails, with 2 if
there is no such folder.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from tools.corpus_manifest import NAME, read_manifest
from tools.corpus_verdict import findings, judge, read_exceptions

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tools.corpus_manifest import Expected
    from tools.corpus_round import Outcome
    from tools.corpus_verdict import Verdict

BESIDE = Path(__file__).resolve().parent.parent / "../shared/data/corpus"
NO_FOLDER = 2
Manifest = dict[str, "Expected"]
_SUMS = ("read", "used", "left_out", "failed")


def main(words: Sequence[str] | None = None) -> int:
    """Run over a corpus; gives what the program ends with."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=BESIDE)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    asked = parser.parse_args(words)
    files = files_of(asked.folder)
    if not files:
        print(
            f"There are no files in {asked.folder}. Name the folder of files to be "
            "imported: make corpus CORPUS=FOLDER",
            file=sys.stderr,
        )
        return NO_FOLDER
    begun, manifest = time.monotonic(), read_manifest(asked.folder)
    if not manifest:
        print(f"There is no {NAME} in it: no number is compared.")
    outcomes = list(shown_by_group(bring_all(asked.folder, files, asked.jobs)))
    found = {one.file: findings(one, manifest.get(one.file)) for one in outcomes}
    verdict = judge(found, read_exceptions())
    tell(outcomes, manifest, verdict)
    failed = len(verdict.failures) + len(verdict.stale)
    said = f"{failed} failed" if failed else "all as they should be"
    seconds = time.monotonic() - begun
    print(f"\n{len(outcomes)} files in {seconds:.0f} s: {said}.")
    return 1 if failed else 0


def files_of(folder: Path) -> list[str]:
    """List the files of a corpus by their paths in it, the manifest apart."""
    paths = (path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    return sorted(path.as_posix() for path in paths if path != Path(NAME))


def bring_all(folder: Path, files: Sequence[str], jobs: int) -> Iterator[Outcome]:
    """Bring every file in, in several processes, each with a data folder of its own."""
    with (
        tempfile.TemporaryDirectory(prefix="kontor-corpus-") as data,
        ProcessPoolExecutor(
            max(1, min(jobs, len(files))), get_context("spawn"), _settle_in, (data,)
        ) as pool,
    ):
        yield from pool.map(_bring, [folder] * len(files), files, chunksize=4)


def _settle_in(data: str) -> None:
    """Give a process its data folder, and nothing of whoever started it."""
    for name in [name for name in os.environ if name.startswith("KONTOR_")]:
        del os.environ[name]
    own = Path(data, str(os.getpid()))
    own.mkdir()
    os.environ |= {"KONTOR_DATA": str(own), "LANGUAGE": "en", "LC_ALL": "C.UTF-8"}
    from kontor.cli.ground import prepare, ready

    prepare()
    ready()


def _bring(folder: Path, file: str) -> Outcome:
    from tools.corpus_round import bring

    return bring(folder / file, file)


def shown_by_group(outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
    """Pass the outcomes on, and print a line for each group once it is done."""
    print(f"{'':28}files   read = used + left out + failed  people touches")
    for group, ones in groupby(outcomes, key=lambda one: _group(one.file)):
        some = list(ones)
        total = sum((one.records for one in some), Counter[str]())
        read, used, left_out, failed = (total[name] for name in _SUMS)
        people, touches = sum(o.people for o in some), sum(o.touches for o in some)
        print(
            f"{group:28}{len(some):5} {read:6} ={used:5} +{left_out:9} +{failed:7}"
            f" {people:7} {touches:7}",
            flush=True,
        )
        yield from some


def _group(file: str) -> str:
    """Name what a file stands with: the first two folders above it."""
    return "/".join(file.split("/")[:-1][:2]) or "."


def tell(outcomes: Sequence[Outcome], manifest: Manifest, verdict: Verdict) -> None:
    """Say what was not used and why, what is known to differ, and what is wrong."""
    here = {one.file for one in outcomes}
    _list("What was said of files and records", _reasons(outcomes))
    _list(
        "Files with nothing to bring in",
        [f"{one.file}: {one.nothing}" for one in outcomes if not one.records["read"]],
    )
    _list(
        "Asked what the columns mean, and told as guessed",
        [f"{one.file}: {one.records['used']} used" for one in outcomes if one.asked],
    )
    _list("Not counted by the manifest", _uncounted(outcomes, manifest))
    _list("In the manifest, but not here", sorted(manifest.keys() - here))
    _list(
        "Exceptions for files that are not here",
        [one.file for one in verdict.elsewhere],
    )
    _list(
        "Exceptions, and why they are right",
        [
            f"{file}: {text}. {' '.join(why.split())}"
            for file, text, why in verdict.excepted
        ],
    )
    _list(
        "FAILED: exceptions that no longer occur",
        [f"{one.file}: {one.found}" for one in verdict.stale],
    )
    _list("FAILED", [f"{file}: {text}" for file, text in verdict.failures])
    for one in outcomes:
        for detail in one.details:
            print(f"\n{one.file}\n{detail}")


def _reasons(outcomes: Sequence[Outcome]) -> list[str]:
    from kontor.exchange.problems import SENTENCES

    codes = sum((one.codes for one in outcomes), Counter[str]())
    return [
        f"{count:5} {code}: {SENTENCES.get(code, '')}"
        for code, count in codes.most_common()
    ]


def _uncounted(outcomes: Sequence[Outcome], manifest: Manifest) -> list[str]:
    """Tell of which files no number was compared, and what Kontor made of them."""
    lines = [
        f"{one.file}: {one.records['used']} used ({manifest[one.file].text})"
        for one in outcomes
        if one.file in manifest and manifest[one.file].count is None
    ]
    unknown = sum(one.file not in manifest for one in outcomes)
    return [*lines, *([f"files that it does not name: {unknown}"] if unknown else [])]


def _list(title: str, lines: Sequence[str]) -> None:
    if lines:
        print(f"\n{title} ({len(lines)}):")
        for line in lines:
            print(f"  {line}")


if __name__ == "__main__":
    sys.exit(main())
