from __future__ import annotations

from django import forms
from django.template import Context, Template
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from kontor.web.forms.fields import label_field


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


class Labelled(forms.Form):
    label = label_field()


def test_a_label_is_shown_as_a_word_and_kept_as_its_code() -> None:
    known = {"label": "work"}
    with translation.override("de"):
        shown = written(Labelled(initial=known))
        sent = Labelled({"label": " Geschäftlich "}, initial=known)
        assert sent.is_valid()

    assert 'value="geschäftlich"' in shown
    assert sent.cleaned_data == known


def test_a_label_that_was_not_touched_has_not_changed() -> None:
    with translation.override("de"):
        assert not Labelled(
            {"label": "geschäftlich"}, initial={"label": "work"}
        ).has_changed()
        assert Labelled({"label": "mobil"}, initial={"label": "work"}).has_changed()


def test_a_label_of_the_keepers_own_stays_as_it_is() -> None:
    own = Labelled({"label": "Gartenhaus"}, initial={"label": ""})

    assert own.is_valid()
    assert own.cleaned_data == {"label": "Gartenhaus"}
