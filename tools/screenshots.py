"""Take the pictures of the README and the guide from the sample network.

``python -m tools.screenshots`` starts a Kontor of its own in a fresh folder, looks at
the sample network with a Chromium, and writes ``docs/pictures``. Nobody's own book is
touched. The sample is the same on any day, seen from that day: pictures taken on
another day differ in their dates.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypedDict

from playwright.sync_api import sync_playwright

from tools import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

HERE = Path(__file__).resolve().parent.parent
PICTURES = HERE / "docs" / "pictures"
LANGUAGES = {"de": "de-DE", "en": "en-GB"}
# What all pictures together may weigh in the repository.
MOST_BYTES = 1_500_000
WAIT_SECONDS = 60
LINK = re.compile(r"http://\S+/door/\S+")


class Screen(TypedDict, total=False):
    """What playwright wants to know of a screen."""

    viewport: ViewportSize
    is_mobile: bool
    has_touch: bool
    device_scale_factor: float


DESK: Screen = {"viewport": {"width": 1180, "height": 860}}
PHONE: Screen = {
    "viewport": {"width": 390, "height": 780},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 1.5,
}


class NoKontor(Exception):
    """Kontor did not start; the text is what it said."""


def main() -> int:
    """Take all pictures; give the exit code."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    try:
        browser_file = chromium.ensure()
    except chromium.NoBrowser as reason:
        print(reason, file=sys.stderr)
        return 1
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=browser_file,
            # Chromium's sandbox does not work for root, as in most containers.
            args=["--no-sandbox"] if root else [],
        )
        try:
            for language in LANGUAGES:
                with kontor(language) as link:
                    take(browser, link, language)
        except NoKontor as reason:
            print(reason, file=sys.stderr)
            return 1
        finally:
            browser.close()
    return weigh()


@contextmanager
def kontor(language: str) -> Iterator[str]:
    """Run Kontor with the sample network alone; gives the link that opens the door.

    Raises:
        NoKontor: it ended before it had printed one.
    """
    with tempfile.TemporaryDirectory() as folder:
        server = subprocess.Popen(
            [
                *(sys.executable, "-c", "from kontor.cli.main import run; run()"),
                *("start", "--sample", "--no-browser"),
            ],
            cwd=HERE,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("KONTOR_")},
                "KONTOR_DATA": folder,
                "KONTOR_LANGUAGE": language,
                "PYTHONUNBUFFERED": "1",
            },
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        try:
            yield _link(server)
        finally:
            server.terminate()
            server.communicate(timeout=WAIT_SECONDS)


def take(browser: Browser, link: str, language: str) -> None:
    """Take the pictures of one language, on the desk and on the phone."""
    desk = _context(browser, language, DESK)
    page = desk.new_page()
    _enter(page, link)
    _save(page, f"week-{language}")
    _richest_person(page)
    _save(page, f"person-{language}")
    phone = _context(browser, language, PHONE)
    # The door opens once; the second screen goes in by the cookie of the first.
    phone.add_cookies(desk.cookies())  # type: ignore[arg-type]  # what one gives, the other takes
    page = phone.new_page()
    page.goto(_home(link))
    _sample_week(page)
    _save(page, f"phone-{language}")
    desk.close()
    phone.close()


def weigh() -> int:
    """Print what the pictures weigh; 1 if that is too much for the repository."""
    total = 0
    for picture in sorted(PICTURES.glob("*.png")):
        size = picture.stat().st_size
        total += size
        print(f"{size // 1024:5} KB  {picture.relative_to(HERE)}")
    print(f"{total // 1024:5} KB  in all")
    if total > MOST_BYTES:
        most = MOST_BYTES // 1024
        print(f"More than {most} KB: make the screens smaller.", file=sys.stderr)
        return 1
    return 0


def _link(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    said: list[str] = []
    for line in server.stdout:
        said.append(line)
        if found := LINK.search(line):
            return found[0]
    raise NoKontor("".join(said))


def _context(browser: Browser, language: str, screen: Screen) -> BrowserContext:
    return browser.new_context(
        locale=LANGUAGES[language],
        timezone_id="Europe/Berlin",
        color_scheme="light",
        reduced_motion="reduce",
        **screen,
    )


def _enter(page: Page, link: str) -> None:
    """Open the door, and go from one's own empty book to the sample."""
    page.goto(link)
    page.locator("main form button").click()
    page.wait_for_load_state("networkidle")
    _sample_week(page)


def _sample_week(page: Page) -> None:
    """Go to the week of the sample, which was opened last and so comes last."""
    page.goto(page.url.split("/door/")[0].rstrip("/"))
    books = page.locator(".book-name .sheetlet a").evaluate_all(
        "links => links.map(link => link.href)"
    )
    weeks = [link for link in books if re.search(r"/\d+/$", link)]
    page.goto(weeks[-1])
    page.wait_for_load_state("networkidle")


def _richest_person(page: Page) -> None:
    """Of those in the plan, go to the one with most contacts: a chart worth a look."""
    people = page.locator("#plan .name a").evaluate_all(
        "links => links.map(link => link.href)"
    )
    page.goto(max(people, key=lambda person: _contacts(page, person)))
    page.wait_for_load_state("networkidle")


def _contacts(page: Page, person: str) -> int:
    page.goto(person)
    strokes = page.locator(".chart .stroke")
    return (strokes.get_attribute("d") or "").count("M") if strokes.count() else 0


def _home(link: str) -> str:
    return link.split("/door/")[0] + "/"


def _save(page: Page, name: str) -> None:
    page.screenshot(path=PICTURES / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    sys.exit(main())
