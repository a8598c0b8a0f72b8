from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point
from kontor.actions.overview.merge.search import look_through
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records.models import Apart, Book, DuplicateSearch, Likeness, Person
from tests.web.conftest import HTMX, deeds

CARDS = b"""BEGIN:VCARD
VERSION:3.0
FN:Dora Daume
N:Daume;Dora;;;
END:VCARD
"""


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/duplicates/"


@pytest.fixture
def twin(book: Book, hand: Hand, dora: str) -> str:
    """Dora once more, under her mail address: her uid."""
    done = add_person(
        book.pk, hand=hand, name="D. Daume", emails=[Point("dora@daume.example")]
    )
    return done.uid


def shown(client: Client, address: str) -> str:
    page = client.get(address)
    assert page.status_code == 200
    return str(page.content.decode())


def test_a_book_nobody_has_looked_through_offers_to(
    anna_client: Client, book: Book, url: str
) -> None:
    page = shown(anna_client, url)
    assert "Nobody has looked yet." in page
    assert "Look through the book" in page

    answer = anna_client.post(url, {"act": "look"})

    assert answer.headers["Location"] == url
    assert DuplicateSearch.objects.get(book=book).state == "wanted"


def test_while_kontor_looks_the_page_asks_again_with_and_without_scripts(
    anna_client: Client, url: str, hand: Hand, book: Book
) -> None:
    anna_client.post(url, {"act": "look"})
    DuplicateSearch.objects.update(done=40)

    page = shown(anna_client, url)

    assert f'hx-get="{url}" hx-trigger="every 1s"' in page
    assert '<meta http-equiv="refresh" content="2">' in page
    assert '<progress max="100" value="40"' in page
    piece = anna_client.get(url, headers=HTMX)
    assert "40 % done." in piece.content.decode()
    assert "<html" not in piece.content.decode()
    assert "HX-Refresh" not in piece.headers

    look_through(book.pk, hand=hand)

    piece = anna_client.get(url, headers=HTMX)
    assert piece.headers["HX-Refresh"] == "true"
    assert "every 1s" not in piece.content.decode()


def test_a_pair_is_shown_with_both_sides_and_why(
    anna_client: Client, book: Book, hand: Hand, url: str, dora: str, twin: str,
    touch: str,
) -> None:  # fmt: skip
    look_through(book.pk, hand=hand)

    page = shown(anna_client, url)

    for text in (
        "1 pair",
        "Printer, Daume Druck",
        "D. Daume",
        "0451 123456",
        "same mail address",
        "1 contact, on 9 Feb 2026",
        "no contact noted",
        "Written down by hand, 2 Mar 2026",
        "Looked on 2 Mar 2026 at 10:00.",
        f'href="/{book.pk}/people/{dora}/merge/{twin}/?next={url}"',
    ):
        assert text in page


def test_they_are_two_people_and_that_can_be_undone(
    anna_client: Client, book: Book, hand: Hand, url: str, dora: str, twin: str
) -> None:
    look_through(book.pk, hand=hand)
    sent = {"act": "apart", "person": dora, "other": twin, "next": url}

    answer = anna_client.post(url, sent)

    assert answer.headers["Location"] == url
    page = shown(anna_client, url)
    assert "Noted that Dora Daume and D. Daume are two people" in page
    assert "Nobody stands in the book twice" in page
    undo = page.partition('action="/' + str(book.pk) + "/undo/")[2].partition("/")[0]
    anna_client.post(f"/{book.pk}/undo/{undo}/", {"next": url})
    assert not Apart.objects.exists()
    assert "same mail address" in shown(anna_client, url)


@pytest.mark.parametrize("sent", [{}, {"act": "nonsense"}])
def test_a_button_there_is_not_does_nothing(
    anna_client: Client, book: Book, url: str, sent: dict[str, str]
) -> None:
    before = deeds(book)
    assert anna_client.post(url, sent).status_code == 400
    assert deeds(book) == before


def test_pairs_are_paged(
    anna_client: Client, book: Book, hand: Hand, url: str, dora: str
) -> None:
    first = Person.objects.get(uid=dora)
    for number in range(21):
        uid = add_person(book.pk, hand=hand, name=f"N{number}").uid
        Likeness.objects.create(
            book=book, first=first.pk, second=Person.objects.get(uid=uid).pk,
            probability=0.9 - number / 100, levels=[0] * 9, weights=[0.0] * 9,
        )  # fmt: skip
    assert "N19" in shown(anna_client, url)
    assert "N20" not in shown(anna_client, url)
    assert "N20" in shown(anna_client, url + "?page=2")


def test_a_stranger_neither_sees_nor_parts_anybody(
    clara_client: Client,
    clara_book: Book,
    book: Book,
    hand: Hand,
    url: str,
    dora: str,
    twin: str,
) -> None:
    look_through(book.pk, hand=hand)
    sent = {"act": "apart", "person": dora, "other": twin}
    own = f"/{clara_book.pk}/duplicates/"

    assert clara_client.get(url).status_code == 404
    assert clara_client.post(url, sent).status_code == 404
    assert clara_client.post(own, sent).status_code == 404
    assert "Daume" not in shown(clara_client, own)
    assert not Apart.objects.exists()


def test_an_import_says_how_many_pairs_there_are(
    anna_client: Client, book: Book, url: str, dora: str, moment: Any
) -> None:
    worker = Worker(lambda: moment)
    file = SimpleUploadedFile("people.vcf", CARDS)
    there = anna_client.post(f"/{book.pk}/import/", {"file": file}).headers["Location"]
    worker.work_once()
    # The name alone: in doubt, so it comes in as new.
    assert "Who is it?" in shown(anna_client, there)
    anna_client.post(there, {"act": "apply"})
    worker.work_once()

    page = shown(anna_client, there)

    assert "Kontor is looking for people who may stand in the book twice." in page
    uid = there.rstrip("/").rpartition("/")[2]
    assert f'hx-get="{url}?pairs={uid}" hx-trigger="every 2s"' in page

    assert worker.search_once()

    piece = anna_client.get(f"{url}?pairs={uid}", headers=HTMX).content.decode()
    text = "1 pair with somebody of this import may be one person"
    assert text in piece
    assert "hx-get" not in piece
    assert text in shown(anna_client, there)
    # Of another import, or of none, nothing is said.
    for other in (f"{uuid4()}", "x"):
        piece = anna_client.get(f"{url}?pairs={other}", headers=HTMX).content.decode()
        assert "may be one person" not in piece
    # Whom the import was in doubt about stands here.
    assert "Address card" in shown(anna_client, url)
