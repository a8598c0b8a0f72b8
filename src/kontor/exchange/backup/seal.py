"""A stream sealed piece by piece, so that nothing of it can be changed or cut off.

The file begins with a line of its own and a line of JSON, the head. Then come pieces
of at most a mebibyte: four bytes of length, the highest bit of which marks the last
one, and the piece. With a passphrase each is AES-256-GCM under a key that scrypt makes
of it; without one it ends with 16 bytes of BLAKE2b. Either covers the head, the number
of the piece, and whether it is the last.

Sources: RFC 7914 (scrypt), NIST SP 800-38D (GCM), RFC 7693 (BLAKE2).
"""

from __future__ import annotations

import hashlib
import io
import json
import struct
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from kontor.exchange.backup.errors import (
    Damaged,
    NeedsPassphrase,
    NewerBackup,
    NoBackup,
    WrongPassphrase,
)

if TYPE_CHECKING:
    from collections.abc import Callable

VERSION = 1
MARK = b"KONTOR BACKUP "
PIECE = 1 << 20
TAG = 16
SALT = 16
_LAST = 1 << 31
_LONGEST_HEAD = 4_096
# 64 MB of memory, a third of a second.
_COST, _BLOCK, _PARALLEL = 1 << 16, 8, 1
# What a file may ask for, lest it fill the memory.
_MOST_COST, _MOST_BLOCK, _MOST_PARALLEL = 1 << 18, 16, 16
_CHECK = 8

Head = dict[str, Any]


@dataclass(frozen=True, slots=True)
class _Keys:
    """What seals pieces: a cipher, or nothing but a digest; and the head's digest."""

    cipher: AESGCM | None
    digest: bytes

    def about(self, number: int, last: bool) -> bytes:
        return self.digest + number.to_bytes(8, "big") + (b"\1" if last else b"\0")

    def seal(self, number: int, last: bool, data: bytes) -> bytes:
        about = self.about(number, last)
        if self.cipher is not None:
            # The key is of this file alone, so a number makes a nonce.
            return self.cipher.encrypt(number.to_bytes(12, "big"), data, about)
        return data + _digest(about, data)

    def open(self, number: int, last: bool, data: bytes) -> bytes | None:
        about = self.about(number, last)
        if self.cipher is not None:
            try:
                return self.cipher.decrypt(number.to_bytes(12, "big"), data, about)
            except InvalidTag:
                return None
        bare, tag = data[:-TAG], data[-TAG:]
        return bare if _digest(about, bare) == tag else None


def _digest(about: bytes, data: bytes) -> bytes:
    made = hashlib.blake2b(about, digest_size=TAG)
    made.update(data)
    return made.digest()


