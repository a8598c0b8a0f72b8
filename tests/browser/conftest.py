"""A real Chromium on a real server, in both languages, on desk and phone.

A test that takes ``page`` (nobody signed in) or ``anna_page`` runs four times:
German and English, desktop and phone. One that needs less says so, with
``@pytest.mark.parametrize("size", ["phone"])``; ``scheme`` is light unless a test
asks for ``@pytest.mark.parametrize("scheme", ["light", "dark"])``.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page
from pytest_django.live_server_helper import LiveServer

from kontor.lib.hand import Hand
from kontor.records.models import Account, Book
from tests.browser.look import Watch, assert_fits
from tests.browser.town import Town, settle
from tests.conftest import sign_in

# Playwright keeps a loop running in this thread, which Django takes for
# asynchronous code and would refuse the database to.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "is_mobile": True,
        "has_touch": True,
        "device_scale_factor": 2,
    },
}
LOCALES = {"de": "de-DE", "en": "en-GB"}


@pytest.fixture(autouse=True)
def _on_that_monday(monkeypatch: pytest.MonkeyPatch, moment: datetime) -> None:
    # The server runs in this process, and the pages look at no other clock.
    monkeypatch.setattr("kontor.web.hand.now", lambda: moment)


@pytest.fixture(params=["de", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["desktop", "phone"])
def size(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def scheme() -> str:
    return "light"


@pytest.fixture
def javascript() -> bool:
    """Override with ``parametrize`` to see a page without scripts."""
    return True


@pytest.fixture
def watch(live_server: LiveServer) -> Watch:
    """What the browser complains of; a test may ``allow`` what it provokes."""
    return Watch(home=live_server.url)


@pytest.fixture
def context(
    browser: Browser,
    live_server: LiveServer,
    language: str,
    size: str,
    scheme: str,
    javascript: bool,
) -> Iterator[BrowserContext]:
    context = browser.new_context(
        base_url=live_server.url,
        locale=LOCALES[language],
        timezone_id="Europe/Berlin",
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
        java_script_enabled=javascript,
        **SIZES[size],
    )
    context.set_default_timeout(10_000)
    yield context
    context.close()


@pytest.fixture
def page(
    live_server: LiveServer, context: BrowserContext, watch: Watch, size: str
) -> Iterator[Page]:
    """A page of a browser nobody has signed in with; ``goto`` takes a path."""
    page = context.new_page()
    watch.follow(page)
    yield page
    watch.check()
    if size == "phone" and page.url.startswith(live_server.url):
        page.wait_for_load_state()
        assert_fits(page)


@pytest.fixture
def anna_page(
    live_server: LiveServer,
    context: BrowserContext,
    anna: Account,
    book: Book,
    page: Page,
) -> Page:
    """A page of a browser that Anna has signed in with."""
    client = Client()
    sign_in(client, anna)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": live_server.url}]
    )
    return page


@pytest.fixture
def town(book: Book, hand: Hand, moment: datetime) -> Town:
    """Anna's book with people, touches and promises in it."""
    return settle(book.pk, hand, moment.date())
