"""How fast distinct people are counted and the best mix of groups is found.

``python bench/mix.py [--groups 200] [--people 100000] [--memberships 1000000]`` makes
memberships of very unequal groups and prints JSON: milliseconds of the union, of what
each group adds beyond all others, and of the best mix of all groups (best of three),
beside plain Python on sets that gives the same result.
"""

from __future__ import annotations

import argparse
import json
import time
from typing import TYPE_CHECKING, Any

import numpy as np

from kontor.core.groups.overlap import added, best_mix, union

if TYPE_CHECKING:
    from collections.abc import Callable

    from kontor.core.connections.columns import Flags, Ints

WANTED = 0.2


def made(groups: int, people: int, memberships: int, seed: int) -> tuple[Ints, Ints]:
    """Make memberships: the sizes are log-normal, and some people join everything."""
    chance = np.random.default_rng(seed)
    size = chance.lognormal(0, 1, groups)
    size = np.minimum((memberships * size / size.sum()).astype(np.int64) + 1, people)
    group = np.repeat(np.arange(groups), size)
    person = (people * chance.beta(0.7, 1.4, len(group))).astype(np.int64)
    order = chance.permutation(len(group))
    return group[order], person[order]


def of_sets(members: list[set[int]]) -> tuple[int, list[int], list[tuple[int, int]]]:
    """Do the same on Python sets: union, what each adds, the mix by looking at all."""
    everybody = set().union(*members)
    times: dict[int, int] = {}
    for group in members:
        for person in group:
            times[person] = times.get(person, 0) + 1
    alone = [sum(times[person] == 1 for person in group) for group in members]
    left, mix = {g: set(m) for g, m in enumerate(members)}, []
    while left:
        best = max(left, key=lambda g: (len(left[g]), -g))
        if not left[best]:
            break
        taken = left.pop(best)
        mix.append((best, len(taken)))
        for group in left.values():
            group -= taken
    return len(everybody), alone, mix


def timed(work: Callable[[], Any], times: int = 1) -> tuple[float, Any]:
    """Give the shortest time in milliseconds, and the result."""
    shortest, result = float("inf"), None
    for _ in range(times):
        begun = time.perf_counter()
        result = work()
        shortest = min(shortest, time.perf_counter() - begun)
    return round(shortest * 1000, 1), result


def measure(group: Ints, person: Ints, wanted: Flags, groups: int) -> dict[str, Any]:
    """Measure ours and plain sets on the same memberships."""
    union_ms, all_of_them = timed(lambda: union(person, wanted), 3)
    added_ms, alone = timed(lambda: added(group, person, wanted, groups), 3)
    mix_ms, mix = timed(lambda: best_mix(group, person, wanted), 3)
    members: list[set[int]] = [set() for _ in range(groups)]
    for g, p in zip(group.tolist(), person.tolist(), strict=True):
        if wanted[p]:
            members[g].add(p)
    sets_ms, plain = timed(lambda: of_sets(members))
    ours = (all_of_them, alone.tolist(), [(g, int(gain)) for g, gain in mix])
    return {
        "ms": {
            "union": union_ms,
            "added": added_ms,
            "best_mix": mix_ms,
            "together": round(union_ms + added_ms + mix_ms, 1),
            "python_sets": sets_ms,
        },
        "same_result": ours == plain,
        "union": all_of_them,
        "chosen": len(mix),
    }


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, measure, print JSON."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--groups", type=int, default=200)
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--memberships", type=int, default=1_000_000)
    parser.add_argument("--wanted", choices=("some", "all"), default="all")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args(arguments)
    group, person = made(asked.groups, asked.people, asked.memberships, asked.seed)
    wanted = np.ones(asked.people, np.bool_)
    if asked.wanted == "some":
        wanted = np.random.default_rng(asked.seed).random(asked.people) < WANTED
    result = {"groups": asked.groups, "people": asked.people, "rows": len(group)}
    print(json.dumps(result | measure(group, person, wanted, asked.groups), indent=2))


if __name__ == "__main__":
    main()
