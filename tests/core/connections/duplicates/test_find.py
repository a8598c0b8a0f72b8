from __future__ import annotations

import numpy as np
import pytest

from kontor.core.connections.duplicates.find import LIKELY, find, find_new
from kontor.core.connections.duplicates.levels import FAMILY, FIELDS
from kontor.core.connections.duplicates.people import NO_DAY, People
from kontor.core.connections.duplicates.rules import HINT, SURE
from kontor.lib.names import NameParts
from tests.core.connections.duplicates.cards import book, card, others

MAIL, PHONE = ("nora@nordlicht.example",), ("+4915112345678",)
HOME = {"street": "Deichweg 12", "postal_code": "25813", "city": "Husum"}
NORA = card("Nora", "Feddersen", mails=MAIL, phones=PHONE, **HOME)


def likely(one, other, among=300):
    """Tell how likely two cards are one person, in a book with others."""
    pairs = find(book(*others(among), one, other), least=0)
    for left, right, chance in zip(
        pairs.left, pairs.right, pairs.probability, strict=True
    ):
        if (left, right) == (among, among + 1):
            return float(chance)
    return 0.0


def test_the_same_card_twice_is_one_person_without_asking():
    assert likely(NORA, NORA) >= SURE


@pytest.mark.parametrize(
    "other",
    [
        card("Nora", "Fedderson", phones=PHONE),
        card("Nroa", "Feddersen", mails=MAIL),
        card("Feddersen", "Nora", mails=MAIL),
        card("N.", "Feddersen", mails=MAIL, **HOME),
        card("Nora", "Feddersen", street="Deichweg 12", city="Husum"),
    ],
)
def test_misspelt_swapped_and_half_forgotten_people_are_found(other):
    assert likely(NORA, other) >= LIKELY


def test_day_and_month_may_stand_the_wrong_way_round():
    one = card("Nora", "Feddersen", birthday=(1971, 3, 9))
    assert likely(one, card("Nora", "Feddersen", birthday=(1971, 9, 3))) >= LIKELY
    assert likely(one, card("Nora", "Feddersen", birthday=(1974, 8, 3))) < LIKELY


def test_equal_names_alone_are_never_the_same_person():
    assert likely(card("Nora", "Feddersen"), card("Nora", "Feddersen")) <= HINT < SURE


def test_equal_names_with_other_addresses_are_two_people():
    other = card("Nora", "Feddersen", mails=("n@x.example",), phones=("+49891112223",))
    assert likely(NORA, other) < LIKELY


@pytest.mark.parametrize("other", ["Uwe", "Sven", "Mara"])
def test_a_family_with_one_mailbox_and_landline_is_not_one_person(other):
    shared = {"mails": ("familie@feddersen.example",), "phones": ("+494841555",)}
    one = card("Nora", "Feddersen", **shared, **HOME)
    assert likely(one, card(other, "Feddersen", **shared, **HOME)) < LIKELY


def test_an_office_with_one_mailbox_and_switchboard_is_not_one_person():
    shared = {"mails": ("info@nordlicht.example",), "phones": ("+49484110",),
              "organisation": "Nordlicht GmbH", **HOME}  # fmt: skip
    one, other = card("Nora", "Feddersen", **shared), card("Uwe", "Kruse", **shared)
    assert likely(one, other) < LIKELY


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"suffix": "jun."}, {"suffix": "sen."}),
        ({"prefix": "Herr"}, {"prefix": "Frau"}),
        ({"given": "Nora und Uwe"}, {}),
    ],
)
def test_who_is_addressed_otherwise_is_asked_about(one, other):
    assert likely({**NORA, **one}, {**NORA, **other}) < SURE


@pytest.mark.parametrize(
    "change", [{"family": "Kruse"}, {"given": ""}, {"given": "N."}]
)
def test_a_name_that_is_not_whole_or_another_is_asked_about(change):
    assert LIKELY <= likely(NORA, {**NORA, **change}) < SURE


def test_two_words_that_are_near_are_asked_about_without_the_same_birthday():
    christian = {**NORA, "given": "Christian"}
    christina = {**NORA, "given": "Christina"}
    assert likely(christian, christina) < SURE


def test_a_mail_address_without_a_name_is_asked_about():
    assert LIKELY <= likely(NORA, card(mails=MAIL)) < SURE


def test_a_mail_address_of_a_house_without_a_name_is_nobody():
    house = {"mails": ("info@nordlicht.example",)}
    assert likely({**NORA, **house}, card(**house)) < LIKELY


def test_a_common_name_says_less_than_a_rare_one():
    crowd = [card(f"Vorname{n}", "Müller") for n in range(60)]
    phone, other = ("+494841333",), ("+494841777",)
    pairs = find(
        book(
            *others(200),
            *crowd,
            card("Nora", "Müller", phones=phone),
            card("Nora", "Müller", phones=phone),
            card("Inga", "Quedens", phones=other),
            card("Inga", "Quedens", phones=other),
        )
    )
    # 62 of 264 are called Müller, two Quedens: 2 bits are a chance four times smaller.
    weight = dict(zip(pairs.left.tolist(), pairs.weights[:, FAMILY], strict=True))
    assert weight[260] + 2 < weight[262]


def test_the_likeliest_come_first_each_with_its_reasons():
    pairs = find(
        book(*others(200), NORA, card("Nora", "Fedderson", phones=PHONE), NORA)
    )
    assert pairs.left.tolist()[0] == 200 and pairs.right.tolist()[0] == 202
    assert (np.diff(pairs.probability) <= 0).all()
    assert pairs.levels.shape == pairs.weights.shape == (3, len(FIELDS))


def test_the_same_book_gives_the_same_pairs():
    people = book(*others(300), NORA, card("Nora", "Fedderson", phones=PHONE))
    one, other = find(people, least=0), find(people, least=0)
    for name in one.__slots__:
        assert np.array_equal(getattr(one, name), getattr(other, name))


def test_progress_goes_on_and_ends():
    told = []
    find(book(*others(50)), progress=lambda done, of: told.append((done, of)))
    done = [part for part, _ in told]
    assert done == sorted(done) and told[-1] == (100, 100)


@pytest.mark.parametrize("people", [[], [NORA], [card(), card()]])
def test_where_there_is_nothing_to_compare_nothing_is_found(people):
    assert len(find(book(*people), least=0).left) == 0


def test_newcomers_are_looked_for_in_the_book_and_among_themselves():
    new = card("Uwe", "Kruse", mails=("uwe@kruse.example",), phones=("+494841999",))
    pairs = find_new(book(*others(200), NORA, NORA), book(NORA, new, new))
    found = set(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True))
    # 200 and 201 are both in the book already: that is another question.
    assert found == {(200, 202), (201, 202), (203, 204)}


def test_columns_of_two_lengths_are_refused():
    with pytest.raises(ValueError, match="one length"):
        People([NameParts()], [""], [()], [()], [""], [""], [""], [], [NO_DAY])
