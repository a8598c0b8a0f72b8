"""What a mail address tells of who has it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from kontor.core.connections.identity import is_personal
from kontor.lib.name_words import HOUSEHOLD
from kontor.lib.text import fold, fold_german

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from kontor.core.connections.columns import Ints
    from kontor.lib.names import NameParts

# What a mail address has beside the name tells something from this length on. (guess)
TELLING = 3
_APART = re.compile(r"[-._+\s]+")


def own_and_part(
    owners: Ints, mails: Sequence[str], names: Sequence[NameParts]
) -> tuple[list[str], list[str]]:
    """Tell what makes mail addresses equal, and what makes them near.

    Equal is an address of one person's own. Near is the address of a house
    (``info@``), and what stands before the "@" at several hosts, unless it is no more
    than the name: namesakes are ``anna.berg@`` everywhere, ``sunny77@`` is hardly two.

    Args:
        owners: whose each is, shape (mails,).
        mails: the addresses, in lower case.
        names: of everybody.

    Returns:
        For each address two texts, "" for none.
    """
    own = [mail if is_personal(mail) else "" for mail in mails]
    hosts = Counter(_before(mail) for mail in set(own))
    near = [
        _telling(_before(mail), names[at]) if hosts[_before(mail)] > 1 else ""
        for mail, at in zip(own, owners.tolist(), strict=True)
    ]
    rows = zip(near, own, mails, strict=True)
    return own, [part if mine else mail for part, mine, mail in rows]


def _before(mail: str) -> str:
    return mail.rpartition("@")[0]


def _telling(local: str, name: NameParts) -> str:
    """Give the first part of an address where it tells more than the name."""
    rest = min(len(_without(local, name, form)) for form in (fold, fold_german))
    return local if rest >= TELLING else ""


def _without(local: str, name: NameParts, form: Callable[[str], str]) -> str:
    """Take the name out of the first part of a mail address."""
    words = [word for word in _APART.split(form(local)) if word not in HOUSEHOLD]
    rest = "".join(words)
    for word in (name.given, name.family):
        bare = _APART.sub("", form(word))
        rest = rest.replace(bare, "", 1) if bare else rest
    return rest
