from __future__ import annotations

import io

import pytest

from kontor.exchange.card import Card
from kontor.exchange.vcard import blocks, cards

ANNA = "BEGIN:VCARD\nFN:Anna\nEND:VCARD\n"
BEN = "BEGIN:VCARD\nFN:Ben\nEND:VCARD\n"


def told(items):
    """Give name or code, record and line of what was read."""
    return [
        (item.display if isinstance(item, Card) else item.code, item.record, item.line)
        for item in items
    ]


def test_cards_have_the_number_and_the_line_they_begin_on(read):
    assert told(read(f"\n{ANNA}\n\n{BEN}")) == [("Anna", 1, 2), ("Ben", 2, 7)]


def test_the_raw_card_is_kept_with_its_marks(read):
    assert [item.raw for item in read(ANNA + BEN)] == [ANNA, BEN]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\r\r\n"])
def test_any_line_end_will_do(read, end):
    file = (ANNA + BEN).replace("\n", end)
    lines = [line for _, _, line in told(read(file))]
    assert [item.display for item in read(file)] == ["Anna", "Ben"]
    assert lines == [1, 4]


def test_marks_may_be_written_loosely(read):
    file = "\ufeffbegin:vcard \nFN:Anna\nEnd : vCard\n  BEGIN:VCARD\nFN:Ben\nEND:VCARD"
    assert told(read(file)) == [("Anna", 1, 1), ("Ben", 2, 4)]


def test_files_put_together_without_a_line_end_are_still_two_cards(read):
    file = ANNA.rstrip() + "\ufeff".join(["", BEN])
    assert told(read(file)) == [("Anna", 1, 1), ("Ben", 2, 3)]


@pytest.mark.parametrize("file", ["", "\n\r\n \n", "\ufeff", "\0\0\0"])
def test_an_empty_file_is_reported(read, file):
    assert told(read(file)) == [("empty-file", 0, 0)]


def test_a_misspelt_begin_is_reported_once(read):
    assert told(read("\nBEGIN:VCAR\nN:;Bono;;;\nEND:VCARD")) == [
        ("vcard-misspelt", 1, 2)
    ]
    assert told(read("Liebe Anna,\nanbei nichts.")) == [("vcard-misspelt", 1, 1)]


def test_a_misspelt_card_costs_no_other(read):
    wrong = "BEGIN:VCRAD\nFN:Clara\nEND:VCRAD\n"
    assert told(read(ANNA + wrong + BEN)) == [
        ("Anna", 1, 1), ("vcard-misspelt", 2, 4), ("Ben", 3, 7),
    ]  # fmt: skip
    wrong = "BEGIN:VCRAD\nFN:Clara\nEND:VCARD\n"
    assert [what for what, _, _ in told(read(ANNA + wrong + BEN))] == [
        "Anna", "vcard-misspelt", "Ben",
    ]  # fmt: skip


def test_text_between_cards_is_passed_over(read):
    file = f"From: a@example.com\n\n{ANNA}-- \nGruß\nBEGIN:FOO\nEND:FOO\n{BEN}Ende"
    assert [what for what, _, _ in told(read(file))] == ["Anna", "Ben"]


def test_a_card_without_its_end_is_used_and_reported(read):
    anna, ben = read("BEGIN:VCARD\nFN:Anna\nTEL:1\n" + BEN)
    assert told([anna, ben]) == [("Anna", 1, 1), ("Ben", 2, 4)]
    assert [problem.code for problem in anna.problems] == ["vcard-truncated"]
    assert anna.phones[0].value == "1"
    assert ben.problems == []


def test_the_last_card_may_lack_its_end(read):
    anna, ben = read(ANNA + "BEGIN:VCARD\nFN:Ben")
    assert told([anna, ben]) == [("Anna", 1, 1), ("Ben", 2, 4)]
    assert [problem.code for problem in ben.problems] == ["vcard-truncated"]


