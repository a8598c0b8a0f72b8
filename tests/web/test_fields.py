from __future__ import annotations

from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext_lazy as _


class Short(forms.Form):
    day = forms.DateField(label=_("Day"), required=False)


def written(form: forms.Form) -> str:
    return Template("{% fields form %}").render(Context({"form": form}))


def test_a_field_has_its_label() -> None:
    assert '<label for="id_day">' in written(Short())


def test_an_empty_form_speaks_the_language_in_force() -> None:
    english = written(Short())
    with translation.override("de"):
        german = written(Short())

    assert "Day" in english
    assert "Day" not in german
    assert written(Short()) == english


def test_what_was_typed_and_what_is_wrong_with_it_is_nobody_elses() -> None:
    sent = written(Short({"day": "no day"}))

    assert 'value="no day"' in sent
    assert "Enter a valid date." in sent
    assert "no day" not in written(Short())
    assert 'value="2026-03-02"' in written(Short(initial={"day": "2026-03-02"}))
    assert "2026-03-02" not in written(Short())
