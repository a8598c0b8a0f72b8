"""How well Kontor's figures foresee which ties stay active, on a log of mails.

``python bench/ties.py LOG [--cutoff DAY] [--horizon 90]`` with LOG = lines of
"from to unix_second", gzipped or plain. Two people have had contact on a day with at
least one mail either way. At the beginning of the cut-off day every owner's ties of
two or more days of contact are ranked; a tie is active if there was contact within the
horizon. Owners need ten ties, two of them active and two lapsed.

Prints JSON: means over owners of the area under the curve (1 perfect, .5 chance) of
each figure, and of the Brier score of the probability (0 perfect). Half-life and prior
are learned from the cut-off one horizon earlier, whose outcomes end where the measured
ones begin. docs/sources.md#yardstick has the results.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kontor.core.connections.fit import Fitted, Outcomes, fit, outcomes
from kontor.core.connections.probability import Prior, p_active
from kontor.core.connections.ranking import auc_by_owner, telling
from kontor.core.connections.strength import HALF_LIFE, ContactDays, contact_days

if TYPE_CHECKING:
    from kontor.core.connections.columns import Flags, Floats, Ints

FIXED_REMINDER = 30
_EPOCH = date(1970, 1, 1).toordinal()


class Log(NamedTuple):
    """Contact between pairs, seen from both sides: one tie per owner and other."""

    owner: Ints
    days: ContactDays
    first: int
    last: int


def read(path: Path) -> Log:
    """Read a log of mails; days are epoch days (second // 86400)."""
    raw = path.read_bytes()
    text = gzip.decompress(raw) if raw[:2] == b"\x1f\x8b" else raw
    sender, receiver, second = np.array(text.split(), np.int64).reshape(-1, 3).T
    other = sender != receiver
    sender, receiver, day = sender[other], receiver[other], second[other] // 86_400
    people, index = np.unique(np.concatenate((sender, receiver)), return_inverse=True)
    one, two = np.split(index, 2)
    pairs = np.concatenate((one * len(people) + two, two * len(people) + one))
    pair, tie = np.unique(pairs, return_inverse=True)
    days = contact_days(tie, np.tile(day, 2) + _EPOCH, np.ones(len(tie)))
    return Log(pair // len(people), days, int(day.min()), int(day.max()))


def median_gaps(ties: Outcomes) -> Floats:
    """Give the median of the days between contacts of each tie, shape (n,)."""
    person, gap = ties.days.person[1:], np.diff(ties.days.day)
    same = person == ties.days.person[:-1]
    person, gap = person[same], gap[same]
    order = np.lexsort((gap, person))
    person, gap = person[order], gap[order]
    start = np.searchsorted(person, ties.tie)
    count = ties.touch_days - 1
    middle = gap[start + (count - 1) // 2] + gap[start + count // 2]
    return np.asarray(middle / 2, np.float64)


def scores(ties: Outcomes, learned: Fitted, horizon: int) -> dict[str, Floats]:
    """Give every figure by which ties may be ranked, higher for the likelier."""
    silence = ties.day.toordinal() - ties.last
    fitted = ties.strengths(learned.half_life)
    odds = p_active(fitted, ties.age(), learned.half_life, learned.prior, horizon)
    return {
        "recency": -silence.astype(np.float64),
        "fixed_30": -(silence > FIXED_REMINDER).astype(np.float64),
        "overdue_ratio": -silence / median_gaps(ties),
        "strength_30": ties.strengths(30.0),
        "strength_fitted": fitted,
        "probability": odds,
    }


def brier(owner: Ints, active: Flags, p: Floats) -> float:
    """Give the mean over owners of the mean squared error of a probability."""
    ties = np.bincount(owner)
    error = np.bincount(owner, (p - active) ** 2)
    return float((error[ties > 0] / ties[ties > 0]).mean())


def measure(log: Log, cutoff: int, horizon: int) -> dict[str, Any]:
    """Measure every figure on one cut-off, an epoch day."""
    day = date.fromordinal(cutoff + _EPOCH)
    learned = fit(log.days, day, horizon, log.owner)
    used = learned or Fitted(HALF_LIFE, Prior(), 0)
    ties = outcomes(log.days, day, horizon)
    owner = log.owner[ties.tie]
    asked = telling(owner, ties.active)
    if not asked.any():
        sys.exit("No owner has ten ties of which two lasted and two lapsed.")
    owner, active = owner[asked], ties.active[asked]
    by_name = scores(ties, used, horizon)
    auc = {n: auc_by_owner(owner, active, s[asked]).mean() for n, s in by_name.items()}
    base = np.full(len(active), active.mean())
    return {
        "auc": {name: round(float(value), 4) for name, value in auc.items()},
        "brier": round(brier(owner, active, by_name["probability"][asked]), 4),
        "brier_of_the_mean": round(brier(owner, active, base), 4),
        "owners": len(np.unique(owner)),
        "ties": len(ties.tie) // 2,
        "ranked": len(owner),
        "active": round(float(active.mean()), 4),
        "fitted": {
            "half_life": used.half_life,
            "shape": round(used.prior.shape, 4),
            "rate": round(used.prior.rate, 2),
            "outcomes": used.outcomes,
            "cutoff": cutoff - horizon,
        },
    }


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("log", type=Path, help='lines "from to unix_second"')
    parser.add_argument(
        "--cutoff",
        type=int,
        help="epoch day, or counted from the first day of the log; "
        "without it, the last day whose horizon the log covers",
    )
    parser.add_argument("--horizon", type=int, default=90, help="days that follow")
    asked = parser.parse_args(arguments)
    begun = time.perf_counter()
    log = read(asked.log)
    cutoff = asked.cutoff
    if cutoff is None:
        cutoff = log.last + 1 - asked.horizon
    elif cutoff < log.first:
        cutoff += log.first
    result = measure(log, cutoff, asked.horizon)
    result |= {"cutoff": cutoff, "horizon": asked.horizon}
    result["seconds"] = round(time.perf_counter() - begun, 2)
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
