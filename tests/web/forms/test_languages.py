from __future__ import annotations

from django.utils import translation

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
