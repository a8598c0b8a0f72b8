from __future__ import annotations

import pytest
from django.test import Client

from kontor.actions.connections.people import edit_person
from kontor.actions.connections.pieces import Point
from kontor.lib.hand import Hand
from kontor.records.models import Book, ConfidentialRule, ContactPoint, Keeper, Person
from tests.web.conftest import deeds

PLACE = {
    "act": "place",
    "name": "Anna's book",
    "language": "en",
    "region": "AT",
    "time_zone": "Europe/Vienna",
    "currency": "eur",
}


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/settings/"


def test_name_and_place_are_set(anna_client: Client, book: Book, url: str) -> None:
    page = anna_client.post(url, PLACE)

    assert page.headers["Location"] == url
    book.refresh_from_db()
    assert (book.name, book.region, book.time_zone, book.currency) == (
        "Anna's book",
        "AT",
        "Europe/Vienna",
        "EUR",
    )
    assert "Changed the settings" in anna_client.get(url).content.decode()


def test_rhythms_out_of_order_are_refused_and_nothing_is_saved(
    anna_client: Client, book: Book, url: str
) -> None:
    sent = {"rhythm_a": 90, "rhythm_b": 60, "rhythm_c": 180, "rhythm_d": 365}

    page = anna_client.post(url, {"act": "rhythms", **sent})

    assert "must not be longer than that of B" in page.content.decode()
    # What was typed stands there still, to be put right.
    assert 'value="90"' in page.content.decode()
    book.refresh_from_db()
    assert book.rhythm_a == 21


def test_weights_can_be_set(anna_client: Client, book: Book, url: str) -> None:
    weights = {"meeting": 4, "event": 2, "call": 2, "email": 1, "message": 0.5}
    sent = {f"weight_{channel}": weight for channel, weight in weights.items()}

    anna_client.post(url, {"act": "weights", **sent})

    book.refresh_from_db()
    assert (book.weight_meeting, book.weight_message) == (4, 0.5)


def test_the_half_life_can_be_set_and_given_back(
    anna_client: Client, book: Book, url: str
) -> None:
    own = {"act": "half_life", "half_life_own": "own", "half_life": "60"}
    anna_client.post(url, own)
    book.refresh_from_db()
    assert (book.half_life, book.half_life_own) == (60, True)

    anna_client.post(url, {"act": "half_life", "half_life_own": ""})

    book.refresh_from_db()
    # 30 days is what a book without a past of its own begins with.
    assert (book.half_life, book.half_life_own) == (30, False)


def test_a_half_life_of_ones_own_needs_its_days(
    anna_client: Client, book: Book, url: str
) -> None:
    page = anna_client.post(url, {"act": "half_life", "half_life_own": "own"})

    assert "Say how many days." in page.content.decode()
    book.refresh_from_db()
    assert not book.half_life_own


def test_to_leave_the_half_life_to_kontor_again_changes_nothing(
    anna_client: Client, book: Book, url: str
) -> None:
    Book.objects.filter(pk=book.pk).update(half_life=60, outcomes_seen=300)
    before = deeds(book)

    anna_client.post(url, {"act": "half_life", "half_life_own": ""})

    book.refresh_from_db()
    assert (book.half_life, deeds(book)) == (60, before)


def test_the_owners_name_and_addresses_are_set_and_labels_stay(
    anna_client: Client, book: Book, hand: Hand, owner: Person, url: str
) -> None:
    point = Point("anna@ahlers.example", "work", preferred=True)
    edit_person(book.pk, owner.uid, hand=hand, emails=[point])
    sent = {
        "act": "own",
        "display": "Dr. Anna Ahlers",
        "emails": "anna@ahlers.example\r\nanna@choir.example\r\n",
        "phones": "0451 998877",
    }

    anna_client.post(url, sent)

    owner.refresh_from_db()
    assert (owner.display, owner.prefix, owner.given) == (
        "Dr. Anna Ahlers",
        "Dr.",
        "Anna",
    )
    points = ContactPoint.objects.filter(person=owner).order_by("kind", "position")
    assert list(points.values_list("key", "label", "preferred")) == [
        ("anna@ahlers.example", "work", True),
        ("anna@choir.example", "", False),
        ("+49451998877", "", False),
    ]


def test_what_is_no_mail_address_is_named_beside_the_field(
    anna_client: Client, book: Book, url: str
) -> None:
    sent = {"act": "own", "display": "Anna", "emails": "anna@ahlers.example\nanna"}

    page = anna_client.post(url, sent)

    assert "“anna” is not a mail address." in page.content.decode()
    assert not ContactPoint.objects.exists()


def test_a_mail_domain_is_made_confidential_and_ordinary_again(
    anna_client: Client, book: Book, dora: str, url: str
) -> None:
    sent = {"act": "confidential", "kind": "domain", "value": "daume.example"}
    anna_client.post(url, sent)
    rule = ConfidentialRule.objects.get(book=book)
    assert Person.objects.get(uid=dora).discreet
    assert "daume.example" in anna_client.get(url).content.decode()

    anna_client.post(url, {"act": "remove", "rule": rule.pk})

    assert not ConfidentialRule.objects.exists()
    assert not Person.objects.get(uid=dora).discreet


def test_what_is_no_domain_is_refused(
    anna_client: Client, book: Book, url: str
) -> None:
    sent = {"act": "confidential", "kind": "domain", "value": "everybody"}

    page = anna_client.post(url, sent)

    assert "cannot be used" in page.content.decode()
    assert not ConfidentialRule.objects.exists()


def test_a_book_is_deleted_by_its_name_only(
    anna_client: Client, book: Book, dora: str, url: str
) -> None:
    page = anna_client.post(url, {"act": "erase", "erase": "Anna"})

    assert "Nothing was deleted" in page.content.decode()
    assert Book.objects.filter(pk=book.pk).exists()

    page = anna_client.post(url, {"act": "erase", "erase": "Anna Ahlers"})

    assert page.headers["Location"] == "/"
    assert not Book.objects.filter(pk=book.pk).exists()
    assert not Person.objects.filter(uid=dora).exists()
    after = anna_client.get("/", follow=True).content.decode()
    assert "The book “Anna Ahlers” is deleted." in after


def test_an_assistant_cannot_delete_the_book(
    anna_client: Client, book: Book, url: str
) -> None:
    Keeper.objects.update(role="assistant")

    page = anna_client.post(url, {"act": "erase", "erase": "Anna Ahlers"})

    assert Book.objects.filter(pk=book.pk).exists()
    assert "Delete this book for good" not in page.content.decode()


@pytest.mark.parametrize("act", ["", "nothing", "__class__"])
def test_a_section_that_is_not_there_is_refused(
    anna_client: Client, book: Book, url: str, act: str
) -> None:
    assert anna_client.post(url, {"act": act}).status_code == 400


@pytest.mark.parametrize("rule", ["", "x", "²", "999999"])
def test_a_rule_that_is_not_there_is_missing(
    anna_client: Client, book: Book, url: str, rule: str
) -> None:
    page = anna_client.post(url, {"act": "remove", "rule": rule})

    assert page.status_code == 404
