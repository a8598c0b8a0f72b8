"""One file through Kontor, as somebody brings it in at the command line.

Into a fresh book; once more, which must change nothing; and taken back, which must
leave the book as it was. The commands run in this process.
"""

from __future__ import annotations

import io
import json
import logging
import re
import signal
import traceback
from collections import Counter
from contextlib import contextmanager, redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

from kontor.cli.main import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWNER = "Wendelin Kontorprobe"
SLOWEST = 300  # seconds for one file
ASKED = "csv-needs-mapping"
# What is said of a record that nobody foresaw.
_UNFORESEEN = {"unreadable", "rest-unread"}
# A mail becomes a contact only where it is known whose mailbox it is.
_WHOSE = {"mail-own-unknown", "mail-not-yours"}
_TO = re.compile(
    rb"^(?:Delivered-To|To|Cc)[ \t]*:(?:[^\n]|\n[ \t])*?([\w.+-]+@[\w-]+\.[\w.-]+)",
    re.IGNORECASE | re.MULTILINE,
)
_TOP = 1 << 20  # bytes
_LOST = "\ufffd"
_COUNTS = ("read", "used", "left_out", "failed")
Contents = dict[str, list[tuple[Any, ...]]]


@dataclass(slots=True)
class Outcome:
    """What became of one file.

    Attributes:
        file: its path in the corpus.
        records: read, used, left_out, failed.
        codes: how often each problem was named, see ``exchange.problems``.
        nothing: why there is nothing in it to bring in, "" if there is.
        asked: somebody had to say what the columns mean; the guesses were taken.
        faults: what must never be, in words.
        details: tracebacks of them.
    """

    file: str
    records: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    people: int = 0
    touches: int = 0
    nothing: str = ""
    asked: bool = False
    faults: list[str] = field(default_factory=list)
    details: list[str] = field(default_factory=list)


class Fault(Exception):
    """Something went wrong that is no word about the file."""


def bring(path: Path, file: str) -> Outcome:
    """Bring a file in, again, and take it back; whatever happens is in the outcome.

    Args:
        path: where it lies.
        file: what it is called in the corpus.
    """
    found = _guarded(path, Outcome(file))
    if _WHOSE & found.codes.keys() and (mail := _recipient(path)):
        # Once more as whoever it was sent to, who has said so.
        mine = _guarded(path, Outcome(file), mail=mail)
        found.people, found.touches = mine.people, mine.touches
        found.faults += [one for one in mine.faults if one not in found.faults]
        found.details += mine.details
    return found


def _recipient(path: Path) -> str:
    """Give the first address that a mail was sent to, "" where none is found."""
    with path.open("rb") as file:
        found = _TO.search(file.read(_TOP))
    return found[1].decode() if found else ""


def _guarded(path: Path, found: Outcome, *, mail: str = "") -> Outcome:
    with _logged() as words:
        try:
            with _in_time():
                _round(path, found, mail)
        except Fault as fault:
            found.faults.append(str(fault))
        except Exception as error:
            found.faults.append(f"traceback: {type(error).__name__}")
            found.details.append(traceback.format_exc())
    found.faults += sorted({f"logged: {word}" for word in words})
    return found


def _round(path: Path, found: Outcome, mail: str) -> None:
    book = str(kontor("book", path.name, "--owner", OWNER)["id"])
    if mail:
        kontor("edit", "me", "--email", mail, "--book", book)
    empty = contents(book)
    result = _import(path, book, found)
    take_down(result, found)
    full = contents(book)
    if _LOST in repr(full) and _LOST.encode() not in path.read_bytes():
        found.faults.append("letters were lost (U+FFFD)")
    again = kontor("import", str(path), "--book", book)
    if changed := _differences(full, contents(book)):
        found.faults.append(f"a second import changed: {changed}")
    elif full != empty and any(_new(file) for file in again["files"]):
        found.faults.append("a second import says that it brought something")
    if full != empty:
        undone = kontor("imports", result["batch"], "--undo", "--book", book)
        if undone["kept"] or undone["state"] != "undone":
            found.faults.append(f"undo: {undone['state']}, kept {undone['kept']}")
        if left := _differences(empty, contents(book)):
            found.faults.append(f"undo left traces in: {left}")