class Sealer(io.RawIOBase):
    """Writes a sealed stream; only ``close`` makes it whole.

    Args:
        salt: ``SALT`` random bytes.
        passphrase: "" for none.
        told: what else the head says, for instance when it was made.
    """

    def __init__(
        self, out: BinaryIO, *, salt: bytes, passphrase: str = "", **told: Any
    ) -> None:
        self._out = out
        self._waiting = bytearray()
        self._number = 0
        head: Head = {"cipher": "none", **told}
        key = b""
        if passphrase:
            head |= {
                "cipher": "aes-256-gcm", "kdf": "scrypt", "n": _COST, "r": _BLOCK,
                "p": _PARALLEL, "salt": salt.hex(),
            }  # fmt: skip
            key, check = _key(passphrase, head)
            head["check"] = check
        line = MARK + f"{VERSION}\n".encode() + json.dumps(head).encode() + b"\n"
        out.write(line)
        self._keys = _Keys(AESGCM(key) if key else None, hashlib.sha256(line).digest())

    def writable(self) -> bool:
        """Say so."""
        return True

    def write(self, data: Any) -> int:
        """Take data; pieces are written as they fill."""
        self._waiting += data
        while len(self._waiting) > PIECE:
            self._put(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(data)

    def close(self) -> None:
        """Write the last piece."""
        if not self.closed:
            self._put(bytes(self._waiting), last=True)
            self._waiting.clear()
        super().close()

    def give_up(self) -> None:
        """Leave the stream as it is, which nobody will take for a whole one."""
        super().close()

    def _put(self, data: bytes, *, last: bool) -> None:
        sealed = self._keys.seal(self._number, last, data)
        self._number += 1
        self._out.write(struct.pack(">I", len(sealed) | (_LAST if last else 0)))
        self._out.write(sealed)


class Opener(io.RawIOBase):
    """Reads a sealed stream; what it gives has been proved piece by piece.

    Args:
        name: of the file, for people.
        ask: gives the passphrase, where one is needed.

    Raises:
        NoBackup, NewerBackup, NeedsPassphrase, WrongPassphrase: at once.
        Damaged: when it comes to the place.
    """

    def __init__(self, source: BinaryIO, name: str, ask: Callable[[], str]) -> None:
        self._source = source
        self._name = name
        self._waiting = memoryview(b"")
        self._number = 0
        self._ended = False
        mark = source.readline(len(MARK) + 8)
        line = source.readline(_LONGEST_HEAD)
        self.head = _head(mark, line, name)
        key = b""
        if self.head["cipher"] != "none":
            passphrase = ask()
            if not passphrase:
                raise NeedsPassphrase(file=name)
            key = _proved_key(passphrase, self.head, name)
        whole = hashlib.sha256(mark + line).digest()
        self._keys = _Keys(AESGCM(key) if key else None, whole)

    def readable(self) -> bool:
        """Say so."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Give what comes next, nothing at the end of a whole stream."""
        while not self._waiting and not self._ended:
            self._waiting = memoryview(self._next())
        count = min(len(buffer), len(self._waiting))
        buffer[:count] = self._waiting[:count]
        self._waiting = self._waiting[count:]
        return count

    def _next(self) -> bytes:
        length = self._source.read(4)
        if len(length) < 4:
            raise Damaged(file=self._name)
        (number,) = struct.unpack(">I", length)
        last, size = bool(number & _LAST), number & ~_LAST
        if not TAG <= size <= PIECE + TAG:
            raise Damaged(file=self._name)
        sealed = self._source.read(size)
        data = self._keys.open(self._number, last, sealed)
        if len(sealed) < size or data is None or (last and self._source.read(1)):
            raise Damaged(file=self._name)
        self._number += 1
        self._ended = last
        return data


def is_backup(head: bytes) -> bool:
    """Tell by its first bytes whether a file is a backup."""
    return head.startswith(MARK)


def _head(mark: bytes, line: bytes, name: str) -> Head:
    if not is_backup(mark):
        raise NoBackup(file=name)
    try:
        version, head = int(mark[len(MARK) :]), json.loads(line)
    except ValueError as error:
        raise Damaged(file=name) from error
    if version > VERSION:
        raise NewerBackup(file=name)
    if not isinstance(head, dict) or head.get("cipher") not in {"none", "aes-256-gcm"}:
        raise Damaged(file=name)
    return head


def _proved_key(passphrase: str, head: Head, name: str) -> bytes:
    try:
        cost, block, parallel = (int(head[part]) for part in ("n", "r", "p"))
        sane = (
            cost <= _MOST_COST and block <= _MOST_BLOCK and parallel <= _MOST_PARALLEL
        )
        if not sane or head["kdf"] != "scrypt":
            raise ValueError(head)
        key, check = _key(passphrase, head)
    except (KeyError, ValueError, TypeError) as error:
        raise Damaged(file=name) from error
    if check != head.get("check"):
        raise WrongPassphrase(file=name)
    return key


def _key(passphrase: str, head: Head) -> tuple[bytes, str]:
    """Make the key, and figures that tell a wrong passphrase before all reading."""
    kdf = Scrypt(
        salt=bytes.fromhex(head["salt"]), length=32 + _CHECK,
        n=int(head["n"]), r=int(head["r"]), p=int(head["p"]),
    )  # fmt: skip
    # The same letters may be typed in two ways.
    made = kdf.derive(unicodedata.normalize("NFKC", passphrase).encode())
    return made[:32], made[32:].hex()
