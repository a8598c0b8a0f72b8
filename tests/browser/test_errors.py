"""What is said when something is not there, cannot be, or breaks."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from kontor.records.models import Book
from tests.browser.look import Watch, assert_good
from tests.browser.town import ONCE_EACH, Town

NOBODY = "00000000-0000-4000-8000-000000000000"


@ONCE_EACH
def test_who_is_not_in_the_book_is_said_on_a_page_that_leads_back(
    anna_page: Page, town: Town, watch: Watch, language: str
) -> None:
    watch.allow("404")
    anna_page.goto(town.page("people/"))
    # As a link on the page would lead there, so that there is a way back.
    anna_page.evaluate(f"location.href = '{town.page(f'people/{NOBODY}/')}'")
    heading = {"de": "Nicht in diesem Buch", "en": "Not in this book"}
    expect(anna_page.locator("h1")).to_have_text(heading[language])
    assert_good(anna_page, language)
    anna_page.locator("main .btn.main").click()
    anna_page.wait_for_url(f"**{town.page('people/')}")


@ONCE_EACH
def test_an_address_that_leads_nowhere_leads_on(
    anna_page: Page, book: Book, watch: Watch, language: str
) -> None:
    watch.allow("404")
    anna_page.goto(f"/{book.pk}/nowhere/")
    assert_good(anna_page, language)
    anna_page.locator("main .btn.main").click()
    anna_page.wait_for_url(f"**/{book.pk}/")


@ONCE_EACH
def test_a_book_of_a_stranger_is_not_there(
    anna_page: Page, clara_book: Book, watch: Watch
) -> None:
    watch.allow("404")
    anna_page.goto(f"/{clara_book.pk}/people/")
    expect(anna_page.locator("main")).not_to_contain_text("Clara")
    expect(anna_page.locator("#people")).to_have_count(0)


@ONCE_EACH
def test_what_cannot_be_done_any_more_is_said_on_the_page_itself(
    anna_page: Page, town: Town, watch: Watch, language: str
) -> None:
    watch.allow("409")
    anna_page.goto(town.page())
    # The line was dealt with elsewhere meanwhile, on the telephone say.
    other = anna_page.context.new_page()
    other.goto(town.page())
    done = "#plan li:has-text('Ben Brandt') button[value=done]"
    other.locator(done).click()
    expect(other.locator("#said button")).to_be_visible()
    other.close()
    anna_page.locator(done).click()
    expect(anna_page.locator("#said .error")).to_contain_text("Ben Brandt")
    expect(anna_page.locator("#plan")).to_be_visible()
    assert_good(anna_page, language)


@ONCE_EACH
def test_a_form_that_has_lost_its_seal_is_explained(
    anna_page: Page, town: Town, watch: Watch, language: str
) -> None:
    watch.allow("403")
    anna_page.goto(town.person("Ben Brandt"))
    anna_page.locator("main [name=csrfmiddlewaretoken]").evaluate_all(
        "fields => fields.forEach(field => field.value = 'x'.repeat(64))"
    )
    anna_page.locator("button[name=channel][value=call]").click()
    expect(anna_page.locator("h1")).to_be_visible()
    expect(anna_page.locator("#timeline")).to_have_count(0)
    assert_good(anna_page, language)


@ONCE_EACH
def test_a_fault_of_ours_says_so_and_leads_on(
    anna_page: Page,
    town: Town,
    watch: Watch,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def breaks(*args: object, **more: object) -> None:
        message = "a fault, on purpose"
        raise RuntimeError(message)

    watch.allow("500")
    monkeypatch.setattr("kontor.web.overview.trust.trust_of", breaks)
    anna_page.goto(town.page("trust/"))
    assert_good(anna_page, language)
    anna_page.locator("main .btn.main").click()
    anna_page.wait_for_url(f"**{town.page()}")
