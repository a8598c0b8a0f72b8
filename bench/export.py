"""How long everything out and a backup take, and what the pages feel of it.

    python bench/export.py --people 100000 --touches 10

Prints JSON: seconds of the export (ZIP with everything) and of the backup (with its
proof), how much the memory of each grew in MB, how large the files are, and the p95
of pages in milliseconds asked over loopback before and while the backup runs. Beside
them, in the same run, what copying the bare file of the database takes.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.pages import _figures, _fill, _kontor_port, _Server, _sign_in, _times

KONTOR = "from kontor.cli.main import run; run()"
# Nobody clicks as quickly as that; thirteen pages and a breath.
PAUSE = 0.5
# What a command has grown by once it is done; its own start is measured first.
MEASURED = (
    "import resource, sys, time\n"
    "from kontor.cli.main import run\n"
    "try:\n    run()\n"
    "except SystemExit:\n    pass\n"
    "finally:\n"
    "    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024\n"
    "    sys.stderr.write(f'{peak}\\n')\n"
)


def main() -> None:
    """Fill a book, write it out, back it up while pages are asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--touches", type=int, default=10)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        os.environ["KONTOR_DATA"] = str(Path(folder, "data"))
        os.environ["DJANGO_SETTINGS_MODULE"] = "kontor.settings"
        facts = _fill(asked.people, asked.touches)
        found = {"people": asked.people, "touches": asked.people * asked.touches}
        print(json.dumps({**found, **_measure(Path(folder), facts)}, indent=2))


def _measure(folder: Path, facts: dict[str, Any]) -> dict[str, Any]:
    start = _run(folder, "books")["peak_mb"]
    export = _run(folder, "export", "all.zip", "--json")
    alone = _run(folder, "backup", "alone.kontor-backup", "--json")
    command = [sys.executable, "-c", KONTOR, "start", "--no-browser", "--port", "0"]
    server = _Server(command, _kontor_port)
    try:
        while_it_runs = _pages_meanwhile(folder, server, facts)
    finally:
        # Whatever else it does by itself it may finish.
        server.process.terminate()
        server.process.wait(300)
    began = time.perf_counter()
    data = Path(os.environ["KONTOR_DATA"], "kontor.sqlite3")
    shutil.copyfile(data, folder / "copy")
    return {
        "database_mb": _megabytes(data),
        "bare_copy_seconds": round(time.perf_counter() - began, 2),
        "export": {
            "seconds": export["seconds"],
            "memory_growth_mb": export["peak_mb"] - start,
            "mb": _megabytes(folder / "all.zip"),
        },
        "backup": {
            "seconds": alone["seconds"],
            "memory_growth_mb": alone["peak_mb"] - start,
            "mb": _megabytes(folder / "alone.kontor-backup"),
        },
        **while_it_runs,
    }


def _pages_meanwhile(
    folder: Path, server: _Server, facts: dict[str, Any]
) -> dict[str, Any]:
    cookie, book = _sign_in(server), facts["book"]
    paths = [f"/{book}/", f"/{book}/people/", f"/{book}/people/?q=berg"]
    paths += [f"/{book}/people/{uid}/" for uid in facts["people"][:10]]
    quiet = _times(server, paths, 100, cookie)
    meanwhile: list[float] = []
    done = threading.Event()

    def ask() -> None:
        while not done.is_set():
            meanwhile.extend(_times(server, paths, len(paths), cookie))
            time.sleep(PAUSE)

    asking = threading.Thread(target=ask)
    asking.start()
    backup = _run(folder, "backup", "beside.kontor-backup", "--json")
    done.set()
    asking.join()
    return {
        "pages_ms": _figures(quiet),
        "pages_ms_while_backing_up": _figures(meanwhile),
        "pages_asked_meanwhile": len(meanwhile),
        "backup_beside_pages_seconds": backup["seconds"],
    }


def _run(folder: Path, *words: str) -> dict[str, Any]:
    began = time.perf_counter()
    ran = subprocess.run(
        [sys.executable, "-c", MEASURED, *words], cwd=folder, text=True,
        stdin=subprocess.DEVNULL, capture_output=True, check=True,
    )  # fmt: skip
    seconds = round(time.perf_counter() - began, 1)
    return {"seconds": seconds, "peak_mb": int(ran.stderr.split()[-1])}


def _megabytes(path: Path) -> int:
    return path.stat().st_size // 10**6


if __name__ == "__main__":
    main()
