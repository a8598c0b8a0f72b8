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


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("KONTOR_DEBUG", "maybe", "For instance: KONTOR_DEBUG=yes"),
        ("KONTOR_SECRET_KEY", "short", "Leave it out, and Kontor makes one"),
        (
            "KONTOR_DATABASE_URL",
            "mysql://x",
            "(mysql). For instance: "
            "KONTOR_DATABASE_URL=postgres://anna:secret@localhost:5432/kontor.",
        ),
        ("KONTOR_DATABASE_URL", "kontor", "For instance: KONTOR_DATABASE_URL=postgres"),
        ("KONTOR_DATA", "/dev/null/x", "for instance: KONTOR_DATA=~/kontor"),
    ],
)
def test_a_wrong_value_is_named_with_a_right_one(
    name: str, value: str, said: str
) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from kontor.cli.main import run; run(['books'])"],
        env=os.environ | {name: value},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith(f"{name}")
    assert said in ran.stderr
    assert ran.stderr.count("\n") == 1
