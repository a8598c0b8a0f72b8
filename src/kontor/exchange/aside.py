"""Reading a large file in a process of its own.

It takes another core, gives its memory back when it ends, and whatever a file does
to it, the one that keeps the book goes on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import pickle
import signal
import subprocess
import sys
from operator import attrgetter
from typing import IO, TYPE_CHECKING, Any

from kontor.exchange.chunk import Ready, Task, read_chunks
from kontor.exchange.facts import Record
from kontor.lib.discreet import Discreet
from kontor.lib.names import NameParts

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence

# Below so many bytes a process takes longer to begin than to read.
LARGE = 1 << 20
_log = logging.getLogger(__name__)
_PARTS = attrgetter("given", "additional", "family", "prefix", "suffix", "nickname")
_FIELDS = attrgetter(
    "source", "source_id", "record", "line", "kind", "title", "digest", "keys",
    "sort_name", "json", "kept", "problems",
)  # fmt: skip
# What crosses over: a chunk, lines for the log, the end.
_CHUNK, _SAID, _END = range(3)


def chunks_of(task: Task) -> Generator[Ready, None, None]:
    """Read a file where it is quickest; whatever it holds, nothing is raised."""
    return read_aside(task) if task.source.size >= LARGE else read_chunks(task)


def read_aside(task: Task) -> Generator[Ready, None, None]:
    """Read a file in a process of its own.

    A process that is killed, as by a machine that has no memory left, has read the
    file as far as it came.
    """
    command = [sys.executable, "-P", "-m", __name__]
    pipe = subprocess.PIPE
    far = Ready([], 0)
    with subprocess.Popen(command, stdin=pipe, stdout=pipe) as process:  # noqa: S603
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            with contextlib.suppress(BrokenPipeError), process.stdin as out:
                pickle.dump(task, out)
            for far in _arriving(process.stdout):
                yield far
        except (EOFError, pickle.UnpicklingError):
            _log.exception("the process that read a file ended early")
            yield from _broken_off(task, far)
        finally:
            process.kill()


def _arriving(stream: IO[bytes]) -> Iterator[Ready]:
    while True:
        # Nobody but our own process writes here.
        what, data = pickle.load(stream)  # noqa: S301
        if what == _END:
            return
        if what == _SAID:
            _log.error("%s", data)
        else:
            yield _unpacked(*data)


def _broken_off(task: Task, far: Ready) -> Iterator[Ready]:
    task.source.read_bytes = far.read_bytes
    numbered = [r.record for _, r in (*far.people, *far.others)]
    numbered += [m.record for m in far.meetings] + [p.record for _, p in far.problems]
    problems = list(task.source.broken_off(max(numbered, default=0)))
    yield Ready(problems[1:], far.read_bytes, problems=[(0, problems[0])])


def main() -> None:
    """Read what the process that began this one asks for, and hand it back."""
    # Ctrl-C is for the one that began it, who ends this one too.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not stand between.
    os.dup2(2, 1)
    handed = _Handed(out)
    handed.setFormatter(Discreet())
    logging.getLogger().addHandler(handed)
    task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301
    with contextlib.suppress(BrokenPipeError):
        for ready in read_chunks(task):
            _hand(out, _CHUNK, _packed(ready))
        _hand(out, _END, None)


class _Handed(logging.Handler):
    """Lets the one that began the process write the log."""

    def __init__(self, out: IO[bytes]) -> None:
        super().__init__()
        self._out = out

    def emit(self, record: logging.LogRecord) -> None:
        with contextlib.suppress(BrokenPipeError):
            _hand(self._out, _SAID, self.format(record))


def _hand(out: IO[bytes], what: int, data: Any) -> None:
    pickle.dump((what, data), out, pickle.HIGHEST_PROTOCOL)
    out.flush()


# Plain tuples cross over three times as quickly as objects.
def _packed(ready: Ready) -> tuple[Any, ...]:
    def rows(records: Sequence[tuple[int, Record]]) -> list[Any]:
        return [(number, _FIELDS(r), _PARTS(r.name)) for number, r in records]

    return (
        ready.notes, ready.read_bytes, rows(ready.people), rows(ready.others),
        ready.problems, ready.meetings,
    )  # fmt: skip


def _unpacked(
    notes: Any, read_bytes: int, people: Any, others: Any, problems: Any, meetings: Any
) -> Ready:
    def records(rows: list[Any]) -> list[tuple[int, Record]]:
        return [
            (number, Record(*(*fields, NameParts(*parts))))
            for number, fields, parts in rows
        ]

    return Ready(
        notes, read_bytes, records(people), records(others), problems, meetings
    )


if __name__ == "__main__":
    main()
