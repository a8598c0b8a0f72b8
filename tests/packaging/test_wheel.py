"""The wheel carries all that Kontor needs, and runs from there alone."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tools import bundle

CODE = bundle.HERE / "src/kontor"
LEFT_OUT = {".pyc"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return bundle.wheel(tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_every_file_of_the_package_is_in_it(names: set[str]) -> None:
    files = [file for file in CODE.rglob("*") if file.is_file()]
    here = {
        file.relative_to(CODE.parent).as_posix()
        for file in files
        if file.suffix not in LEFT_OUT
    }
    assert here - names == set()


@pytest.mark.parametrize(
    "part",
    [
        "kontor/records/migrations/0001_initial.py",
        "kontor/locale/de/LC_MESSAGES/django.mo",
        "kontor/web/templates/",
        "kontor/web/static/",
        ".dist-info/licenses/LICENSE",
    ],
)
def test_what_is_no_module_is_in_it_too(names: set[str], part: str) -> None:
    assert any(part in name for name in names)


def test_nothing_else_is_in_it(names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in names} == {
        "kontor",
        "kontor_ledger",
    }


RUN = "import kontor.cli.main as m; print(m.__file__, flush=True); m.run()"


def test_it_runs_from_the_wheel_alone(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path / "site")
    ran = subprocess.run(
        [sys.executable, "-c", RUN, "week"],
        cwd=tmp_path,
        env={
            **os.environ,
            "PYTHONPATH": str(tmp_path / "site"),
            "KONTOR_DATA": str(tmp_path / "data"),
        },
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.stdout.startswith(str(tmp_path / "site")), ran.stderr
    assert "Traceback" not in ran.stderr
    assert (tmp_path / "data" / "kontor.sqlite3").exists()


def test_a_bundle_holds_the_starter_and_the_wheel(wheel: Path, tmp_path: Path) -> None:
    packed = {
        file.stem.rsplit("-", 1)[1]: zipfile.ZipFile(file)
        for file in bundle.bundle(wheel, tmp_path)
    }
    assert set(packed) == {"windows", "macos", "linux"}
    mac = {
        Path(e.filename).name: e.external_attr >> 16 for e in packed["macos"].filelist
    }
    assert set(mac) == {"Kontor.command", "kontor-start", "START.txt", wheel.name}
    # A starter that may not be run would open in an editor.
    assert mac["Kontor.command"] & 0o111
    assert mac["kontor-start"] & 0o111
