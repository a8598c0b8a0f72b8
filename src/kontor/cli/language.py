"""In which language the command line speaks, also before the settings are read."""

from __future__ import annotations

import gettext
import os
from functools import cache
from pathlib import Path

from kontor.cli.trouble import Trouble
from kontor.lib.text import gettext_noop

LOCALE = Path(__file__).resolve().parent.parent / "locale"
# English is the language of the code and has no catalogue.
ENGLISH = "en"
# In the order in which GNU gettext asks them.
PLACES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")
NOT_SPOKEN = gettext_noop(
    "KONTOR_LANGUAGE must be one of {known}, not “{wanted}”. For instance: "
    "KONTOR_LANGUAGE=de"
)


def known() -> list[str]:
    """List the languages there are texts in."""
    return sorted({ENGLISH, *(folder.name for folder in LOCALE.iterdir())})


def spoken() -> str:
    """Tell the language: KONTOR_LANGUAGE, else that of the system, else English.

    Raises:
        Trouble: KONTOR_LANGUAGE names one that Kontor does not speak.
    """
    wanted = os.environ.get("KONTOR_LANGUAGE", "").strip().lower()
    if wanted and wanted not in known():
        text = early(NOT_SPOKEN).format(known=", ".join(known()), wanted=wanted)
        raise Trouble(text, "settings")
    return wanted or of_the_system()


def early(text: str) -> str:
    """Translate a text although the settings could not be read."""
    return _catalogue(of_the_system()).gettext(text)


@cache
def _catalogue(code: str) -> gettext.NullTranslations:
    return gettext.translation("django", LOCALE, [code], fallback=True)


def of_the_system() -> str:
    """Take the first language named; "C" and the like name none."""
    for place in PLACES:
        for name in os.environ.get(place, "").split(":"):
            code = name.partition(".")[0].partition("_")[0].lower()
            if code in known():
                return code
            if code and code not in {"c", "posix"}:
                return ENGLISH
    return _of_a_desktop()


def _of_a_desktop() -> str:
    """Ask where the environment says nothing, as on Windows."""
    import locale

    name = (locale.getlocale()[0] or "").lower()
    return "de" if name.startswith(("de_", "german")) else ENGLISH
