from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from kontor.exchange.archive import contents_of
from kontor.exchange.kontor import archive
from kontor.exchange.kontor.archive import Archive, TooLarge, is_book
from kontor.exchange.kontor.lines import (
    BrokenBook,
    NewerBook,
    NotABook,
    encoded,
    head_of,
    is_head,
    rows_of,
)
from kontor.exchange.recognise import why_not

HEAD = encoded({"kontor": "book", "version": 1, "book": {}, "rows": {}})


def zipped(folder: Path, files: dict[str, bytes]) -> Path:
    path = folder / "x.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in files.items():
            made.writestr(name, data)
    return path


def test_a_line_is_json_in_utf_8_and_ends_with_a_line_feed() -> None:
    assert encoded({"is": "tag", "name": "Süd\n"}) == (
        '{"is":"tag","name":"Süd\\n"}\n'.encode()
    )
    # Half a character is none that a file could hold.
    assert encoded({"name": "\ud800"}) == b'{"name":"?"}\n'


def test_a_head_is_known_by_its_beginning() -> None:
    assert is_head(HEAD)
    assert is_head(b'{ "kontor": "book", "version": 1')
    assert not is_head(b'{"people": []}')


@pytest.mark.parametrize(
    ("text", "error"),
    [
        (b"", NotABook), (b"[]\n", NotABook), (b"{" * 100_000, NotABook),
        (b'{"kontor":"x"}\n', NotABook), (b'{"kontor":"book"}\n', NotABook),
        (b'{"kontor":"book","version":2}\n', NewerBook),
        (b'{"kontor":"book","version":1,"book":{}}\n', NotABook),
        (b'{"kontor":"book","version":"1"}\n', NotABook),
    ],
)  # fmt: skip
def test_what_is_no_head_is_said_to_be_none(
    text: bytes, error: type[Exception]
) -> None:
    with pytest.raises(error):
        head_of(io.BytesIO(text))


@pytest.mark.parametrize("text", [b'{"is":"tag"', b"[1]\n", b"\xff\n", b'{"a":1}'])
def test_a_line_that_is_none_is_named_by_its_number(text: bytes) -> None:
    with pytest.raises(BrokenBook) as error:
        list(rows_of(io.BytesIO(b'{"is":"tag","id":1}\n' + text)))
    assert error.value.facts["line"] == 3  # behind the head and one good row


def test_a_book_is_known_by_its_content_packed_or_bare(tmp_path: Path) -> None:
    bare, other = tmp_path / "a.txt", tmp_path / "b.jsonl"
    bare.write_bytes(HEAD)
    other.write_bytes(b'{"kontor": 1}\n')
    assert is_book(bare)
    assert not is_book(other)
    assert is_book(zipped(tmp_path, {"README.txt": b"x", "kontor.jsonl": HEAD}))
    assert not is_book(zipped(tmp_path, {"kontor.jsonl": b"no"}))
    assert not is_book(zipped(tmp_path, {"people.vcf": b"BEGIN:VCARD"}))
    (tmp_path / "x.zip").write_bytes(b"PK\x03\x04 broken")
    assert not is_book(tmp_path / "x.zip")


def test_an_ordinary_import_leaves_a_whole_book_alone(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"kontor.jsonl": HEAD, "people.vcf": b"BEGIN:VCARD"})
    contents = contents_of(path, "x.zip")
    assert [problem.code for problem in contents.problems] == ["kontor-book"]
    assert contents.members == []
    assert why_not(HEAD) == "kontor-book"


def test_pictures_are_looked_up_by_name_and_never_outside(tmp_path: Path) -> None:
    files = {"kontor.jsonl": HEAD, "photos/a.gif": b"GIF89a", "secret": b"x"}
    found = Archive(zipped(tmp_path, files))
    assert found.photo("photos/a.gif") == b"GIF89a"
    assert found.photo("photos/b.gif") is None
    assert found.photo("secret") is None
    assert found.photo("photos/../secret") is None
    found.close()


def test_what_would_fill_the_memory_is_not_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(archive, "RATIO_COUNTS_FROM", 1_000)
    path = zipped(tmp_path, {"kontor.jsonl": HEAD + b"\n" * 1_000_000})
    with pytest.raises(TooLarge):
        Archive(path)
    monkeypatch.setattr(archive, "LARGEST_PHOTO", 10)
    files = {"kontor.jsonl": HEAD, "photos/a.gif": bytes(11)}
    found = Archive(zipped(tmp_path, files))
    with pytest.raises(TooLarge):
        found.photo("photos/a.gif")
    found.close()


def test_a_huge_directory_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = zipped(tmp_path, {"kontor.jsonl": HEAD, "x" * 900: b""})
    monkeypatch.setattr(archive, "MAX_DIRECTORY", 900)
    assert not is_book(path)
    with pytest.raises(TooLarge):
        Archive(path)


def changed(data: bytes, *, at: int = 0, listed: int = 0, to: int) -> bytes:
    """Change a byte of where the first file begins, and of its line in the list."""
    whole = bytearray(data)
    if at:
        whole[at] = to
    if listed:
        whole[data.index(b"PK\x01\x02") + listed] = to
    return bytes(whole)


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "a file that is locked": lambda data: changed(data, at=6, listed=8, to=1),
    "another name in the list": lambda data: changed(data, at=30, to=ord("x")),
    "packed by nobody's method": lambda data: changed(data, at=8, listed=10, to=99),
    "a name that is no text": lambda data: data.replace(b"\xc3\xa4", b"\xa3\xa3"),
}


@pytest.mark.parametrize("name", DAMAGES)
def test_an_archive_made_to_break_the_reader_is_refused(
    tmp_path: Path, name: str
) -> None:
    path = zipped(tmp_path, {"kontor.jsonl": HEAD * 99, "ä": b"", "a.vcf": b"x"})
    whole = path.read_bytes()
    path.write_bytes(DAMAGES[name](whole))
    assert path.read_bytes() != whole
    assert not is_book(path)
    with pytest.raises(BrokenBook):
        read_lines(path)


def test_lines_that_cannot_be_unpacked_are_damaged(tmp_path: Path) -> None:
    path = zipped(tmp_path, {"kontor.jsonl": HEAD})
    data = bytearray(path.read_bytes())
    # Behind 30 bytes and the name: what is packed there.
    data[30 + len("kontor.jsonl")] ^= 0xFF
    path.write_bytes(data)
    with pytest.raises(BrokenBook) as error:
        read_lines(path)
    assert error.value.facts["line"] == 1


def read_lines(path: Path) -> None:
    found = Archive(path)
    try:
        with found.lines() as stream:
            head_of(stream)
    finally:
        found.close()