def _import(path: Path, book: str, found: Outcome) -> Any:
    """Import a file; where the columns of a table are asked for, as guessed."""
    result = kontor("import", str(path), "--book", book)
    said = [p for file in result["files"] for p in file["problems"] if "columns" in p]
    if not said:
        return result
    found.asked = True
    guesses = [
        f"{number}={column['guess']}"
        for number, column in enumerate(said[0]["columns"], start=1)
        if column["guess"] not in {"", "keep"}
    ]
    heading = "--heading" if said[0]["has_heading"] else "--no-heading"
    pairs = [word for guess in guesses for word in ("--map", guess)]
    mapped = ["import", str(path), "--book", book, heading, *pairs]
    # Nobody may be named in it by what is guessed; then it stays with the question.
    return kontor(*mapped, or_else=result) if pairs else result


def take_down(result: Any, found: Outcome) -> None:
    """Note what was said of a file, and see that it says something of each record."""
    told: set[tuple[str, int]] = set()
    for file in result["files"]:
        found.records.update({name: file["records"][name] for name in _COUNTS})
        found.people += file["people"]["new"]
        found.touches += file["touches"]
        for problem in file["problems"]:
            found.codes[problem["code"]] += 1
            told.add((file["file"], problem["record"]))
            if not found.records["read"]:
                found.nothing = found.nothing or problem["why"]
    read, *parts = (found.records[name] for name in _COUNTS)
    if read != sum(parts):
        found.faults.append(
            f"lost records: {read} read, but {sum(parts)} accounted for"
        )
    silent = parts[1] + parts[2] - len({one for one in told if one[1]})
    if silent > 0:
        found.faults.append(f"no reason given for {silent} records not used")
    if not read and not found.codes:
        found.faults.append("says nothing of a file from which it read nothing")
    if unforeseen := _UNFORESEEN & found.codes.keys():
        found.faults.append(f"unforeseen: {', '.join(sorted(unforeseen))}")


def _new(file: Any) -> bool:
    people = file["people"]
    return bool(people["new"] or people["changed"] or file["touches"])


def kontor(*words: str, or_else: Any = None) -> Any:
    """Run a command and give the JSON it prints.

    Args:
        or_else: given back where the command refuses.

    Raises:
        Fault: it printed something else, or refused.
    """
    out = io.StringIO()
    with (
        redirect_stdout(out),
        redirect_stderr(io.StringIO()),
        suppress(SystemExit),
    ):
        run([*words, "--json"])
    try:
        said = json.loads(out.getvalue())
    except ValueError as error:
        text = f"kontor {words[0]} printed no JSON"
        raise Fault(text) from error
    if "error" in said:
        if or_else is not None:
            return or_else
        text = f"kontor {words[0]} refused: {said['error']}"
        raise Fault(text)
    return said


def contents(book: str) -> Contents:
    """Read every row of what a book holds as the database has it, its history apart."""
    from django.db import connection

    found: Contents = {}
    with connection.cursor() as cursor:
        for name, sql in _questions().items():
            cursor.execute(sql, [int(book)])
            found[name] = cursor.fetchall()
    return found


@cache
def _questions() -> dict[str, str]:
    """Write the question to each table once; Django would take most of the time."""
    from kontor.records.journal import TABLES, kept_fields, name_of

    return {
        name_of(model): "SELECT {} FROM {} WHERE book_id = %s ORDER BY id".format(
            ", ".join(f'"{column.column}"' for column in kept_fields(model)),
            model._meta.db_table,
        )
        for model in TABLES
    }


def _differences(one: Contents, other: Contents) -> str:
    return ", ".join(name for name in one if one[name] != other[name])


@contextmanager
def _logged() -> Iterator[list[str]]:
    """Hear what Kontor logs: a fault that it caught so that no other record suffers."""
    words: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            words.append(record.getMessage())

    log, ear = logging.getLogger("kontor"), Ear(logging.WARNING)
    log.addHandler(ear)
    try:
        yield words
    finally:
        log.removeHandler(ear)


@contextmanager
def _in_time() -> Iterator[None]:
    """Break off what takes for ever, where the system can do so."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def late(*_: object) -> None:
        text = f"took longer than {SLOWEST} s"
        raise Fault(text)

    before = signal.signal(signal.SIGALRM, late)
    signal.alarm(SLOWEST)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
