from __future__ import annotations

import re

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from tests.web.conftest import HTMX


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/sorting/"


@pytest.fixture
def twelve(book: Book, hand: Hand) -> list[str]:
    return [
        add_person(book.pk, hand=hand, name=f"Person {number}").uid
        for number in range(12)
    ]


def test_ten_are_asked_about_at_a_time(
    anna_client: Client, twelve: list[str], url: str
) -> None:
    page = anna_client.get(url).content.decode()

    assert page.count('<li id="sort-') == 10
    assert "0 of 12 sorted" in page
    assert '<progress value="0" max="12"' in page


def test_an_answer_without_the_script_shows_the_next_ten(
    anna_client: Client, twelve: list[str], url: str
) -> None:
    page = anna_client.post(url, {"person": twelve[0], "choice": "often"})

    assert page.headers["Location"] == url
    assert Person.objects.get(uid=twelve[0]).rhythm == "A"
    page = anna_client.get(url)
    assert "1 of 12 sorted" in page.content.decode()
    assert "Sorted Person 0" in page.content.decode()


def test_an_answer_with_the_script_swaps_its_row_and_offers_undo(
    anna_client: Client, book: Book, twelve: list[str], url: str
) -> None:
    sent = {"person": twelve[0], "choice": "private"}

    page = anna_client.post(url, sent, headers=HTMX).content.decode()

    assert page.count("<li") == 1
    row = page.partition("</li>")[0]
    pressed = row.partition('value="private"')[2].partition(">")[0]
    assert 'aria-pressed="true"' in pressed
    # Beside the row: how far it is, and the undo.
    assert "1 of 12 sorted" in page
    assert 'id="said" role="status" aria-live="polite" hx-swap-oob="true"' in page
    assert f"/{book.pk}/undo/" in page


def test_an_answer_can_be_changed_while_it_stands_there(
    anna_client: Client, twelve: list[str], url: str
) -> None:
    for choice in ("often", "rarely"):
        sent = {"person": twelve[0], "choice": choice}
        anna_client.post(url, sent, headers=HTMX)

    assert Person.objects.get(uid=twelve[0]).rhythm == "D"


@pytest.mark.parametrize(
    ("people", "next_one"),
    [
        (20, "The next ten"),
        (13, "The last 3"),
        (11, "The last one"),
        # All of them stand on this screen.
        (3, "To this week"),
    ],
)
def test_the_way_on_says_how_many_are_still_to_come(
    anna_client: Client, book: Book, hand: Hand, url: str, people: int, next_one: str
) -> None:
    for number in range(people):
        add_person(book.pk, hand=hand, name=f"Person {number}")

    page = anna_client.get(url).content.decode()

    (link,) = re.findall(r'<a class="btn main"[^>]*>([^<]*)</a>', page)
    assert link == next_one
    assert ("Enough for today" in page) == (people > 10)


def test_when_everybody_is_sorted_the_page_says_so(
    anna_client: Client, url: str
) -> None:
    assert "Everybody is sorted" in anna_client.get(url).content.decode()


def test_an_answer_that_is_none_is_refused(
    anna_client: Client, twelve: list[str], url: str
) -> None:
    sent = {"person": twelve[0], "choice": "never"}

    assert anna_client.post(url, sent).status_code == 400
    assert Person.objects.get(uid=twelve[0]).sorted_on is None


def test_the_owner_is_not_sorted(anna_client: Client, owner: Person, url: str) -> None:
    sent = {"person": str(owner.uid), "choice": "often"}

    assert anna_client.post(url, sent).status_code == 409
