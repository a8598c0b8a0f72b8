"""The whole run as a program, over a corpus of a few made-up files."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tools.corpus import files_of, main

ROOT = Path(__file__).resolve().parents[2]
CARD = "BEGIN:VCARD\nFN:Ada Abt\nEND:VCARD\n"
MANIFEST = """
| file | a right importer yields (oracle count) | special |
|---|---|---|
| vcard/a/one.vcf | 1 card(s) |  |
| vcard/a/two.vcf | 2 card(s) | |
| gone.vcf | 1 card(s) | |
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    Path(folder, "vcard/a").mkdir(parents=True)
    Path(folder, "vcard/a/one.vcf").write_text(CARD)
    Path(folder, "vcard/a/two.vcf").write_text(CARD + CARD.replace("Ada", "Ida"))
    Path(folder, "list.pdf").write_text("%PDF-1.7\n")
    Path(folder, "MANIFEST.md").write_text(MANIFEST)
    return folder


def ran(folder: Path) -> subprocess.CompletedProcess[str]:
    # The keeper's own data folder is not touched, whatever it is.
    own = folder.parent / "own"
    done = subprocess.run(
        [sys.executable, "-m", "tools.corpus", str(folder), "--jobs", "1"],
        cwd=ROOT,
        env={**os.environ, "KONTOR_DATA": str(own), "KONTOR_HOSTS": "?"},
        capture_output=True,
        encoding="utf-8",
        timeout=240,
        check=False,
    )
    assert not own.exists()
    return done


def test_a_corpus_that_comes_in_as_it_says_passes(corpus: Path) -> None:
    done = ran(corpus)
    assert (done.returncode, done.stderr) == (0, "")
    lines = {line.split()[0]: line.split() for line in done.stdout.splitlines() if line}
    #                    files  read       used       left out    failed  people touches
    assert lines["vcard/a"][1:] == [
        "2", "3", "=", "3", "+", "0", "+", "0", "3", "0",
    ]  # fmt: skip
    assert "  list.pdf: This is a PDF." in done.stdout
    assert "  files that it does not name: 1" in done.stdout
    assert "In the manifest, but not here (1):\n  gone.vcf" in done.stdout
    assert "3 files in" in done.stdout.splitlines()[-1]


def test_a_corpus_that_says_otherwise_fails(corpus: Path) -> None:
    manifest = corpus / "MANIFEST.md"
    manifest.write_text(manifest.read_text().replace("2 card(s)", "3 card(s)"))
    done = ran(corpus)
    assert done.returncode == 1
    assert (
        "FAILED (1):\n  vcard/a/two.vcf: 3 contact(s) expected, 2 found" in done.stdout
    )


def test_a_folder_that_is_not_there_is_told_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none")]) == 2
    said = capsys.readouterr()
    assert (said.out, "make corpus CORPUS=" in said.err) == ("", True)


def test_the_manifest_is_no_file_to_be_imported(corpus: Path) -> None:
    assert files_of(corpus) == ["list.pdf", "vcard/a/one.vcf", "vcard/a/two.vcf"]
