"""How the tests read a page of Markdown: headings, commands, labels, links."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

_FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_SHELL = re.compile(r"^```sh\n(.*?)^```", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`(kontor(?: [^`]*)?)`")
_HEADING = re.compile(r"^(#+) (.+)$", re.MULTILINE)
_LABEL = re.compile(r"\*\*([^*]+)\*\*")
_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)\s]+)\)")
_ANCHOR = re.compile(r'<a id="([^"]+)">')
_VARIABLE = re.compile(r"\w+=\S*")


def prose(file: Path) -> str:
    """Give a page without its blocks of code."""
    return _FENCE.sub("", file.read_text(encoding="utf-8"))


def headings(file: Path) -> list[tuple[int, str]]:
    """List the headings as (level, text)."""
    return [(len(marks), text) for marks, text in _HEADING.findall(prose(file))]


def anchors(file: Path) -> set[str]:
    """List what a link may point at: headings as GitHub writes them, and marks."""
    slugs = {
        re.sub(r"[^\w\- ]", "", text.lower()).replace(" ", "-")
        for _, text in headings(file)
    }
    return slugs | set(_ANCHOR.findall(file.read_text(encoding="utf-8")))


def labels(file: Path) -> list[str]:
    """List what stands in bold type: texts of Kontor's own pages."""
    return _LABEL.findall(prose(file))


def links(file: Path) -> list[tuple[bool, str]]:
    """List the links within the repository as (whether it is a picture, where to)."""
    found = _LINK.findall(prose(file))
    return [(bool(mark), to) for mark, to in found if not re.match(r"\w+:", to)]


def quoted_commands(file: Path) -> list[list[str]]:
    """List commands that are named within a sentence, as words behind ``kontor``."""
    return [shlex.split(text)[1:] for text in _INLINE.findall(prose(file))]


def whole_commands(file: Path) -> list[list[str]]:
    """List commands to be typed as they stand, as words behind ``kontor``."""
    blocks = _SHELL.findall(file.read_text(encoding="utf-8"))
    lines = [line for block in blocks for line in block.splitlines()]
    return [words for line in lines for words in _behind_kontor(line)]


def _behind_kontor(line: str) -> Iterator[list[str]]:
    words = shlex.split(line.partition(" < ")[0], comments=True)
    while words and _VARIABLE.fullmatch(words[0]):
        words.pop(0)
    if words[:1] == ["kontor"]:
        yield words[1:]
