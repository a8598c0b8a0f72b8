"""Other people's data: silent people, removed and erased ones."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from kontor.records.models import Book, Person


@pytest.fixture
def silent(anna_client: Client, book: Book, dora: str) -> str:
    """Dora, in the book for four years without a word, and a rule of three."""
    sent = {"act": "retention", "retention_years": "3"}
    anna_client.post(f"/{book.pk}/settings/", sent)
    Person.objects.filter(uid=dora).update(known_since=date(2022, 1, 1))
    return dora


def test_without_a_rule_the_page_leads_to_the_settings(
    anna_client: Client, book: Book, dora: str
) -> None:
    page = anna_client.get(f"/{book.pk}/others/").content.decode()
    assert f"/{book.pk}/settings/#retention" in page
    assert "Dora" not in page
    # Trust leads here.
    assert (
        f"/{book.pk}/others/" in anna_client.get(f"/{book.pk}/trust/").content.decode()
    )


def test_the_week_has_one_quiet_line(
    anna_client: Client, book: Book, silent: str
) -> None:
    text = "1 person has been silent for very long: keep or let go?"
    assert text in anna_client.get(f"/{book.pk}/").content.decode()
    anna_client.post(f"/{book.pk}/others/", {"act": "keep", "person": silent})
    assert text not in anna_client.get(f"/{book.pk}/").content.decode()


def test_somebody_is_kept_or_taken_out(
    anna_client: Client, book: Book, silent: str
) -> None:
    url = f"/{book.pk}/others/"
    page = anna_client.get(url).content.decode()
    assert "No contact for 3 years or more" in page
    assert f"/people/{silent}/erase/?next=" in page
    sent = {"act": "keep", "person": silent, "next": url}
    page = anna_client.post(url, sent, follow=True).content.decode()
    assert "Decided to keep Dora Daume" in page
    assert "Nobody has been silent for that long." in page
    Person.objects.filter(uid=silent).update(kept_on=None)
    sent = {"act": "remove", "person": silent}
    page = anna_client.post(url, sent, follow=True).content.decode()
    assert "Removed Dora Daume" in page
    assert "Taken out, still in the journal" in page
    assert anna_client.post(url, {"act": "burn"}).status_code == 400


@pytest.mark.parametrize("years", ["0", "31", "x"])
def test_a_rule_that_cannot_be_is_shown_again(
    anna_client: Client, book: Book, years: str
) -> None:
    sent = {"act": "retention", "retention_years": years}
    assert anna_client.post(f"/{book.pk}/settings/", sent).status_code == 200
    assert Book.objects.get(pk=book.pk).retention_years is None


def test_an_empty_rule_is_none(anna_client: Client, book: Book, silent: str) -> None:
    sent = {"act": "retention", "retention_years": ""}
    anna_client.post(f"/{book.pk}/settings/", sent)
    assert Book.objects.get(pk=book.pk).retention_years is None
