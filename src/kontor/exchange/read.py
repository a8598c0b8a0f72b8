"""The one front door: a file of any kind to cards, meetings and problems."""

from __future__ import annotations

import io
import itertools
import logging
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, cast

from kontor.exchange.archive import Packed, contents_of
from kontor.exchange.card import Card, Problem
from kontor.exchange.csv.lines import take_head
from kontor.exchange.csv.read import read_table
from kontor.exchange.linkedin.heading import MESSAGES
from kontor.exchange.linkedin.known import Beside, Known
from kontor.exchange.linkedin.read import read_messages
from kontor.exchange.mail.bundle import bundles_of, heads_of_bundle
from kontor.exchange.mail.heads import Head, head_of_mail, heads_of_mailbox
from kontor.exchange.mail.read import read_mails
from kontor.exchange.meeting import Meeting
from kontor.exchange.monica.read import read_monica
from kontor.exchange.recognise import HEAD, recognise, why_not
from kontor.exchange.vcard.read import read_vcards

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from kontor.exchange.archive import Contents, Member
    from kontor.exchange.csv.layout import Mapping

_log = logging.getLogger(__name__)
Record = Card | Meeting | Problem


# Calendars and mailboxes are read twice, see ``exchange.ical.read``.
_READINGS = {"ical": 2, "mbox": 2, "eml": 2, "monica": 2,
             MESSAGES: 2}  # fmt: skip


def _one(stream: BinaryIO) -> Iterator[Head]:
    yield head_of_mail(stream)


_MAIL = {"mbox": heads_of_mailbox, "eml": _one}


def _heads_again(stream: BinaryIO, kind: str) -> Iterator[Head]:
    stream.seek(0)
    return _MAIL[kind](stream)


class _Counted(io.RawIOBase):
    """A stream that tells its source how far it has been read."""

    def __init__(self, stream: BinaryIO, source: Source, before: int = 0) -> None:
        self._stream = stream
        self._source = source
        self._total = before

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
        packed: the archive it is a member of.
        beside: files of the archive that tell who is who in this one.
        mails: the places of single mails in an archive, which are one source.
        problems: what is known to be wrong before reading; there is then nothing
            to read.
        mapping: what the columns of a table mean, where the keeper has said so.
        read_bytes: how far ``records`` has come, from 0 to ``size``.
    """

    name: str
    format: str
    size: int
    path: Path
    member: int | None = None
    problems: list[Problem] = field(default_factory=list)
    mapping: Mapping | None = None
    mails: Sequence[Member] = ()
    packed: Packed | None = None
    beside: Beside | None = None
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
            # What nobody needs, as the bodies of mails, may have been passed over.
            self.read_bytes = self.size
        except Exception as error:
            _log.exception("reading a file of kind %s stopped", self.format)
            yield from self.broken_off(record, line, _trouble(error))

    def _read(self, zone: str, today: date) -> Iterator[Record]:
        if self.mails:
            yield from read_mails(self._bundle(), zone=zone, today=today)
            return
        with self._opened() as raw:
            stream = self._counted(raw)
            if self.format == "vcard":
                yield from read_vcards(stream)
            elif self.format == "ical":
                # Its libraries take longer to begin than many a file to be read.
                from kontor.exchange.ical.read import read_calendar

                yield from read_calendar(stream, zone=zone, today=today)
            elif self.format == MESSAGES:
                known = self.beside.known() if self.beside else Known()
                yield from read_messages(stream, known, zone=zone)
            elif self.format == "monica":
                yield from read_monica(stream, zone=zone)
            elif self.format in _MAIL:
                heads = partial(_heads_again, stream, self.format)
                yield from read_mails(heads, zone=zone, today=today)
            else:
                yield from read_table(stream, self.mapping)

    def _counted(self, raw: BinaryIO, before: int = 0) -> BinaryIO:
        counted = _Counted(raw, self, before)
        return cast("BinaryIO", io.BufferedReader(counted, 65_536))

    def _bundle(self) -> Callable[[], Iterator[Head]]:
        begins = itertools.count(0, self.size)

        def heads() -> Iterator[Head]:
            begin = next(begins)
            return heads_of_bundle(
                self.path,
                self.mails,
                lambda raw, before: self._counted(raw, begin + before),
            )

        return heads

    def head(self) -> bytes:
        """Give the first bytes; none where the file cannot be read."""
        try:
            with self._opened() as stream:
                return take_head(stream, HEAD)
        except Exception:
            _log.exception("the head of a file of kind %s was not read", self.format)
            return b""

    @contextmanager
    def _opened(self) -> Iterator[BinaryIO]:
        if self.packed is None or self.member is None:
            with self.path.open("rb") as stream:
                yield stream
        else:
            with self.packed.opened(self.member) as stream:
                yield stream

    def broken_off(
        self, record: int, line: int = 0, trouble: str = "unreadable"
    ) -> Iterator[Problem]:
        """Say that reading stopped after a record, and how far it had come.

        Args:
            record: the last that was read, from 1.
            line: of that record.
            trouble: the code of the problem.
        """
        named = {"name": self.name} if trouble == "zip-broken" else {}
        yield Problem(trouble, record + 1, line, facts=named)
        percent = min(100 * self.read_bytes // max(self.size, 1), 99)
        facts = {"percent": str(percent)}
        yield Problem("rest-unread", record + 1, line, "noted", facts)


def _trouble(error: Exception) -> str:
    broken = zipfile.BadZipFile | zlib.error | EOFError
    return "zip-broken" if isinstance(error, broken) else "unreadable"


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
    for bundle in bundles_of(contents.members):
        shown = f"{name}/{bundle.name}".rstrip("/")
        yield Source(shown, "eml", bundle.size, path, mails=bundle.mails)
    packed = Packed(path)
    try:
        yield from _unpacked(contents, packed, path, name)
    finally:
        packed.close()
    if contents.problems:
        yield Source(name, "zip", size, path, problems=contents.problems)


def _unpacked(
    contents: Contents, packed: Packed, path: Path, name: str
) -> Iterator[Source]:
    tables = [m for m in contents.members if m.format == "linkedin"]
    beside = Beside(packed, [*tables, *contents.aside])
    # Who writes to whom is told by who is there.
    for member in sorted(contents.members, key=lambda m: m.format == MESSAGES):
        if member.format == "eml":
            continue
        shown = f"{name}/{member.name}"
        problems = [Problem(member.trouble, 0, 0)] if member.trouble else []
        yield Source(
            shown,
            member.format,
            member.size,
            path,
            member.index,
            problems,
            packed=packed,
            beside=beside if member.format == MESSAGES else None,
        )
