"""The help, and what the commands are made of."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

import pytest

from kontor.cli.panels import COMMANDS

Kontor = Callable[..., Any]


def test_every_command_stands_in_the_help_under_its_heading(kontor: Kontor) -> None:
    ran = kontor("--help")
    assert ran.status == 0
    for name, entry in COMMANDS.items():
        assert f"  {name} " in ran.out
        assert entry.panel in ran.out
        assert entry.about in ran.out
    assert "--install-completion" in ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(kontor: Kontor, name: str) -> None:
    ran = kontor(name, "-h")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith(f"kontor {name}")
    assert COMMANDS[name].about in ran.out
    for example in COMMANDS[name].examples:
        assert example in ran.out


@pytest.mark.parametrize("name", [n for n in COMMANDS if n not in {"start"}])
def test_every_command_answers_in_json(name: str) -> None:
    module, _, function = COMMANDS[name].place.partition(".")
    found = getattr(import_module(f"kontor.cli.{module}"), function)
    import inspect

    assert "json" in inspect.signature(found).parameters


def test_the_help_reads_no_more_than_it_needs() -> None:
    import subprocess
    import sys

    code = (
        "import sys; sys.argv = ['kontor', '--help']\n"
        "from kontor.cli.main import run\n"
        "try: run()\n"
        "except SystemExit: pass\n"
        "heavy = {'numpy', 'scipy', 'icalendar', 'phonenumbers', 'waitress'}\n"
        "sys.exit(str(heavy & set(sys.modules)) if heavy & set(sys.modules) else 0)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
