"""A book in arrays for the tests beside this file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from kontor.core.connections.strength import strength_keys
from kontor.core.connections.whom import Candidates

TODAY = date(2026, 6, 30)
T = TODAY.toordinal()


@dataclass
class Somebody:
    """One person; ``ago`` lists how many days ago there was contact."""

    id: int
    ago: tuple[int, ...] = ()
    weight: float = 1.0
    known: int = 0
    value: float = 1.0
    rhythm: int = 0
    eligible: bool = True
    pinned: bool = False
    suggested: int | None = None
    unanswered: int = 0
    minutes: float = 10.0
    bridge: float = 1.0


def book(*people: Somebody) -> Candidates:
    """Lay people out in columns."""
    index = [i for i, one in enumerate(people) for _ in one.ago]
    day = [T - ago for one in people for ago in one.ago]
    weight = [one.weight for one in people for _ in one.ago]
    first = [T - max(one.ago) if one.ago else 0 for one in people]
    return Candidates(
        id=np.array([one.id for one in people], np.int64),
        strength_key=strength_keys(
            np.array(index, np.int64), np.array(day, np.int64),
            np.array(weight, np.float64), 30.0, len(people),
        ),
        first_touch=np.array(first, np.int64),
        last_touch=np.array([T - min(p.ago) if p.ago else 0 for p in people], np.int64),
        touch_days=np.array([len(set(one.ago)) for one in people], np.int64),
        since=np.array(
            [f or T - one.known for f, one in zip(first, people, strict=True)], np.int64
        ),
        value=np.array([one.value for one in people], np.float64),
        rhythm_days=np.array([one.rhythm for one in people], np.int64),
        eligible=np.array([one.eligible for one in people], np.bool_),
        pinned=np.array([one.pinned for one in people], np.bool_),
        last_suggested=np.array(
            [0 if p.suggested is None else T - p.suggested for p in people], np.int64
        ),
        unanswered=np.array([one.unanswered for one in people], np.int64),
        minutes=np.array([one.minutes for one in people], np.float64),
        bridge=np.array([one.bridge for one in people], np.float64),
    )  # fmt: skip
