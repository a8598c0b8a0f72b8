"""What no probability may override: when two are one person without asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from kontor.core.connections.duplicates.em import reached, supported
from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    FAMILY,
    GIVEN,
    MAIL,
    PHONE,
)
from kontor.core.connections.duplicates.near import DIFFERENT, EQUAL, NEAR, Levels
from kontor.core.connections.names import names_fit, titles_fit
from kontor.lib.text import fold

if TYPE_CHECKING:
    from kontor.core.connections.columns import Flags, Floats, Ints
    from kontor.core.connections.duplicates.people import People
    from kontor.lib.names import NameParts

# From here on two are one person without asking (MODELS.md).
SURE = 0.99
# What has to be asked is no likelier than this, a name alone than that. (guess)
ASKED = 0.98
HINT = 0.6
# Who has another name and another address is no likelier than this. (guess)
OTHER = 0.4


def bounded(
    people: People, left: Ints, right: Ints, levels: Levels, likely: Floats
) -> Floats:
    """Keep probabilities within what a book may do without asking.

    Equal names alone are never the same person: ``HINT`` at most. Another name with
    another mail address or telephone is somebody else: ``OTHER`` at most. ``SURE``
    are only those with both names equal or near, an equal mail address, telephone,
    birthday or address beside them, and names that fit
    (:func:`kontor.core.connections.names.names_fit`). A name may be misspelt where
    given name, birthday and something else are equal: twins have names that are near.

    Args:
        people: everybody.
        left, right: the pairs, shape (pairs,).
        levels: how alike they are, shape (pairs, fields).
        likely: probabilities, shape (pairs,).
    """
    kept = np.where(supported(levels), likely, np.minimum(likely, HINT))
    kept[_others(levels)] = np.minimum(kept[_others(levels)], OTHER)
    high = np.flatnonzero(kept >= SURE)
    firm = (levels[:, [GIVEN, BIRTHDAY]] == EQUAL).all(1) & reached(levels, EQUAL)
    open_ = (levels[high][:, [GIVEN, FAMILY]] >= NEAR).all(1)
    open_ &= supported(levels[high], EQUAL)
    for at in high[open_]:
        one, other = people.names[left[at]], people.names[right[at]]
        if not _one_name(one, other, misspelt=bool(firm[at])):
            kept[at] = ASKED
    kept[high[~open_]] = ASKED
    return np.asarray(kept, np.float64)


def _others(levels: Levels) -> Flags:
    """Tell where both names differ, and a mail address or telephone does too."""
    names = (levels[:, [GIVEN, FAMILY]] == DIFFERENT).all(1)
    return np.asarray(names & (levels[:, [MAIL, PHONE]] == DIFFERENT).any(1), np.bool_)


def _one_name(one: NameParts, other: NameParts, *, misspelt: bool) -> bool:
    """Tell whether two names that are near may be one without asking."""
    if misspelt:
        return titles_fit(one, other)
    initial = min(len(fold(name.given).strip(".")) for name in (one, other)) == 1
    return not initial and names_fit(one, other)
