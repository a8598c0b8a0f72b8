"""Acts killed with SIGKILL at random moments; the book must be whole after each.

Run by hand with any number of rounds, on a book of its own in an empty folder:

    KONTOR_DATA=$(mktemp -d) python -m tests.actions.overview.killing merge 500

Prints how often the act was found undone, done and under way, as JSON.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kontor.settings")
django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection, connections, transaction  # noqa: E402

from kontor.actions.accounts.books import local_account, open_book  # noqa: E402
from kontor.actions.connections.people import add_person  # noqa: E402
from kontor.actions.connections.pieces import Point, Work  # noqa: E402
from kontor.actions.connections.ties import add_tie  # noqa: E402
from kontor.actions.connections.touches import log_touch  # noqa: E402
from kontor.actions.overview.merge.merge import merge_people  # noqa: E402
from kontor.actions.overview.merge.search import (  # noqa: E402
    CLAIM,
    look_through,
    waiting,
    want_search,
)
from kontor.actions.overview.undo import undo  # noqa: E402
from kontor.lib.hand import Hand  # noqa: E402
from kontor.records.models import DuplicateSearch, Likeness, Person  # noqa: E402
from tests.records.ledger import check, ledger  # noqa: E402

MOMENT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
TOUCHES = 60
TWINS = 60
Act = Callable[[], Any]
Look = Callable[[], str]


def main(act: str, rounds: int) -> None:
    """Kill an act so often, and say what it was found to be."""
    call_command("migrate", verbosity=0)
    once, look = ACTS[act]()
    # The whole of an act, from a first run that nobody disturbs.
    began = time.monotonic()
    once()
    longest = 1.5 * (time.monotonic() - began)
    found = Counter([look()])
    chance = random.Random(act)  # noqa: S311 - which moment is no secret
    for _ in range(rounds):
        _kill(once, chance.uniform(0, longest))
        _is_sound()
        found[look()] += 1
    print(json.dumps(found))


def _kill(once: Act, after: float) -> None:
    """Let a process do an act over and over, and kill it in the midst of it."""
    connections.close_all()
    begun, begins = os.pipe()
    child = os.fork()
    if child == 0:
        connection.ensure_connection()
        os.write(begins, b".")
        while True:
            once()
    os.read(begun, 1)
    time.sleep(after)
    os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    # It must not have ended by itself.
    assert os.WTERMSIG(status) == signal.SIGKILL, status
    os.close(begun)
    os.close(begins)


def _is_sound() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        assert cursor.fetchall() == [("ok",)]


def _opened() -> tuple[int, Hand]:
    hand = Hand(local_account(Hand(None, MOMENT)), MOMENT)
    number = open_book(hand.account_id or 0, hand=hand, name="B", owner="Anna Ahlers")
    return number, hand


@transaction.atomic
def _merging() -> tuple[Act, Look]:
    """Merge two people with a long past, and take it back."""
    book, hand = _opened()
    ben = add_person(book, hand=hand, name="Ben Brandt").uid
    pair = [
        add_person(
            book,
            hand=hand,
            name=name,
            emails=[Point(f"{name.split()[0].lower()}@eller.example")],
            work=[Work("Eller Druck", "Chef")],
            tags=["Chor", name],
        ).uid
        for name in ("Emil Eller", "E. Eller")
    ]
    for number in range(TOUCHES):
        whom = [pair[number % 2], *([ben] if number % 3 else [])]
        day = MOMENT.date() - timedelta(days=number)
        log_touch(book, whom, hand=hand, day=day, channel="call")
    add_tie(book, pair[1], ben, hand=hand)
    two = ledger(book)
    merged: list[Any] = []

    def once() -> None:
        if Person.objects.filter(uid=pair[1]).exists():
            merge_people(book, *pair, hand=hand)
        else:
            undo(book, hand=hand, again=False)

    def look() -> str:
        """Find either two whole people or one, who becomes the same two again."""
        check(book)
        if ledger(book) == two:
            return "two"
        merged.append(ledger(book))
        assert merged[0] == merged[-1]
        assert undo(book, hand=hand).kept == []
        assert ledger(book) == two
        return "one"

    return once, look


@transaction.atomic
def _searching() -> tuple[Act, Look]:
    """Search a book for its pairs."""
    book, hand = _opened()
    for number in range(TWINS):
        for mail in ("privat", "arbeit"):
            add_person(
                book, hand=hand, name=f"N{number:03} Eller", phones=[
                    Point(f"+49 451 1000{number:03}")
                ], emails=[Point(f"{mail}{number}@eller.example")],
            )  # fmt: skip
    expected = look_through(book, hand=hand)
    assert expected >= TWINS
    Likeness.objects.all().delete()

    def once() -> None:
        want_search(book)
        look_through(book, hand=hand)

    def look() -> str:
        """Find all pairs or none, and what was begun begun anew."""
        count = Likeness.objects.count()
        assert count in {0, expected}
        state = DuplicateSearch.objects.get(book=book)
        under_way = state.claimed_until is not None
        later = Hand(hand.account_id, hand.moment + CLAIM)
        if state.state == "wanted":
            assert waiting(later.moment) == [book]
        assert look_through(book, hand=later) == expected
        state.refresh_from_db()
        assert (state.state, state.claimed_until) == ("done", None)
        Likeness.objects.all().delete()
        return "under way" if under_way else "found" if count else "wanted"

    return once, look


ACTS: dict[str, Callable[[], tuple[Act, Look]]] = {
    "merge": _merging,
    "search": _searching,
}

if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
