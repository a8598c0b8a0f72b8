"""What an address book is like before one has looked into it.

All figures here are guesses; a book of a few hundred people outweighs them.
"""

from __future__ import annotations

import numpy as np

from kontor.core.connections.duplicates.levels import (
    BIRTHDAY,
    EXTRA,
    FAMILY,
    FIELDS,
    GIVEN,
    MAIL,
    ORGANISATION,
    PHONE,
    PLACE,
    STREET,
)
from kontor.core.connections.duplicates.near import EQUAL

# P(level | one person) and P(level | strangers) for different, near, equal.
_GUESSES = {
    GIVEN: ((0.10, 0.15, 0.75), (0.970, 0.025, 0.005)),
    FAMILY: ((0.08, 0.12, 0.80), (0.978, 0.020, 0.002)),
    ORGANISATION: ((0.30, 0.15, 0.55), (0.980, 0.015, 0.005)),
    MAIL: ((0.45, 0.10, 0.45), (0.999, 0.0005, 0.0005)),
    PHONE: ((0.45, 0.05, 0.50), (0.999, 0.0005, 0.0005)),
    STREET: ((0.30, 0.20, 0.50), (0.989, 0.010, 0.001)),
    EXTRA: ((0.35, 0.20, 0.45), (0.980, 0.015, 0.005)),
    PLACE: ((0.20, 0.15, 0.65), (0.960, 0.030, 0.010)),
    BIRTHDAY: ((0.04, 0.06, 0.90), (0.9945, 0.0054, 0.0001)),
}
SAME_GUESS = np.array([_GUESSES[field][0] for field in range(len(FIELDS))])
STRANGER_GUESS = np.array([_GUESSES[field][1] for field in range(len(FIELDS))])
"""Shape (fields, 3): for different, near, equal."""
# As if so many pairs had shown it.
SAME_WORTH = 20.0
# Of one person, names and birthdays differ no more often than this, whatever a book
# without duplicates seems to teach.
MOST_DIFFERENT = 0.3
STRANGER_WORTH = 1_000.0

# A name that so many have is no slip of the pen: at least three, and one in so many.
COMMON = 3
COMMON_IN = 5_000
# How often two ways of writing one name are both common; as if so many had shown it.
BOTH_COMMON = 0.15
BOTH_COMMON_WORTH = 50.0
# Of one person's near birthdays a sixth have day and month turned; of strangers' one in
# two hundred: of 36,500 pairs one is turned, 197 are near otherwise.
TURNED_BITS = 5.0
# A name is as common as in this many people of an average book and in this one.
AVERAGE_PEOPLE = 200
# The rarest value is so much rarer than the average of its field at most.
RAREST = 5

SAME, HOUSEHOLD, OFFICE, STRANGERS = range(4)
"""Kinds of pairs of people."""
# As if so many pairs of each kind had been seen.
KINDS_GUESS = np.array([1.0, 2.0, 2.0, 45.0])
REASON = np.ones((len(KINDS_GUESS), len(FIELDS), EQUAL + 1), np.bool_)
"""Whether a level has a reason, by kind of pair: shape (kinds, fields, levels).

A household shares its family name, addresses and telephones, an office all but the
name. Given names, birthdays, and mail addresses in an office, are everybody's own.
"""
REASON[STRANGERS] = False
REASON[HOUSEHOLD, [GIVEN, BIRTHDAY]] = False
REASON[OFFICE, [GIVEN, FAMILY, BIRTHDAY]] = False
REASON[OFFICE, MAIL, EQUAL] = False

# Two in a household have the same given name so much more rarely than strangers.
NAMESAKES_AT_HOME = 0.1
RARELY = np.zeros(REASON.shape)
"""Bits to add to a level, by kind of pair: shape (kinds, fields, levels)."""
RARELY[HOUSEHOLD, GIVEN, EQUAL] = np.log2(NAMESAKES_AT_HOME)
