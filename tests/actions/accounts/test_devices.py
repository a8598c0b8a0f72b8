from __future__ import annotations

from datetime import date, timedelta

import pytest

from kontor.actions.accounts.devices import (
    add_device,
    see_device,
    sign_out,
    sign_out_all,
)
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Account, Device
from kontor.reports.accounts.devices import devices_of

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0"


def later(hand: Hand, days: int) -> Hand:
    return Hand(hand.account_id, hand.moment + timedelta(days=days))


def test_a_device_is_kept_without_the_word_that_it_holds(
    anna: Account, hand: Hand
) -> None:
    word = add_device(anna.pk, hand=hand, agent=FIREFOX)

    row = Device.objects.get()
    assert word not in str(row.__dict__)
    # Nor is kept what else a browser tells of itself: only the families.
    assert (row.browser, row.system) == ("Firefox", "Linux")
    assert str(row) == f"device of {anna.pk}"


def test_a_device_is_seen_once_a_day(anna: Account, hand: Hand) -> None:
    word = add_device(anna.pk, hand=hand)

    assert see_device(anna.pk, word, hand=hand) == (True, False)
    tomorrow = later(hand, 1)
    assert see_device(anna.pk, word, hand=tomorrow) == (True, True)
    assert see_device(anna.pk, word, hand=tomorrow) == (True, False)
    assert Device.objects.get().seen == date(2026, 3, 3)


def test_a_word_of_somebody_else_is_none(
    anna: Account, clara: Account, hand: Hand
) -> None:
    word = add_device(clara.pk, hand=hand)

    assert see_device(anna.pk, word, hand=hand) == (False, False)
    assert see_device(anna.pk, "", hand=hand) == (False, False)


def test_nobody_signs_out_a_device_of_somebody_else(
    anna: Account, clara: Account, hand: Hand
) -> None:
    add_device(clara.pk, hand=hand)
    with pytest.raises(Missing):
        sign_out(anna.pk, Device.objects.get().pk)
    assert sign_out_all(anna.pk) == 0
    assert Device.objects.count() == 1


def test_all_others_are_signed_out_and_this_one_stays(
    anna: Account, hand: Hand
) -> None:
    here = add_device(anna.pk, hand=hand)
    for _ in range(2):
        add_device(anna.pk, hand=hand)

    assert sign_out_all(anna.pk, but=here) == 2
    assert see_device(anna.pk, here, hand=hand) == (True, False)


def test_a_device_is_forgotten_when_its_session_has_run_out(
    anna: Account, hand: Hand
) -> None:
    add_device(anna.pk, hand=hand)
    # Sessions last 180 days: on the 180th day it is still known, later no more.
    add_device(anna.pk, hand=later(hand, 180))
    assert Device.objects.count() == 2
    add_device(anna.pk, hand=later(hand, 181))
    assert [row.since for row in Device.objects.order_by("pk")] == [
        hand.moment + timedelta(days=180),
        hand.moment + timedelta(days=181),
    ]


def test_the_one_that_asks_stands_first_then_who_was_here_last(
    anna: Account, hand: Hand
) -> None:
    words = [add_device(anna.pk, hand=hand, agent=agent) for agent in ("", FIREFOX, "")]
    see_device(anna.pk, words[2], hand=later(hand, 3))

    lines = devices_of(anna.pk, words[1])

    assert [line.browser for line in lines] == ["Firefox", "", ""]
    assert [line.here for line in lines] == [True, False, False]
    assert lines[1].seen == date(2026, 3, 5)
