from __future__ import annotations

from pathlib import Path

import pytest

from tools import setup

Calls = list[str]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Calls:
    """A checkout of its own, and what was done there instead of the real work."""
    done: Calls = []
    german = tmp_path / "locale/de.po"
    german.parent.mkdir()
    (tmp_path / "tools").mkdir()
    for file in (german, tmp_path / "pyproject.toml", tmp_path / "tools/build_hook.py"):
        file.write_text("")

    def make() -> None:
        done.append("make")
        (tmp_path / "python").touch()

    def install(*what: str) -> None:
        done.append("install " + " ".join(what[2:]))
        german.with_suffix(".mo").touch()

    monkeypatch.setattr(setup, "HERE", tmp_path)
    monkeypatch.setattr(setup, "WORDS", tmp_path / "locale")
    monkeypatch.setattr(setup, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(setup, "PYTHON", tmp_path / "python")
    monkeypatch.setattr(setup, "_has_pip", lambda: False)
    monkeypatch.setattr(setup, "_dev_tools", lambda: ["pytest"])
    monkeypatch.setattr(setup, "_make_venv", make)
    monkeypatch.setattr(setup, "_pip", install)
    monkeypatch.setattr(setup, "_compile", lambda: done.append("compile"))
    return done


def test_the_second_start_has_nothing_to_do(calls: Calls) -> None:
    setup.main("run")
    assert calls == ["make", "install "]
    setup.main("run")
    assert calls == ["make", "install "]


def test_the_tools_for_tests_come_only_when_wanted(calls: Calls) -> None:
    setup.main("run")
    setup.main("dev")
    setup.main("run")
    setup.main("dev")
    assert calls == ["make", "install ", "install pytest"]


def test_other_needs_are_installed_into_what_is_there(
    calls: Calls, tmp_path: Path
) -> None:
    setup.main("run")
    (tmp_path / "pyproject.toml").write_text("changed")
    setup.main("run")
    assert calls == ["make", "install ", "install "]


def test_other_words_are_only_compiled(calls: Calls, tmp_path: Path) -> None:
    setup.main("dev")
    (tmp_path / "locale/de.po").write_text("changed")
    setup.main("run")
    setup.main("dev")
    assert calls == ["make", "install pytest", "compile"]


def test_a_lost_catalogue_is_compiled_again(calls: Calls, tmp_path: Path) -> None:
    setup.main("run")
    (tmp_path / "locale/de.mo").unlink()
    setup.main("run")
    assert calls == ["make", "install ", "compile"]


def test_a_moved_checkout_is_set_up_anew(
    calls: Calls, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    setup.main("run")
    (tmp_path / "moved").symlink_to(tmp_path)
    monkeypatch.setattr(setup, "HERE", tmp_path / "moved")
    setup.main("run")
    assert calls == ["make", "install "] * 2


def test_a_broken_stamp_is_no_stamp(calls: Calls, tmp_path: Path) -> None:
    (tmp_path / "stamp.json").write_text("{")
    setup.main("run")
    assert calls == ["make", "install "]


def test_when_no_way_leads_to_an_environment_a_sentence_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup, "VENV", tmp_path / "none")
    for way in ("venv", "virtualenv", "uv", "fetched_virtualenv", "apt"):
        monkeypatch.setattr(setup, f"_by_{way}", lambda: False)
    with pytest.raises(setup.CannotSetUp, match="apt-get install python3-venv"):
        setup._make_venv()


def test_the_next_way_is_tried_when_one_leaves_a_broken_environment(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    broken = tmp_path / "none/left-over"

    def leave_half() -> bool:
        broken.parent.mkdir()
        broken.touch()
        return True

    monkeypatch.setattr(setup, "VENV", broken.parent)
    monkeypatch.setattr(setup, "_by_venv", leave_half)
    monkeypatch.setattr(setup, "_by_virtualenv", lambda: not broken.exists())
    # pip is there from the second on
    monkeypatch.setattr(setup, "_ends_well", lambda command: not broken.exists())
    setup._make_venv()
    assert not broken.exists()


def test_an_old_python_says_which_one_is_needed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(setup.sys, "version_info", (3, 9, 2))
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(setup.CannotSetUp, match=r"Python 3\.11 or newer"):
        setup.main("run")
