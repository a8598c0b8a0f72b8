from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from kontor.exchange.card import Card, Problem
from kontor.exchange.vcard.read import read_vcards

Read = Callable[..., list[Card | Problem]]


@pytest.fixture
def read() -> Read:
    """Read a file given as text or bytes."""

    def read_all(file: str | bytes) -> list[Card | Problem]:
        data = file.encode() if isinstance(file, str) else file
        return list(read_vcards(io.BytesIO(data)))

    return read_all


@pytest.fixture
def card(read: Read) -> Callable[..., Card]:
    """Read the one card that these lines make."""

    def read_one(*lines: str | bytes, version: str = "3.0") -> Card:
        body = b"".join(
            (line.encode() if isinstance(line, str) else line) + b"\r\n"
            for line in (f"VERSION:{version}", *lines)
        )
        (only,) = read(b"BEGIN:VCARD\r\n" + body + b"END:VCARD\r\n")
        assert isinstance(only, Card)
        return only

    return read_one
