from __future__ import annotations

import pytest
from django.template.loader import render_to_string
from django.test import Client

from kontor.records.models import Book

pytestmark = pytest.mark.urls("tests.web.pages")
HTMX = {"HX-Request": "true"}


@pytest.mark.parametrize(
    ("kind", "status", "heading"),
    [
        ("missing", 404, "Not in this book"),
        ("invalid", 400, "This cannot be used as it is"),
        ("stuck", 409, "Not as things stand"),
        ("unavailable", 503, "Not at hand just now"),
    ],
)
def test_each_family_has_its_status_and_heading(
    anna_client: Client, book: Book, kind: str, status: int, heading: str
) -> None:
    page = anna_client.get(f"/{book.pk}/break/{kind}/")

    assert page.status_code == status
    assert f"<h1>{heading}</h1>" in page.content.decode()


def test_the_page_says_the_sentence_with_its_facts(
    anna_client: Client, book: Book
) -> None:
    page = anna_client.get(f"/{book.pk}/break/stuck/").content.decode()

    assert "Anna Ahlers cannot be taken out of the book." in page
    # The frame stays, so that one can go on.
    assert f'href="/{book.pk}/people/"' in page


def test_htmx_gets_a_line_beside_the_page_that_swaps_nothing_away(
    anna_client: Client, book: Book
) -> None:
    answer = anna_client.get(f"/{book.pk}/break/stuck/", headers=HTMX)

    assert answer.status_code == 409
    assert answer.headers["HX-Retarget"] == "#said"
    assert answer.headers["HX-Reswap"] == "innerHTML"
    assert "Anna Ahlers cannot be taken out" in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_bug_stays_loud(anna_client: Client, book: Book) -> None:
    with pytest.raises(RuntimeError, match="a bug"):
        anna_client.get(f"/{book.pk}/break/bug/")


def test_the_way_back_leads_to_where_one_was(anna_client: Client, book: Book) -> None:
    here = {"Referer": f"http://testserver/{book.pk}/people/?q=ben"}
    page = anna_client.get(f"/{book.pk}/break/stuck/", headers=here)

    assert f'href="/{book.pk}/people/?q=ben"' in page.content.decode()


def test_there_is_no_way_back_to_another_site(anna_client: Client, book: Book) -> None:
    there = {"Referer": "http://evil.example/"}
    page = anna_client.get(f"/{book.pk}/break/stuck/", headers=there).content.decode()

    assert "evil.example" not in page
    assert "Back to where you were" not in page


def test_a_page_that_is_not_there_says_so(client: Client) -> None:
    page = client.get("/no-such-page/")

    assert page.status_code == 404
    assert "There is no such page" in page.content.decode()


def test_a_form_from_elsewhere_changes_nothing_and_is_told_so() -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/language/", {"language": "de"})

    assert page.status_code == 403
    assert "The page was too old" in page.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_the_pages_of_last_resort_need_no_frame(name: str) -> None:
    page = render_to_string(name)

    assert page.count("<h1>") == 1
    assert 'href="/static/kontor.css"' in page
