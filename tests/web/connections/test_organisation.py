from __future__ import annotations

import pytest
from django.test import Client

from kontor.records.models import Book, Organisation, Person


@pytest.fixture
def url(book: Book, dora: str) -> str:
    organisation = Organisation.objects.get(book=book)
    return f"/{book.pk}/organisations/{organisation.uid}/"


def test_an_organisation_shows_who_is_there(anna_client: Client, url: str) -> None:
    page = anna_client.get(url).content.decode()

    assert "Daume Druck" in page
    assert "Dora Daume" in page
    assert "Printer" in page


def test_whoever_works_there_follows_a_new_name_and_confidence(
    anna_client: Client, dora: str, url: str
) -> None:
    sent = {"name": "Daume & Co", "note": "New hall.", "confidential": "on"}

    page = anna_client.post(url, sent)

    assert page.headers["Location"] == url
    person = Person.objects.get(uid=dora)
    assert (person.shown_organisation, person.discreet) == ("Daume & Co", True)
    assert Organisation.objects.get().note == "New hall."


@pytest.mark.parametrize(
    ("name", "why"),
    [("", "This field is required."), ("eller gmbh", "cannot be used")],
)
def test_a_name_that_is_none_or_taken_is_refused_beside_its_field(
    anna_client: Client, book: Book, dora: str, url: str, name: str, why: str
) -> None:
    deed = Person.objects.get(uid=dora).deed
    Organisation.objects.create(
        book=book, deed=deed, name="Eller GmbH", folded="eller gmbh"
    )

    page = anna_client.post(url, {"name": name})

    assert why in page.content.decode()
    assert Organisation.objects.filter(name="Daume Druck").exists()
