from __future__ import annotations

import io
import json
import zlib
from pathlib import Path
from typing import Any

import pytest

from kontor.exchange.backup import folder
from kontor.exchange.backup.errors import Damaged
from kontor.exchange.backup.folder import NoRoom, read_folder, write_folder


def packed(tmp_path: Path, files: dict[str, bytes]) -> bytes:
    paths = []
    for number, (name, data) in enumerate(files.items()):
        path = tmp_path / f"in{number}"
        path.write_bytes(data)
        paths.append((name, path))
    out = io.BytesIO()
    write_folder(out, paths, lambda: {"made": "now"})  # type: ignore[arg-type]
    return out.getvalue()


def by_hand(*lines: Any) -> bytes:
    """Pack lines of JSON, and bytes as they are."""
    raw = b"".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n"
        for line in lines
    )
    return zlib.compress(raw)


def read(data: bytes, into: Path | None) -> dict[str, Any]:
    return read_folder(io.BytesIO(data), "x", into)  # type: ignore[arg-type]


def test_files_come_back_with_what_is_told_of_them(tmp_path: Path) -> None:
    files = {"kontor.sqlite3": bytes(3_000_000), "imports/ab-1/0001": b"BEGIN:VCARD"}
    data = packed(tmp_path, files)
    into = tmp_path / "out"
    into.mkdir()
    assert read(data, into) == {"made": "now"}
    for name, content in files.items():
        assert (into / name).read_bytes() == content
        assert (into / name).stat().st_mode & 0o777 == 0o600
    assert len(data) < 100_000  # packed


def test_files_can_be_looked_through_without_a_trace(tmp_path: Path) -> None:
    data = packed(tmp_path, {"a": b"x"})
    before = sorted(tmp_path.iterdir())
    assert read(data, None) == {"made": "now"}
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "name",
    [
        "../x",
        "/etc/passwd",
        "a/../../b",
        "a/b/c/d",
        "",
        ".x",
        "a\\..\\b",
        "a\0b",
        "a/b",
    ],
)
def test_no_file_finds_its_way_out_of_the_folder(tmp_path: Path, name: str) -> None:
    data = by_hand({"name": name, "size": 0}, {"files": {}})
    with pytest.raises(Damaged):
        read(data, tmp_path)
    assert list(tmp_path.iterdir()) == []


EMPTY = {"size": 0, "sha256": "e3b0c44298fc1c149afbf4c8996fb924"
         "27ae41e4649b934ca495991b7852b855"}  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        [], [b"no\n"], [[1]], [{"name": "a", "size": 0}],
        [{"name": "a", "size": 5}, b"abc"],
        [{"name": "a", "size": 0}, {"files": {}}],
        [{"files": {"a": EMPTY}}],
        [{"name": "a", "size": 0}, {"name": "a", "size": 0}, {"files": {"a": EMPTY}}],
        [{"name": "a", "size": -1}, {"files": {}}],
        [{"name": "a", "size": True}, {"files": {}}],
        [{"name": "a", "size": "1"}, {"files": {}}],
        [{"files": {}}, b"more"],
        [{"name": "a", "size": 0}, {"files": {"a": {**EMPTY, "sha256": "0"}}}],
    ],
)  # fmt: skip
def test_what_does_not_agree_with_its_list_is_not_taken(
    tmp_path: Path, lines: list[Any]
) -> None:
    with pytest.raises(Damaged):
        read(by_hand(*lines), tmp_path)


def test_the_same_written_by_hand_is_taken(tmp_path: Path) -> None:
    lines = [{"name": "a", "size": 0}, {"files": {"a": EMPTY}, "made": "now"}]
    assert read(by_hand(*lines), tmp_path) == {"made": "now"}


@pytest.mark.parametrize("data", [b"", b"no zlib", zlib.compress(b"x" * 100)[:-5]])
def test_what_cannot_be_unpacked_is_damaged(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        read(data, tmp_path)


def test_a_line_without_end_does_not_fill_the_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(folder, "_LONGEST_LINE", 1_000)
    with pytest.raises(Damaged):
        read(zlib.compress(b"{" * 50_000_000), tmp_path)


def test_what_does_not_fit_on_the_disk_is_not_begun(tmp_path: Path) -> None:
    with pytest.raises(NoRoom):
        read(by_hand({"name": "a", "size": 10**18}, {"files": {}}), tmp_path)


def test_progress_is_told_in_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(bytes(3 * (1 << 20)))
    told: list[int] = []
    out = io.BytesIO()
    write_folder(out, [("a", path), ("b", path)], dict, told.append)  # type: ignore[arg-type]
    assert told == [n * (1 << 20) for n in range(1, 7)]
