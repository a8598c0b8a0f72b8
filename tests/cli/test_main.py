"""What a command ends with, and where it says why."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from kontor import __version__
from kontor.cli.main import run

Kontor = Callable[..., Any]


def test_a_command_that_worked_ends_with_0(kontor: Kontor) -> None:
    ran = kontor("books")
    assert (ran.status, ran.err) == (0, "")


def test_what_cannot_be_done_is_one_line_and_1(kontor: Kontor) -> None:
    ran = kontor("show", "Nobody")
    assert (ran.status, ran.out) == (1, "")
    assert ran.err.count("\n") == 1
    assert "Nobody in “Anna Ahlers” is called Nobody." in ran.err


def test_with_json_an_error_is_json_on_the_output(kontor: Kontor) -> None:
    ran = kontor("show", "Nobody", "--json")
    assert (ran.status, ran.err) == (1, "")
    assert ran.json["error"] == "nobody"
    assert ran.json["text"].startswith("Nobody in “Anna Ahlers”")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["weak"], "There is no command “weak”. Did you mean week, wake?"),
        (["quux"], "There is no command “quux”. See: kontor --help"),
        (["show"], "NAME is missing. See: kontor show --help"),
        (["people", "--tags"], "There is no option --tags. Did you mean --tag? See"),
        (["people", "--jsn"], "There is no option --jsn. Did you mean --json? See"),
        # Nothing of the command is like it, and options of others do not matter.
        (["people", "--foo"], "There is no option --foo. See: kontor people --help"),
        (["people", "--lock"], "There is no option --lock. See: kontor people"),
        (["people", "--undoo"], "There is no option --undoo. See: kontor people"),
        (["imports", "--undoo"], "There is no option --undoo. Did you mean --undo?"),
        (["people", "-x"], "There is no option -x. See: kontor people --help"),
        (["people", "--tag"], "The option --tag needs a value."),
        (["books", "--json=1"], "The option --json takes no value."),
        (["people", "--page", "x"], "--page takes a whole number from 1 on."),
        (["start", "--port", "99999"], "--port takes a whole number from 0 to 65535."),
        (["undo", "1", "2"], "This is one word too many: 2 See: kontor undo --help"),
    ],
)
def test_wrong_use_is_one_line_and_2(
    kontor: Kontor, words: list[str], said: str
) -> None:
    ran = kontor(*words)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith(said)
    assert ran.err.count("\n") == 1


def test_wrong_use_with_json_is_json_too(kontor: Kontor) -> None:
    ran = kontor("people", "--json", "--page", "0")
    assert (ran.status, ran.json["error"]) == (2, "usage")


def test_json_behind_two_dashes_is_a_word(kontor: Kontor) -> None:
    ran = kontor("show", "--", "--json")
    assert ran.err.startswith("Nobody in “Anna Ahlers” is called --json.")


def test_ctrl_c_at_a_question_ends_with_one_line(
    kontor: Kontor,
) -> None:
    ran = kontor("log", "Coffee with Ben", typed="\x03")
    assert ran.status == 1
    # On a line of its own, below the question.
    assert ran.err == "Save? \nStopped.\n"


def test_ctrl_c_at_work_ends_with_130(
    kontor: Kontor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    # Only there: a module read meanwhile would keep it from elsewhere for good.
    monkeypatch.setattr("kontor.cli.week.at", interrupted)
    ran = kontor("week")
    assert (ran.status, ran.out, ran.err) == (130, "", "Stopped.\n")


def test_an_unknown_language_is_named_with_its_variable(
    kontor: Kontor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTOR_LANGUAGE", "fr")
    ran = kontor("books")
    assert ran.status == 1
    assert ran.err == (
        "KONTOR_LANGUAGE must be one of de, en, not “fr”. For instance: "
        "KONTOR_LANGUAGE=de\n"
    )


def test_the_version_is_told(kontor: Kontor) -> None:
    assert kontor("--version").out == f"kontor {__version__}\n"
    assert "--version" in kontor("--help").out
    assert kontor("--verison").err.startswith("There is no option --verison.")


def test_the_version_is_told_where_nothing_else_works(
    kontor: Kontor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KONTOR_LANGUAGE", "fr")
    assert kontor("--version").status == 0


def test_a_fault_of_the_program_stays_loud(
    kontor: Kontor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("kontor.cli.books.at", broken)
    with pytest.raises(ZeroDivisionError):
        run(["books"])


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "de_AT.UTF-8"}, "de"),
        ({"LANG": "de_DE", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LANGUAGE": "de:en"}, "de"),
        ({"LANG": "C", "LC_MESSAGES": "de_DE"}, "de"),
        ({"LANG": "en_GB", "KONTOR_LANGUAGE": "de"}, "de"),
    ],
)
def test_the_language_is_that_of_the_system_unless_it_is_said(
    kontor: Kontor,
    monkeypatch: pytest.MonkeyPatch,
    environment: dict[str, str],
    language: str,
) -> None:
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    kontor("books")
    assert translation.get_language() == language
