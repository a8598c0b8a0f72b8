from __future__ import annotations

import re

import pytest
from django.test import Client

from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import set_rhythm
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person, PlanLine, Touch
from tests.web.conftest import HTMX


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/"


@pytest.fixture
def due(book: Book, hand: Hand, touch: str, dora: str) -> str:
    """Dora, met three weeks ago, whom Anna wants to see every ten days."""
    set_rhythm(book.pk, dora, hand=hand, rhythm="10")
    return dora


def test_an_empty_book_says_what_to_do_next(anna_client: Client, url: str) -> None:
    page = anna_client.get(url).content.decode()

    assert "This book is still empty" in page
    assert f'href="{url}import/"' in page


def test_the_plan_is_made_at_the_first_look_and_says_why(
    anna_client: Client, due: str, url: str
) -> None:
    page = anna_client.get(url).content.decode()

    assert "Week 10" in page
    assert "Dora Daume" in page
    assert (
        "You want to be in touch every 10 days, the last time was 3 weeks ago." in page
    )
    assert PlanLine.objects.count() == 1
    anna_client.get(url)
    assert PlanLine.objects.count() == 1


@pytest.mark.parametrize(
    ("act", "state"), [("done", "done"), ("later", "later"), ("rest", "rest")]
)
@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_line_is_dealt_with_and_it_can_be_undone(
    anna_client: Client,
    due: str,
    url: str,
    act: str,
    state: str,
    headers: dict[str, str],
) -> None:
    anna_client.get(url)

    page = anna_client.post(url, {"act": act, "person": due}, headers=headers)

    assert PlanLine.objects.get().state == state
    if headers:
        text = page.content.decode()
        assert text.lstrip().startswith('<div id="plan">')
        assert 'hx-swap-oob="true"' in text
    else:
        assert page.headers["Location"] == url
        text = anna_client.get(url).content.decode()
    undo = re.search(rf'action="({url}undo/\d+/)"', text)
    assert undo
    anna_client.post(undo[1])
    assert PlanLine.objects.get().state == "open"


def test_done_is_a_touch_of_the_channel_that_was_planned(
    anna_client: Client, due: str, url: str
) -> None:
    anna_client.get(url)

    anna_client.post(url, {"act": "done", "person": due})

    latest = Touch.objects.latest("day")
    assert (latest.channel, str(latest.day)) == ("call", "2026-03-02")


def test_who_rests_is_listed_with_the_reason_and_woken(
    anna_client: Client, due: str, url: str
) -> None:
    anna_client.get(url)
    anna_client.post(url, {"act": "rest", "person": due})

    page = anna_client.get(f"{url}resting/").content.decode()
    assert "Dora Daume" in page
    assert 'value="wake"' in page

    sent = {"act": "wake", "person": due, "next": f"{url}resting/"}
    page = anna_client.post(url, sent)
    assert page.headers["Location"] == f"{url}resting/"
    assert Person.objects.get(uid=due).resting_since is None


def test_who_is_not_in_the_plan_cannot_be_dealt_with(
    anna_client: Client, touch: str, dora: str, url: str
) -> None:
    page = anna_client.post(url, {"act": "later", "person": dora}, headers=HTMX)

    assert page.status_code == 409
    assert "Dora Daume is not in this week" in page.content.decode()
    # It stands where messages stand; the plan is not swapped away.
    assert page.headers["HX-Retarget"] == "#said"


def test_a_button_that_is_not_there_is_refused(
    anna_client: Client, due: str, url: str
) -> None:
    assert anna_client.post(url, {"act": "x", "person": due}).status_code == 400


def test_promises_that_are_due_stand_beside_the_plan(
    anna_client: Client, book: Book, hand: Hand, dora: str, url: str
) -> None:
    add_promise(book.pk, dora, hand=hand, text="Send the brochure")

    page = anna_client.get(url).content.decode()

    assert "Send the brochure" in page
    assert "for Dora Daume" in page
    assert f'name="next" value="{url}"' in page


def test_promises_without_a_day_are_folded_away(
    anna_client: Client, book: Book, hand: Hand, due: str, url: str
) -> None:
    for number in range(4):
        add_promise(book.pk, due, hand=hand, text=f"Thing {number}")
    page = anna_client.get(url).content.decode()

    folded = page.index("4 without a day")
    assert page.index("Nothing is owed this week") < folded < page.index("Thing 1")


def test_the_sum_says_no_figures_of_a_past_the_book_does_not_have(
    anna_client: Client, due: str, url: str
) -> None:
    chance = r"<dt>Chance of contact if you do nothing</dt><dd>([^<]+)</dd>"
    page = anna_client.get(url).content.decode()
    # Met once three weeks ago, new in the book: that says little.
    assert re.findall(chance, page)[0] in {"open", "likely", "unlikely"}
    assert "It is for comparing only." in page

    Book.objects.update(outcomes_seen=200)
    page = anna_client.get(url).content.decode()
    assert re.fullmatch(r"0\.\d\d", re.findall(chance, page)[0])


def test_the_week_speaks_german(anna_client: Client, due: str, url: str) -> None:
    anna_client.post("/language/", {"language": "de"})

    page = anna_client.get(url)

    assert page.headers["Content-Language"] == "de"
    assert '<html lang="de">' in page.content.decode()


def test_the_week_once_planned_asks_the_database_few_questions(
    anna_client: Client, due: str, url: str, django_assert_max_num_queries: object
) -> None:
    anna_client.get(url)

    with django_assert_max_num_queries(19):  # type: ignore[operator]
        anna_client.get(url)
