"""A log without other people's data: where something broke, not with whose name in it.

Paths are written as the pattern they fit; of an exception its kind and the places in
the code are told, not what it says, because that may quote a name or an address.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType

LINE = "%(levelname)s %(name)s: %(message)s"
# Loggers of others, whose lines name the path that was asked for.
TELLING = ("django.request", "django.security", "waitress")
SPEAKING = (OSError,)
_Error = tuple[type[BaseException], BaseException, TracebackType | None]


class Discreet(logging.Formatter):
    """Writes a record in one line, and the way to an error below it."""

    def __init__(self) -> None:
        super().__init__(LINE)

    def format(self, record: logging.LogRecord) -> str:
        """Write a record; what it quotes of a request is left out."""
        if not record.name.startswith(TELLING):
            return super().format(record)
        plain = logging.makeLogRecord(record.__dict__)
        plain.msg, plain.args = _what(record), ()
        # Kept by whoever has formatted the record before, perhaps in full.
        plain.exc_text = None
        return super().format(plain)

    def formatException(self, ei: object) -> str:  # noqa: N802 - logging's own name
        """Tell the kinds of errors that led to this one, and where they were raised."""
        assert isinstance(ei, tuple)
        error = ei[1]
        told: list[str] = []
        while isinstance(error, BaseException):
            told = [_one(error), *told]
            error = error.__cause__ or error.__context__
        return "\n".join(told)


def _what(record: logging.LogRecord) -> str:
    """Say what happened to a request, with the pattern of its path."""
    request = getattr(record, "request", None)
    match = getattr(request, "resolver_match", None)
    path = f"/{match.route}" if match else "(a path that is none of ours)"
    status = getattr(record, "status_code", "")
    method = getattr(request, "method", "")
    words = [str(word) for word in (status, method) if word]
    return " ".join([*words, path]) if words else "a request failed"


def _one(error: BaseException) -> str:
    places = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    kind = type(error)
    said = f"{kind.__module__}.{kind.__qualname__}"
    if isinstance(error, SPEAKING) and error.strerror:
        said += f": {error.strerror}"
    return f"{places}\n{said}" if places else said
