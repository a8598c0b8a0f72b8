from __future__ import annotations

import pytest
from django.test import Client

from kontor.web.policy import POLICY

pytestmark = pytest.mark.urls("tests.web.pages")


def test_every_page_says_what_may_run_on_it(client: Client) -> None:
    page = client.get("/door/")

    assert page.headers["Content-Security-Policy"] == POLICY
    assert "camera=()" in page.headers["Permissions-Policy"]


def test_nothing_inline_and_nothing_foreign_may_run() -> None:
    rules = dict(rule.split(" ", 1) for rule in POLICY.split("; "))

    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == "'self'"
    assert rules["frame-ancestors"] == rules["base-uri"] == "'none'"
    assert "unsafe" not in POLICY


def test_the_page_of_an_error_has_the_policy_too(client: Client) -> None:
    page = client.get("/no-such-page/")

    assert page.status_code == 404
    assert page.headers["Content-Security-Policy"] == POLICY
