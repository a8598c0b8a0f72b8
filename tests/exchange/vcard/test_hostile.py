from __future__ import annotations

import io
import time
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.exchange.card import Card, Problem
from kontor.exchange.problems import SENTENCES
from kontor.exchange.vcard.properties import HANDLERS
from kontor.exchange.vcard.read import read_vcards

HEAD = b"BEGIN:VCARD\r\nFN:A\r\n"
END = b"END:VCARD\r\n"
# What cards are made of, so that chance finds the corners sooner.
CRUMBS = [
    b"BEGIN:VCARD", b"END:VCARD", b"\r\n", b"\n", b"\r", b" ", b"\t", b":", b";", b"=",
    b'"', b"\\", b",", b"\0", b"AGENT:", b"N", b"FN", b"TEL", b"PHOTO", b"ADR", b"NOTE",
    b"BDAY", b"item1.", b"X-ABLabel:", b"ENCODING=QUOTED-PRINTABLE", b"ENCODING=b",
    b"CHARSET=", b"utf-16", b"idna", b"data:image/png;base64,", b"TYPE=", b"PREF=",
    b"ALTID=1", b"=C3", b"\xc3", b"\xff\xfe", b"VERSION:2.1", b"KIND:group", b"\xe4",
]  # fmt: skip
anything = st.one_of(
    st.binary(max_size=400),
    st.lists(
        st.one_of(st.sampled_from(CRUMBS), st.binary(max_size=3)), max_size=80
    ).map(b"".join),
)


def items(data):
    return list(read_vcards(io.BytesIO(data)))


@settings(max_examples=400, deadline=2000)
@given(anything)
def test_any_bytes_are_read_or_reported(data):
    found = items(data)
    assert found
    for item in found:
        assert isinstance(item, Card | Problem)
        # "unreadable" is the net for what nobody thought of.
        assert not (isinstance(item, Problem) and item.code == "unreadable")
        problems = item.problems if isinstance(item, Card) else [item]
        for problem in problems:
            assert SENTENCES[problem.code].format(**problem.facts)
        if isinstance(item, Card):
            item.raw.encode()  # no half characters
            for _, line in item.unknown:
                line.encode()
            assert "\0" not in item.raw


@settings(max_examples=300, deadline=2000)
@given(anything)
def test_no_replacement_character_is_made(data):
    data = data.replace(b"\xef\xbf\xbd", b"")
    for item in items(HEAD + b"NOTE:" + data + b"\r\n" + END):
        if isinstance(item, Card):
            assert "\ufffd" not in item.raw + item.note


@settings(max_examples=300, deadline=2000)
@given(anything, st.integers(0, 4))
def test_a_mutilated_card_costs_no_other(rubbish, at):
    marks = (b"vcard", b"\0")
    if any(mark in rubbish.lower() for mark in marks):
        rubbish = b"\xff"  # what begins or ends cards, or is UTF-16, is told apart
    cards = [b"BEGIN:VCARD\r\nFN:Card %d\r\n" % n + END for n in range(5)]
    cards[at] = HEAD + rubbish + b"\r\n" + END
    names = [item.display for item in items(b"".join(cards)) if isinstance(item, Card)]
    for n in range(5):
        assert n == at or f"Card {n}" in names


@settings(max_examples=200, deadline=2000)
@given(st.integers(0, 400), st.binary(max_size=6))
def test_a_damaged_spot_costs_at_most_its_neighbours(where, damage):
    cards = [b"BEGIN:VCARD\r\nN:Roth;C%d;;;\r\nTEL:1\r\n" % n + END for n in range(8)]
    file = b"".join(cards)
    where = min(where, len(file))
    broken = file[:where] + damage + file[where + len(damage) :]
    given_names = {item.name.given for item in items(broken) if isinstance(item, Card)}
    # A damaged mark can join a card with the next, no more.
    assert len({f"C{n}" for n in range(8)} - given_names) <= 2


def test_a_bug_in_one_property_costs_only_its_card(monkeypatch):
    def fails(*_):
        raise ValueError

    monkeypatch.setitem(HANDLERS, "X-FAILS", fails)
    found = items(HEAD + b"X-FAILS:1\r\n" + END + HEAD + END)
    assert isinstance(found[0], Problem)
    assert (found[0].code, found[0].line) == ("unreadable", 1)
    assert isinstance(found[1], Card)


@pytest.mark.parametrize(
    "data",
    [
        b"BEGIN:VCARD\n" * 30_000,
        b"VCARD" * 300_000,
        b"END:VCARD\n" * 100_000,
        HEAD + b'NOTE;A="' + b'"' * 500_000 + b":x\n" + END,
        HEAD + b"X" + b";" * 500_000 + b":x\n" + END,
        HEAD + b"NOTE:a\n" + b"x\n" * 200_000 + END,
        HEAD + b"QUOTED-PRINTABLE" * 50_000 + b"=\n" + END,
        HEAD + b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=41=\n" * 100_000 + END,
        HEAD + b"N:" + b"\\;" * 300_000 + b"\n" + END,
        HEAD + b"ORG:a\nTITLE:b\n" * 20_000 + END,
        HEAD + b"item1.TEL:1\nitem1.X-ABLabel:x\n" * 20_000 + END,
        HEAD + b"TEL;PREF=2:1\n" * 20_000 + END,
        HEAD + b"NOTE:\xe4x" + b"\xf6\xfc" * 100_000 + b"\n" + END,
        HEAD + b"TEL;PREF=" + b"9" * 10_000 + b":1\n" + END,
        HEAD + (b"AGENT:\n" + HEAD + END) * 10_000 + END,
        HEAD + (b"AGENT:\n" + HEAD) * 10_000,
        b"\xff\x00" * 500_000,
        b"\r" * 500_000,
    ],
    ids=lambda data: repr(data[-24:]),
)
def test_nothing_takes_longer_than_its_size_allows(data):
    begun = time.perf_counter()
    assert items(data)
    # Reading is linear: each takes less than a second, where a quadratic step
    # takes ten at least. Fivefold, for a busy machine.
    assert time.perf_counter() - begun < 5


def test_memory_depends_on_the_card_and_not_on_the_file():
    card = HEAD + b"NOTE:" + b"x" * 1000 + b"\r\n" + END

    class Repeated(io.RawIOBase):
        left = 20_000  # cards, 20 MB

        def read(self, size=-1):
            count = min(self.left, max(1, size // len(card)))
            self.left -= count
            return card * count

    tracemalloc.start()
    count = sum(1 for _ in read_vcards(Repeated()))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 20_000
    # A block of 1 MB is held about four times: read, cut, plain, in capitals.
    assert peak < 8_000_000
