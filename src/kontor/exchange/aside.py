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
import threading
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
# No chunk takes so many seconds, however large its records are.
PATIENCE = 300
# The process may have so many bytes of memory, where the system can see to it.
MEMORY = 2 << 30
_log = logging.getLogger(__name__)
_PARTS = attrgetter("given", "additional", "family", "prefix", "suffix", "nickname")
_FIELDS = attrgetter(
    "source", "source_id", "record", "line", "kind", "title", "digest", "keys",
    "sort_name", "json", "kept", "problems",
)  # fmt: skip
# What crosses over: a chunk, lines for the log, the end.
_CHUNK, _SAID, _END = range(3)


class Reading:
    """A file being read: here, or where it is large by a process of its own.

    Whatever the file holds, nothing is raised. A process that is killed, as by a
    machine that has no memory left, or that gives no sign for ``PATIENCE`` seconds,
    has read the file as far as it came.

    Attributes:
        chunks: what is read; may be taken in another thread.
    """

    def __init__(self, task: Task) -> None:
        """Begin to read; to be used as a context."""
        self._task = task
        self._process = _begun(task) if task.source.size >= LARGE else None
        self.chunks = self._arriving() if self._process else read_chunks(task)

    def __enter__(self) -> Reading:
        """Give itself."""
        return self

    def __exit__(self, *error: object) -> None:
        """End the process, also while another thread waits for it."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    def _arriving(self) -> Generator[Ready, None, None]:
        assert self._process is not None
        far = Ready([], 0)
        with self._process as process:
            try:
                for far in _handed_over(process, self._task):
                    yield far
            except (EOFError, OSError, pickle.UnpicklingError):
                _log.exception("the process that read a file ended early")
                yield from _broken_off(self._task, far)
            finally:
                process.kill()


def _begun(task: Task) -> subprocess.Popen[bytes] | None:
    command = [sys.executable, "-P", "-m", __name__]
    pipe = subprocess.PIPE
    try:
        return subprocess.Popen(command, stdin=pipe, stdout=pipe)  # noqa: S603
    except OSError:
        # Where there can be no other process, it is read here.
        _log.exception("no process to read a file of kind %s", task.source.format)
        return None


def _handed_over(process: subprocess.Popen[bytes], task: Task) -> Iterator[Ready]:
    assert process.stdin is not None
    assert process.stdout is not None
    with process.stdin as out:
        pickle.dump(task, out)
    while True:
        alarm = threading.Timer(PATIENCE, process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            # Nobody but our own process writes here.
            what, data = pickle.load(process.stdout)  # noqa: S301
        finally:
            alarm.cancel()
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
    _keep_bounds()
    try:
        task: Task = pickle.load(sys.stdin.buffer)  # noqa: S301
        for ready in read_chunks(task):
            _hand(out, _CHUNK, _packed(ready))
        _hand(out, _END, None)
    except BrokenPipeError:
        # Nobody wants it any more.
        return
    except Exception:
        _log.exception("reading a file broke off")


def _keep_bounds() -> None:
    """Take no more memory than a file is worth; Windows knows no such bound."""
    if sys.platform != "win32":
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_DATA)
        bound = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (bound, most))


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
