"""Find a Chromium or Chrome for the browser tests, or install one.

``python -m tools.chromium`` prints where it is; it installs one if there is none
and that is allowed, else it says what to do and fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import apt

if TYPE_CHECKING:
    from collections.abc import Iterator

VARIABLE = "KONTOR_CHROMIUM"
PACKAGE = "chromium"
COMMANDS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
# Under the root or the home folder (~); the first that runs is taken.
PLACES = (
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/lib/chromium/chromium",
    "/opt/google/chrome/chrome",
    "/snap/bin/chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "~/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
    "~/AppData/Local/Google/Chrome/Application/chrome.exe",
)
# Where playwright keeps the browsers that it has fetched itself.
FETCHED = (
    "~/.cache/ms-playwright",
    "~/Library/Caches/ms-playwright",
    "~/AppData/Local/ms-playwright",
)
INSIDE = (
    "chromium-*/chrome-linux*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
    "chromium-*/chrome-win*/chrome.exe",
)
HELP = (
    "The browser tests need Chromium or Chrome. None was found, and none can be "
    "installed from here. Install one (Debian: apt-get install chromium; Ubuntu, "
    "macOS, Windows: Chrome from google.com/chrome), or say where it is with "
    f"{VARIABLE}=/path/to/it, then run this again."
)


class NoBrowser(Exception):
    """There is no browser to test with; the text says what to do."""


def find() -> Path | None:
    """Find a browser that runs: as named in KONTOR_CHROMIUM, else anywhere usual.

    Raises:
        NoBrowser: KONTOR_CHROMIUM names something that is no such browser.
    """
    named = os.environ.get(VARIABLE, "")
    if named:
        if not _runs(Path(named)):
            message = f"{VARIABLE}: {named} is not a Chromium or Chrome that runs."
            raise NoBrowser(message)
        return Path(named)
    return next((place for place in _candidates() if _runs(place)), None)


def ensure() -> Path:
    """Find a browser, else install one.

    Raises:
        NoBrowser: there is none and none can be installed.
    """
    found = find()
    if not found and apt.install(PACKAGE):
        found = find()
    if not found and _fetch():
        found = find()
    if not found:
        raise NoBrowser(HELP)
    return found


def _candidates() -> Iterator[Path]:
    for command in COMMANDS:
        if place := shutil.which(command):
            yield Path(place)
    yield from (Path(place).expanduser() for place in PLACES)
    own = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    for folder in [own, *FETCHED] if own else FETCHED:
        for inside in INSIDE:
            yield from sorted(Path(folder).expanduser().glob(inside), reverse=True)


def _runs(place: Path) -> bool:
    """Ask for the version: on Ubuntu ``chromium-browser`` may only be a signpost."""
    if not place.is_file():
        return False
    if sys.platform == "win32":
        return True  # chrome.exe opens a window instead of answering
    try:
        asked = subprocess.run(
            [place, "--version"],
            capture_output=True,
            text=True,
            check=False,
            timeout=60,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    words = ("Chrom", "Edge")
    return asked.returncode == 0 and any(word in asked.stdout for word in words)


def _fetch() -> bool:
    print("Fetching Chromium (playwright) …", file=sys.stderr, flush=True)
    fetched = subprocess.run(
        [sys.executable, "-m", "playwright", "install", "chromium"],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        check=False,
    )
    return fetched.returncode == 0


if __name__ == "__main__":
    try:
        print(ensure())
    except NoBrowser as reason:
        sys.exit(str(reason))
