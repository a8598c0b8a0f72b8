"""How quick the pages are, over loopback, beside a bare Django on the same table.

    python bench/pages.py --people 10000

Prints JSON: p50 and p95 in milliseconds of This week, the list of people, a search
and one person, with 1 and with 8 clients; how long planning took; memory and cold
start of the server. "bare" is the smallest Django that lists 50 people of the same
table through a template, served the same way in the same run.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

ROUNDS = 200
SEARCHES = ["müllerberg", "berg", "Dora neumann", "nord 12", "mue", "an"]
READY_SECONDS = 20


def main() -> None:
    """Fill a book, start the server, ask it, print what it took."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--touches", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        os.environ["KONTOR_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "kontor.settings"
        facts = _fill(asked.people, asked.touches)
        result = {"people": asked.people, **_measure(Path(folder), facts, asked.rounds)}
        result["bare"] = _bare(Path(folder), asked.rounds)
    print(json.dumps(result, indent=2))


def _fill(people: int, touches: int) -> dict[str, Any]:
    import django

    django.setup()
    from django.core.management import call_command

    from bench.bigbook import fill
    from kontor.actions.accounts.books import local_account, open_book
    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Deed, Person

    call_command("migrate", verbosity=0)
    moment = datetime.now(UTC)
    account = local_account(Hand(None, moment))
    hand = Hand(account, moment)
    number = open_book(account, hand=hand, name="Bench", owner="Owner")
    book = Book.objects.get(pk=number)
    deed = Deed.objects.get(book=book)
    began = time.perf_counter()
    fill(book, deed, people, touches, hand.today(book.time_zone))
    filled = time.perf_counter() - began
    uids = Person.objects.filter(book=book, is_owner=False).values_list(
        "uid", flat=True
    )
    some = [str(uid) for uid in uids[:: max(people // 50, 1)]]
    return {"book": number, "people": some, "filled_seconds": round(filled, 1)}


class _Server:
    """A process that serves, and one kept connection a client."""

    def __init__(self, command: list[str], ready: Callable[[str], int | None]) -> None:
        began = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        assert self.process.stdout is not None
        self.said = ""
        port = None
        for line in self.process.stdout:
            self.said += line
            port = ready(self.said)
            if port is not None:
                break
        assert port is not None, self.said
        self.port = port
        self._wait()
        self.cold_start = time.perf_counter() - began

    def _wait(self) -> None:
        end = time.perf_counter() + READY_SECONDS
        while time.perf_counter() < end:
            try:
                self.client().request("GET", "/door/")
            except OSError:
                time.sleep(0.01)
            else:
                return

    def client(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port)

    def memory(self) -> int:
        """Give the resident memory in MB."""
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        found = re.search(r"VmRSS:\s+(\d+)", status)
        return int(found[1]) // 1024 if found else 0

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


def _measure(folder: Path, facts: dict[str, Any], rounds: int) -> dict[str, Any]:
    command = [
        sys.executable, "-c", "from kontor.cli.main import run; run()",
        "start", "--no-browser", "--port", "0",
    ]  # fmt: skip
    server = _Server(command, _kontor_port)
    try:
        cookie = _sign_in(server)
        book = facts["book"]
        planning = _times(server, [f"/{book}/"], 1, cookie)[0]
        pages = {
            "week": [f"/{book}/"],
            "people": [f"/{book}/people/"],
            "search": [f"/{book}/people/?q={_quoted(q)}" for q in SEARCHES],
            "person": [f"/{book}/people/{uid}/" for uid in facts["people"]],
        }
        return {
            "filled_seconds": facts["filled_seconds"],
            "cold_start_seconds": round(server.cold_start, 2),
            "planning_ms": round(planning, 1),
            "one_client": {
                name: _figures(_times(server, paths, rounds, cookie))
                for name, paths in pages.items()
            },
            "eight_clients": {
                name: _figures(_together(server, paths, rounds, cookie))
                for name, paths in pages.items()
            },
            "memory_mb": server.memory(),
        }
    finally:
        server.stop()


def _kontor_port(said: str) -> int | None:
    found = re.search(r"http://127\.0\.0\.1:(\d+)/door/\S+", said)
    return int(found[1]) if found else None


def _quoted(text: str) -> str:
    from urllib.parse import quote

    return quote(text)


def _sign_in(server: _Server) -> str:
    """Spend the one-time link as a browser does: look, then press the button."""
    found = re.search(r"(/door/[^\s/]+/)", server.said)
    assert found
    client = server.client()
    client.request("GET", found[1])
    answer = client.getresponse()
    page = answer.read().decode()
    cookies = _cookies(answer)
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
    assert token, page
    headers = {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
        "Referer": f"http://127.0.0.1:{server.port}{found[1]}",
    }
    client.request("POST", found[1], f"csrfmiddlewaretoken={token[1]}", headers)
    answer = client.getresponse()
    answer.read()
    return _cookies(answer) or cookies


def _cookies(answer: http.client.HTTPResponse) -> str:
    kept = [v.split(";")[0] for n, v in answer.getheaders() if n == "Set-Cookie"]
    return "; ".join(kept)


def _times(server: _Server, paths: list[str], rounds: int, cookie: str) -> list[float]:
    """Ask in turn over one connection; milliseconds of each answer."""
    client = server.client()
    found = []
    for number in range(rounds):
        began = time.perf_counter()
        client.request("GET", paths[number % len(paths)], headers={"Cookie": cookie})
        answer = client.getresponse()
        answer.read()
        found.append((time.perf_counter() - began) * 1_000)
        assert answer.status == 200, (paths[number % len(paths)], answer.status)
    return found


def _together(
    server: _Server, paths: list[str], rounds: int, cookie: str
) -> list[float]:
    with ThreadPoolExecutor(8) as pool:
        jobs = [
            pool.submit(_times, server, paths, max(rounds // 4, 1), cookie)
            for _ in range(8)
        ]
        return [took for job in jobs for took in job.result()]


def _figures(times: list[float]) -> dict[str, float]:
    cuts = statistics.quantiles(times, n=20)
    return {"p50": round(statistics.median(times), 1), "p95": round(cuts[18], 1)}


def _bare(folder: Path, rounds: int) -> dict[str, Any]:
    bare = Path(__file__).with_name("bare.py")
    command = [sys.executable, str(bare), str(folder / "kontor.sqlite3")]
    server = _Server(command, lambda said: int(said) if said.strip() else None)
    try:
        return {
            "one_client": _figures(_times(server, ["/"], rounds, "")),
            "eight_clients": _figures(_together(server, ["/"], rounds, "")),
        }
    finally:
        server.stop()


if __name__ == "__main__":
    main()
