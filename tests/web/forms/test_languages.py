from __future__ import annotations

import pytest
from django.utils import translation

from kontor.web.forms.fields import language_field
from kontor.web.forms.person import languages


def test_languages_stand_in_the_order_of_the_language_in_force() -> None:
    with translation.override("en"):
        english = [code for code, _name in languages()]
    with translation.override("de"):
        german = [code for code, _name in languages()]

    assert english.index("en") < english.index("de")
    # "Deutsch" comes before "Englisch", where "German" comes after "English".
    assert german.index("de") < german.index("en")
    assert german[0] == ""


def test_every_language_is_called_by_its_name_in_the_language_in_force() -> None:
    # These are called the same in both.
    same = {"af", "bn", "eo", "hi", "ia", "io", "ig", "km", "kn", "ml", "mr", "ne",
            "sw", "ur"}  # fmt: skip
    with translation.override("en"):
        english = dict(languages())
    with translation.override("de"):
        german = dict(languages())

    assert {code for code, name in german.items() if name == english[code]} == same


@pytest.mark.parametrize(
    ("language", "names"),
    [("en", ["German", "English"]), ("de", ["Deutsch", "Englisch"])],
)
def test_so_are_those_kontor_speaks(language: str, names: list[str]) -> None:
    with translation.override(language):
        field = language_field()
        assert [name for _code, name in field.choices] == names
