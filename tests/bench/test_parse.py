from __future__ import annotations

from bench.parse import cards, kontor_reads, vobject_reads


def test_both_readers_find_every_card_of_the_benchmark():
    data = cards(5)
    assert kontor_reads(data) == vobject_reads(data) == 5


def test_the_benchmark_reads_the_same_cards_every_time():
    assert cards(5) == cards(5)
    assert cards(5).count(b"\r\nEMAIL") == 10  # two each
