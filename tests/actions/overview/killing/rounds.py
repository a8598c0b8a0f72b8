"""Rounds of killing: each begins with the same folder and ends with a look at it.

The act is done by a forked child, so a round costs no start of Python. When it is
killed is chosen by chance over the time that the act takes.
"""

from __future__ import annotations

import gc
import os
import random
import select
import shutil
import signal
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Protocol

from django.core.management import call_command
from django.db import connection, connections

# So much later than the act takes the last ones are killed.
LATEST = 1.1
SECONDS = 60.0


class Act(Protocol):
    """Something that a user does, and what may be found of it after a kill.

    Made in an empty database; what it makes there is the start of every round.
    """

    def once(self) -> None:
        """Do it."""

    def remember(self) -> None:
        """Note what it comes to when nobody disturbs it."""

    def look(self, chance: random.Random) -> str:
        """Start Kontor anew and say how far the act came.

        Sees that the book is whole, and that what was begun can be finished or
        undone, as chance has it.
        """


def kill_all(
    acts: Iterable[tuple[str, Callable[[], Act], int]], place: Path, *, seed: str
) -> Iterator[tuple[str, dict[str, int]]]:
    """Kill each of some acts so often; count what it was found to be.

    Args:
        acts: each with its name and how often it is to be killed.
        place: a folder; what is killed works in ``now`` below it.

    Yields:
        An act's name with its counts, none where a fault was found.
    """
    call_command("migrate", verbosity=0)
    _put(place, "now", "empty")
    for name, make, rounds in acts:
        _put(place, "empty", "now")
        try:
            act = make()
            _put(place, "now", "start")
            # Undisturbed, so that all modules are there, and to know what comes of it.
            act.once()
            act.remember()
            # A child need not copy what it merely looks at.
            gc.freeze()
            yield name, _kill_often(act, place, rounds, seed)
        except Exception as error:
            error.add_note(f"The act is {name}, its seed {seed}.")
            traceback.print_exc()
            yield name, {}


def _kill_often(act: Act, place: Path, rounds: int, seed: str) -> dict[str, int]:
    found: Counter[str] = Counter()
    longest = SECONDS
    for number in range(rounds + 1):
        chance = random.Random(f"{seed} {number}")  # noqa: S311 - no secret
        # The first one is left alone: it tells how long the act takes.
        moment = chance.uniform(0, LATEST * longest) if number else SECONDS
        _put(place, "start", "now")
        took = _kill(act.once, moment)
        # To be looked at where a fault is found.
        killed = f"killed-{type(act).__name__}-{number}"
        _put(place, "now", killed)
        try:
            found[act.look(chance)] += 1
        except Exception as error:
            error.add_note(
                f"Round {number}, killed after {moment:.4f} s of {longest:.4f} s. The "
                f"folder as the kill left it is {place / killed}."
            )
            raise
        shutil.rmtree(place / killed)
        # Other programs make the machine now slower, now faster.
        if took is not None:
            longest = max(took, 0.8 * longest) if number else took
        elif moment > longest:
            longest = LATEST * moment
    return dict(found)


def _put(place: Path, source: str, target: str) -> None:
    """Make a folder what another one is."""
    # With nobody at the database all of it is in its file.
    connections.close_all()
    shutil.rmtree(place / target, ignore_errors=True)
    shutil.copytree(place / source, place / target)


def _kill(once: Callable[[], None], after: float) -> float | None:
    """Let a process do an act, and kill it in the midst of it.

    Returns:
        How long the act took, where it was finished before.
    """
    connections.close_all()
    told, tells = os.pipe()
    child = os.fork()
    if child == 0:
        _do(once, tells)
    os.close(tells)
    try:
        assert os.read(told, 1) == b"."
        began = time.monotonic()
        ended, _, _ = select.select([told], [], [], after)
        took = time.monotonic() - began
        # Where it ended by itself, it must be because it is done.
        assert not ended or os.read(told, 1) == b"!"
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(told)
    return took if ended else None


def _do(once: Callable[[], None], tells: int) -> None:
    """Do it in the child, say so, and wait to be killed."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        connection.ensure_connection()
        os.write(tells, b".")
        once()
        os.write(tells, b"!")
        time.sleep(2 * SECONDS)
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(1)