def test_a_card_within_a_card_is_a_card_of_its_own(read):
    anna, ben = read(f"BEGIN:VCARD\nFN:Anna\n{BEN}TEL:1\nEND:VCARD\n")
    assert told([anna, ben]) == [("Anna", 1, 1), ("Ben", 2, 3)]
    assert anna.phones[0].value == "1"
    assert anna.problems == ben.problems == []


@pytest.mark.parametrize("agent", ["AGENT:\n", "AGENT:", "item1.AGENT;X-A=b:\n\n"])
def test_an_agent_stays_in_its_card_on_one_line(read, agent):
    (anna,) = read(f"BEGIN:VCARD\nFN:Anna\n{agent}{BEN}TEL:1\nEND:VCARD\n")
    assert (anna.display, anna.phones[0].value) == ("Anna", "1")
    ((name, line),) = anna.unknown
    assert name == "AGENT"
    assert line.endswith(r":BEGIN:VCARD\nFN:Ben\nEND:VCARD")


def test_an_escaped_agent_is_kept_as_it_is(card):
    line = r"AGENT:BEGIN:VCARD\nFN:Ben\nEND:VCARD\n"
    assert card("FN:Anna", line).unknown == [("AGENT", line)]


def test_an_agent_without_end_is_still_its_cards(read):
    anna, ben = read(f"BEGIN:VCARD\nFN:Anna\nAGENT:\nBEGIN:VCARD\nFN:C\n\n{BEN}")
    assert told([anna, ben]) == [("Anna", 1, 1), ("Ben", 2, 7)]


def test_cards_nested_ever_deeper_are_all_there(read):
    depth = cards.DEEPEST + 3
    file = "".join(f"BEGIN:VCARD\nFN:{n}\n" for n in range(depth))
    assert [item.display for item in read(file + "END:VCARD\n" * depth)] == [
        str(n) for n in range(depth)
    ]


def test_a_card_that_is_too_large_costs_no_other(read, monkeypatch):
    monkeypatch.setattr(cards, "LARGEST_CARD", 1000)
    large = f"BEGIN:VCARD\nFN:C\nNOTE:{'x' * 1000}\nEND:VCARD\n"
    assert told(read(ANNA + large + BEN)) == [
        ("Anna", 1, 1), ("vcard-too-large", 2, 4), ("Ben", 3, 8),
    ]  # fmt: skip


@pytest.mark.parametrize("size", range(1, 40))
def test_blocks_may_end_anywhere(read, monkeypatch, size):
    monkeypatch.setattr(blocks, "BLOCK", size)
    file = (ANNA + BEN).replace("\n", "\r\n").replace("Ben", "Bên")
    assert told(read(file)) == [("Anna", 1, 1), ("Bên", 2, 4)]


def test_a_line_longer_than_any_block_is_one_line(read, monkeypatch):
    monkeypatch.setattr(blocks, "BLOCK", 10)
    monkeypatch.setattr(blocks, "LONGEST_LINE", 30)
    note = "y" * 200
    anna, ben = read(f"BEGIN:VCARD\r\nFN:Anna\r\nNOTE:{note}\r\nEND:VCARD\r\n{BEN}")
    assert (anna.note, ben.display) == (note, "Ben")


@pytest.mark.parametrize(
    "charset", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-8-sig"]
)
def test_wide_characters_are_read_with_and_without_a_mark(read, monkeypatch, charset):
    monkeypatch.setattr(blocks, "BLOCK", 101)  # cuts characters in two
    file = f"BEGIN:VCARD\r\nFN:Ǽgean\r\nNOTE:{'x' * 90} 🛶\r\nEND:VCARD\r\n"
    (only,) = read(file.encode(charset))
    assert (only.display, only.note[-1]) == ("Ǽgean", "🛶")


def test_only_the_blocks_needed_are_read():
    class Endless(io.RawIOBase):
        """A file of cards without end, which says how much of it was asked for."""

        given = 0

        def read(self, size=-1):
            self.given += size
            return (ANNA.encode() * (size // len(ANNA) + 1))[:size]

    from kontor.exchange.vcard.read import read_vcards

    source = Endless()
    found = read_vcards(source)
    for _ in range(10):
        assert next(found).display == "Anna"
    assert source.given == blocks.BLOCK
