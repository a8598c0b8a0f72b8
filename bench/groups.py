"""How quick the page of networks is, and how quick its figures are.

    python bench/groups.py --groups 200 --memberships 20000 --people 10000

Prints JSON, p50 and p95 in milliseconds. "report" is the comparison of all networks
after any change to the book, everything reckoned anew; "report_again" is the same
where nothing has changed; "page" is the page over loopback with one client,
"page_after_change" where a contact was noted before each. "naive" counts members
known, members in a segment, those no other network has and the union in plain Python
with one query for each network: no ranges, hours or money. All are of one run, and
"same_counts" tells whether both ways agree.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any
from uuid import uuid4

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import pages

TRADES = (
    "Lawyer", "Roofer", "Printer", "Tax adviser", "Property manager", "Estate agent",
    "Baker", "Notary", "Potter", "Optician", "Joiner", "Architect", "Coach",
    "Developer", "Photographer", "Electrician", "Gardener", "Caterer", "Broker",
    "Translator",
)  # fmt: skip
# Whom the owner looks for: one in ten, and one in twenty.
SEGMENTS = {"Houses": ["Property manager", "Estate agent"], "Law": ["Lawyer"]}
KINDS = ("chamber", "leads", "association", "event", "online", "circle")
GATHERINGS = 20
# Like attracts like: so many of a group come from its own part of the book.
OWN_PART = 0.6
PARTS = 20
# In a book where nothing is asked again, one reckoning each.
COLD = 20


def main(words: list[str] | None = None) -> None:
    """Fill a book, count both ways, start the server and ask it for the page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--groups", type=int, default=200)
    parser.add_argument("--memberships", type=int, default=20_000)
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=pages.ROUNDS)
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="kontor-bench-") as folder:
        os.environ["KONTOR_DATA"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "kontor.settings"
        facts = pages._fill(asked.people, 1)
        book = int(facts["book"])
        make_groups(book, asked.groups, asked.memberships)
        result = {
            "groups": asked.groups,
            "memberships": asked.memberships,
            "people": asked.people,
            **count_both_ways(book, COLD),
            **_over_loopback(book, asked.rounds),
        }
    print(json.dumps(result, indent=2))


def make_groups(book: int, groups: int, memberships: int) -> None:
    """Write groups of unequal sizes, who is in them, gatherings and segments."""
    from kontor.actions.groups.segments import add_segment
    from kontor.lib.hand import Hand
    from kontor.records import bulk
    from kontor.records.models import (
        Attendance,
        Book,
        Deed,
        Gathering,
        Group,
        Membership,
        Person,
    )

    row = Book.objects.get(pk=book)
    deed = Deed.objects.filter(book=row).order_by("pk")[0]
    hand = Hand(deed.account_id, deed.moment)
    today = hand.today(row.time_zone)
    for name, trades in SEGMENTS.items():
        add_segment(book, hand=hand, name=name, trades=trades)
    chance = Random(1)
    fixed: dict[str, Any] = {"book_id": book, "deed_id": deed.pk}
    owner = Person.objects.get(book=book, is_owner=True).pk
    people = list(
        Person.objects.filter(book=book, is_owner=False)
        .order_by("pk")
        .values_list("pk", flat=True)
    )
    keys = list(bulk.reserve(Group, groups))
    bulk.insert(
        Group,
        ["id", "uid", "name", "folded", "kind", "size", "minutes", "joined_on"],
        [
            (key, uuid4(), f"Group {n:03}", f"group {n:03}", KINDS[n % len(KINDS)],
             4 * memberships // groups, 90, today - timedelta(days=700))
            for n, key in enumerate(keys)
        ],
        **fixed,
    )  # fmt: skip
    pairs = _pairs(chance, groups, memberships, people)
    trade = {person: chance.choice(TRADES) for person in people}
    bulk.insert(
        Membership,
        ["group_id", "person_id", "trade"],
        [(keys[group], person, trade[person]) for group, person in pairs],
        **fixed,
    )
    held = _held(chance, keys, today)
    bulk.insert(
        Gathering,
        ["id", "uid", "group_id", "day"],
        [
            (key, uuid4(), *where)
            for key, where in zip(bulk.reserve(Gathering, len(held)), held, strict=True)
        ],
        **fixed,
    )
    rows = Gathering.objects.filter(book=book).values_list("pk", flat=True)
    came = [(key, owner, chance.choice(("present", "absent"))) for key in rows]
    columns = ["gathering_id", "person_id", "state"]
    bulk.insert(Attendance, columns, came, **fixed)


def _pairs(
    chance: Random, groups: int, memberships: int, people: list[int]
) -> list[tuple[int, int]]:
    """Draw who is in which group: group n is the larger the smaller n is."""
    weights = [1 / (n + 10) for n in range(groups)]
    part = max(len(people) // PARTS, 1)
    found: dict[tuple[int, int], None] = {}
    while len(found) < min(memberships, groups * len(people) // 2):
        group = chance.choices(range(groups), weights)[0]
        begin = group % PARTS * part
        own = people[begin : begin + part] or people
        found[group, chance.choice(own if chance.random() < OWN_PART else people)] = (
            None
        )
    return list(found)


def _held(chance: Random, keys: list[int], today: date) -> list[tuple[int, date]]:
    return [
        (key, today - timedelta(days=1 + n * 30 + chance.randrange(20)))
        for key in keys
        for n in range(GATHERINGS)
    ]


def count_both_ways(book: int, rounds: int) -> dict[str, Any]:
    """Time the report anew, the report again and plain counting; compare them."""
    from kontor.records.models import Book
    from kontor.reports.groups.groups import groups
    from kontor.reports.groups.sheet import forget

    today = _today(Book.objects.get(pk=book).time_zone)

    def anew() -> Any:
        forget()
        return groups(book, today=today)

    view, cold = _timed(anew, rounds)
    _, warm = _timed(lambda: groups(book, today=today), rounds)
    (known, inside, added, union), plain = _timed(lambda: naive(book), 3)
    ours = {
        row.uid: (row.known, row.target.card.in_segment, row.added)
        for row in view.rows
        if row.target
    }
    theirs = {uid: (known[uid], inside[uid], added[uid]) for uid in known}
    return {
        "same_counts": ours == theirs and view.union == union,
        "union": union,
        "report": pages._figures(cold),
        "report_again": pages._figures(warm),
        "naive": pages._figures(plain),
    }


def naive(
    book: int,
) -> tuple[dict[str, int], dict[str, int], dict[str, int], int]:
    """Count known members, those in a segment, those added and the union, plainly."""
    from kontor.records.models import Group

    wanted = {trade for trades in SEGMENTS.values() for trade in trades}
    people: dict[str, dict[int, str]] = {}
    for group in Group.objects.filter(book=book):
        rows = group.memberships.filter(standing="member").select_related("person")
        people[str(group.uid)] = {row.person.pk: row.trade for row in rows}
    inside = {
        uid: {person for person, trade in there.items() if trade in wanted}
        for uid, there in people.items()
    }
    added = {
        uid: sum(
            all(person not in other for key, other in inside.items() if key != uid)
            for person in there
        )
        for uid, there in inside.items()
    }
    return (
        {uid: len(there) for uid, there in people.items()},
        {uid: len(there) for uid, there in inside.items()},
        added,
        len(set().union(*inside.values())),
    )


def _timed(act: Callable[[], Any], rounds: int) -> tuple[Any, list[float]]:
    found, times = None, []
    for _ in range(max(rounds, 2)):
        began = time.perf_counter()
        found = act()
        times.append((time.perf_counter() - began) * 1_000)
    return found, times


def _over_loopback(book: int, rounds: int) -> dict[str, Any]:
    command = [
        sys.executable, "-c", "from kontor.cli.main import run; run()",
        "start", "--no-browser", "--port", "0",
    ]  # fmt: skip
    server = pages._Server(command, pages._kontor_port)
    try:
        cookie = pages._sign_in(server)
        path = f"/{book}/groups/"
        # The first request reads the templates.
        pages._times(server, [path], 2, cookie)
        changed = [_after_change(book, server, path, cookie) for _ in range(COLD)]
        return {
            "page": pages._figures(pages._times(server, [path], rounds, cookie)),
            "page_after_change": pages._figures(changed),
        }
    finally:
        server.stop()


def _after_change(book: int, server: pages._Server, path: str, cookie: str) -> float:
    from kontor.actions.connections.touches import log_touch
    from kontor.lib.hand import Hand
    from kontor.records.models import Book, Person

    row = Book.objects.get(pk=book)
    hand = Hand(row.keepers.get().account_id, _now())
    person = Person.objects.filter(book=book, is_owner=False)[0]
    log_touch(book, [str(person.uid)], hand=hand)
    return pages._times(server, [path], 1, cookie)[0]


def _now() -> Any:
    from kontor.cli.ground import now

    return now()


def _today(zone: str) -> date:
    from kontor.lib.hand import Hand

    return Hand(None, _now()).today(zone)


if __name__ == "__main__":
    main()
