"""Kill acts with SIGKILL at random moments, in a folder of its own.

    python -m tests.actions.overview.killing [ROUNDS [ACT [SEED]]]

Without an act the rounds are shared among all. Prints for each act what it was found
to be and how often, as a line of JSON. A round that finds a fault tells its number
and seed and where the data folder lies as the kill left it.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

import django


def main(rounds: int = 200, act: str = "", seed: str = "1") -> int:
    """Kill each act so often; give 1 where a fault was found."""
    place = Path(tempfile.mkdtemp(prefix="kontor-killing-"))
    for name in [name for name in os.environ if name.startswith("KONTOR_")]:
        del os.environ[name]
    # SQLite, whatever other tests run on: a server survives whoever speaks to it.
    os.environ["KONTOR_DATA"] = str(place / "now" / "data")
    os.environ["DJANGO_SETTINGS_MODULE"] = "kontor.settings"
    django.setup()

    from tests.actions.overview.killing.acts import shared
    from tests.actions.overview.killing.rounds import kill_all

    # Commands speak to whoever uses them; this is for nobody but the test.
    out, sys.stdout = sys.stdout, Path(os.devnull).open("w")  # noqa: SIM115
    failed = False
    for name, found in kill_all(shared(rounds, act), place, seed=seed):
        print(json.dumps({"act": name, "found": found}), file=out, flush=True)
        failed = failed or not found
    if not failed:
        shutil.rmtree(place)
    return int(failed)


if __name__ == "__main__":
    rounds, *more = sys.argv[1:] or ["200"]
    sys.exit(main(int(rounds), *more))
