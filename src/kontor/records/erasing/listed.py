"""The list of erased people beside the database, which outlives its restore.

A small file in the data folder: secrets, and for every erased person the hashes made
with one of them. It holds no name and no address. A backup takes it along; a restore
merges it with the one that is there (``adopt``) and never puts an older one over it.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection

from kontor.core.connections.marks import BOOK, Mark, sealed
from kontor.core.errors import Unavailable
from kontor.exchange.backup.leftovers import clear_leftovers
from kontor.lib.text import gettext_noop

FILE = "erased.json"
_PART = re.compile(r"erased\.json\.(\d{1,9})")
_BYTES = 32
# Any number will do that nothing else in the database locks.
_LOCK = 0x4B6F6E746F72


class ListUnreadable(Unavailable):
    """The file is damaged: whoever was erased could come back unnoticed."""

    text = gettext_noop(
        "The list of erased people, {file}, cannot be read. Put it back from a backup "
        "of the data folder, or move it away to begin a new one."
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """One erased person; ``book`` is the sealed mark of the book they were in."""

    uid: str
    book: str
    moment: str
    secret: str
    marks: tuple[tuple[str, str], ...]
    lifted: bool = False


@dataclass(slots=True)
class Listed:
    """All there is on the list."""

    secrets: dict[str, bytes] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    def newest_secret(self) -> str:
        """Give the name of a secret to seal with, made on first use."""
        if not self.secrets:
            secret = secrets.token_bytes(_BYTES)
            self.secrets[_name_of(secret)] = secret
        return next(iter(self.secrets))

    def seals(self, mark: Mark) -> set[tuple[str, str]]:
        """Seal a mark with every secret there is, as (kind, hash)."""
        return {(mark.kind, sealed(secret, mark)) for secret in self.secrets.values()}

    def is_of(self, entry: Entry, owner: str) -> bool:
        """Tell whether an entry is of the book that has this owner (a uid)."""
        secret = self.secrets.get(entry.secret)
        return bool(secret) and sealed(secret or b"", Mark(BOOK, owner)) == entry.book

    def enter(self, entry: Entry) -> None:
        """Put an entry on the list; one that was lifted once stays so."""
        known = self.entries.get(entry.uid)
        if known is None or not known.lifted:
            self.entries[entry.uid] = entry


def list_file() -> Path:
    """Give where the list lies."""
    return Path(settings.DATA, FILE)


def read_list() -> Listed:
    """Read the list; an empty one where there is no file yet.

    Raises:
        ListUnreadable: it is damaged.
    """
    try:
        text = list_file().read_text("utf-8")
    except FileNotFoundError:
        return Listed()
    except (OSError, UnicodeDecodeError) as error:
        raise ListUnreadable(file=list_file()) from error
    return parse_list(text)


def read_to_change() -> Listed:
    """Read the list, and have it to oneself until the transaction at hand ends.

    Of two who erased at once the later would else write the other's entry away. On
    SQLite the transaction is alone as it is.

    Raises:
        ListUnreadable: it is damaged.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
    return read_list()


def parse_list(text: str) -> Listed:
    """Read a list from its text.

    Raises:
        ListUnreadable: it is damaged.
    """
    try:
        told = json.loads(text)
        found = Listed({n: b64decode(s) for n, s in told["secrets"].items()})
        for row in told["erased"]:
            found.enter(_entry(row))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ListUnreadable(file=list_file()) from error
    return found


def write_list(listed: Listed) -> None:
    """Write the list, whole or not at all, for the owner's eyes only."""
    told = {
        "secrets": {n: b64encode(s).decode() for n, s in listed.secrets.items()},
        "erased": [_row(entry) for entry in listed.entries.values()],
    }
    part = list_file().with_name(f"{FILE}.{os.getpid()}")
    handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as out:
        json.dump(told, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    part.replace(list_file())
    clear_leftovers(part.parent, _PART)


def adopt(text: str) -> None:
    """Put another list, such as that of a backup, together with the one there is.

    Raises:
        ListUnreadable: one of them is damaged; nothing is changed.
    """
    other, own = parse_list(text), read_list()
    for name, secret in other.secrets.items():
        own.secrets.setdefault(name, secret)
    for entry in other.entries.values():
        known = own.entries.get(entry.uid)
        if known is None or entry.lifted:
            own.entries[entry.uid] = entry
    if own.secrets:
        write_list(own)


def _name_of(secret: bytes) -> str:
    return hashlib.sha256(secret).hexdigest()[:16]


def _entry(row: dict[str, Any]) -> Entry:
    marks = tuple((str(kind), str(figure)) for kind, figure in row["marks"])
    return Entry(
        str(row["uid"]), str(row["book"]), str(row["moment"]), str(row["secret"]),
        marks, bool(row["lifted"]),
    )  # fmt: skip


def _row(entry: Entry) -> dict[str, Any]:
    return {
        "uid": entry.uid,
        "book": entry.book,
        "moment": entry.moment,
        "secret": entry.secret,
        "marks": [list(mark) for mark in entry.marks],
        "lifted": entry.lifted,
    }
