from __future__ import annotations

import json
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tools import messages

PYTHON = """
from django.utils.translation import gettext as _, ngettext, npgettext, pgettext
from kontor.lib.text import gettext_noop

text = gettext_noop("Hello {name}")
other = _("Bye "
          "for now")
many = ngettext("One touch", "{count} touches", 3)
month = pgettext("month", "May")
cup = npgettext("drink", "One cup", "{count} cups", 2)
unmarked = "not this"
variable = _(text)
"""
TEMPLATE = """
{% translate "A page" %} {% translate "Post" context "mail" %}
{% blocktranslate trimmed with name=person.name %}
  Since
  {{ name }}
{% endblocktranslate %}
{% blocktranslate count n=n %}One{% plural %}{{ n }} of 100%{% endblocktranslate %}
"""
ALL = {
    ("", "Hello {name}"),
    ("", "Bye for now"),
    ("", "One touch"),
    ("month", "May"),
    ("drink", "One cup"),
    ("", "A page"),
    ("mail", "Post"),
    ("", "Since %(name)s"),
    ("", "One"),
}


@pytest.fixture
def code(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_text(PYTHON)
    (tmp_path / "b.html").write_text(TEMPLATE)
    return tmp_path


def catalogue(**german: str | tuple[str, ...]) -> Catalog:
    """Make a catalogue from "English" or "One_Many" (for a plural) to German."""
    made = Catalog(locale="de", fuzzy=False)
    for english, text in german.items():
        made.add(tuple(english.split("_")) if "_" in english else english, text)
    return made


def complaints(made: Catalog) -> list[str]:
    return list(messages.complaints(made, made))


def test_every_marked_text_of_code_and_templates_is_collected(code: Path) -> None:
    found = messages.collect(code)
    assert {(m.context or "", messages._english(m)[0]) for m in found if m.id} == ALL


def test_both_forms_of_a_plural_are_collected(code: Path) -> None:
    ids = [message.id for message in messages.collect(code)]
    assert ("One touch", "{count} touches") in ids
    assert ("One", "%(n)s of 100%%") in ids


def test_an_update_keeps_translations_and_guesses_none(code: Path) -> None:
    old = Catalog(locale="de", fuzzy=False)
    old.add("A page", "Eine Seite")
    old.add("A pages", "Fast dasselbe")
    old.add("Bye for  now", "Bis bald")
    new = messages.updated(old, messages.collect(code))
    assert new["A page"].string == "Eine Seite"
    assert not new["Bye for now"].string
    assert {message.id for message in new.obsolete.values()} == {
        "A pages",
        "Bye for  now",
    }


def test_the_same_texts_always_give_the_same_file(code: Path, tmp_path: Path) -> None:
    file = tmp_path / "de.po"
    messages.save(messages.updated(messages.load(file), messages.collect(code)), file)
    first = file.read_text()
    messages.save(messages.updated(messages.load(file), messages.collect(code)), file)
    assert file.read_text() == first
    assert "Date" not in first
    assert "#: a.py\n" in first


def test_what_is_to_do_can_be_filled_in_and_put_back(
    code: Path, tmp_path: Path
) -> None:
    file = tmp_path / "de.po"
    made = messages.updated(messages.load(file), messages.collect(code))
    work = json.loads(json.dumps(messages.todo(made)))
    assert work["month|May"] == ""
    assert work["One touch"] == ["", ""]
    work |= {"month|May": "Mai", "One touch": ["Ein Kontakt", "{count} Kontakte"]}
    assert messages.fill(made, work) == []
    messages.save(made, file)
    again = messages.load(file)
    assert messages.todo(again).keys().isdisjoint({"month|May", "One touch"})
    assert len(messages.todo(again)) == len(ALL) - 2


def test_filling_in_an_unknown_text_is_told() -> None:
    assert messages.fill(catalogue(Yes="Ja"), {"No": "Nein"}) == ["No"]


def test_a_complete_catalogue_has_no_complaints() -> None:
    whole = catalogue(Yes="Ja", One_Many=("Eins", "Viele"))
    whole.add("{a} met {b} on %(day)s", "Am %(day)s traf {b} {a}")
    whole.add(("One", "{count} people"), ("eine Person", "{count} Leute"), context="x")
    assert complaints(whole) == []


@pytest.mark.parametrize(
    ("english", "german", "why"),
    [
        ("Yes", "", "no German"),
        ("{name} is here", "Hier ist {nam}", "other placeholders"),
        ("{name} is here", "Niemand", "other placeholders"),
        ("%(name)s is here", "Hier ist %(name)", "other placeholders"),
        ("Your book", "Dein Buch", "says du"),
        ("If you want", "Wenn du willst", "says du"),
    ],
)
def test_what_is_wrong_is_said(english: str, german: str, why: str) -> None:
    (found,) = complaints(catalogue(**{english: german}))
    assert why in found
    assert english in found


def test_a_placeholder_may_ask_for_another_case() -> None:
    made = catalogue(**{"{now} ago": "vor {now:dative}"})
    assert complaints(made) == []


def test_a_plural_must_keep_its_number() -> None:
    made = catalogue(**{"One_{count} cups": ("Eine", "Viele")})
    assert [line.split(":")[0] for line in complaints(made)] == ["other placeholders"]


def test_du_is_allowed_where_the_catalogue_says_so() -> None:
    made = Catalog(locale="de", fuzzy=False)
    made.add("first name and du", "per du", user_comments=["allow: du"])
    assert complaints(made) == []


def test_a_guess_marked_as_fuzzy_is_said() -> None:
    made = Catalog(locale="de", fuzzy=False)
    made.add("Yes", "Ja", flags=["fuzzy"])
    assert complaints(made) == ["marked as fuzzy: 'Yes'"]


def test_catalogue_and_code_must_say_the_same() -> None:
    old, code = catalogue(Yes="Ja", No="Nein"), catalogue(Yes="", Maybe="")
    found = sorted(messages.complaints(old, code))
    assert [line.split(" (")[0] for line in found] == [
        "no longer in the code",
        "not in the catalogue",
    ]


def test_an_obsolete_text_is_said(code: Path) -> None:
    made = messages.updated(catalogue(Gone="Weg"), Catalog(locale="de"))
    assert complaints(made) == ["obsolete (tools/messages.py drop): 'Gone'"]
