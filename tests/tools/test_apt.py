from __future__ import annotations

from pathlib import Path

import pytest

from tools import apt

# Knows the package only after the lists were fetched.
APT = """#!/bin/sh
echo "$@" >> "{folder}/log"
case "$1" in
  update) touch "{folder}/lists" ;;
  install) test -e "{folder}/lists" || {{ echo "unknown"; exit 100; }} ;;
esac
"""


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A Debian on which this account is root."""
    program = tmp_path / "apt-get"
    program.write_text(APT.format(folder=tmp_path))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    monkeypatch.setattr(apt.sys, "platform", "linux")
    monkeypatch.setattr(apt.os, "geteuid", lambda: 0)
    return tmp_path


def log(machine: Path) -> list[str]:
    return [line.split()[0] for line in (machine / "log").read_text().splitlines()]


def test_the_lists_are_fetched_when_a_package_is_unknown(machine: Path) -> None:
    assert apt.install("chromium")
    assert log(machine) == ["install", "update", "install"]


def test_fresh_lists_are_not_fetched_again(machine: Path) -> None:
    (machine / "lists").touch()
    assert apt.install("chromium")
    assert log(machine) == ["install"]


def test_a_failure_shows_what_the_system_said(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    program = machine / "apt-get"
    program.write_text("#!/bin/sh\necho disk full\nexit 100\n")
    assert not apt.install("chromium")
    assert "disk full" in capsys.readouterr().err


def test_nothing_is_tried_without_rights(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apt.os, "geteuid", lambda: 1000)
    monkeypatch.setenv("PATH", str(machine))  # no sudo there
    assert not apt.install("chromium")
    assert not (machine / "log").exists()


def test_no_other_system_is_touched(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apt.sys, "platform", "darwin")
    assert not apt.install("chromium")
    assert not (machine / "log").exists()
