from __future__ import annotations

import pytest
from django.test import Client

from kontor.actions.groups.segments import add_segment
from kontor.lib.hand import Hand
from kontor.records.models import Belonging, Book, Person, Segment


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/segments/"


@pytest.fixture
def printers(book: Book, hand: Hand, dora: str) -> str:
    return add_segment(book.pk, hand=hand, name="Printers", words=["printer"]).uid


def people(client: Client, url: str) -> list[str]:
    return [one.name for one in client.get(url).context["page"].object_list]


def test_without_segments_the_page_says_what_they_are_for(
    anna_client: Client, url: str
) -> None:
    page = anna_client.get(url).content.decode()

    assert "Whom are you looking for?" in page
    assert f'href="{url}new/"' in page


def test_a_segment_is_described_in_lists(
    anna_client: Client, url: str, dora: str
) -> None:
    sent = {
        "name": "Printers",
        "importance": "3",
        "words": "printer, binder\npaper",
        # A firm may have a comma in its name.
        "organisations": "Daume, Sons & Co.\nPress Ltd",
    }

    page = anna_client.post(url + "new/", sent)

    row = Segment.objects.get()
    assert page.headers["Location"] == f"{url}{row.uid}/"
    assert (row.importance, row.words) == (3, ["printer", "binder", "paper"])
    assert row.organisations == ["Daume, Sons & Co.", "Press Ltd"]
    assert people(anna_client, f"{url}{row.uid}/") == ["Dora Daume"]


def test_a_segment_that_nothing_tells_is_not_saved(
    anna_client: Client, url: str
) -> None:
    page = anna_client.post(url + "new/", {"name": "All", "importance": "2"})

    assert "Say what makes somebody belong" in page.content.decode()
    assert not Segment.objects.exists()


def test_one_person_is_put_right_and_left_to_the_rules_again(
    anna_client: Client, url: str, printers: str, dora: str
) -> None:
    address = f"{url}{printers}/"

    anna_client.post(address, {"act": "out", "person": dora})
    page = anna_client.get(address)
    assert people(anna_client, address) == []
    assert [one.name for one in page.context["segment"].excluded] == ["Dora Daume"]

    anna_client.post(address, {"act": "rules", "person": dora})
    assert people(anna_client, address) == ["Dora Daume"]
    assert not Belonging.objects.exists()


def test_somebody_else_is_named_to_belong(
    anna_client: Client, url: str, printers: str, ben: Person
) -> None:
    address = f"{url}{printers}/"

    anna_client.post(address, {"act": "add", "who": "Ben Brandt"})

    assert people(anna_client, address) == ["Ben Brandt", "Dora Daume"]


def test_a_name_nobody_has_is_said_beside_the_field(
    anna_client: Client, url: str, printers: str
) -> None:
    page = anna_client.post(f"{url}{printers}/", {"act": "add", "who": "Nobody"})

    assert "Nobody in this book is called" in page.content.decode()
    assert not Belonging.objects.exists()


def test_a_button_that_is_none_is_refused(
    anna_client: Client, url: str, printers: str
) -> None:
    page = anna_client.post(f"{url}{printers}/", {"act": "burn"})

    assert page.status_code == 400


def test_a_segment_is_changed_and_taken_out(
    anna_client: Client, url: str, printers: str
) -> None:
    address = f"{url}{printers}/edit/"
    assert "printer</textarea>" in anna_client.get(address).content.decode()

    anna_client.post(address, {"name": "Press", "importance": "1", "tags": "Choir"})
    row = Segment.objects.get()
    assert (row.name, row.tags, row.words) == ("Press", ["Choir"], [])

    gone = anna_client.post(address, {"act": "remove"})
    assert gone.headers["Location"] == url
    assert not Segment.objects.exists()
