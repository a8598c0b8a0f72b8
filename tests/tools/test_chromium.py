from __future__ import annotations

from pathlib import Path

import pytest

from tools import apt, chromium


def place(folder: Path, name: str, says: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{says}'\n")
    file.chmod(0o755)
    return file


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A machine without any browser, on which nothing may be installed."""
    monkeypatch.delenv(chromium.VARIABLE, raising=False)
    monkeypatch.delenv("PLAYWRIGHT_BROWSERS_PATH", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(chromium, "COMMANDS", ("a-chromium",))
    monkeypatch.setattr(chromium, "PLACES", ("~/usual/chromium",))
    monkeypatch.setattr(apt, "install", lambda package: False)
    monkeypatch.setattr(chromium, "_fetch", lambda: False)


def test_the_named_browser_is_taken(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    place(tmp_path, "a-chromium", "Chromium 130")
    mine = place(tmp_path, "mine", "Google Chrome 131")
    monkeypatch.setenv(chromium.VARIABLE, str(mine))
    assert chromium.find() == mine


def test_a_named_browser_that_is_none_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(chromium.VARIABLE, str(place(tmp_path, "mine", "Firefox")))
    with pytest.raises(chromium.NoBrowser, match="KONTOR_CHROMIUM"):
        chromium.find()


def test_a_browser_on_the_path_is_found(tmp_path: Path) -> None:
    there = place(tmp_path, "a-chromium", "Chromium 130")
    assert chromium.find() == there


def test_a_signpost_to_a_browser_is_not_one(tmp_path: Path) -> None:
    place(tmp_path, "a-chromium", "Please install the snap")
    (tmp_path / "usual").mkdir()
    there = place(tmp_path / "usual", "chromium", "Chromium 130")
    assert chromium.find() == there


def test_a_browser_fetched_earlier_is_found(tmp_path: Path) -> None:
    folder = tmp_path / ".cache/ms-playwright/chromium-1200/chrome-linux"
    folder.mkdir(parents=True)
    there = place(folder, "chrome", "Chromium 130")
    assert chromium.find() == there


def test_a_missing_browser_is_installed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def install(package: str) -> bool:
        place(tmp_path, "a-chromium", "Chromium 130")
        return package == "chromium"

    monkeypatch.setattr(apt, "install", install)
    assert chromium.ensure() == tmp_path / "a-chromium"


def test_without_rights_to_install_one_is_fetched(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fetch() -> bool:
        place(tmp_path, "a-chromium", "Chromium 130")
        return True

    monkeypatch.setattr(chromium, "_fetch", fetch)
    assert chromium.ensure() == tmp_path / "a-chromium"


def test_where_there_is_none_a_sentence_says_what_to_do() -> None:
    with pytest.raises(chromium.NoBrowser, match="apt-get install chromium"):
        chromium.ensure()
