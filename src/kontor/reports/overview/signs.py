"""What speaks for and against two entries being one person, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from kontor.core.connections.duplicates.levels import FAMILY, FIELDS, GIVEN
from kontor.core.connections.duplicates.near import DIFFERENT, EQUAL, NEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

_LEVELS = {EQUAL: "same", NEAR: "alike", DIFFERENT: "different"}
_WORDS = {
    "name-same": gettext_noop("same name"),
    "name-alike": gettext_noop("name written alike"),
    "name-different": gettext_noop("different name"),
    "given-same": gettext_noop("same given name"),
    "given-alike": gettext_noop("given name written alike"),
    "given-different": gettext_noop("different given name"),
    "family-same": gettext_noop("same family name"),
    "family-alike": gettext_noop("family name written alike"),
    "family-different": gettext_noop("different family name"),
    "organisation-same": gettext_noop("same organisation"),
    "organisation-alike": gettext_noop("organisation written alike"),
    "organisation-different": gettext_noop("different organisation"),
    "mail-same": gettext_noop("same mail address"),
    "mail-alike": gettext_noop("mail address alike"),
    "mail-different": gettext_noop("different mail address"),
    "phone-same": gettext_noop("same telephone number"),
    "phone-alike": gettext_noop("telephone number with the same end"),
    "phone-different": gettext_noop("different telephone number"),
    "street-same": gettext_noop("same street"),
    "street-alike": gettext_noop("street written alike"),
    "street-different": gettext_noop("different street"),
    "extra-same": gettext_noop("same addition to the address"),
    "extra-alike": gettext_noop("addition to the address alike"),
    "extra-different": gettext_noop("different addition to the address"),
    "place-same": gettext_noop("same place"),
    "place-alike": gettext_noop("place alike"),
    "place-different": gettext_noop("different place"),
    "birthday-same": gettext_noop("same birthday"),
    "birthday-alike": gettext_noop("birthday alike"),
    "birthday-different": gettext_noop("different birthday"),
}
# From here on it is said so (MODELS.md; the others are guesses).
_LIKELY = (
    (0.99, gettext_noop("Almost certainly one person")),
    (0.9, gettext_noop("Probably one person")),
    (0.5, gettext_noop("Perhaps one person")),
    (0.0, gettext_noop("Hardly one person; an import was in doubt")),
)


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that speaks for or against; ``code`` is stable, such as mail-same."""

    code: str
    text: str


def likely_text(probability: float) -> str:
    """Say how likely it is that two are one person."""
    return next(gettext(text) for least, text in _LIKELY if probability >= least)


def signs(
    levels: Sequence[int], weights: Sequence[float]
) -> tuple[tuple[Sign, ...], tuple[Sign, ...]]:
    """Say what speaks for one person and what against, the weightiest first.

    Args:
        levels: how alike each field is.
        weights: what each says, in bits; above 0 speaks for one person.
    """
    fields = dict(zip(FIELDS, zip(levels, weights, strict=True), strict=True))
    given, family = fields["given"], fields["family"]
    if levels[GIVEN] == levels[FAMILY]:
        del fields["given"], fields["family"]
        fields["name"] = given[0], given[1] + family[1]
    told = sorted(fields.items(), key=lambda field: -abs(field[1][1]))
    found = [
        (_sign(f"{name}-{_LEVELS[level]}"), weight, level)
        for name, (level, weight) in told
        if level in _LEVELS
    ]
    # What is alike and yet no sign of one person is nothing to be told.
    speaks_for = tuple(s for s, weight, level in found if weight > 0 and level >= NEAR)
    against = tuple(
        s for s, weight, level in found if weight < 0 and level == DIFFERENT
    )
    return speaks_for, against


def _sign(code: str) -> Sign:
    return Sign(code, gettext(_WORDS[code]))
