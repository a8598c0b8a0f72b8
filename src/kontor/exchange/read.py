"""The one front door: a file of any kind to cards, meetings and problems."""

from __future__ import annotations

import io
import logging
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO, cast

from kontor.exchange.archive import contents_of, open_member
from kontor.exchange.card import Card, Problem
from kontor.exchange.csv.lines import take_head
from kontor.exchange.csv.read import read_table
from kontor.exchange.ical.read import read_calendar
from kontor.exchange.meeting import Meeting
from kontor.exchange.recognise import HEAD, recognise, why_not
from kontor.exchange.vcard.read import read_vcards

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

_log = logging.getLogger(__name__)
Record = Card | Meeting | Problem


# A calendar is read twice, see ``exchange.ical.read``.
_READINGS = {"ical": 2}


class _Counted(io.RawIOBase):
    """A stream that tells its source how far it has been read."""

    def __init__(self, stream: BinaryIO, source: Source) -> None:
        self._stream = stream
        self._source = source
        self._total = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._stream.seekable()

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        self._total += len(data)
        source = self._source
        done = self._total // _READINGS.get(source.format, 1)
        source.read_bytes = min(done, source.size)
        return len(data)


@dataclass(slots=True)
class Source:
    """One file to be read: dropped by itself, or a member of an archive.

    Attributes:
        name: for people, "archive.zip/Connections.csv" for a member.
        format: what it was recognised as, see ``exchange.recognise``.
        size: its length in bytes, unpacked.
        path: where the bytes lie, those of the archive for a member.
        member: its place in the archive, None for a file by itself.
        problems: what is known to be wrong before reading; there is then nothing
            to read.
        read_bytes: how far ``records`` has come, from 0 to ``size``.
    """

    name: str
    format: str
    size: int
    path: Path
    member: int | None = None
    problems: list[Problem] = field(default_factory=list)
    read_bytes: int = 0

    def records(self, zone: str, today: date) -> Iterator[Record]:
        """Yield all that the file holds; whatever it holds, nothing is raised.

        Args:
            zone: the book's time zone, such as ``Europe/Berlin``.
            today: the day in it; later meetings are left out.
        """
        self.read_bytes = 0
        yield from self.problems
        if self.problems:
            return
        record = line = 0
        try:
            for found in self._read(zone, today):
                record, line = max(record, found.record), found.line
                yield found
        except Exception as error:
            _log.exception("reading a file of kind %s stopped", self.format)
            yield from self._broken_off(error, record, line)

    def _read(self, zone: str, today: date) -> Iterator[Record]:
        with self._opened() as raw:
            stream = cast("BinaryIO", io.BufferedReader(_Counted(raw, self), 65_536))
            if self.format == "vcard":
                yield from read_vcards(stream)
            elif self.format == "ical":
                yield from read_calendar(stream, zone=zone, today=today)
            else:
                yield from read_table(stream)

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        if self.member is None:
            with self.path.open("rb") as stream:
                yield stream
        else:
            with (
                zipfile.ZipFile(self.path) as archive,
                open_member(archive, self.member) as stream,
            ):
                yield stream

    def _broken_off(
        self, error: Exception, record: int, line: int
    ) -> Iterator[Problem]:
        if isinstance(error, zipfile.BadZipFile | zlib.error | EOFError):
            yield Problem("zip-broken", record + 1, line, facts={"name": self.name})
        else:
            yield Problem("unreadable", record + 1, line)
        percent = min(100 * self.read_bytes // max(self.size, 1), 99)
        facts = {"percent": str(percent)}
        yield Problem("rest-unread", record + 1, line, "noted", facts)


def open_sources(path: Path, name: str) -> Iterator[Source]:
    """Tell what there is to read in a file: itself, or the files of an archive.

    An empty or unknown file is a source with one problem, and so is an archive
    for what could not be used of it.

    Args:
        path: where the bytes lie.
        name: what the file is called, for people; it decides nothing.
    """
    try:
        with path.open("rb") as file:
            head = take_head(file, HEAD)
        size = path.stat().st_size
    except OSError:
        _log.exception("a file could not be opened")
        yield Source(name, "unknown", 0, path, problems=[Problem("unreadable", 0, 0)])
        return
    kind = recognise(head)
    if kind == "zip":
        yield from _members(path, name, size)
        return
    code = why_not(head)
    problems = [Problem(code, 0, 0)] if code else []
    yield Source(name, kind, size, path, problems=problems)


def _members(path: Path, name: str, size: int) -> Iterator[Source]:
    contents = contents_of(path, name)
    for member in contents.members:
        shown = f"{name}/{member.name}"
        yield Source(shown, member.format, member.size, path, member.index)
    if contents.problems:
        yield Source(name, "zip", size, path, problems=contents.problems)
