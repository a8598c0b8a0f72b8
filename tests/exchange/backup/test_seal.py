from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.exchange.backup import seal
from kontor.exchange.backup.errors import (
    Damaged,
    NeedsPassphrase,
    NewerBackup,
    NoBackup,
    WrongPassphrase,
)
from kontor.exchange.backup.seal import PIECE, Opener, Sealer, is_backup

SALT = bytes(range(16))
BOTH = pytest.mark.parametrize("passphrase", ["", "geheim äö"])


def sealed(data: bytes, passphrase: str = "") -> bytes:
    out = io.BytesIO()
    sealer = Sealer(out, salt=SALT, passphrase=passphrase, made="now")
    sealer.write(data)
    sealer.close()
    return out.getvalue()


def opened(data: bytes, passphrase: str = "") -> bytes:
    return Opener(io.BytesIO(data), "x", lambda: passphrase).read()


@BOTH
@pytest.mark.parametrize("size", [0, 1, PIECE - 1, PIECE, PIECE + 1, 2 * PIECE])
def test_what_is_sealed_comes_out_again(size: int, passphrase: str) -> None:
    data = (bytes(range(251)) * (size // 251 + 1))[:size]
    assert opened(sealed(data, passphrase), passphrase) == data


def test_a_sealed_file_is_known_by_its_beginning_and_tells_when_it_was_made() -> None:
    data = sealed(b"x")
    assert is_backup(data[:32])
    assert not is_backup(b"PK\x03\x04")
    assert Opener(io.BytesIO(data), "x", lambda: "").head["made"] == "now"


def test_nothing_of_the_content_shows_in_an_encrypted_file() -> None:
    assert b"Ben Brandt" in sealed(b"Ben Brandt")
    assert b"Ben Brandt" not in sealed(b"Ben Brandt", "geheim")


def test_a_passphrase_may_be_typed_in_either_writing_of_its_letters() -> None:
    assert opened(sealed(b"x", "gehe\u0308im"), "geh\u00ebim") == b"x"


def test_a_wrong_passphrase_is_told_before_anything_is_read() -> None:
    data = sealed(b"x", "geheim")
    with pytest.raises(WrongPassphrase):
        Opener(io.BytesIO(data), "x", lambda: "falsch")
    with pytest.raises(NeedsPassphrase):
        Opener(io.BytesIO(data), "x", lambda: "")


def test_nobody_is_asked_for_a_passphrase_that_is_not_needed() -> None:
    def ask() -> str:
        raise AssertionError

    Opener(io.BytesIO(sealed(b"x")), "x", ask)


@BOTH
def test_wherever_it_is_cut_off_it_is_damaged(passphrase: str) -> None:
    data = sealed(bytes(PIECE + 100), passphrase)
    head = data.index(b"\n", data.index(b"\n") + 1) + 1
    for end in (head, head + 2, head + 4, head + 1_000, len(data) - 17, len(data) - 1):
        with pytest.raises(Damaged):
            opened(data[:end], passphrase)
    with pytest.raises(Damaged):
        opened(data + b"x", passphrase)


@BOTH
def test_pieces_cannot_change_places_or_be_left_out(passphrase: str) -> None:
    data = sealed(b"a" * PIECE + b"b" * PIECE + b"c", passphrase)
    head = data.index(b"\n", data.index(b"\n") + 1) + 1
    whole = 4 + PIECE + 16
    first, second = data[head : head + whole], data[head + whole : head + 2 * whole]
    rest = data[head + 2 * whole :]
    for mixed in (second + first + rest, second + rest, first + rest, rest):
        with pytest.raises(Damaged):
            opened(data[:head] + mixed, passphrase)


FILES = {word: sealed(b"Ben Brandt, Kai 1, Kiel", word) for word in ("", "geheim")}


@pytest.mark.parametrize("passphrase", FILES)
@settings(max_examples=40)
@given(where=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_no_single_bit_can_be_changed(where: int, bit: int, passphrase: str) -> None:
    data = bytearray(FILES[passphrase])
    data[where % len(data)] ^= 1 << bit
    with pytest.raises((Damaged, NoBackup, NewerBackup, WrongPassphrase)):
        opened(bytes(data), passphrase)


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"", NoBackup),
        (b"PK\x03\x04", NoBackup),
        (b"KONTOR BACKUP 9\n{}\n", NewerBackup),
        (b"KONTOR BACKUP x\n{}\n", Damaged),
        (b"KONTOR BACKUP 1\n[]\n", Damaged),
        (b"KONTOR BACKUP 1\nno\n", Damaged),
        (b'KONTOR BACKUP 1\n{"cipher":"rot13"}\n', Damaged),
        (b"KONTOR BACKUP 1\n" + b"x" * 100_000, Damaged),
    ],
)
def test_other_files_are_told_for_what_they_are(
    data: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        opened(data)


@pytest.mark.parametrize("asked", ["n", "r", "p"])
def test_a_file_cannot_ask_for_endless_work(asked: str) -> None:
    head = {"cipher": "aes-256-gcm", "kdf": "scrypt", "n": 2, "r": 1, "p": 1,
            "salt": "00", "check": ""}  # fmt: skip
    import json

    line = json.dumps({**head, asked: 1 << 30}).encode()
    with pytest.raises(Damaged):
        opened(seal.MARK + b"1\n" + line + b"\n", "geheim")


def test_what_was_given_up_is_no_whole_file() -> None:
    out = io.BytesIO()
    sealer = Sealer(out, salt=SALT)
    sealer.write(b"x")
    sealer.give_up()
    with pytest.raises(Damaged):
        opened(out.getvalue())
