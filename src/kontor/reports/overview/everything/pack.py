"""Everything out: one ZIP, or one kind of file alone, written as it is read."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import replace
from itertools import chain, islice
from typing import IO, TYPE_CHECKING, TypeVar, cast

from kontor.exchange.card import Job
from kontor.exchange.csv.write import (
    PEOPLE,
    heading_bytes,
    person_row,
    rows_bytes,
    write_table,
)
from kontor.exchange.ical.write import (
    CALENDAR_END,
    calendar_head,
    entries_bytes,
    write_calendar,
)
from kontor.exchange.kontor.archive import LINES
from kontor.exchange.vcard.write import write_vcards
from kontor.records.readout import photos_out
from kontor.records.snapshot import one_look
from kontor.reports.overview.everything.cards import (
    organisation_cards,
    people_cards,
    says_more,
)
from kontor.reports.overview.everything.lines import book_lines
from kontor.reports.overview.everything.out import Out, out_of, silent
from kontor.reports.overview.everything.past import (
    PROMISES,
    TOUCHES,
    birthdays_out,
    promises_out,
    touches_out,
)
from kontor.reports.overview.everything.readme import readme

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime

    from kontor.exchange.ical.write import Entry
    from kontor.exchange.vcard.write import Outgoing
    from kontor.reports.overview.everything.out import Progress

    Pieces = Iterable[bytes]

T = TypeVar("T")
# More makes a file a tenth smaller and takes three times as long.
LEVEL = 1
_PIECE = 1 << 18
# A table that is made beside another file waits in memory up to here, then on disk.
_WAITING = 1 << 23
_SOME = 250
README = "README.txt"


def everything(
    book: int,
    *,
    moment: datetime,
    history: bool = True,
    confidential: bool = False,
    progress: Progress = silent,
) -> Iterator[bytes]:
    """Write the ZIP with all there is, piece by piece; all of it as of one moment.

    Args:
        moment: of now, aware UTC.
        history: with what was done, changed and imported.
        confidential: also in cards, tables and the calendar; the JSON has everybody.
        progress: told how many rows of the JSON are written.
    """
    with one_look():
        out = out_of(book, moment=moment, confidential=confidential)
        flow = _Flow()
        with zipfile.ZipFile(cast("IO[bytes]", flow), "w") as archive:
            for name, pieces in _members(out, history, progress):
                yield from _member(archive, flow, out, name, pieces)
        yield flow.take()


def people_alone(
    book: int, *, moment: datetime, confidential: bool = False
) -> Iterator[bytes]:
    """Write everybody as vCard 4.0."""
    return _alone(book, moment, confidential, lambda out: write_vcards(_cards(out)))


def table_alone(
    book: int, *, moment: datetime, confidential: bool = False
) -> Iterator[bytes]:
    """Write everybody as a table."""
    return _alone(book, moment, confidential, _people_table)


def calendar_alone(
    book: int, *, moment: datetime, confidential: bool = False
) -> Iterator[bytes]:
    """Write contacts, promises and birthdays as a calendar."""
    return _alone(book, moment, confidential, _calendar)


def _alone(
    book: int,
    moment: datetime,
    confidential: bool,
    write: Callable[[Out], Iterator[bytes]],
) -> Iterator[bytes]:
    with one_look():
        yield from write(out_of(book, moment=moment, confidential=confidential))


class _Flow:
    """Takes what zipfile writes until somebody comes for it."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        self.size += len(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: zipfile asks for it."""

    def take(self) -> bytes:
        data = b"".join(self._pieces)
        self._pieces.clear()
        self.size = 0
        return data


def _member(
    archive: zipfile.ZipFile, flow: _Flow, out: Out, name: str, pieces: Pieces
) -> Iterator[bytes]:
    """Write one file of the archive."""
    info = zipfile.ZipInfo(name, out.moment.timetuple()[:6])
    packed = not name.startswith("photos/")
    info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    info.external_attr = 0o600 << 16
    info._compresslevel = LEVEL  # type: ignore[attr-defined]
    with archive.open(info, "w", force_zip64=packed) as member:
        for piece in pieces:
            member.write(piece)
            if flow.size > _PIECE:
                yield flow.take()


def _members(
    out: Out, history: bool, progress: Progress
) -> Iterator[tuple[str, Pieces]]:
    yield README, [readme(out, history=history)]
    yield LINES, book_lines(out, history=history, progress=progress)
    with _waiting() as beside:
        yield "people.vcf", _cards_and_table(out, beside)
        yield "people.csv", _waited(beside)
    organisations = (_firm_row(found) for found in organisation_cards(out))
    yield "organisations.csv", write_table(PEOPLE, organisations, out.delimiter)
    promises = (row for row, _ in promises_out(out))
    yield "promises.csv", write_table(_said(out, PROMISES), promises, out.delimiter)
    with _waiting() as beside:
        yield "touches.csv", _touches_and_calendar(out, beside)
        yield "calendar.ics", _waited(beside)
    for name, data in photos_out(out.id):
        yield name, [data]


def _waiting() -> IO[bytes]:
    """Make a place where one file waits while another is made of the same rows."""
    return cast("IO[bytes]", tempfile.SpooledTemporaryFile(_WAITING))


def _waited(beside: IO[bytes]) -> Iterator[bytes]:
    beside.seek(0)
    while piece := beside.read(_PIECE):
        yield piece


def _cards_and_table(out: Out, table: IO[bytes]) -> Iterator[bytes]:
    table.write(heading_bytes(PEOPLE, out.delimiter))
    rows: list[list[str]] = []
    for found in _cards(out):
        # One by one: each may have a picture.
        yield from write_vcards([found])
        if found.card.kind == "person":
            rows.append(person_row(found.card))
        if len(rows) == _SOME:
            table.write(rows_bytes(rows, out.delimiter))
            rows = []
    table.write(rows_bytes(rows, out.delimiter))


def _touches_and_calendar(out: Out, calendar: IO[bytes]) -> Iterator[bytes]:
    yield heading_bytes(_said(out, TOUCHES), out.delimiter)
    calendar.write(calendar_head(out.name, out.zone))
    for some in _some(touches_out(out)):
        yield rows_bytes((row for row, _ in some), out.delimiter)
        calendar.write(entries_bytes(event for _, event in some))
    for due in _some(promises_out(out)):
        calendar.write(entries_bytes(task for _, task in due))
    calendar.write(entries_bytes(birthdays_out(out)))
    calendar.write(CALENDAR_END)


def _some(found: Iterator[T]) -> Iterator[list[T]]:
    while some := list(islice(found, _SOME)):
        yield some


def _cards(out: Out) -> Iterator[Outgoing]:
    yield from people_cards(out)
    for found in organisation_cards(out):
        if says_more(found):
            yield found


def _people_table(out: Out) -> Iterator[bytes]:
    rows = (person_row(found.card) for found in people_cards(out))
    return write_table(PEOPLE, rows, out.delimiter)


def _firm_row(found: Outgoing) -> list[str]:
    """Write an organisation as a row: its name stands where that of a firm does."""
    return person_row(replace(found.card, display="", jobs=[Job(found.card.display)]))


def _calendar(out: Out) -> Iterator[bytes]:
    tasks = (due for _, due in promises_out(out))
    events = (event for _, event in touches_out(out))
    entries: Iterator[Entry] = chain(events, tasks, birthdays_out(out))
    return write_calendar(out.name, out.zone, entries)


def _said(out: Out, heading: Iterable[str]) -> list[str]:
    return [out.said(text) for text in heading]
