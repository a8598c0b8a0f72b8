"""The link that signs one browser in, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from kontor.actions.accounts.door import LINK_HOURS, LinkSpent, make_link, use_link
from kontor.lib.hand import Hand
from kontor.records.models import Account, SignInLink


def test_a_link_signs_in_once(hand: Hand, anna: Account) -> None:
    token = make_link(anna.pk, hand=hand)
    assert use_link(token, hand=hand) == anna.pk
    with pytest.raises(LinkSpent):
        use_link(token, hand=hand)


def test_every_link_is_another_one(hand: Hand, anna: Account, clara: Account) -> None:
    tokens = {make_link(anna.pk, hand=hand) for _ in range(5)}
    assert len(tokens) == 5
    # 32 random bytes in base 64.
    assert {len(token) for token in tokens} == {43}
    assert use_link(make_link(clara.pk, hand=hand), hand=hand) == clara.pk


def test_the_book_keeps_no_link_that_could_be_used(hand: Hand, anna: Account) -> None:
    token = make_link(anna.pk, hand=hand)
    digest = SignInLink.objects.get().digest
    assert token not in digest
    with pytest.raises(LinkSpent):
        use_link(digest, hand=hand)


def test_a_link_expires_and_is_swept_out_by_the_next(hand: Hand, anna: Account) -> None:
    token = make_link(anna.pk, hand=hand)
    end = hand.moment + timedelta(hours=LINK_HOURS)
    late = replace(hand, moment=end + timedelta(seconds=1))
    with pytest.raises(LinkSpent):
        use_link(token, hand=late)
    make_link(anna.pk, hand=late)
    assert SignInLink.objects.count() == 1
    fresh = make_link(anna.pk, hand=hand)
    assert use_link(fresh, hand=replace(hand, moment=end)) == anna.pk


def test_who_may_no_longer_sign_in_does_not(hand: Hand, anna: Account) -> None:
    token = make_link(anna.pk, hand=hand)
    Account.objects.filter(pk=anna.pk).update(is_active=False)
    with pytest.raises(LinkSpent):
        use_link(token, hand=hand)


@pytest.mark.parametrize("token", ["", "x", "ü", "0" * 10_000])
def test_what_was_never_a_link_signs_nobody_in(
    hand: Hand, anna: Account, token: str
) -> None:
    make_link(anna.pk, hand=hand)
    with pytest.raises(LinkSpent):
        use_link(token, hand=hand)
