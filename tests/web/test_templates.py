from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

ROOT = Path(settings.TEMPLATES[0]["DIRS"][0])
STATIC = Path(settings.STATICFILES_DIRS[0])
NAMES = sorted(str(file.relative_to(ROOT)) for file in ROOT.rglob("*.html"))


@pytest.mark.parametrize("name", NAMES)
def test_a_template_can_be_read(name: str) -> None:
    assert get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_has_nothing_the_policy_forbids(name: str) -> None:
    text = (ROOT / name).read_text()

    assert not re.search(r"\sstyle\s*=", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    assert "hx-on" not in text
    assert "javascript:" not in text
    assert not re.search(r"<style|<script(?![^>]*\ssrc=)", text)
    assert not re.search(r"""(?:src|href)=["']https?:""", text)


@pytest.mark.parametrize("name", NAMES)
def test_every_form_that_changes_something_has_its_token(name: str) -> None:
    forms = re.findall(
        r"<form[^>]*method=\"post\".*?</form>", (ROOT / name).read_text(), re.S
    )

    assert all("{% csrf_token %}" in form for form in forms)


def test_the_stylesheet_and_the_script_stay_small() -> None:
    assert (STATIC / "kontor.css").stat().st_size < 28_000
    assert len((STATIC / "kontor.js").read_text().splitlines()) < 100


def test_every_class_of_a_template_is_known_to_the_stylesheet() -> None:
    css = set(re.findall(r"\.([a-z][a-z0-9-]*)", (STATIC / "kontor.css").read_text()))
    used: set[str] = set()
    for name in NAMES:
        text = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", " ", (ROOT / name).read_text())
        for classes in re.findall(r'class="([^"]*)"', text):
            used |= set(classes.split())

    assert used - css - {"verdict-"} == set()
