from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Point
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from tests.web.conftest import deeds

PICTURE = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.fixture
def twin(book: Book, hand: Hand) -> str:
    """Dora once more: her uid."""
    done = add_person(
        book.pk,
        hand=hand,
        name="D. Daume",
        emails=[Point("dora@daume.example"), Point("privat@daume.example")],
        note="Mag Tee.",
    )
    return done.uid


def address(book: Book, uid: str, other: str) -> str:
    return f"/{book.pk}/people/{uid}/merge/{other}/"


def shown(client: Client, url: str) -> str:
    page = client.get(url)
    assert page.status_code == 200
    return str(page.content.decode())


def test_both_stand_side_by_side_with_the_usual_choice_made(
    anna_client: Client, book: Book, dora: str, twin: str, touch: str
) -> None:
    page = shown(anna_client, address(book, dora, twin))

    assert 'name="take-name" value="this" checked' in page
    assert 'name="take-note" value="other" checked' in page
    # What is alike is not asked about.
    assert "take-rhythm" not in page
    assert "privat@daume.example" in page
    assert "in both, stands once" in page
    assert f'href="{address(book, twin, dora)}"' in page
    assert "<dd>1</dd>" in page


def test_one_button_makes_them_one_as_chosen_and_it_can_be_undone(
    anna_client: Client, book: Book, dora: str, twin: str
) -> None:
    url = address(book, dora, twin)

    answer = anna_client.post(url, {"take-name": "other", "take-note": "this"})

    assert answer.headers["Location"] == f"/{book.pk}/people/{dora}/"
    person = Person.objects.get(uid=dora)
    assert (person.display, person.note) == ("D. Daume", "")
    assert not Person.objects.filter(uid=twin).exists()
    page = shown(anna_client, f"/{book.pk}/people/{dora}/")
    assert "Merged D. Daume into Dora Daume" in page
    undo = page.partition(f'action="/{book.pk}/undo/')[2].partition("/")[0]
    anna_client.post(f"/{book.pk}/undo/{undo}/")
    assert Person.objects.get(uid=dora).display == "Dora Daume"
    assert Person.objects.filter(uid=twin).exists()


def test_it_goes_on_to_where_one_came_from(
    anna_client: Client, book: Book, dora: str, twin: str
) -> None:
    url, pairs = address(book, dora, twin), f"/{book.pk}/duplicates/?page=2"
    page = anna_client.get(url, {"next": pairs}).content.decode()
    assert f'name="next" value="{pairs}"' in page
    assert f'href="{pairs}"' in page

    answer = anna_client.post(url, {"next": pairs})

    assert answer.headers["Location"] == pairs


def test_nothing_of_elsewhere_is_gone_on_to(
    anna_client: Client, book: Book, dora: str, twin: str
) -> None:
    url = address(book, dora, twin)
    page = anna_client.get(url, {"next": "https://evil.example/"}).content.decode()
    assert '"https://evil.example/"' not in page


def test_the_owners_own_entry_stays_whichever_is_named_first(
    anna_client: Client, book: Book, dora: str, owner: Person
) -> None:
    page = shown(anna_client, address(book, dora, str(owner.uid)))

    assert f'action="{address(book, str(owner.uid), dora)}"' in page
    assert "this is you" in page
    assert "Keep the other one" not in page


def test_the_picture_can_be_chosen(
    anna_client: Client, book: Book, hand: Hand, dora: str, twin: str
) -> None:
    set_photo(book.pk, dora, hand=hand, data=PICTURE)
    set_photo(book.pk, twin, hand=hand, data=PICTURE + b"1")

    page = shown(anna_client, address(book, dora, twin))

    for uid in (dora, twin):
        assert f'src="/{book.pk}/people/{uid}/photo/"' in page
    anna_client.post(address(book, dora, twin), {"take-photo": "other"})
    assert bytes(Person.objects.get(uid=dora).photo.data) == PICTURE + b"1"


@pytest.mark.parametrize(
    "sent", [{"take-name": "both"}, {"take-nonsense": "this"}, {"take-name": ""}]
)
def test_a_choice_there_is_not_changes_nothing(
    anna_client: Client, book: Book, dora: str, twin: str, sent: dict[str, str]
) -> None:
    before = deeds(book)
    assert anna_client.post(address(book, dora, twin), sent).status_code == 400
    assert deeds(book) == before


def test_an_entry_is_not_merged_with_itself(
    anna_client: Client, book: Book, dora: str
) -> None:
    url = address(book, dora, dora)
    page = anna_client.get(url)
    assert page.status_code == 400
    assert "the same entry twice" in page.content.decode()
    assert anna_client.post(url).status_code == 400


def test_the_page_of_a_person_leads_to_a_merge(
    anna_client: Client, book: Book, dora: str
) -> None:
    page = shown(anna_client, f"/{book.pk}/people/{dora}/edit/")
    assert f'href="/{book.pk}/people/{dora}/merge/"' in page


@pytest.mark.parametrize("name", ["D. Daume", "privat@daume.example"])
def test_the_other_one_is_found_by_name_or_address(
    anna_client: Client, book: Book, dora: str, twin: str, name: str
) -> None:
    answer = anna_client.get(f"/{book.pk}/people/{dora}/merge/", {"other": name})
    assert answer.headers["Location"] == address(book, dora, twin)


def test_of_the_same_name_the_other_one_is_meant(
    anna_client: Client, book: Book, hand: Hand, dora: str
) -> None:
    again = add_person(book.pk, hand=hand, name="Dora Daume").uid
    url, name = f"/{book.pk}/people/{dora}/merge/", {"other": "Dora Daume"}
    assert anna_client.get(url, name).headers["Location"] == address(book, dora, again)

    third = add_person(book.pk, hand=hand, name="Dora Daume").uid
    page = anna_client.get(url, name).content.decode()

    assert "Several people fit “Dora Daume”" in page
    for uid in (again, third):
        assert f'value="{uid}"' in page
    assert f'value="{dora}"' not in page


def test_nobody_of_this_name_is_said(
    anna_client: Client, book: Book, dora: str
) -> None:
    url = f"/{book.pk}/people/{dora}/merge/"
    page = anna_client.get(url, {"other": "Nobody Here"}).content.decode()
    assert "Nobody in this book is called “Nobody Here”." in page
    # Asked for the first time, nothing is wrong yet.
    assert "errorlist" not in shown(anna_client, url)


def test_a_stranger_merges_nobody(
    clara_client: Client, clara_book: Book, book: Book, dora: str, twin: str
) -> None:
    hers = str(Person.objects.get(book=clara_book, is_owner=True).uid)
    tried: list[Any] = [
        address(book, dora, twin),
        address(clara_book, dora, twin),
        address(clara_book, hers, dora),
        address(clara_book, dora, hers),
    ]
    for url in tried:
        assert clara_client.get(url).status_code == 404
        assert clara_client.post(url).status_code == 404
    assert Person.objects.filter(uid__in=[dora, twin]).count() == 2
