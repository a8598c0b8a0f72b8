"""ZIP archives: which of their files are of use, and each as a stream.

Nothing is ever unpacked to disk, archives inside are not opened, and what would
become far too large is not read.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from kontor.exchange.card import Problem
from kontor.exchange.kontor.archive import LINES
from kontor.exchange.linkedin.heading import MESSAGES
from kontor.exchange.recognise import HEAD, recognise, why_not

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Real exports pack ten to one or so; beyond a hundred to one it is a trap.
MAX_RATIO = 100
RATIO_COUNTS_FROM = 10 * 1024**2
MAX_UNPACKED = 4 * 1024**3
MAX_MEMBERS = 10_000
_MAX_DIRECTORY = 4 * 1024**2
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_USEFUL = {
    "vcard", "ical", "mbox", "eml", "linkedin", MESSAGES, "google", "outlook",
    "thunderbird", "hubspot", "monica", "monica-csv", "csv",
}  # fmt: skip
_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Member:
    """One useful file of an archive: its harmless name, its kind, its size.

    ``index`` is its place in the archive, ``size`` its unpacked size in bytes;
    ``trouble`` is "" or the code of what has to be settled before it can be read.
    """

    name: str
    format: str
    size: int
    index: int
    trouble: str = ""


@dataclass(slots=True)
class Contents:
    """What was found in an archive; ``aside`` are tables of its owner's own."""

    members: list[Member] = field(default_factory=list)
    aside: list[Member] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class Packed:
    """An archive whose list of files is read once for all of them.

    Of ten thousand files it takes a tenth of a second, and they are opened one after
    the other. It crosses over to another process closed.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._archive: zipfile.ZipFile | None = None

    def __reduce__(self) -> tuple[type[Packed], tuple[Path]]:
        return Packed, (self._path,)

    @contextmanager
    def opened(self, index: int) -> Iterator[BinaryIO]:
        """Open one file, and before it the archive, if it is not."""
        if self._archive is None:
            self._archive = zipfile.ZipFile(self._path)
        with open_member(self._archive, index) as stream:
            yield stream

    def close(self) -> None:
        """Close the archive."""
        archive, self._archive = self._archive, None
        if archive is not None:
            archive.close()


def contents_of(path: Path, name: str) -> Contents:
    """Look through an archive called ``name``; what is of no use is in ``problems``."""
    if _too_many(path):
        return Contents(problems=[Problem("zip-too-many", 0, 0)])
    try:
        with zipfile.ZipFile(path) as archive:
            return _look_through(archive)
    except Exception:
        # zipfile raises many kinds of error for archives made to break it.
        return Contents(problems=[_problem("zip-broken", name)])


def open_member(archive: zipfile.ZipFile, index: int) -> BinaryIO:
    """Open one file of an archive as a stream of bytes."""
    # zipfile's stream has all the methods of BinaryIO that anybody here calls.
    return archive.open(archive.infolist()[index])  # type: ignore[return-value]


def safe_name(name: str) -> str:
    r"""Give a member's name without what could lead out of a folder.

    ``..\..\Windows\x.csv`` becomes ``Windows/x.csv``.
    """
    shown = "".join(c for c in name if unicodedata.category(c)[0] != "C")
    parts = [part.strip() for part in re.split(r"[\\/]+", shown)]
    kept = [p for p in parts if p.strip(".") and not re.fullmatch(r"[A-Za-z]:", p)]
    return "/".join(kept)[-200:] or "?"


def _too_many(path: Path) -> bool:
    """Tell by its last bytes whether the archive's directory is huge.

    zipfile reads the whole directory into memory before anybody can count.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(size - 66_000, 0))
        tail = file.read()
    at = tail.rfind(_END)
    if at < 0 or len(tail) < at + 22:
        return False
    count, length = struct.unpack_from("<HI", tail, at + 10)
    if (wide := tail.rfind(_END_64, 0, at)) >= 0 and len(tail) >= wide + 56:
        count, length = struct.unpack_from("<QQ", tail, wide + 32)
    return bool(count > MAX_MEMBERS or length > _MAX_DIRECTORY)


