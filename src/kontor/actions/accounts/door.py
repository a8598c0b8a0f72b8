"""Signing a browser in by a link that works once."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from kontor.core.errors import Refused
from kontor.lib.digest import digest
from kontor.lib.text import gettext_noop
from kontor.records.models import SignInLink

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

LINK_HOURS = 12
# A code is read off the screen by a telephone that is at hand.
CODE_MINUTES = 10


class LinkSpent(Refused):
    """The link was used before, has expired, or never was one."""

    text = gettext_noop(
        "This link does not work any more. "
        "Run “kontor link” on the machine Kontor runs on to get a new one."
    )


@transaction.atomic
def make_link(account: int, *, hand: Hand, minutes: int = LINK_HOURS * 60) -> str:
    """Make the secret part of a link that signs one browser in as this account.

    Args:
        minutes: how long it works, if it is not used before.
    """
    SignInLink.objects.filter(expires__lt=hand.moment).delete()
    token = secrets.token_urlsafe(32)
    expires = hand.moment + timedelta(minutes=minutes)
    SignInLink.objects.create(account_id=account, digest=digest(token), expires=expires)
    return token


@transaction.atomic
def use_link(token: str, *, hand: Hand) -> int:
    """Spend a link; gives the account it signs in.

    Raises:
        LinkSpent: it signs nobody in (any more).
    """
    links = SignInLink.objects.filter(digest=digest(token), expires__gte=hand.moment)
    link = links.select_for_update().first()
    if link is None or not link.account.is_active:
        raise LinkSpent
    link.delete()
    return link.account_id
