from __future__ import annotations

import numpy as np
import pytest

from kontor.core.connections.duplicates.columns import columns
from kontor.core.connections.duplicates.levels import FIELDS, compare
from kontor.core.connections.duplicates.near import DIFFERENT, EQUAL, NEAR, UNKNOWN
from tests.core.connections.duplicates.cards import book, card


def compared(one, other, *rest):
    levels, many = compare(
        columns(book(one, other, *rest)), np.array([0]), np.array([1])
    )
    return dict(zip(FIELDS, levels[0], strict=True)), dict(
        zip(FIELDS, many[0], strict=True)
    )


def level(field, one, other):
    return compared(one, other)[0][field]


def test_nothing_known_says_nothing():
    levels, _ = compared(card(), card())
    assert set(levels.values()) == {UNKNOWN}


def test_swapped_names_are_near_both():
    levels, _ = compared(card("Anna", "Bergmann"), card("Bergmann", "Anna"))
    assert (levels["given"], levels["family"]) == (NEAR, NEAR)


def test_one_part_in_the_wrong_place_is_no_swap():
    # "Peter" stands in both, but "Kruse" and "Bauer" have nothing in common.
    levels, _ = compared(card("Kruse", "Peter"), card("Peter", "Bauer"))
    assert (levels["given"], levels["family"]) == (DIFFERENT, DIFFERENT)


def test_one_mail_address_in_common_is_enough():
    one = card(mails=("a@x.example", "B@x.example"))
    assert level("mail", one, card(mails=("b@x.example", "c@x.example"))) == EQUAL
    assert level("mail", one, card(mails=("c@x.example",))) == DIFFERENT


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # The same nickname at two hosts is hardly two people ...
        ("sunny77@x.example", "sunny77@y.example", NEAR),
        # ... but every Anna Berg is anna.berg@ somewhere.
        ("anna.berg@x.example", "anna.berg@y.example", DIFFERENT),
        ("familie.berg@x.example", "familie.berg@y.example", DIFFERENT),
        # A house has one address for everybody in it.
        ("info@x.example", "info@x.example", NEAR),
        ("info@x.example", "info@y.example", DIFFERENT),
    ],
)
def test_mail_addresses_say_what_the_name_does_not(one, other, expected):
    pair = card("Anna", "Berg", mails=(one,)), card("Anna", "Berg", mails=(other,))
    assert level("mail", *pair) == expected


def test_a_telephone_without_its_country_is_near():
    one, other = card(phones=("+49405551234",)), card(phones=("0405551234",))
    assert level("phone", one, other) == NEAR


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ((1970, 4, 12), (1970, 4, 12), EQUAL),
        ((1970, 4, 12), (1970, 12, 4), NEAR),
        ((1970, 4, 12), (1971, 4, 12), NEAR),
        ((None, 4, 12), (1970, 4, 12), NEAR),
        ((1970, 4, 12), (1971, 5, 12), DIFFERENT),
        ((None, 4, 12), (1970, 5, 12), DIFFERENT),
        ((1970, None, None), (1970, 4, 12), UNKNOWN),
        ((None, None, None), (1970, 4, 12), UNKNOWN),
    ],
)
def test_birthdays_are_near_with_one_part_apart(one, other, expected):
    assert level("birthday", card(birthday=one), card(birthday=other)) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (("24103", "Kiel"), ("24103", "Kiel"), EQUAL),
        (("24103", "Kiel"), ("24103", "Schreventeich"), EQUAL),
        (("24103", "Kiel"), ("80331", "Kiel"), NEAR),
        (("24103", "Kiel"), ("80331", "München"), DIFFERENT),
        (("", "Kiel"), ("24103", "Kiel"), EQUAL),
    ],
)
def test_postal_code_and_town_are_one_place(one, other, expected):
    places = [card(postal_code=code, city=city) for code, city in (one, other)]
    assert level("place", *places) == expected


@pytest.mark.parametrize("other", ["12 Hauptstr.", "Hauptstrasse 12", "Haupt Str. 12"])
def test_a_street_is_the_same_however_it_is_written(other):
    assert level("street", card(street="Hauptstraße 12"), card(street=other)) == EQUAL


def test_street_and_house_may_be_mixed_up():
    one = card(street="Gartenweg 5", extra="Haus Seeblick")
    other = card(street="Haus Seeblick", extra="Gartenweg 5")
    levels, _ = compared(one, other)
    assert (levels["street"], levels["extra"]) == (NEAR, NEAR)


def test_what_kind_of_company_it_is_does_not_matter():
    one, other = card(organisation="Nordlicht GmbH"), card(organisation="Nordlicht")
    assert level("organisation", one, other) == EQUAL


def test_it_is_told_how_many_share_what_two_have_in_common():
    # Three are called Meyer; of Anna and Anne, who are near, two are called Anna and
    # one Anne.
    _, many = compared(card("Anna", "Meyer"), card("Anne", "Meyer"),
                       card("Anna", "Meyer"))  # fmt: skip
    assert (many["given"], many["family"], many["mail"]) == (1, 3, 0)


def test_of_two_telephones_in_common_the_rarer_counts():
    # The switchboard ends in 0 and four have it; two have the other.
    board, own = "+4940111110", "+4940111115"
    both = card(phones=(board, own))
    _, many = compared(both, both, card(phones=(board,)), card(phones=(board,)))
    assert many["phone"] == 2


def test_it_is_told_where_day_and_month_are_turned_and_how_many_share_a_birthday():
    born, turned = card(birthday=(1970, 4, 12)), card(birthday=(1970, 12, 4))
    assert compared(born, turned)[1]["birthday"] == 1
    assert compared(born, card(birthday=(1971, 4, 12)))[1]["birthday"] == 0
    assert compared(born, born, born)[1]["birthday"] == 3