def _look_through(archive: zipfile.ZipFile) -> Contents:
    if LINES in archive.NameToInfo:
        # What lies beside the lines is the same once more.
        return Contents(problems=[Problem("kontor-book", 0, 0)])
    found = Contents()
    left_out: list[str] = []
    unpacked = 0
    for index, info in enumerate(archive.infolist()):
        name = safe_name(info.filename)
        if info.is_dir() or _is_litter(info.filename):
            continue
        unpacked += info.file_size
        code = _obstacle(info) or ("zip-bomb" if unpacked > MAX_UNPACKED else "")
        if code:
            found.problems.append(_problem(code, name))
            continue
        kind, trouble = _kind(archive, info, name, found)
        if kind in _USEFUL:
            member = Member(name, kind, info.file_size, index, trouble)
            found.members.append(member)
        elif kind:
            left_out.append(name)
    _set_aside_own_data(found, left_out)
    found.problems += _summary(left_out, found)
    return found


def _is_litter(name: str) -> bool:
    parts = re.split(r"[\\/]+", name)
    hidden = any(p == "__MACOSX" or p.startswith("._") for p in parts)
    return hidden or parts[-1] in {".DS_Store", "Thumbs.db", "desktop.ini"}


def _obstacle(info: zipfile.ZipInfo) -> str:
    if info.flag_bits & 0x1:
        return "zip-encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "zip-method"
    ratio = info.file_size / max(info.compress_size, 1)
    if info.file_size > RATIO_COUNTS_FROM and ratio > MAX_RATIO:
        return "zip-bomb"
    return ""


def _kind(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str, found: Contents
) -> tuple[str, str]:
    try:
        with archive.open(info) as stream:
            head = stream.read(HEAD)
    except Exception:
        # One damaged file costs no other.
        found.problems.append(_problem("zip-broken", name))
        return "", ""
    kind, trouble = recognise(head), why_not(head)
    if kind == "zip":
        found.problems.append(_problem("zip-nested", name, "left_out"))
        return "", ""
    return kind, trouble


def _set_aside_own_data(found: Contents, left_out: list[str]) -> None:
    """Leave out tables beside what was looked for.

    Beside the connections LinkedIn's archive holds the owner's own profile, addresses
    and telephones, which look like contacts; and nobody is asked about tables that
    are no address books where the archive has some.
    """
    own = any(m.format in {"linkedin", MESSAGES} for m in found.members)
    some = any(not member.trouble for member in found.members)
    out = [m for m in found.members if (own and m.format == "csv") or m.trouble]
    out += _other_messages(found.members)
    if own or some:
        left_out += [m.name for m in out]
        found.aside = [m for m in out if own and m.format == "csv"]
        gone = {m.index for m in out}
        found.members = [m for m in found.members if m.index not in gone]


def _other_messages(members: list[Member]) -> list[Member]:
    """List those with a programme that teaches, which look like those with people."""
    found = [m for m in members if m.format == MESSAGES]
    others = [m for m in found if m.name.lower().rpartition("/")[2] != "messages.csv"]
    return others if len(others) < len(found) else []


def _summary(left_out: list[str], found: Contents) -> Iterator[Problem]:
    if left_out and found.members:
        names = ", ".join(left_out[:_NAMES_SHOWN])
        more = ", …" if len(left_out) > _NAMES_SHOWN else ""
        facts = {"count": str(len(left_out)), "names": names + more}
        yield Problem("zip-left-out", 0, 0, "noted", facts)
    elif not found.members and not found.problems:
        yield Problem("zip-nothing", 0, 0)


def _problem(code: str, name: str, outcome: str = "failed") -> Problem:
    if outcome == "left_out":
        return Problem(code, 0, 0, "left_out", {"name": name})
    return Problem(code, 0, 0, facts={"name": name})
