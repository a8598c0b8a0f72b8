from __future__ import annotations

from datetime import date
from urllib.parse import unquote

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point, Work
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.segments import add_segment
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Gathering, Group, Membership, Person


@pytest.fixture
def round_(book: Book, hand: Hand, dora: str) -> str:
    uid = add_group(
        book.pk, hand=hand, name="Round", kind="leads", size=10, seats=["Notary"]
    ).uid
    add_member(book.pk, uid, dora, hand=hand, trade="Printer")
    add_segment(book.pk, hand=hand, name="Printers", words=["printer"])
    return uid


@pytest.fixture
def url(book: Book, round_: str) -> str:
    return f"/{book.pk}/groups/{round_}/"


@pytest.fixture
def guest(book: Book, hand: Hand, round_: str, dora: str) -> Membership:
    """Gus, brought by Dora a week ago."""
    gus = add_person(book.pk, hand=hand, name="Gus Gast").uid
    day = date(2026, 2, 23)
    add_member(
        book.pk, round_, gus, hand=hand, standing="guest", since=day, until=day,
        trade="Roofer", invited_by=dora,
    )  # fmt: skip
    return Membership.objects.get(standing="guest")


def text(client: Client, url: str) -> str:
    return " ".join(client.get(url).content.decode().split())


def test_the_page_says_what_the_network_leads_to_and_why(
    anna_client: Client, url: str
) -> None:
    page = text(anna_client, url)

    assert "You know 1 of 10 members; 1 of them is in “Printers”." in page
    assert "Dora Daume" in page


def test_somebody_of_the_book_is_added_by_name(
    anna_client: Client, book: Book, url: str, ben: Person
) -> None:
    sent = {"act": "add", "who": "Ben Brandt", "standing": "member", "trade": "Joiner"}

    page = anna_client.post(url, sent)

    assert page.status_code == 302
    row = Membership.objects.get(person=ben)
    assert (row.standing, row.trade) == ("member", "Joiner")


def test_a_name_nobody_has_is_written_down_in_the_same_stroke(
    anna_client: Client, book: Book, url: str
) -> None:
    people = Person.objects.filter(book=book).count()
    sent = {"act": "add", "who": "Nora Neu", "standing": "guest", "since": "2026-02-24"}

    anna_client.post(url, sent)

    row = Membership.objects.get(standing="guest")
    assert (row.person.display, row.since) == ("Nora Neu", date(2026, 2, 24))
    # One deed: taken back, nobody is left behind.
    deed = anna_client.get(url).context["said"]()
    assert "Nora Neu" in deed[0].text
    anna_client.post(deed[0].undo)
    assert Person.objects.filter(book=book).count() == people


def test_somebody_who_is_in_it_already_is_not_added_twice(
    anna_client: Client, url: str
) -> None:
    page = anna_client.post(
        url, {"act": "add", "who": "Dora Daume", "standing": "member"}
    )

    assert page.status_code == 200
    assert "End that first" in page.content.decode()
    assert Membership.objects.count() == 1


def test_a_guest_is_asked_and_joins(
    anna_client: Client, url: str, guest: Membership
) -> None:
    # The visit was on 23 February; two days later the asking was due.
    assert "ask by 25 Feb how it was" in text(anna_client, url)

    anna_client.post(url, {"act": "asked", "membership": guest.pk})
    guest.refresh_from_db()
    assert guest.followed_up_on == date(2026, 3, 2)

    anna_client.post(url, {"act": "joined", "membership": guest.pk})
    guest.refresh_from_db()
    assert guest.outcome == "joined"
    member = Membership.objects.get(person=guest.person, standing="member")
    assert (member.since, member.trade) == (date(2026, 3, 2), "Roofer")


def test_a_guest_who_does_not_join_has_a_reason(
    anna_client: Client, url: str, guest: Membership
) -> None:
    sent = {"act": "declined", "membership": guest.pk, "reason": "too early"}

    anna_client.post(url, sent)

    assert "did not join: too early" in text(anna_client, url)


