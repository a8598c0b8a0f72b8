"""Saying what the columns of a table mean, in the browser."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kontor.actions.worker import Worker
from tests.browser.look import assert_good
from tests.browser.town import ENGLISH_DESK, GERMAN_PHONE, WITHOUT_SCRIPTS, Town

TABLE = """Kdnr;Kunde;Strasse Kunde;PLZ Kunde;Ort Kunde;Mailadresse;Rufnr;Geb.;Umsatz
4711;Ottilie Zander;Am Markt 3;50667;Köln;o@zander.example;0221 123456;12.3.1970;100,50
4712;Detlef Yorck;Weg 4a;53111;Bonn;d@yorck.example;+49 228 123456;1.4.1981;9,00
"""
CHOICE = {"de": "Vollständiger Name", "en": "Full name"}
Work = Callable[[], None]


@pytest.fixture
def work(moment: datetime) -> Work:
    """Do what the pages have ordered, as the worker beside the server would."""
    worker = Worker(lambda: moment)

    def until_done() -> None:
        while worker.work_once():
            pass

    return until_done


def bring(page: Page, book: int, folder: Path) -> None:
    file = folder / "kunden.csv"
    file.write_text(TABLE, encoding="cp1252")
    page.goto(f"/{book}/import/")
    page.locator("[name=file]").set_input_files(file)
    page.locator("main form .btn.main").first.click()
    page.wait_for_url("**/import/*/")


def test_the_page_of_columns_is_good_to_look_at(
    anna_page: Page, town: Town, language: str, work: Work, tmp_path: Path
) -> None:
    bring(anna_page, town.book, tmp_path)
    work()
    expect(anna_page.locator("select")).to_have_count(9)
    name = anna_page.locator("[name=column-2] option:checked")
    expect(name).to_have_text(CHOICE[language])
    expect(anna_page.locator("[name=column-9]")).to_have_value("keep")
    assert_good(anna_page, language)


@GERMAN_PHONE
def test_with_a_thumb_columns_are_named_and_the_table_comes_in(
    anna_page: Page, town: Town, work: Work, tmp_path: Path
) -> None:
    bring(anna_page, town.book, tmp_path)
    work()
    anna_page.locator("[name=column-1]").select_option("out")
    anna_page.locator("button[value=map]").click()
    work()
    expect(anna_page.locator("#batch")).to_contain_text("Ottilie Zander")
    anna_page.locator("button[value=apply]").click()
    work()
    anna_page.goto(town.page("people/?q=Zander"))
    expect(anna_page.locator("#people")).to_contain_text("Ottilie Zander")


@ENGLISH_DESK
@WITHOUT_SCRIPTS
def test_without_scripts_a_wrong_answer_is_told_and_put_right(
    anna_page: Page, town: Town, work: Work, tmp_path: Path
) -> None:
    bring(anna_page, town.book, tmp_path)
    work()
    anna_page.reload()
    for number in range(1, 10):
        anna_page.locator(f"[name=column-{number}]").select_option("keep")
    anna_page.locator("button[value=map]").click()
    expect(anna_page.locator("[role=alert]")).to_contain_text("Say which column")
    anna_page.locator("[name=column-2]").select_option("family")
    anna_page.locator("button[value=map]").click()
    work()
    anna_page.reload()
    expect(anna_page.locator("#batch")).to_contain_text("Ottilie Zander")
    anna_page.locator("button[value=columns]").click()
    expect(anna_page.locator("[name=column-2]")).to_have_value("family")
