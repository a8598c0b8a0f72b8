"""Anna's first week with Kontor, told through what she sees in her browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from kontor.actions.worker import Worker
from kontor.records.models import Book
from tests.browser.look import assert_accessible
from tests.browser.town import ONCE_EACH

FILES = Path(__file__).parent / "files"
LINES = {
    "de": "Kaffee mit Erika Müller 40 min gestern, schickt Angebot bis Freitag",
    "en": "Coffee with Erika Müller 40 min yesterday, sends an offer by Friday",
}


@pytest.fixture
def work(moment: datetime) -> Callable[[], None]:
    """Do what the pages have ordered, as the worker beside the server would."""
    worker = Worker(lambda: moment)

    def until_done() -> None:
        while worker.work_once():
            pass

    return until_done


@ONCE_EACH
def test_annas_first_week_in_the_browser(
    anna_page: Page, book: Book, language: str, work: Callable[[], None]
) -> None:
    page = anna_page
    names = page.locator(".ledger .name")

    def chooses(file: str) -> None:
        page.locator("[name=file]").set_input_files(FILES / file)
        page.locator("main form .btn.main").first.click()
        page.wait_for_url("**/import/*/")
        work()
        expect(page.locator("progress")).to_have_count(0)

    def presses(act: str) -> None:
        page.locator(f"#batch button[value={act}]").click()
        work()
        expect(page.locator("progress")).to_have_count(0)

    def goes_to(place: str) -> None:
        link = page.locator(f".nav a[href='/{book.pk}/{place}']:visible")
        if not link.count():
            page.locator(".nav summary").click()
        link.click()
        page.wait_for_url(re.compile(f"/{book.pk}/{place}$"))

    def plan_of(name: str) -> None:
        expect(page.locator("#plan > ol > li", has_text=name)).to_be_visible()

    # The book is empty, and the page says what to do about it.
    page.goto("/")
    page.locator(".empty .btn.main").click()
    expect(page.locator("[data-drop]")).to_be_visible()

    # She chooses the contacts of her telephone and sees what would come in.
    chooses("telephone.vcf")
    expect(names).to_have_text(
        ["Erika Müller", "Ben Brandt", "Lars Sjöberg", "Deniz Özdemir"]
    )
    assert_accessible(page)
    page.locator("li", has_text="Lars Sjöberg").locator("[name=wanted]").uncheck()
    presses("apply")
    brought = page.url

    # The first sorting is offered: one tap each, and enough for today.
    page.locator("#batch a[href$='/sorting/']").click()
    for name, answer in (("Erika Müller", "often"), ("Ben Brandt", "sometimes")):
        row = page.locator("#sorting li", has_text=name)
        row.locator(f"button[value={answer}]").click()
        expect(row.locator("[aria-pressed=true]")).to_have_count(1)
    page.locator(f"#sorting .acts a[href='/{book.pk}/']").click()
    for name in ("Erika Müller", "Ben Brandt"):
        plan_of(name)

    # She takes the import back. Whom she sorted stays, and the page names them.
    page.goto(brought)
    presses("undo")
    page.locator("#batch details summary").last.click()
    expect(page.locator("#batch details").last).to_contain_text("Erika Müller")
    goes_to("people/")
    expect(page.locator("#people .name")).to_have_count(2)

    # She writes down what the telephone does not know, and brings it in again.
    page.locator("#people a", has_text="Erika Müller").click()
    page.locator(".head .btn").click()
    page.locator("[name=note]").fill("Peonies in May")
    page.locator("main form .btn.main").click()
    expect(page.locator("main .note").first).to_be_attached()
    goes_to("import/")
    chooses("telephone.vcf")
    page.locator("li", has_text="Lars Sjöberg").locator("[name=wanted]").uncheck()
    presses("apply")
    goes_to("people/")
    expect(page.locator("#people .name")).to_have_count(3)
    page.locator("#people a", has_text="Erika Müller").click()
    expect(page.locator("main")).to_contain_text("Peonies in May")

    # She notes a contact in a line, from wherever she is.
    page.locator("#line").fill(LINES[language])
    page.locator("#line").press("Enter")
    page.locator("#nod button[name=nod]").click()
    expect(page.locator("#timeline > ol > li time")).to_have_attribute(
        "datetime", "2026-03-01"
    )
    expect(page.locator("#promises li")).to_have_count(1)

    # The plan follows at once: Erika is done with, Ben is still to be called.
    goes_to("")
    plan_of("Ben Brandt")
    expect(page.locator("#plan")).not_to_contain_text("Erika Müller")
    expect(page.locator("#promises li")).to_contain_text("Erika Müller")
    page.locator("#plan button[value=done]").click()
    expect(page.locator("#plan > ol > li")).to_have_count(0)

    # No, that was somebody else: one tap, and he stands there again.
    page.locator("#said button").click()
    plan_of("Ben Brandt")
    assert_accessible(page)
