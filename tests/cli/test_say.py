"""How lines, columns and JSON are printed."""

from __future__ import annotations

import io
import json
from datetime import date
from uuid import UUID

import pytest
from rich.console import Console

from kontor.cli import say as saying
from kontor.cli.say import plain, say, say_json, say_rows


def _terminal(monkeypatch: pytest.MonkeyPatch, width: int) -> io.StringIO:
    """A terminal without colours, of this width."""
    seen = io.StringIO()
    console = Console(
        file=seen, force_terminal=True, no_color=True, width=width, soft_wrap=True,
        highlight=False, color_system=None,
    )  # fmt: skip
    monkeypatch.setattr(saying, "out", console)
    return seen


def test_markup_in_a_name_is_printed_as_it_stands(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say(("[bold]Evil[/bold] [red", "bold"), " :smile: [/]")
    say_rows([("[link=x]a[/link]", ("[b]", "dim"))])
    assert capsys.readouterr().out == (
        "[bold]Evil[/bold] [red :smile: [/]\n[link=x]a[/link]  [b]\n"
    )


def test_control_characters_never_reach_the_terminal(
    capsys: pytest.CaptureFixture[str],
) -> None:
    # ESC ]0; would rename the window, CR would hide what stands before it.
    say("Ben\x1b]0;pwned\x07\rEve‮nnA\nsecond")
    assert capsys.readouterr().out == "Ben ]0;pwned Eve nnA second\n"


def test_columns_stand_below_each_other_however_wide_the_letters_are(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_rows([("Ben", "x"), ("田中", "y"), ("", "z")], indent=1)
    # Two letters of Japanese take four places.
    assert capsys.readouterr().out == " Ben   x\n 田中  y\n       z\n"


def test_a_column_without_anything_takes_no_room(
    capsys: pytest.CaptureFixture[str],
) -> None:
    say_rows([("a", "", "b"), ("c", "", "d")])
    assert capsys.readouterr().out == "a  b\nc  d\n"


def test_another_program_gets_whole_lines(capsys: pytest.CaptureFixture[str]) -> None:
    text = "word " * 60
    say(text, indent=3)
    say_rows([("a" * 120, "b" * 120)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "   " + text.strip()
    assert lines[1] == f"{'a' * 120}  {'b' * 120}"


def test_a_terminal_gets_lines_broken_at_words(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = _terminal(monkeypatch, 24)
    say("one two three four five six", indent=4, to=saying.out)
    # 24 places less 4 before: "one two three four" are 18, "five" would be 23.
    assert seen.getvalue() == "    one two three four\n    five six\n"


def test_in_a_narrow_terminal_the_widest_column_gives_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = _terminal(monkeypatch, 24)
    say_rows([("Ben Brandt", "a very long description of him", "1")])
    # 24 less 10, 1 and two gaps of 2 leaves 9, the last of them for the dots.
    assert seen.getvalue() == "Ben Brandt  a very l…  1\n"


def test_json_is_plain_and_whole(capsys: pytest.CaptureFixture[str]) -> None:
    uid = UUID(int=1)
    say_json({"day": date(2026, 3, 2), "uid": uid, "names": ("Ä", "[bold]"), 1: None})
    assert json.loads(capsys.readouterr().out) == {
        "day": "2026-03-02",
        "uid": str(uid),
        "names": ["Ä", "[bold]"],
        "1": None,
    }
    assert plain([{1}]) == [[1]]
