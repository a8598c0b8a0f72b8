from __future__ import annotations

import io
import pickle
import struct
import zipfile
from datetime import date
from pathlib import Path

import pytest

from kontor.exchange import archive as module
from kontor.exchange.archive import Packed, contents_of, open_member, safe_name
from kontor.exchange.card import Problem
from kontor.exchange.read import open_sources

CONNECTIONS = (
    b"First Name,Last Name,URL,Connected On\nAnna,Abt,https://l/in/a,1 May 2024\n"
)
CARD = b"BEGIN:VCARD\nVERSION:3.0\nFN:Anna\nEND:VCARD\n"
TABLE = b"Name,Email\nAnna,a@abt.example\n"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "archive.zip"


def pack(path: Path, members: dict[str, bytes], method: int = 8) -> None:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def codes(problems: list[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def test_useful_members_are_found_by_content(path: Path) -> None:
    pack(path, {"a.txt": CARD, "sub/b.dat": TABLE, "empty/": b""})
    found = contents_of(path, "x.zip")
    assert [(m.name, m.format, m.size) for m in found.members] == [
        ("a.txt", "vcard", len(CARD)),
        ("sub/b.dat", "csv", len(TABLE)),
    ]
    assert found.problems == []


def test_a_member_is_a_stream_of_its_bytes(path: Path) -> None:
    pack(path, {"a.vcf": CARD, "b.csv": TABLE})
    member = contents_of(path, "x.zip").members[1]
    with zipfile.ZipFile(path) as archive, open_member(archive, member.index) as file:
        assert file.read() == TABLE


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("..\\..\\Windows\\x.csv", "Windows/x.csv"),
        ("/etc/passwd", "etc/passwd"),
        ("C:\\Users\\x.csv", "Users/x.csv"),
        ("a\u202ecsv.exe", "acsv.exe"),
        ("a\n\0b.csv", "ab.csv"),
        ("Müller.csv", "Müller.csv"),
        ("...", "?"),
        ("", "?"),
    ],
)
def test_a_name_leads_nowhere(name: str, shown: str) -> None:
    assert safe_name(name) == shown


def test_a_hostile_name_is_shown_without_its_way_out(path: Path) -> None:
    pack(path, {"../../evil.vcf": CARD})
    assert contents_of(path, "x.zip").members[0].name == "evil.vcf"


def test_what_systems_leave_behind_is_passed_over(path: Path) -> None:
    pack(path, {"__MACOSX/._a.vcf": CARD, "._a.vcf": CARD, ".DS_Store": b"x,y\n1,2\n",
                "a.vcf": CARD})  # fmt: skip
    found = contents_of(path, "x.zip")
    assert [m.name for m in found.members] == ["a.vcf"]
    assert found.problems == []


def test_what_is_of_no_use_is_counted_once(path: Path) -> None:
    pack(path, {"a.vcf": CARD} | {f"{i}.html": b"<html>" for i in range(7)})
    (problem,) = contents_of(path, "x.zip").problems
    assert (problem.code, problem.outcome) == ("zip-left-out", "noted")
    # Five names are shown of seven.
    assert problem.facts == {
        "count": "7",
        "names": "0.html, 1.html, 2.html, 3.html, 4.html, …",
    }


def test_an_archive_without_anything_of_use_fails(path: Path) -> None:
    pack(path, {"a.html": b"<html>"})
    assert codes(contents_of(path, "x.zip").problems) == ["zip-nothing"]


def test_the_owners_own_data_in_linkedins_archive_are_left_out(path: Path) -> None:
    pack(path, {"Connections.csv": CONNECTIONS, "Email Addresses.csv": TABLE})
    found = contents_of(path, "x.zip")
    assert [m.format for m in found.members] == ["linkedin"]
    assert found.problems[0].facts["names"] == "Email Addresses.csv"


