"""ZIP archives: which of their files are of use, and each as a stream.

Nothing is ever unpacked to disk, archives inside are not opened, and what would
become far too large is not read.
"""

from __future__ import annotations

import re
import struct
import unicodedata
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from kontor.exchange.card import Problem
from kontor.exchange.recognise import HEAD, recognise

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
_USEFUL = {"vcard", "ical", "linkedin", "google", "outlook", "thunderbird", "csv"}
_NAMES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Member:
    """One useful file of an archive: its harmless name, its kind, its size.

    ``index`` is its place in the archive, ``size`` its unpacked size in bytes.
    """

    name: str
    format: str
    size: int
    index: int


@dataclass(slots=True)
class Contents:
    """What was found in an archive."""

    members: list[Member] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


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
        kind = _kind(archive, info, name, found)
        if kind in _USEFUL:
            found.members.append(Member(name, kind, info.file_size, index))
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
) -> str:
    try:
        with archive.open(info) as stream:
            head = stream.read(HEAD)
    except Exception:
        # One damaged file costs no other.
        found.problems.append(_problem("zip-broken", name))
        return ""
    kind = recognise(head)
    if kind == "zip":
        found.problems.append(_problem("zip-nested", name, "left_out"))
        return ""
    return kind


def _set_aside_own_data(found: Contents, left_out: list[str]) -> None:
    """Leave out the tables in LinkedIn's archive that speak of the owner.

    Beside the connections it holds the owner's own profile, addresses and
    telephones, which look like contacts.
    """
    if any(member.format == "linkedin" for member in found.members):
        left_out += [m.name for m in found.members if m.format == "csv"]
        found.members = [m for m in found.members if m.format != "csv"]


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
