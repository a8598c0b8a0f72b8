"""``kontor photo``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kontor.records.models import Person, Photo

Kontor = Callable[..., Any]
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 24


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    file = tmp_path / "ben.bin"
    file.write_bytes(PNG)
    return file


def test_a_picture_is_set_and_taken_out(
    kontor: Kontor, ben: Person, picture: Path
) -> None:
    ran = kontor("photo", "Ben", str(picture))
    assert ran.out.startswith("Set the picture of Ben Brandt")
    assert bytes(Photo.objects.get(person=ben).data) == PNG
    kontor("photo", "Ben", "--remove")
    assert not Photo.objects.exists()
    kontor("undo")
    assert Photo.objects.filter(person=ben).exists()


def test_what_is_no_picture_is_refused(
    kontor: Kontor, ben: Person, picture: Path
) -> None:
    picture.write_text("no picture")
    code = kontor("photo", "Ben", str(picture), "--json").json["error"]
    assert code == "no_picture"
    picture.write_bytes(PNG + b"\0" * 2_000_000)
    code = kontor("photo", "Ben", str(picture), "--json").json["error"]
    assert code == "too_large"


def test_a_missing_file_a_folder_and_nothing_are_refused(
    kontor: Kontor, ben: Person, tmp_path: Path
) -> None:
    for file in (tmp_path / "nothing.png", tmp_path):
        ran = kontor("photo", "Ben", str(file))
        assert (ran.status, ran.err) == (1, f"{file} is no file that can be read.\n")
    assert kontor("photo", "Ben", "--json").json["error"] == "no_picture_given"