def test_an_archive_inside_is_not_opened(path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("a.vcf", CARD)
    pack(path, {"inner.zip": inner.getvalue(), "b.vcf": CARD})
    found = contents_of(path, "x.zip")
    assert [m.name for m in found.members] == ["b.vcf"]
    assert [(p.code, p.outcome) for p in found.problems] == [("zip-nested", "left_out")]


def test_a_bomb_is_not_read(path: Path) -> None:
    # 20 MB of one letter pack about a thousand to one.
    pack(path, {"bomb.csv": b"a" * 20 * 1024**2, "a.vcf": CARD})
    found = contents_of(path, "x.zip")
    assert [m.name for m in found.members] == ["a.vcf"]
    assert [(p.code, p.facts) for p in found.problems] == [
        ("zip-bomb", {"name": "bomb.csv"})
    ]


def test_many_members_together_cannot_be_a_bomb(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_UNPACKED", 2 * len(CARD))
    pack(path, {f"{i}.vcf": CARD for i in range(3)})
    found = contents_of(path, "x.zip")
    assert [m.name for m in found.members] == ["0.vcf", "1.vcf"]
    assert codes(found.problems) == ["zip-bomb"]


def test_a_huge_directory_is_not_even_read(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "MAX_MEMBERS", 2)
    pack(path, {f"{i}.vcf": CARD for i in range(3)})
    assert codes(contents_of(path, "x.zip").problems) == ["zip-too-many"]


def test_a_locked_member_costs_no_other(path: Path) -> None:
    pack(path, {"a.vcf": CARD, "b.vcf": CARD})
    data = bytearray(path.read_bytes())
    # The first bit of the flags says "locked": 8 bytes into the directory's entry.
    entry = data.index(b"PK\x01\x02")
    data[entry + 8] |= 1
    path.write_bytes(data)
    found = contents_of(path, "x.zip")
    assert [m.name for m in found.members] == ["b.vcf"]
    assert codes(found.problems) == ["zip-encrypted"]


def test_another_way_of_packing_is_told(path: Path) -> None:
    pack(path, {"a.vcf": CARD}, zipfile.ZIP_LZMA)
    assert codes(contents_of(path, "x.zip").problems) == ["zip-method"]


def test_a_damaged_member_costs_no_other(path: Path) -> None:
    pack(path, {"a.vcf": CARD, "b.vcf": CARD}, zipfile.ZIP_STORED)
    data = path.read_bytes()
    path.write_bytes(data.replace(CARD, CARD.replace(b"Anna", b"Anno"), 1))
    found = contents_of(path, "x.zip")
    assert [m.name for m in found.members] == ["b.vcf"]
    assert codes(found.problems) == ["zip-broken"]


@pytest.mark.parametrize("cut", [4, 40, 90])
def test_a_cut_archive_is_one_problem(path: Path, cut: int) -> None:
    pack(path, {"a.vcf": CARD})
    path.write_bytes(path.read_bytes()[:cut])
    assert contents_of(path, "x.zip").problems == [
        Problem("zip-broken", 0, 0, facts={"name": "x.zip"})
    ]


def test_a_directory_that_lies_about_itself_is_one_problem(path: Path) -> None:
    pack(path, {"a.vcf": CARD})
    data = bytearray(path.read_bytes())
    end = data.rindex(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 16, 0x7FFFFFFF)
    path.write_bytes(data)
    assert codes(contents_of(path, "x.zip").problems) == ["zip-broken"]


def test_of_many_files_the_directory_is_read_once(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pack(path, {f"{number}.vcf": CARD for number in range(20)})
    opened = 0

    class Counted(zipfile.ZipFile):
        def __init__(self, file: Path) -> None:
            nonlocal opened
            opened += 1
            super().__init__(file)

    monkeypatch.setattr(module.zipfile, "ZipFile", Counted)
    found = [list(source.records("UTC", date(2026, 3, 2)))
             for source in open_sources(path, "x.zip")]  # fmt: skip
    assert [len(cards) for cards in found] == [1] * 20
    # Once to look what there is, and once to read it.
    assert opened == 2


def test_an_archive_crosses_over_to_another_process_closed(path: Path) -> None:
    pack(path, {"a.vcf": CARD})
    packed = Packed(path)
    with packed.opened(0) as stream:
        assert stream.read() == CARD
    other = pickle.loads(pickle.dumps(packed))
    packed.close()
    with other.opened(0) as stream:
        assert stream.read() == CARD
    other.close()
    # Whoever asks again gets it again.
    with other.opened(0) as stream:
        assert stream.read() == CARD
    other.close()
