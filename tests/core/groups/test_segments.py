from __future__ import annotations

import pytest

from kontor.core.groups.segments import Known, Rules, members, stands_in

KNOWN = Known(
    trades={"steuerberatung": {1}, "gartenbau": {2}},
    organisations={"nord gmbh": {3, 4}},
    tags={"immobilien": {5}},
    roles={"hausverwalterin": {6}, "leiter einkauf": {7}, "partner": {8}},
)


def test_any_one_rule_is_enough() -> None:
    rules = Rules(
        trades=frozenset({"gartenbau"}),
        organisations=frozenset({"nord gmbh"}),
        tags=frozenset({"immobilien"}),
        words=frozenset({"verwalterin"}),
    )
    assert members(rules, KNOWN) == {2, 3, 4, 5, 6}


def test_a_trade_is_found_among_roles_too() -> None:
    assert members(Rules(trades=frozenset({"leiter einkauf"})), KNOWN) == {7}


def test_the_owners_word_comes_before_the_rules() -> None:
    rules = Rules(organisations=frozenset({"nord gmbh"}))
    assert members(rules, KNOWN, [(3, False), (8, True)]) == {4, 8}


def test_without_a_rule_nobody_belongs() -> None:
    assert members(Rules(), KNOWN) == set()


@pytest.mark.parametrize(
    ("word", "text", "stands"),
    [
        ("verwalter", "hausverwalter", True),
        ("verwalter", "verwalterin", True),
        ("verwalter", "hausverwalterin", True),
        ("verwalt", "hausverwalterin", False),  # neither beginning nor end of it
        ("art", "partner", False),
        ("art", "art director", True),
        ("it", "leiter it", True),
        ("it", "mit allen", False),
        ("einkauf", "leiter/einkauf", True),
        ("leiter einkauf", "stv leiter einkauf nord", True),
        ("leiter einkauf", "leiter einkaufszentrum", False),
    ],
)
def test_a_word_stands_by_itself_or_at_an_end_of_a_compound(
    word: str, text: str, stands: bool
) -> None:
    assert stands_in(word, text) is stands
