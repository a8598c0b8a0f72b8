"""The pages that the browser tests are given."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import path
from playwright.sync_api import Page

from tests.browser.look import Watch


def _who(request: HttpRequest) -> HttpResponse:
    name = getattr(request.user, "name", "nobody")
    asks = request.headers["Accept-Language"][:2]
    return HttpResponse(
        f"<!doctype html><meta name=viewport content='width=device-width'>"
        f"<title>t</title><link rel=icon href='data:,'><p>{name} {asks}"
    )


urlpatterns = [path("who/", _who)]
pytestmark = pytest.mark.urls(__name__)


def test_one_page_is_signed_in_and_one_is_not(
    page: Page, language: str, size: str
) -> None:
    page.goto("/who/")
    assert page.inner_text("p") == f"nobody {language}"
    assert page.evaluate("innerWidth") == {"desktop": 1280, "phone": 390}[size]


@pytest.mark.parametrize("language", ["de"])
@pytest.mark.parametrize("size", ["desktop"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_anna_is_signed_in_by_day_and_by_night(anna_page: Page, scheme: str) -> None:
    anna_page.goto("/who/")
    assert anna_page.inner_text("p") == "Anna de"
    assert anna_page.evaluate(f"matchMedia('(prefers-color-scheme: {scheme})').matches")


@pytest.mark.parametrize("language", ["en"])
@pytest.mark.parametrize("size", ["phone"])
@pytest.mark.parametrize("javascript", [False])
def test_a_page_without_scripts_can_still_be_looked_at(
    page: Page, watch: Watch
) -> None:
    page.goto("/who/")
    watch.check()
    assert page.inner_text("p") == "nobody en"


def test_without_a_browser_the_tests_fail_and_say_why() -> None:
    one = "tests/browser/test_look.py::test_a_page_that_sticks_out_is_named"
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", one],
        env={**os.environ, "KONTOR_CHROMIUM": "/nowhere"},
        cwd=Path(__file__).parent.parent.parent,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 1
    assert "/nowhere is not a Chromium or Chrome that runs" in run.stdout
    assert "1 error" in run.stdout
    assert "skipped" not in run.stdout
