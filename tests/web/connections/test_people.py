from __future__ import annotations

import re

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Work
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person, PersonTag
from tests.web.conftest import HTMX, deeds


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/people/"


@pytest.fixture
def more(book: Book, hand: Hand, dora: str) -> dict[str, str]:
    """Dora, a client of class A called Müller, and somebody at Daume too."""
    muller = add_person(book.pk, hand=hand, name="Emil Müller", relation="client")
    Person.objects.filter(uid=muller.uid).update(rhythm="A")
    fritz = add_person(
        book.pk, hand=hand, name="Fritz Falk", work=[Work("Daume Druck")]
    )
    return {"dora": dora, "emil": muller.uid, "fritz": fritz.uid}


def names(page: bytes) -> list[str]:
    return re.findall(r'class="name"><a [^>]*>([^<]+)</a>', page.decode())


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"q": "mueller"}, ["Emil Müller"]),
        ({"q": "muller"}, ["Emil Müller"]),
        ({"tag": "Choir"}, ["Dora Daume"]),
        ({"relation": "client"}, ["Emil Müller"]),
        ({"rhythm": "A"}, ["Emil Müller"]),
        ({"rhythm": "none", "order": "name"}, ["Dora Daume", "Fritz Falk"]),
        ({"organisation": "druck", "order": "name"}, ["Dora Daume", "Fritz Falk"]),
        ({"organisation": "druck", "q": "falk"}, ["Fritz Falk"]),
        ({"tag": "choir"}, ["Dora Daume"]),
        ({"tag": "no such tag"}, []),
        ({"relation": "enemy"}, []),
        ({"rhythm": "E"}, []),
        ({"organisation": "x" * 400}, []),
        ({"q": "x" * 400}, []),
        ({"tag": "\0"}, ["Dora Daume", "Fritz Falk", "Emil Müller"]),
        ({"page": "2"}, []),
        ({"page": "x", "q": "falk"}, ["Fritz Falk"]),
        ({"page": "99999999999999999999", "q": "falk"}, ["Fritz Falk"]),
    ],
)
def test_people_are_found_with_and_without_the_script(
    anna_client: Client,
    more: dict[str, str],
    url: str,
    asked: dict[str, str],
    found: list[str],
) -> None:
    page = anna_client.get(url, asked)
    piece = anna_client.get(url, asked, headers=HTMX)

    assert names(page.content) == names(piece.content) == found
    assert b"<main" in page.content
    assert piece.content.lstrip().startswith(b'<div id="people"')


def test_nobody_found_is_told_apart_from_nobody_there(
    anna_client: Client, book: Book, url: str
) -> None:
    assert b"Nobody is in this book yet" in anna_client.get(url).content
    assert b"Nobody fits that" in anna_client.get(url, {"q": "zzz"}).content


def test_a_filter_that_nobody_passes_shows_and_can_be_taken_off(
    anna_client: Client, more: dict[str, str], url: str
) -> None:
    page = anna_client.get(url, {"tag": "no such tag"}).content.decode()

    assert "The filter lets nobody through. Show everybody to take it off" in page
    assert "Filter and order (1)" in page
    assert '<option value="no such tag" selected>' in page
    # Twice: in the open filter and below.
    assert page.count(f'href="{url}"') >= 2


def test_those_that_are_ticked_are_tagged_together_and_it_can_be_undone(
    anna_client: Client, book: Book, more: dict[str, str], url: str
) -> None:
    chosen = [more["dora"], more["emil"]]
    sent = {"act": "tag", "tag": "Fair", "person": chosen, "next": f"{url}?q=m"}

    page = anna_client.post(url, sent)

    assert page.headers["Location"] == f"{url}?q=m"
    tagged = PersonTag.objects.filter(tag__name="Fair")
    assert sorted(str(t.person.uid) for t in tagged) == sorted(chosen)
    after = anna_client.get(url).content.decode()
    assert "Tagged 2 people with “Fair”" in after
    undo = re.search(r'action="(/\d+/undo/\d+/)"', after)
    assert undo
    anna_client.post(undo[1])
    assert not PersonTag.objects.filter(tag__name="Fair").exists()


def test_a_tag_is_taken_from_those_that_are_ticked(
    anna_client: Client, book: Book, dora: str, url: str
) -> None:
    anna_client.post(url, {"act": "untag", "tag": "choir", "person": [dora]})

    assert not PersonTag.objects.exists()


@pytest.mark.parametrize("sent", [{"tag": "Fair"}, {"tag": " ", "person": "dora"}])
def test_a_tag_for_nobody_and_no_tag_for_somebody_are_refused(
    anna_client: Client, book: Book, dora: str, url: str, sent: dict[str, str]
) -> None:
    before = deeds(book)
    sent = {**sent, **({"person": dora} if "person" in sent else {})}

    assert anna_client.post(url, sent).status_code == 400
    assert deeds(book) == before


def test_the_list_asks_the_database_few_questions(
    anna_client: Client,
    more: dict[str, str],
    url: str,
    django_assert_max_num_queries: object,
) -> None:
    anna_client.get(url)

    # Session and account, the book and its sisters, tags; people, their tags, the
    # half-life and the count.
    with django_assert_max_num_queries(9):  # type: ignore[operator]
        anna_client.get(url)


def test_names_are_offered_to_complete_a_field(
    anna_client: Client, book: Book, more: dict[str, str]
) -> None:
    page = anna_client.get(f"/{book.pk}/people/names/", {"met_through": "dau"})

    assert 'value="Dora Daume"' in page.content.decode()
    assert "Müller" not in page.content.decode()


def test_an_empty_field_is_offered_those_one_knows_best(
    anna_client: Client, book: Book, touch: str
) -> None:
    page = anna_client.get(f"/{book.pk}/people/names/", {"other": " "})

    assert 'value="Dora Daume"' in page.content.decode()


def test_filter_and_order_look_like_something_to_press(
    anna_client: Client, url: str, more: dict[str, str]
) -> None:
    page = anna_client.get(url).content.decode()
    assert '<summary class="btn">Filter and order</summary>' in page
