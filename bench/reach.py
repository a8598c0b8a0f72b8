"""How well the size of a pool is foreseen from a few members seen of each group.

``python bench/reach.py [MEMBERSHIPS.csv] [--seed 1]`` with columns member_id, group_id;
without a file, memberships are made (``--groups``, ``--people``). Segments of several
shares are planted: each group has a tendency of its own, drawn from a Beta about the
share, and a person belongs to the segment with the mean tendency of their groups. All
but n members of each larger group are hidden, at random, ``--rounds`` times.

Prints JSON: root mean squared error of the pool by raw counting ``N k / n``, Laplace
``N (k + 1) / (n + 2)`` and ours; the share of pools inside our 90 % range; by how much
the sum of all pools is more than the distinct people in them. docs/sources.md#reach
has the results.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kontor.core.groups.overlap import union
from kontor.core.groups.reach import fit, pools

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontor.core.connections.columns import Flags, Floats, Ints

SEEN = (3, 5, 10, 20)
SHARES = (0.05, 0.1, 0.2, 0.3)
COLUMNS = ("member_id", "group_id")
WAYS = ("raw", "laplace", "ours")


class Memberships(NamedTuple):
    """Who is in which group, each pair once; arrays of shape (n,)."""

    group: Ints
    person: Ints

    def sizes(self) -> Ints:
        """Members of each group."""
        return np.bincount(self.group)


class Guesses(NamedTuple):
    """One entry per group and round: the errors of each way, and range held or not."""

    errors: Floats
    inside: Flags


def read(path: Path) -> Memberships:
    """Read memberships; rows that cannot be used are counted on the error output."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = csv.DictReader(file)
        if missing := set(COLUMNS) - set(rows.fieldnames or ()):
            sys.exit(f"{path.name} has no column {', '.join(sorted(missing))}.")
        pairs = [tuple((row[c] or "").strip() for c in COLUMNS) for row in rows]
    good = [pair for pair in pairs if all(pair)]
    if len(good) < len(pairs):
        print(
            f"{len(pairs) - len(good)} rows left out: an id is blank.", file=sys.stderr
        )
    if not good:
        sys.exit(f"{path.name} has no memberships.")
    return indexed(good)


def indexed(pairs: Iterable[tuple[str, ...]]) -> Memberships:
    """Number people and groups; a pair that comes twice counts once."""
    people, groups = (np.array(x) for x in zip(*sorted(set(pairs)), strict=True))
    return Memberships(
        np.unique(groups, return_inverse=True)[1],
        np.unique(people, return_inverse=True)[1],
    )


def made(groups: int, people: int, chance: np.random.Generator) -> Memberships:
    """Make groups of log-normal sizes in a world where like people meet.

    People and groups stand on a circle; a group's members are near it, so those who
    share one group are likely to share another.
    """
    sizes = np.clip(chance.lognormal(3.5, 1, groups), 4, people / 2).astype(np.int64)
    group = np.repeat(np.arange(groups), sizes)
    place = chance.random(groups)[group] + chance.normal(0, 0.1, len(group))
    person = (place % 1 * people).astype(np.int64)
    return Memberships(*np.unique(np.stack((group, person)), axis=1))


def plant(
    table: Memberships, share: float, homophily: float, chance: np.random.Generator
) -> Flags:
    """Give who is in a segment: groups differ by ``homophily``, as Coleman's H.

    Tendencies vary by ``H * share * (1 - share)``, so their Beta weighs ``1 / H - 1``.
    """
    weight = 1 / homophily - 1
    tendency = chance.beta(share * weight, (1 - share) * weight, len(table.sizes()))
    groups = np.maximum(np.bincount(table.person), 1)
    p = np.bincount(table.person, tendency[table.group]) / groups
    return np.asarray(chance.random(len(p)) < p)


