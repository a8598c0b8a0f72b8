from __future__ import annotations

from pathlib import Path

import pytest

from kontor.exchange.backup.swap import READY, finish_restore


def folder_with(tmp_path: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


OLD = {
    "kontor.sqlite3": "old", "kontor.sqlite3-wal": "old log", "secret-key": "old key",
    "imports/a/0001": "old file", "running.json": "{}",
}  # fmt: skip
NEW = {
    f"{READY}/kontor.sqlite3": "new", f"{READY}/secret-key": "new key",
    f"{READY}/imports/b/0001": "new file", f"{READY}/before-1/kontor.sqlite3": "old",
}  # fmt: skip


def state(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


AFTER = {
    "kontor.sqlite3": "new", "secret-key": "new key", "imports/b/0001": "new file",
    "before-1/kontor.sqlite3": "old", "running.json": "{}",
}  # fmt: skip


def test_what_was_restored_takes_its_place_and_nothing_of_the_old_mixes_in(
    tmp_path: Path,
) -> None:
    folder = folder_with(tmp_path, {**OLD, **NEW})
    assert finish_restore(folder)
    assert state(folder) == AFTER
    assert not finish_restore(folder)
    assert state(folder) == AFTER


def test_without_a_restore_nothing_is_touched(tmp_path: Path) -> None:
    folder = folder_with(tmp_path, OLD)
    assert not finish_restore(folder)
    assert state(folder) == OLD


@pytest.mark.parametrize("moves", range(5))
def test_killed_between_any_two_moves_it_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moves: int
) -> None:
    folder = folder_with(tmp_path, {**OLD, **NEW})
    left, replace = [moves], Path.replace

    def replacing(path: Path, target: Path) -> Path:
        if not left[0]:
            raise KeyboardInterrupt
        left[0] -= 1
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", replacing)
    if moves < 4:
        with pytest.raises(KeyboardInterrupt):
            finish_restore(folder)
        # The database comes last, so the old one is there or the new one.
        assert (folder / "kontor.sqlite3").read_text() == "old"
    monkeypatch.undo()
    finish_restore(folder)
    assert state(folder) == AFTER
