"""What has to hold on every page that a browser shows."""

from __future__ import annotations

from dataclasses import dataclass, field

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request

# The names of what sticks out, so that a failure says where to look.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    e => e.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 5).map(
    e => e.tagName.toLowerCase() + (e.id && '#' + e.id)
      + [...e.classList].map(c => '.' + c).join('')).concat('page');
}"""


@dataclass
class Watch:
    """Notes what a page does wrong while a test uses it.

    A complaint of the browser (an error in a script, a broken
    Content-Security-Policy, an answer of 400 and more) or a request to another
    host fails the test at its end, unless the test has named it with ``allow``.
    """

    home: str
    troubles: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)

    def follow(self, page: Page) -> None:
        """Begin to watch a page."""
        page.on("console", self._said)
        page.on("pageerror", self._broke)
        page.on("request", self._asked)

    def allow(self, part: str) -> None:
        """Expect complaints that hold this text, such as ``404``."""
        self.allowed.append(part)

    def check(self) -> None:
        """Fail if anything was noted that was not allowed."""
        left = [t for t in self.troubles if not any(a in t for a in self.allowed)]
        assert not left, "The browser complained:\n" + "\n".join(left)

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.troubles.append(f"{message.text} ({message.location.get('url')})")

    def _broke(self, error: Error) -> None:
        self.troubles.append(str(error))

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.home, "data:", "blob:", "about:")):
            self.troubles.append(f"asks another host: {request.url}")


def assert_fits(page: Page) -> None:
    """Nothing has to be scrolled sideways."""
    wide = page.evaluate(OVERFLOW)
    assert not wide, f"{page.url} is too wide: {', '.join(wide)}"


def assert_accessible(page: Page) -> None:
    """No violation of what axe can check."""
    found = Axe().run(page).response["violations"]
    lines = [
        f"{v['id']}: {v['help']}: {node['target']} {node['html'][:160]}"
        for v in found
        for node in v["nodes"]
    ]
    assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)
