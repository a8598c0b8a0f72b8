"""The settings, read in a process of their own."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

ASK = (
    "from kontor import settings as s;"
    "print(s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE)"
)


@pytest.mark.parametrize(
    ("given", "said"),
    [("", "False False"), ("no", "False False"), ("yes", "True True")],
)
def test_both_cookies_keep_to_https_where_it_is_asked_for(
    given: str, said: str
) -> None:
    environment = os.environ | {"KONTOR_SECURE_COOKIES": given}
    ran = subprocess.run(
        [sys.executable, "-c", ASK],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == said
