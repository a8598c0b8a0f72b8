"""What is derived of somebody new, straight from what their record says."""

from __future__ import annotations

from itertools import repeat
from operator import itemgetter
from typing import TYPE_CHECKING

from kontor.actions.overview.imports.expected import tagged
from kontor.actions.overview.imports.hanging import POINTS
from kontor.records.derived import Named, Surroundings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.exchange.facts import Facts
    from kontor.records.derived import Job

_PARTS = ("display", "given", "family", "nickname", "prefix", "note")
_PLACE = ("street", "postal_code", "city", "country")


def named_of(facts: Facts) -> Named:
    """Give the columns of a person that texts are derived from."""
    display, given, family, nickname, prefix, note = map(facts.get, _PARTS, repeat(""))
    secret = facts.get("secrecy") == "confidential"
    return Named(display, given, family, nickname, prefix, note, secret)


def around_of(facts: Facts, tag: str, jobs: Sequence[Job]) -> Surroundings:
    """Give what will hang on a person.

    Args:
        tag: of the whole import, or "".
        jobs: as the book has them.
    """
    numbered = [
        (position, (kind, point["value"], point["key"]))
        for field, kind in POINTS
        for position, point in enumerate(facts.get(field, ()))
    ]
    # As when they are derived anew: the first of each kind come first.
    points = [point for _, point in sorted(numbered, key=itemgetter(0))]
    words = list(tagged(facts, tag).get("tags", ()))
    for place in facts.get("addresses", ()):
        words += [place[part] for part in _PLACE if part in place]
    return Surroundings(jobs, points, words)
