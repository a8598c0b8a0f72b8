"""What a keeper can say of a column: a short word for each meaning, and its name.

A word may be followed by a kind, and by which of several it belongs to:
``phone:work``, ``city:home``, ``role#2``. Whatever has no word here is written as its
own text form, see ``exchange.csv.meaning``.
"""

from __future__ import annotations

from kontor.exchange.csv.meaning import meaning_from
from kontor.lib.text import fold, gettext_noop

KEEP, OUT = "keep", "out"
# In the order in which they are offered: (text form, name).
CHOICES: dict[str, tuple[str, str]] = {
    KEEP: ("", gettext_noop("Keep it as it is")),
    OUT: ("-", gettext_noop("Leave it out")),
    "given": ("name.given", gettext_noop("Given name")),
    "family": ("name.family", gettext_noop("Family name")),
    "name": ("display", gettext_noop("Full name")),
    "title": ("name.prefix", gettext_noop("Title")),
    "middle": ("name.additional", gettext_noop("Further names")),
    "suffix": ("name.suffix", gettext_noop("Name suffix")),
    "nickname": ("nickname", gettext_noop("Nickname")),
    "organisation": ("job.organisation", gettext_noop("Organisation")),
    "department": ("job.department", gettext_noop("Department")),
    "role": ("job.role", gettext_noop("Role")),
    "mail": ("email", gettext_noop("E-mail")),
    "phone": ("phone", gettext_noop("Telephone")),
    "mobile": ("phone:mobile", gettext_noop("Mobile telephone")),
    "street": ("address.street", gettext_noop("Street")),
    "postcode": ("address.postal", gettext_noop("Postal code")),
    "city": ("address.city", gettext_noop("City")),
    "town": ("address.town", gettext_noop("Postal code and city")),
    "region": ("address.region", gettext_noop("Region")),
    "country": ("address.country", gettext_noop("Country")),
    "birthday": ("birthday", gettext_noop("Birthday")),
    "note": ("note", gettext_noop("Note")),
    "tag": ("tags", gettext_noop("Tag")),
    "link": ("link", gettext_noop("Link")),
    "linkedin": ("link:linkedin", gettext_noop("LinkedIn profile")),
    "how-met": ("met_place", gettext_noop("How met")),
    "met": ("met_day", gettext_noop("Met on")),
    "through": ("related:referred-by", gettext_noop("Met through")),
    "knows": ("related", gettext_noop("Knows")),
    "language": ("language", gettext_noop("Language")),
}
_WORDS = {form: word for word, (form, _) in CHOICES.items()}


def form_of(choice: str) -> str:
    """Give the text form of the meaning that a word stands for.

    Raises:
        ValueError: no meaning is called so.
    """
    word, kind, number = _parts(fold(choice))
    form = _with(CHOICES[word][0], kind, number) if word in CHOICES else choice.strip()
    meaning_from(form)
    return form


def choice_of(form: str) -> str:
    """Give the word for a meaning, its text form where it has none."""
    bare = form.rstrip("!")
    whole, kind, number = _parts(bare)
    if (word := _WORDS.get(bare.partition("#")[0])) is not None:
        return _with(word, "", number)
    return _with(_WORDS[whole], kind, number) if whole in _WORDS else form


def name_of_choice(choice: str) -> tuple[str, str]:
    """Give the name of a choice in English, and its kind ("work", …) or ""."""
    word, kind, number = _parts(choice)
    named = CHOICES[word][1] if word in CHOICES else word
    return named, kind or number


def _parts(text: str) -> tuple[str, str, str]:
    text, _, number = text.partition("#")
    word, _, kind = text.partition(":")
    return word, kind, number


def _with(text: str, kind: str, number: str) -> str:
    kind = f":{kind}" if kind and ":" not in text else ""
    return f"{text}{kind}{f'#{number}' if number else ''}"
