"""What the log says of an error, and what it keeps to itself."""

from __future__ import annotations

import logging
import sys
from types import SimpleNamespace
from typing import Any

from kontor.lib.discreet import Discreet

NAME = "Dora Daume"


def record(name: str, text: str, *args: object, **more: Any) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.ERROR, "x.py", 1, text, args, None)
    made.__dict__.update(more)
    return made


def failing() -> Any:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            text = f"no {NAME} here"
            raise ValueError(text) from error
    except ValueError:
        return sys.exc_info()


def test_an_error_is_told_by_its_kind_and_its_place_only() -> None:
    told = Discreet().format(
        record("kontor", "import %s stopped", 7, exc_info=failing())
    )

    assert told.startswith("ERROR kontor: import 7 stopped\n")
    assert "builtins.ValueError" in told
    # What led to it comes first, as in every traceback.
    assert told.index("builtins.KeyError") < told.index("builtins.ValueError")
    assert "in failing" in told
    assert NAME not in told


def test_what_the_system_says_of_a_file_is_told_without_its_name() -> None:
    try:
        raise FileNotFoundError(2, "No such file or directory", f"/home/{NAME}.vcf")
    except FileNotFoundError:
        told = Discreet().format(record("kontor", "no", exc_info=sys.exc_info()))

    assert told.endswith("FileNotFoundError: No such file or directory")


def test_a_path_is_told_as_the_pattern_it_fits() -> None:
    match = SimpleNamespace(route="<int:book>/people/<uuid:uid>/")
    request = SimpleNamespace(resolver_match=match, method="POST")
    made = record(
        "django.request",
        "%s: %s",
        "Internal Server Error",
        f"/2/people/?q={NAME}",
        request=request,
        status_code=500,
    )

    told = Discreet().format(made)

    expected = "ERROR django.request: 500 POST /<int:book>/people/<uuid:uid>/"
    assert told == expected


def test_a_path_that_fits_none_is_not_told() -> None:
    request = SimpleNamespace(resolver_match=None, method="GET")
    told = Discreet().format(
        record("django.request", "Not Found: %s", f"/{NAME}", request=request)
    )
    assert told == "ERROR django.request: GET (a path that is none of ours)"


def test_what_the_server_says_of_a_request_is_left_out() -> None:
    told = Discreet().format(
        record("waitress", "Exception while serving %s", f"/door/{NAME}/")
    )
    assert told == "ERROR waitress: a request failed"
