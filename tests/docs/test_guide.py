"""What is written about Kontor holds: commands, labels, links, pictures."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

from kontor.cli.app import kontor, read_command
from kontor.cli.panels import COMMANDS
from kontor.core.connections.line.read import read_line
from kontor.exchange.problems import SENTENCES
from tests.docs.reading import (
    anchors,
    headings,
    labels,
    links,
    quoted_commands,
    whole_commands,
)
from tools import messages

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs/guide"
LANGUAGES = ("de", "en")
NAMES = sorted(file.name for file in (GUIDE / "en").glob("*.md"))
WRITTEN = [ROOT / "README.md", *sorted(GUIDE.glob("*/*.md"))]
EVERYTHING = [*sorted(ROOT.glob("*.md")), *sorted(ROOT.glob("docs/**/*.md"))]
TOGETHER = 1_500_000
SETTING = re.compile(r'"(KONTOR_[A-Z_]+)"')


def title(file: Path) -> str:
    return file.relative_to(ROOT).as_posix()


def page(language: str, name: str) -> Path:
    return GUIDE / language / name


def cells(file: Path, column: int = 0) -> list[str]:
    """Give one column of a page's tables, without the headings of the columns."""
    rows = [line for line in file.read_text().splitlines() if line.startswith("| ")]
    return [row.strip("| ").split(" | ")[column] for row in rows]


def codes(texts: list[str]) -> list[str]:
    return [code for text in texts for code in re.findall(r"`([^`]+)`", text)]


def test_every_page_of_the_guide_is_there_in_both_languages() -> None:
    german = sorted(file.name for file in (GUIDE / "de").glob("*.md"))
    assert german == NAMES
    assert len(NAMES) == 13  # twelve pages and their list


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_headings(name: str) -> None:
    german, english = (
        [level for level, _ in headings(page(language, name))] for language in LANGUAGES
    )
    assert german == english


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_name_the_same_commands(name: str) -> None:
    german, english = (
        [words[:1] for words in [*whole_commands(file), *quoted_commands(file)]]
        for file in (page(language, name) for language in LANGUAGES)
    )
    placeholders = {"BEFEHL": "COMMAND"}
    assert [[placeholders.get(w, w) for w in words] for words in german] == english


@pytest.mark.parametrize("file", WRITTEN, ids=title)
def test_whoever_types_a_command_as_it_stands_is_understood(file: Path) -> None:
    for words in whole_commands(file):
        name, *rest = words
        if name.startswith("-"):
            assert name in options_of(kontor()), words
        else:
            assert name in COMMANDS, words
            # Raises an error of usage where the command does not take this.
            read_command(name).make_context(name, rest)


@pytest.mark.parametrize("file", WRITTEN, ids=title)
def test_every_command_named_in_a_sentence_exists(file: Path) -> None:
    for words in quoted_commands(file):
        name, *rest = [*words, *["start"] * (not words)]
        given = {word for word in rest if word.startswith("-")}
        if name in {"COMMAND", "BEFEHL"}:
            assert given == {"--help"}
            continue
        assert name in COMMANDS, words
        assert given <= options_of(read_command(name)), words


def options_of(command: Any) -> set[str]:
    found: set[str] = set()
    for param in command.params:
        found.update(param.opts)
        found.update(param.secondary_opts)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_command_line_has_every_command(language: str) -> None:
    quoted = quoted_commands(page(language, "08-command-line.md"))
    named = {words[0] for words in quoted if words}
    assert named >= set(COMMANDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_problem_has_its_code_on_the_page_of_imports(language: str) -> None:
    found = codes(cells(page(language, "06-import.md")))
    assert sorted(found) == sorted(SENTENCES)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_variable_is_on_the_page_of_settings(language: str) -> None:
    code = [
        ROOT / "src/kontor/settings.py",
        *sorted((ROOT / "src/kontor/cli").glob("*.py")),
    ]
    known = {name for file in code for name in SETTING.findall(file.read_text())}
    found = codes(cells(page(language, "09-settings-and-data.md")))
    assert {name for name in found if name.startswith("KONTOR_")} == known


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_line_shown_as_an_example_is_understood(language: str) -> None:
    lines = codes(cells(page(language, "04-log-line.md")))
    assert len(lines) == 8
    for line in lines:
        read = read_line(line, today=date(2026, 3, 4))
        assert read.names, line
        assert read.promises or (read.is_touch and read.channel), line


def test_what_stands_in_bold_is_a_text_of_the_pages() -> None:
    said = {text_of(message.id) for message in messages.collect(messages.CODE)}
    bold = {label for name in NAMES for label in labels(page("en", name))}
    assert bold - said == set()


@pytest.mark.parametrize("name", NAMES)
def test_both_languages_have_the_same_labels_in_bold(name: str) -> None:
    german: dict[str, set[str]] = {}
    for message in messages.load(messages.CATALOGUE):
        german.setdefault(text_of(message.id), set()).add(text_of(message.string))
    pairs = zip(
        labels(page("en", name)), labels(page("de", name)), strict=True
    )  # in the same order
    # A text that waits for its translation is found by ``make check``.
    wrong = [
        (english, label, known)
        for english, label in pairs
        if (known := german.get(english, set()) - {""}) and label not in known
    ]
    assert wrong == []


def text_of(texts: Any) -> str:
    return texts if isinstance(texts, str) else texts[0]


@pytest.mark.parametrize("file", EVERYTHING, ids=title)
def test_every_link_leads_somewhere(file: Path) -> None:
    for _, to in links(file):
        path, _, anchor = unquote(to).partition("#")
        target = (file.parent / path).resolve() if path else file
        assert target.exists(), f"{title(file)} links to {to}"
        if anchor:
            assert anchor in anchors(target), f"{title(file)} links to {to}"


def test_every_picture_is_there_and_all_are_small_together() -> None:
    shown = {
        (file.parent / to).resolve()
        for file in EVERYTHING
        for is_picture, to in links(file)
        if is_picture
    }
    kept = set((ROOT / "docs/pictures").glob("*.png"))
    assert shown == kept
    assert all(file.read_bytes().startswith(b"\x89PNG\r\n") for file in kept)
    assert sum(file.stat().st_size for file in kept) <= TOGETHER


def test_decisions_are_numbered_one_after_the_other() -> None:
    files = sorted((ROOT / "docs/decisions").glob("*.md"))
    numbers = [int(file.name[:4]) for file in files]
    assert numbers == list(range(1, len(files) + 1))
    for file, number in zip(files, numbers, strict=True):
        assert file.read_text().startswith(f"# {number:04d} ")
