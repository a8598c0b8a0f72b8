"""Bringing people and meetings in: choose, look, untick, apply, take back."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from kontor.actions.worker import Worker
from kontor.records.models import Book
from tests.browser.look import assert_good
from tests.browser.town import (
    ENGLISH_DESK,
    GERMAN_PHONE,
    ONCE_EACH,
    WITHOUT_SCRIPTS,
    Town,
)

HEADING = {"de": "Personen und Termine einlesen", "en": "Bring people and meetings in"}
FILES = Path(__file__).parent.parent / "stories" / "files"
# As a file manager would let go of a file over the page.
DROP = """([area, name, text]) => {
  const dropped = new DataTransfer();
  dropped.items.add(new File([text], name));
  for (const kind of ['dragover', 'drop'])
    area.dispatchEvent(
      new DragEvent(kind, {dataTransfer: dropped, bubbles: true, cancelable: true}));
}"""
Work = Callable[[], None]


@pytest.fixture
def work(moment: datetime) -> Work:
    """Do what the pages have ordered, as the worker beside the server would."""
    worker = Worker(lambda: moment)

    def until_done() -> None:
        while worker.work_once():
            pass

    return until_done


def bring(page: Page, book: int, *names: str) -> None:
    page.goto(f"/{book}/import/")
    page.locator("[name=file]").set_input_files([FILES / name for name in names])
    page.locator("main form .btn.main").first.click()
    page.wait_for_url("**/import/*/")


def items(page: Page) -> Locator:
    return page.locator("#batch ol > li")


def show(page: Page, verdict: str, kind: str = "") -> None:
    tab = f".tabs a[href*='verdict={verdict}']"
    if kind:
        tab += f"[href*='kind={kind}']"
    page.locator(tab).click()
    expect(page.locator(f"{tab}[aria-current]")).to_be_visible()


def settled(page: Page) -> None:
    """Wait until the page has found out that the work is done."""
    expect(page.locator("progress")).to_have_count(0)


def people(page: Page, book: int, query: str) -> Locator:
    page.goto(f"/{book}/people/?q={query}")
    return page.locator("#people tbody tr")


def test_the_page_of_imports_is_good_to_look_at(
    anna_page: Page, town: Town, language: str, work: Work
) -> None:
    bring(anna_page, town.book, "telephone.vcf")
    work()
    anna_page.goto(town.page("import/"))
    expect(anna_page.locator("h1")).to_have_text(HEADING[language])
    expect(anna_page.locator("main ol")).to_contain_text("telephone.vcf")
    for box in anna_page.locator("main details").all():
        box.locator("summary").click()
    assert_good(anna_page, language)


@ONCE_EACH
def test_the_progress_is_good_to_look_at(
    anna_page: Page, town: Town, language: str
) -> None:
    bring(anna_page, town.book, "telephone.vcf")
    expect(anna_page.locator("progress")).to_be_visible()
    assert_good(anna_page, language)


def test_the_preview_is_good_to_look_at(
    anna_page: Page, town: Town, language: str, work: Work
) -> None:
    bring(anna_page, town.book, "telephone.vcf", "calendar.ics")
    work()
    settled(anna_page)
    # What is doubtful comes first: it wants an answer.
    expect(items(anna_page)).to_have_count(1)
    expect(items(anna_page)).to_contain_text("Lars Sjöberg")
    expect(items(anna_page)).to_contain_text("Petra Lindqvist")
    assert_good(anna_page, language)
    show(anna_page, "new", "touch")
    meeting = {"de": "10. Feb. 2026: ", "en": "10 Feb 2026: "}[language]
    expect(items(anna_page).filter(has_text=meeting)).to_be_visible()
    assert_good(anna_page, language)


@ONCE_EACH
def test_what_changes_and_what_fails_is_shown_record_by_record(
    anna_page: Page, town: Town, language: str, work: Work
) -> None:
    bring(anna_page, town.book, "telephone.vcf")
    work()
    settled(anna_page)
    show(anna_page, "changed")
    ben = items(anna_page).filter(has_text="Ben Brandt")
    expect(ben.locator("ins")).to_have_text("0451 70102")
    assert_good(anna_page, language)
    show(anna_page, "failed")
    # The fifth card has no name; it begins at line 34 of the file.
    place = {"de": "Datensatz 5, Zeile 34", "en": "Record 5, line 34"}[language]
    expect(items(anna_page)).to_contain_text(place)
    assert_good(anna_page, language)


@ONCE_EACH
def test_a_file_is_brought_in_and_taken_back(
    anna_page: Page, town: Town, work: Work
) -> None:
    bring(anna_page, town.book, "telephone.vcf")
    work()
    settled(anna_page)
    show(anna_page, "new")
    erika = items(anna_page).filter(has_text="Erika Müller")
    expect(erika).to_contain_text("erika@mueller-floristik.example")
    # Nothing is in the book before one says so.
    there = anna_page.url
    expect(people(anna_page, town.book, "erika")).to_have_count(0)
    anna_page.goto(there)
    items(anna_page).filter(has_text="Deniz").locator("[name=wanted]").uncheck()
    anna_page.locator("button[value=apply]").click()
    expect(anna_page.locator("progress")).to_be_visible()
    work()
    settled(anna_page)
    there = anna_page.url
    expect(people(anna_page, town.book, "erika")).to_have_count(1)
    expect(people(anna_page, town.book, "deniz")).to_have_count(0)
    expect(people(anna_page, town.book, "70102")).to_have_count(1)
    anna_page.goto(there)
    anna_page.locator("button[value=undo]").click()
    work()
    settled(anna_page)
    expect(people(anna_page, town.book, "erika")).to_have_count(0)
    expect(people(anna_page, town.book, "70102")).to_have_count(0)


@ONCE_EACH
@WITHOUT_SCRIPTS
def test_importing_works_without_scripts(
    anna_page: Page, town: Town, work: Work
) -> None:
    bring(anna_page, town.book, "connections.csv")
    expect(anna_page.locator("progress")).to_be_visible()
    work()
    # The page asks again by itself after two seconds.
    settled(anna_page)
    expect(items(anna_page)).to_have_count(2)
    anna_page.locator("button[value=apply]").click()
    work()
    settled(anna_page)
    expect(people(anna_page, town.book, "Weiss Partner")).to_have_count(1)
    anna_page.goto(town.page("import/"))
    anna_page.locator("main ol button").click()
    work()
    settled(anna_page)
    expect(people(anna_page, town.book, "Weiss Partner")).to_have_count(0)


@ONCE_EACH
def test_who_is_doubtful_is_told_apart_by_hand(
    anna_page: Page, town: Town, work: Work
) -> None:
    bring(anna_page, town.book, "telephone.vcf")
    work()
    settled(anna_page)
    petra = items(anna_page).locator("label", has_text="Petra Lindqvist")
    petra.click()
    anna_page.locator("button[value=choose]").click()
    # It says nothing of her that is not in the book, and makes nobody new.
    show(anna_page, "same")
    expect(items(anna_page).filter(has_text="Lars Sjöberg")).to_have_count(1)
    anna_page.locator("button[value=apply]").click()
    work()
    settled(anna_page)
    expect(people(anna_page, town.book, "petra@lindqvist.example")).to_have_count(1)


@ONCE_EACH
def test_meetings_of_a_calendar_become_contacts(
    anna_page: Page, town: Town, work: Work
) -> None:
    anna_page.goto(town.page("settings/"))
    own = anna_page.locator("form", has=anna_page.locator("button[value=own]"))
    own.locator("[name=emails]").fill("anna@ahlers.example")
    own.locator("button[value=own]").click()
    bring(anna_page, town.book, "calendar.ics")
    work()
    settled(anna_page)
    anna_page.locator("button[value=apply]").click()
    work()
    settled(anna_page)
    anna_page.goto(town.person("Ben Brandt"))
    # The mill, three breakfasts, and three that were noted by hand; the fair of
    # April has not been yet.
    expect(anna_page.locator("#timeline > ol > li")).to_have_count(7)
    expect(anna_page.locator("#timeline > ol > li").first).to_contain_text("Karl Kühn")
    # Anna was there herself, and is no stranger who comes in as new.
    expect(people(anna_page, town.book, "ahlers")).to_have_count(0)


@ENGLISH_DESK
def test_a_file_is_dropped_on_the_page(anna_page: Page, book: Book, work: Work) -> None:
    anna_page.goto(f"/{book.pk}/import/")
    area = anna_page.locator("[data-drop]")
    text = (FILES / "telephone.vcf").read_text(encoding="utf-8")
    handle = area.element_handle()
    anna_page.evaluate(DROP, [handle, "telephone.vcf", text])
    anna_page.locator("main form .btn.main").first.click()
    anna_page.wait_for_url("**/import/*/")
    work()
    settled(anna_page)
    expect(items(anna_page).filter(has_text="Erika Müller")).to_be_visible()


@GERMAN_PHONE
def test_an_import_is_dropped_before_it_came_in(
    anna_page: Page, town: Town, work: Work
) -> None:
    bring(anna_page, town.book, "connections.csv")
    work()
    settled(anna_page)
    anna_page.locator("button[value=drop]").click()
    anna_page.wait_for_url(f"**{town.page('import/')}")
    expect(anna_page.locator("main ol button")).to_have_count(0)
    expect(people(anna_page, town.book, "wanda")).to_have_count(0)


@ONCE_EACH
def test_no_file_and_no_such_file_are_explained(
    anna_page: Page, book: Book, language: str, work: Work
) -> None:
    anna_page.goto(f"/{book.pk}/import/")
    anna_page.locator("[name=file]").evaluate("field => field.required = false")
    anna_page.locator("main form .btn.main").first.click()
    expect(anna_page.locator(".errorlist")).to_be_visible()
    assert_good(anna_page, language)
    anna_page.locator("[name=file]").set_input_files(
        {"name": "letter.txt", "mimeType": "text/plain", "buffer": b"Dear Anna,\nhello"}
    )
    anna_page.locator("main form .btn.main").first.click()
    anna_page.wait_for_url("**/import/*/")
    work()
    settled(anna_page)
    expect(anna_page.locator("#batch th[scope=row]")).to_have_text("letter.txt")
    expect(anna_page.locator("#batch td.red")).to_contain_text("vCard, CSV")
    # There is nothing to bring in, so there is no button for it.
    expect(anna_page.locator("button[value=apply]")).to_have_count(0)
    assert_good(anna_page, language)