def test_a_membership_is_changed_ended_and_taken_back(
    anna_client: Client, url: str
) -> None:
    row = Membership.objects.get()
    address = f"{url}members/{row.pk}/"
    assert 'value="Printer"' in text(anna_client, address)

    anna_client.post(address, {"trade": "Bookbinder", "since": "2025-01-01"})
    row.refresh_from_db()
    assert (row.trade, row.since) == ("Bookbinder", date(2025, 1, 1))

    wrong = anna_client.post(address, {"since": "2025-01-01", "until": "2024-01-01"})
    assert wrong.status_code == 200

    anna_client.post(url, {"act": "end", "membership": row.pk})
    row.refresh_from_db()
    assert row.until == date(2026, 3, 2)

    anna_client.post(url, {"act": "remove", "membership": row.pk})
    assert not Membership.objects.exists()


def test_a_membership_of_another_network_is_not_of_this_one(
    anna_client: Client, book: Book, hand: Hand, url: str, ben: Person
) -> None:
    other = add_group(book.pk, hand=hand, name="Other", kind="circle").uid
    add_member(book.pk, other, ben.uid, hand=hand)
    key = Membership.objects.get(person=ben).pk

    assert anna_client.get(f"{url}members/{key}/").status_code == 404
    act = anna_client.post(url, {"act": "end", "membership": key})
    assert act.status_code == 404


def test_a_button_that_is_none_is_refused(anna_client: Client, url: str) -> None:
    assert anna_client.post(url, {"act": "burn"}).status_code == 400


def test_an_empty_seat_comes_with_a_draft_in_the_language_of_the_book(
    anna_client: Client, book: Book, hand: Hand, url: str
) -> None:
    add_person(
        book.pk, hand=hand, name="Nele Notar", work=[Work("", "Notary")],
        emails=[Point("nele@notar.example")],
    )  # fmt: skip
    Book.objects.filter(pk=book.pk).update(language="de")

    page = anna_client.get(url)

    ((trade, candidates),) = page.context["seats"]
    ((_, name, draft),) = candidates
    assert (trade, name) == ("Notary", "Nele Notar")
    assert draft.startswith("mailto:nele%40notar.example?subject=Einladung")
    assert "Guten Tag Nele Notar" in unquote(draft)


def test_members_are_narrowed_to_a_segment(
    anna_client: Client, book: Book, hand: Hand, url: str, round_: str, ben: Person
) -> None:
    add_member(book.pk, round_, ben.uid, hand=hand, trade="Joiner")
    (pool,) = anna_client.get(url).context["group"].row.pools

    page = anna_client.get(f"{url}?segment={pool.segment}")

    assert [one.name for one in page.context["members"]] == ["Dora Daume"]


def test_a_first_visit_is_noted_with_its_gathering(
    anna_client: Client, book: Book, url: str, round_: str
) -> None:
    assert "Note a visit" in text(anna_client, url)

    page = anna_client.post(f"{url}gather/", {"day": "2026-02-24"})

    held = Gathering.objects.get()
    assert page.headers["Location"] == f"/{book.pk}/gatherings/{held.uid}/"
    assert Group.objects.get(uid=round_).visited_on == date(2026, 2, 24)


def test_the_page_says_it_in_german_too(
    anna_client: Client, anna: Account, url: str
) -> None:
    Account.objects.filter(pk=anna.pk).update(language="de")

    assert "Sie kennen 1 von 10 Mitgliedern" in text(anna_client, url)


def test_gatherings_older_than_the_latest_are_folded_away(
    anna_client: Client, book: Book, hand: Hand, url: str, round_: str
) -> None:
    for month in range(1, 13):
        add_gathering(book.pk, round_, hand=hand, day=date(2025, month, 3))
    add_gathering(book.pk, round_, hand=hand, day=date(2026, 3, 9))
    add_gathering(book.pk, round_, hand=hand, day=date(2024, 12, 3))

    page = anna_client.get(url)

    assert [one.day for one in page.context["coming"]] == [date(2026, 3, 9)]
    assert len(page.context["held"]) == 12
    assert [one.day for one in page.context["older"]] == [date(2024, 12, 3)]
