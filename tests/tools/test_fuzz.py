from __future__ import annotations

import subprocess
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.exchange import fuzzing
from tests.exchange.seeds import KINDS, VCARD_3
from tools import fuzz


def test_where_atheris_is_not_to_be_had_a_sentence_says_so(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(
        fuzz, "_says", lambda *c: "No module" if "import atheris" in c else ""
    )
    assert fuzz.main(["vcard"]) == 1
    assert "Linux (x86-64) only" in capsys.readouterr().err


def test_without_the_network_what_pip_said_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(fuzz, "_says", lambda *c: f"no {c[1]}")
    assert fuzz.main(["vcard"]) == 1
    assert "needs the network once. pip said:\nno pip" in capsys.readouterr().err


def test_a_file_that_was_kept_is_looked_at_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "crash-1"
    kept.write_bytes(VCARD_3)
    assert fuzz.main(["vcard", "--again", str(kept)]) == 0
    assert "nothing is wrong" in capsys.readouterr().out
    monkeypatch.setattr(fuzzing, "_GROWTH", -1_000)
    with pytest.raises(AssertionError):
        fuzz.main(["vcard", "--again", str(kept)])


def test_seeds_and_words_are_written_down_and_real_files_only_named(
    tmp_path: Path,
) -> None:
    real = tmp_path / "real.vcf"
    real.write_bytes(b"\xe4")
    for reader in ("vcard", "linkedin"):
        place = tmp_path / reader
        (place / "corpus").mkdir(parents=True)
        fuzz._write_down(reader, place, [real])
        found = sorted((place / "corpus").iterdir())
        assert [file.read_bytes() for file in found] == KINDS[reader].seeds
        assert r'"\x0d\x0a"' in (place / "words.txt").read_text().splitlines()
    assert (tmp_path / "vcard/seeds.txt").read_text() == str(real)
    # A real archive is no text that has to be packed first.
    assert (tmp_path / "linkedin/seeds.txt").read_text() == ""


def test_how_far_it_came_is_taken_out_of_the_log() -> None:
    said = "#2 INITED cov: 7 ft: 9\n#9 NEW    cov: 12 ft: 9\nDone 9 runs in 3 second(s)"
    assert fuzz._figures(said) == {"runs": "9", "seconds": "3", "edges": "12"}


@pytest.mark.parametrize(
    ("code", "said", "told"),
    [
        (0, "Done 9 runs in 3 second(s)", "eml              9 files in 3 s"),
        (77, "Test unit written to /x/crash-1\n", "eml --again /x/crash-1"),
        (1, "ModuleNotFoundError", "eml: it was broken off"),
    ],
)
def test_what_came_of_it_is_told(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    code: int,
    said: str,
    told: str,
) -> None:
    def run(command: list[str], *, stdout: BinaryIO, **_: object) -> object:
        stdout.write(said.encode())
        return subprocess.CompletedProcess(command, code)

    monkeypatch.setattr(fuzz, "_missing", lambda: "")
    monkeypatch.setattr(subprocess, "run", run)
    arguments = ["eml", "--seconds", "3", "--folder", str(tmp_path)]
    assert fuzz.main(arguments) == (1 if code else 0)
    assert told in capsys.readouterr().out
