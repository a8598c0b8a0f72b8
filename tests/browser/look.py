"""What has to hold on every page that a browser shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Request

# The names of what sticks out, so that a failure says where to look.
OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    e => getComputedStyle(e).position !== 'fixed' && !e.closest('.nav')).filter(
    e => e.getBoundingClientRect().right > width + 1);
  return wide.slice(0, 5).map(
    e => e.tagName.toLowerCase() + (e.id && '#' + e.id)
      + [...e.classList].map(c => '.' + c).join('')).concat('page');
}"""

# What a thumb has to hit. Links within a sentence may be lower, as WCAG has it.
SMALL = """() => {
  const shown = e => e.checkVisibility({visibilityProperty: true})
    && e.getBoundingClientRect().width > 2 && !e.closest('.sr');
  const wanted = 'button, .btn, summary, select, textarea, .nav a, .brand, .sheetlet a,'
    + ' .choice, .box, .name a, .sample a, .tabs a,'
    + ' input:not([type=hidden], [type=checkbox], [type=radio])';
  return [...document.querySelectorAll(wanted)].filter(shown).map(e => {
    const box = e.getBoundingClientRect();
    const low = Math.round(box.height), thin = Math.round(box.width);
    const name = (e.innerText || e.name || '').trim().slice(0, 40);
    return low < 44 || thin < 44
      ? `${e.tagName.toLowerCase()}.${[...e.classList].join('.')} “${name}”`
        + ` ${thin} × ${low}` : '';
  }).filter(Boolean);
}"""
# What a heading, a language and an order are for: to find one's way without eyes.
LOST = """language => {
  const said = [];
  if (document.querySelectorAll('h1').length !== 1) said.push('not one h1');
  if (document.documentElement.lang !== language) said.push('not in ' + language);
  if (!document.title.trim()) said.push('no title');
  if (document.querySelector('[tabindex]:not([tabindex="0"], [tabindex="-1"])'))
    said.push('a tabindex of its own');
  const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
  const twice = ids.filter((id, n) => ids.indexOf(id) !== n);
  if (twice.length) said.push('ids twice: ' + twice);
  return said;
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


def assert_accessible(page: Page, **options: Any) -> None:
    """No violation of what axe can check, or of the rules asked for."""
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(Axe().axe_script)
    options["resultTypes"] = ["violations"]
    found = page.evaluate(
        "async options => (await axe.run(document, options)).violations", options
    )
    lines = [
        f"{v['id']}: {v['help']}: {node['target']} {node['html'][:160]}"
        for v in found
        for node in v["nodes"]
    ]
    assert not lines, f"axe on {page.url}:\n" + "\n".join(lines)


def assert_for_thumbs(page: Page) -> None:
    """Everything to tap is at least 44 by 44 pixels."""
    small = page.evaluate(SMALL)
    assert not small, f"Too small to tap on {page.url}:\n" + "\n".join(small)


def assert_good(page: Page, language: str) -> None:
    """A page fits, can be read by day and by night, and by those who do not see it.

    On a phone everything to tap is large enough.
    """
    lost = page.evaluate(LOST, language)
    assert not lost, f"{page.url}: {', '.join(lost)}"
    assert_fits(page)
    if page.evaluate("matchMedia('(pointer: coarse)').matches"):
        assert_for_thumbs(page)
    assert_accessible(page)
    page.emulate_media(color_scheme="dark")
    assert_accessible(page, runOnly=["color-contrast"])
    page.emulate_media(color_scheme="light")
