"""No mailbox raises, hangs or fills the memory, and every mail is accounted for."""

from __future__ import annotations

import time
import tracemalloc
from io import RawIOBase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.exchange.card import Problem
from kontor.exchange.mail.addresses import addresses_in
from kontor.exchange.mail.heads import LONGEST, heads_of_mailbox
from kontor.exchange.mail.read import read_mails
from kontor.exchange.mail.words import decoded_words
from kontor.exchange.problems import SENTENCES
from tests.exchange.mail.mails import SEPARATOR, TODAY, ZONE, mail, mailbox, read

# What mailboxes are made of, so that chance finds the corners sooner.
CRUMBS = [
    SEPARATOR, "From ", "From -", f">{SEPARATOR}", "", "", " folded", "\tfolded",
    "From: Ben <b@x.example>", "From: =?utf-8?q?=00?= <b@x.example>", "From:",
    "To: a@x.example, c@x.example;", "To: unlisted-recipients:;", 'To: "', "Cc: (<",
    "Date: Fri, 27 Feb 2026 10:00:00 +0100", "Date: 31 Dec 9999 24:61 -9999", "Date:",
    "Date: Fri, 0 0 0000", "Received: x;", "Received: ;;;27 Feb 2026 10:00",
    "Message-ID: <\0>", "List-Id:", "Precedence:", "Auto-Submitted: ;", "garbage", ":",
    "X-Gmail-Labels: =?x?b?=?=,", "X-Mozilla-Status: 00000009", "Hello", "\r", "\0",
]  # fmt: skip
WHOLE = mailbox(*(mail(number=n) for n in range(4)))
lines = st.lists(st.sampled_from(CRUMBS), max_size=40).map(
    lambda found: "\n".join([SEPARATOR, *found]).encode()
)
mutated = st.lists(
    st.tuples(st.integers(0, len(WHOLE)), st.integers(0, 6), st.binary(max_size=4)),
    max_size=8,
)


class Endless(RawIOBase):
    """A head, and then the same block again and again; nothing of it is held."""

    def __init__(self, begin: bytes, block: bytes, size: int) -> None:
        self.begin, self.block, self.left, self.at = begin, block, size, 0

    def read(self, size: int = -1, /) -> bytes:
        if self.begin:
            data, self.begin = self.begin, b""
            return data
        blocks = self.block * (size // len(self.block) + 2)
        data = blocks[self.at :][: min(size, self.left)]
        self.left -= len(data)
        self.at = (self.at + len(data)) % len(self.block)
        return data


def account_for(data: bytes) -> None:
    found = read(data)
    assert [item.record for item in found] == list(range(1, len(found) + 1))
    assert [item.line for item in found] == sorted(item.line for item in found)
    for item in found:
        if isinstance(item, Problem):
            assert SENTENCES[item.code].format(**item.facts)
            assert item.outcome in ("failed", "left_out")
        else:
            assert item.day <= TODAY
            assert item.attendees[0].organizer


@given(lines)
@settings(max_examples=400)
def test_any_lines_of_a_mailbox_are_accounted_for(data: bytes) -> None:
    account_for(data)
    account_for(data.replace(b"\n", b"\r\n"))


@given(mutated)
@settings(max_examples=300)
def test_a_damaged_mailbox_is_accounted_for(
    damages: list[tuple[int, int, bytes]],
) -> None:
    data = WHOLE
    for at, length, new in damages:
        data = data[:at] + new + data[at + length :]
    account_for(data)


@given(st.integers(0, len(WHOLE)))
def test_a_mailbox_cut_anywhere_keeps_what_came_before(at: int) -> None:
    account_for(WHOLE[:at])
    whole = WHOLE[:at].count(SEPARATOR.encode() + b"\n")
    assert len(read(WHOLE[:at])) in (whole, whole + 1)


@given(st.binary(max_size=300))
def test_any_bytes_are_accounted_for(data: bytes) -> None:
    account_for(data)
    account_for(SEPARATOR.encode() + b"\n" + data)


@given(st.text('<>@",;:()\\=? \0aü', max_size=60) | st.text(max_size=60))
@settings(max_examples=500)
def test_any_text_names_somebody_or_nobody(value: str) -> None:
    for one in addresses_in(value):
        assert one.email or one.name
        assert one.email == one.email.strip()


@pytest.mark.parametrize(
    "piece",
    ["<", "(", '"', "\\", '\\"', "@", "a@", ",", ";", ":", " ", "<@", "a", '"a" ',
     "=?", "=?a?q?", "=?a?q??= ", "=?utf-8?b?", "<>", "()", "a:", "?=", "\xfc"],
)  # fmt: skip
def test_a_long_field_of_anything_is_read_quickly(piece: str) -> None:
    value = piece * (LONGEST // len(piece) - 500)
    begun = time.process_time()
    addresses_in(value)
    addresses_in(value + "x")
    decoded_words(value)
    # Patterns that go over a field again and again would take hours.
    assert time.process_time() - begun < 10


@pytest.mark.parametrize(
    ("begin", "block"),
    [
        (WHOLE, b"x" * 1_000),
        (WHOLE, b"x" * 75 + b"\n"),
        (WHOLE, b"\nFrom "),
        (WHOLE, b"\nFrom Mon 10:00 2026 "),
        (WHOLE, b"\n\nFrom - Mon 10:00 20 26\n"),
        (SEPARATOR.encode() + b"\n", b"X: y\n"),
        (SEPARATOR.encode() + b"\n", b"\0"),
        (b"", WHOLE),
        (WHOLE, b"\r"),
        (SEPARATOR.encode() + b"\n", b"From \n"),
    ],
)
def test_memory_and_time_do_not_grow_with_the_file(begin: bytes, block: bytes) -> None:
    size = 30_000_000 if len(block) > 50 else 2_000_000
    tracemalloc.start()
    begun = time.process_time()
    number = 0
    for _ in heads_of_mailbox(Endless(begin, block, size)):  # type: ignore[arg-type]
        number += 1
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number >= 1
    assert peak < 8_000_000
    assert time.process_time() - begun < 30


def test_memory_does_not_grow_with_the_mails() -> None:
    block = mailbox(*(mail(number=n) for n in range(500)))

    def heads() -> object:
        return heads_of_mailbox(Endless(b"", block, 20 * len(block)))  # type: ignore[arg-type]

    tracemalloc.start()
    number = sum(
        1
        for _ in read_mails(heads, zone=ZONE, today=TODAY)  # type: ignore[arg-type]
    )
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert number == 10_000
    assert peak < 8_000_000
