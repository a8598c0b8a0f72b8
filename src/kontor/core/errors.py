"""The four ways to say no.

A message says what happened in the user's words, then what to do. Facts are
keyword fields, so that every face can translate the text and put them in.
"""

from __future__ import annotations

from kontor.lib.text import gettext_noop


class KontorError(Exception):
    """Something the user can understand and mend.

    Args:
        facts: what the placeholders of ``text`` stand for.
    """

    text = gettext_noop("This did not work.")

    def __init__(self, **facts: object) -> None:
        self.facts = facts
        super().__init__(self.text.format_map(_Lenient(facts)))


class Missing(KontorError):
    """It is not in this book."""

    text = gettext_noop("There is no such entry in this book.")


class Invalid(KontorError):
    """What was given cannot be used as it is."""

    text = gettext_noop("This entry cannot be used as it is.")


class Refused(KontorError):
    """It is understood, but not allowed as things stand."""

    text = gettext_noop("This is not possible as things stand.")


class Unavailable(KontorError):
    """Something needed is not at hand just now."""

    text = gettext_noop("This is not available just now. Try again in a moment.")


class _Lenient(dict[str, object]):
    def __missing__(self, key: str) -> str:
        return "{" + key + "}"