def likeness(table: Memberships, planted: Flags) -> float:
    """Measure Coleman's H inside the groups: how much more alike than by chance."""
    sizes, count = table.sizes(), np.bincount(table.group, planted[table.person])
    share = float(count.sum() / sizes.sum())
    pairs = float(count @ (sizes - 1))
    if pairs == 0 or share == 1:
        return 0.0
    return (float(count @ (count - 1)) / pairs - share) / (1 - share)


def glance(
    table: Memberships, planted: Flags, n: int, chance: np.random.Generator
) -> Guesses:
    """See n members of each larger group and guess its pool in every way."""
    sizes = table.sizes()
    order = np.lexsort((chance.random(len(table.group)), table.group))
    group, hit = table.group[order], planted[table.person[order]]
    rank = np.arange(len(group)) - (np.cumsum(sizes) - sizes)[group]
    asked = sizes > n
    k = np.bincount(group, hit & (rank < n))[asked].astype(np.int64)
    total, truth = sizes[asked], np.bincount(group, hit)[asked]
    seen = np.full(len(k), n)
    found = pools(k, seen, total, fit(k, seen))
    guesses = (total * k / n, total * (k + 1) / (n + 2), found.expected)
    inside = (found.low <= truth) & (truth <= found.high)
    return Guesses(np.stack(guesses) - truth, inside)


def measure(
    table: Memberships, homophily: float, rounds: int, chance: np.random.Generator
) -> dict[str, Any]:
    """Plant each segment, look at every group with n members seen, and sum up."""
    found: dict[int, list[Guesses]] = {n: [] for n in SEEN}
    alike, over = [], []
    for share in SHARES * rounds:
        planted = plant(table, share, homophily, chance)
        summed = int(planted[table.person].sum())
        over.append(summed / max(union(table.person, planted), 1) - 1)
        alike.append(likeness(table, planted))
        for n in SEEN:
            found[n].append(glance(table, planted, n, chance))
    inside = {n: np.concatenate([g.inside for g in found[n]]) for n in SEEN}
    return {
        "rmse": {str(n): _rmse(found[n]) for n in SEEN if len(inside[n])},
        "coverage": round(float(np.concatenate(list(inside.values())).mean()), 4),
        "overcount": round(float(np.mean(over)), 4),
        "coverage_by_seen": {
            str(n): round(float(inside[n].mean()), 4) for n in SEEN if len(inside[n])
        },
        "homophily": round(float(np.mean(alike)), 4),
    }


def _rmse(guesses: list[Guesses]) -> dict[str, float]:
    errors = np.concatenate([g.errors for g in guesses], axis=1)
    roots = np.sqrt((errors**2).mean(axis=1))
    return {way: round(float(x), 3) for way, x in zip(WAYS, roots, strict=True)}


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("file", type=Path, nargs="?", help="member_id,group_id")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=10, help="of each segment")
    parser.add_argument("--groups", type=int, default=235, help="without a file")
    parser.add_argument("--people", type=int, default=12_000, help="without a file")
    parser.add_argument(
        "--homophily", type=float, default=0.05, help="how far groups differ, 0 to 1"
    )
    asked = parser.parse_args(arguments)
    if not 0 < asked.homophily < 1:
        parser.error("--homophily lies between 0 and 1.")
    if asked.file and not asked.file.is_file():
        parser.error(f"There is no file {asked.file}.")
    begun = time.perf_counter()
    chance = np.random.default_rng(asked.seed)
    table = read(asked.file) if asked.file else made(asked.groups, asked.people, chance)
    sizes = table.sizes()
    if sizes.max() <= min(SEEN):
        sys.exit(f"No group has more than {min(SEEN)} members.")
    result = measure(table, asked.homophily, asked.rounds, chance)
    result |= {
        "groups": len(sizes),
        "people": len(np.unique(table.person)),
        "memberships": len(table.group),
        "median_size": float(np.median(sizes)),
        "largest": int(sizes.max()),
        "seconds": round(time.perf_counter() - begun, 2),
    }
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
