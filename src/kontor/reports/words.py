"""The words of every face for the codes in the book, and its way to write a day."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import (
    get_language,
    get_language_info,
    gettext,
    gettext_noop,
    pgettext,
)

WORDS: dict[str, dict[str, str]] = {
    "channel": {
        "email": gettext_noop("E-mail"),
        "message": gettext_noop("Message"),
        "call": gettext_noop("Call"),
        "meeting": gettext_noop("Meeting"),
        "event": gettext_noop("Event"),
    },
    "direction": {
        "out": gettext_noop("from me"),
        "in": gettext_noop("from them"),
        "both": gettext_noop("both ways"),
    },
    "relation": {
        "friend": gettext_noop("Friend"),
        "family": gettext_noop("Family"),
        "colleague": gettext_noop("Colleague"),
        "supplier": gettext_noop("Supplier"),
        "client": gettext_noop("Client"),
        "prospect": gettext_noop("Prospect"),
        "member": gettext_noop("Fellow member"),
        "other": gettext_noop("Other"),
    },
    "address_form": {
        "du": gettext_noop("first-name terms (du)"),
        "sie": gettext_noop("formal (Sie)"),
        "first_name": gettext_noop("first name, formal"),
    },
    "rhythm": {
        "A": gettext_noop("Class A"),
        "B": gettext_noop("Class B"),
        "C": gettext_noop("Class C"),
        "D": gettext_noop("Class D"),
        "own": gettext_noop("Own rhythm"),
    },
    "point": {
        "email": gettext_noop("E-mail"),
        "phone": gettext_noop("Telephone"),
        "link": gettext_noop("Link"),
    },
    "label": {
        "home": gettext_noop("at home"),
        "work": gettext_noop("at work"),
        "mobile": gettext_noop("mobile"),
        "fax": gettext_noop("fax"),
        "other": gettext_noop("other"),
    },
    "source": {
        "vcard": gettext_noop("Address card"),
        "csv": gettext_noop("Table"),
        "ical": gettext_noop("Calendar"),
        "mail": gettext_noop("Mail"),
        "eml": gettext_noop("Mail"),
        "mbox": gettext_noop("Mailbox"),
        "linkedin": "LinkedIn",
        "google": "Google",
        "outlook": "Outlook",
        "thunderbird": "Thunderbird",
        "linkedin-messages": gettext_noop("LinkedIn messages"),
        "hubspot": "HubSpot",
        "monica": "Monica",
        "monica-csv": "Monica",
        "kontor": gettext_noop("Whole book"),
    },
    # The account that needs no password has no name of its own.
    "keeper": {
        "owner": gettext_noop("Owner"),
        "assistant": gettext_noop("Assistant"),
    },
    "account": {"local": gettext_noop("the account of this machine")},
    "by": {
        "me": gettext_noop("I promise"),
        "them": gettext_noop("they promise"),
    },
    "rule": {
        "domain": gettext_noop("Mail domain"),
        "calendar": gettext_noop("Calendar"),
    },
    "tie": {
        "1": gettext_noop("loose"),
        "2": gettext_noop("good"),
        "3": gettext_noop("close"),
    },
    "group": {
        "chamber": gettext_noop("Chamber of commerce"),
        "leads": gettext_noop("Leads group"),
        "association": gettext_noop("Association or club"),
        "event": gettext_noop("Event or event series"),
        "online": gettext_noop("Online network"),
        "circle": gettext_noop("Informal circle"),
    },
    "standing": {
        "member": gettext_noop("Member"),
        "guest": gettext_noop("Guest"),
    },
    "attendance": {
        "present": gettext_noop("present"),
        "late": gettext_noop("came late"),
        "absent": gettext_noop("absent"),
        "excused": gettext_noop("excused"),
        "represented": gettext_noop("represented"),
    },
    "outcome": {
        "joined": gettext_noop("joined"),
        "declined": gettext_noop("did not join"),
    },
    "period": {
        "month": gettext_noop("a month"),
        "quarter": gettext_noop("a quarter"),
        "year": gettext_noop("a year"),
    },
    "verdict": {
        "new": gettext_noop("New"),
        "changed": gettext_noop("Changed"),
        "same": gettext_noop("Same as before"),
        "doubtful": gettext_noop("Doubtful"),
        "left_out": gettext_noop("Left out"),
        "failed": gettext_noop("Failed"),
    },
    # Of a record of an import, in the plural.
    "record": {
        "person": gettext_noop("people"),
        "organisation": gettext_noop("organisations"),
        "group": gettext_noop("tags"),
        "touch": gettext_noop("contacts"),
    },
    "batch": {
        "reading": gettext_noop("Being read"),
        "mapping": gettext_noop("Waits for what the columns mean"),
        "preview": gettext_noop("Ready to look at"),
        "applying": gettext_noop("Coming in"),
        "done": gettext_noop("In the book"),
        "undoing": gettext_noop("Being taken back"),
        "undone": gettext_noop("Taken back"),
        "dropped": gettext_noop("Dropped"),
    },
    "strength": {
        "0": gettext_noop("no contact noted"),
        "1": gettext_noop("faint"),
        "2": gettext_noop("loose"),
        "3": gettext_noop("steady"),
        "4": gettext_noop("strong"),
        "5": gettext_noop("close"),
    },
}


def word(code: object, kind: str) -> str:
    """Give the word for a code such as ``call`` of a kind such as ``channel``.

    A code without a word (a label of the keeper's own) is shown as it is.
    """
    known = WORDS[kind].get(str(code))
    return gettext(known) if known else str(code)


def day_text(day: date | None) -> str:
    """Write a day in full: 24 Nov 2026."""
    return _written(day, pgettext("day, PHP style", "j M Y"))


def day_short(day: date | None) -> str:
    """Write a day without its year: 24 Nov."""
    return _written(day, pgettext("day without year, PHP style", "j M"))


def day_week(day: date | None) -> str:
    """Write a day of this or next week: Tue 24 Nov."""
    return _written(day, pgettext("day with weekday, PHP style", "D j M"))


def month_text(day: date) -> str:
    """Write the month of a day: Nov 2026."""
    return _written(day, pgettext("month, PHP style", "M Y"))


def birthday_text(birthday: tuple[int | None, int, int]) -> str:
    """Write a birthday of (year or None, month, day): 7 May 1976, or 7 May."""
    year, month, day = birthday
    # Any leap year does where the year is not known.
    write = day_text if year else day_short
    return write(date(year or 2000, month, day))


# Names of languages that Django has no German for.
UNTRANSLATED = (gettext_noop("Norwegian"), gettext_noop("Norwegian Bokmal"))


def language_text(code: str) -> str:
    """Name a language by its code: de is German; a code nobody knows stays itself."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def local_day(day: date) -> date:
    """Give the day of a moment in the time zone in force; a day stays itself."""
    return localtime(day).date() if isinstance(day, datetime) else day


def _written(day: date | None, style: str) -> str:
    return _dated(local_day(day), style, get_language()) if day else ""


# Pages are full of days, and the same come again and again.
@lru_cache(maxsize=4096)
def _dated(day: date, style: str, language: str | None) -> str:
    return str(date_format(day, style))


def minutes_text(minutes: int | None) -> str:
    """Write a length: 40 min, 1 h, 1 h 20 min; "" where it is not known."""
    if minutes is None:
        return ""
    hours, rest = divmod(minutes, 60)
    parts = [gettext("%(hours)s h") % {"hours": hours}] if hours else []
    if rest or not hours:
        parts.append(gettext("%(minutes)s min") % {"minutes": rest})
    return " ".join(parts)


def figure_text(figure: float) -> str:
    """Write a figure of a sum with two decimals: 0.83, in German 0,83."""
    # Of a float Django would cut off the further decimals instead of rounding.
    return str(number_format(f"{figure:.2f}"))
