"""The watch itself: a check that never fails would prove nothing of any page."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.look import Watch, assert_accessible, assert_fits

POLICY = "<meta http-equiv=Content-Security-Policy content=\"script-src 'none'\">"
WIDE = '<main><div class="wide" style="width: 4000px">far</div></main>'


def shown(page: Page, html: str) -> Watch:
    watch = Watch(home="http://localhost")
    watch.follow(page)
    page.goto("data:text/html," + quote(html))
    page.wait_for_timeout(100)
    return watch


@pytest.fixture
def sheet(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    ("html", "why"),
    [
        ("<script>console.error('so wrong')</script>", "so wrong"),
        ("<script>nobody.knows()</script>", "nobody is not defined"),
        (POLICY + "<script>1</script>", "Content Security Policy"),
        ("<img src='http://127.0.0.1:9/x.png'>", "asks another host"),
    ],
)
def test_what_the_browser_complains_of_fails(sheet: Page, html: str, why: str) -> None:
    watch = shown(sheet, html)
    with pytest.raises(AssertionError, match=why):
        watch.check()


def test_what_a_test_provokes_can_be_allowed(sheet: Page) -> None:
    watch = shown(sheet, "<script>console.error('expected 404')</script>")
    watch.allow("404")
    watch.check()


def test_a_page_that_sticks_out_is_named(sheet: Page) -> None:
    shown(sheet, WIDE)
    with pytest.raises(AssertionError, match=r"div\.wide"):
        assert_fits(sheet)


def test_a_page_without_alternative_text_is_no_good_to_a_screen_reader(
    sheet: Page,
) -> None:
    shown(sheet, "<title>t</title><main><h1>h</h1><img src='data:,'></main>")
    with pytest.raises(AssertionError, match="image-alt"):
        assert_accessible(sheet)
