"""What the keeper sets."""

from __future__ import annotations

import math
from typing import Any

import pytest

from kontor.actions.accounts.settings import (
    BadSetting,
    NoSuchSetting,
    RhythmsOutOfOrder,
    change_settings,
    choose_language,
)
from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, ContactPoint, Deed, Person


def test_settings_are_changed_and_set_back(book: Book, hand: Hand) -> None:
    done = change_settings(
        book.pk, hand=hand, name="Netz", rhythm_a=14, currency="chf", region="ch"
    )
    book.refresh_from_db()
    assert (book.name, book.rhythm_a, book.currency, book.region) == (
        "Netz", 14, "CHF", "CH",
    )  # fmt: skip
    undo(book.pk, done.deed, hand=hand)
    book.refresh_from_db()
    assert (book.name, book.rhythm_a) == ("Anna Ahlers", 21)


def test_nothing_new_is_no_deed(book: Book, hand: Hand) -> None:
    deeds = Deed.objects.count()
    assert change_settings(book.pk, hand=hand, rhythm_a=21).deed is None
    assert Deed.objects.count() == deeds


def test_another_weight_or_half_life_changes_every_strength(
    book: Book, hand: Hand, ben: Person
) -> None:
    log_touch(book.pk, [ben.uid], hand=hand, channel="meeting")
    ben.refresh_from_db()
    key, day = ben.strength_key, hand.moment.date().toordinal()
    # log2 of the weight 3, and the day in half-lives of 30 days.
    assert key == pytest.approx(math.log2(3) + day / 30)
    done = change_settings(book.pk, hand=hand, weight_meeting=6.0)
    ben.refresh_from_db()
    # Twice the weight is one more in base 2.
    assert ben.strength_key == pytest.approx(key + 1)
    undo(book.pk, done.deed, hand=hand)
    ben.refresh_from_db()
    assert ben.strength_key == pytest.approx(key)
    change_settings(book.pk, hand=hand, half_life=60)
    ben.refresh_from_db()
    assert ben.strength_key == pytest.approx(math.log2(3) + day / 60)


def test_a_half_life_of_ones_own_is_kept_until_it_is_given_up(
    book: Book, hand: Hand
) -> None:
    change_settings(book.pk, hand=hand, half_life=50.0)
    book.refresh_from_db()
    assert (book.half_life, book.half_life_own) == (50, True)
    change_settings(book.pk, hand=hand, half_life=None)
    book.refresh_from_db()
    assert (book.half_life, book.half_life_own, book.fitted_on) == (30, False, None)


@pytest.mark.parametrize(
    "values",
    [
        {"rhythm_a": 0},
        {"rhythm_d": 3651},
        {"weight_call": -0.1},
        {"weight_call": 100.5},
        {"weight_call": float("nan")},
        {"weight_pigeon": 1.0},
        {"half_life": 0.5},
        {"half_life": float("inf")},
        {"time_zone": "Mars/Base"},
        {"language": "fr"},
        {"region": "Germany"},
        {"region": "D1"},
        {"currency": "€"},
        {"currency": "EURO"},
        {"name": "  "},
        {"name": "x" * 201},
        {"is_sample": True},
        {"book_id": 1},
    ],
)
def test_what_cannot_be_changes_nothing(
    book: Book, hand: Hand, values: dict[str, Any]
) -> None:
    before = Book.objects.filter(pk=book.pk).values().get()
    with pytest.raises(BadSetting) as error:
        change_settings(book.pk, hand=hand, rhythm_b=61, **values)
    assert error.value.facts["setting"] == next(iter(values))
    assert Book.objects.filter(pk=book.pk).values().get() == before


def test_a_rarer_class_is_never_more_often(book: Book, hand: Hand) -> None:
    with pytest.raises(RhythmsOutOfOrder):
        change_settings(book.pk, hand=hand, rhythm_a=61)
    # Together they are in order again, and equal is no disorder.
    change_settings(book.pk, hand=hand, rhythm_a=90, rhythm_b=90)
    book.refresh_from_db()
    assert (book.rhythm_a, book.rhythm_b) == (90, 90)


def test_the_language_of_the_pages(anna: Account, clara: Account) -> None:
    choose_language(anna.pk, "de")
    with pytest.raises(BadSetting):
        choose_language(anna.pk, "fr")
    languages = Account.objects.order_by("pk").values_list("language", flat=True)
    assert list(languages) == ["de", ""]
    choose_language(anna.pk, "")
    anna.refresh_from_db()
    assert anna.language == ""


def test_there_are_no_settings_of_a_book_that_is_not(book: Book, hand: Hand) -> None:
    with pytest.raises(Missing):
        change_settings(book.pk + 1, hand=hand, rhythm_a=1)


def test_a_new_region_reads_the_numbers_anew_and_undo_reads_them_as_before(
    book: Book, hand: Hand
) -> None:
    change_settings(book.pk, hand=hand, region="US")
    uid = add_person(
        book.pk, hand=hand, name="Ben Brandt", phones=[Point("0451 123456")]
    ).uid
    point = ContactPoint.objects.get(person__uid=uid)
    assert point.key == "+10451123456"
    done = change_settings(book.pk, hand=hand, region="DE")
    point.refresh_from_db()
    assert point.key == "+49451123456"
    undo(book.pk, done.deed, hand=hand)
    point.refresh_from_db()
    assert point.key == "+10451123456"
    assert Book.objects.get(pk=book.pk).region == "US"


def test_a_setting_that_is_none_is_said_to_be_none(book: Book, hand: Hand) -> None:
    with pytest.raises(NoSuchSetting):
        change_settings(book.pk, hand=hand, colour="red")
