from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.lib.hand import Hand
from kontor.records.models import (
    Attendance,
    Book,
    Gathering,
    Membership,
    Person,
    Touch,
)
from tests.web.conftest import deeds


@pytest.fixture
def round_(book: Book, hand: Hand, dora: str, ben: Person) -> str:
    uid = add_group(
        book.pk, hand=hand, name="Round", kind="leads", joined_on=date(2025, 1, 7)
    ).uid
    for one in (dora, str(ben.uid)):
        add_member(book.pk, uid, one, hand=hand)
    return uid


@pytest.fixture
def held(book: Book, hand: Hand, round_: str) -> str:
    return add_gathering(book.pk, round_, hand=hand, day=date(2026, 2, 24)).uid


@pytest.fixture
def url(book: Book, held: str) -> str:
    return f"/{book.pk}/gatherings/{held}/"


def newcomers(*rows: dict[str, str], total: int = 3) -> dict[str, Any]:
    sent: dict[str, Any] = {"new-TOTAL_FORMS": str(total), "new-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        sent |= {f"new-{number}-{name}": value for name, value in row.items()}
    return sent


def states(held: str) -> dict[str, str]:
    rows = Attendance.objects.filter(gathering__uid=held)
    return dict(rows.values_list("person__display", "state"))


def test_a_whole_room_is_filled_in_one_stroke(
    anna_client: Client, book: Book, url: str, held: str, dora: str, ben: Person
) -> None:
    owner = Person.objects.get(book=book, is_owner=True)
    before = deeds(book)
    sent = {
        f"state-{owner.uid}": "present",
        f"state-{dora}": "late",
        f"state-{ben.uid}": "excused",
        "talked": [dora],
        **newcomers({"name": "Nora Neu", "trade": "Roofer", "invited_by": dora}),
    }

    page = anna_client.post(url, sent)

    assert page.status_code == 302
    assert deeds(book) == before + 1
    assert states(held) == {
        "Anna Ahlers": "present",
        "Dora Daume": "late",
        "Ben Brandt": "excused",
        "Nora Neu": "present",
    }
    # With Dora and with Nora one talked.
    assert Touch.objects.filter(book=book, day=date(2026, 2, 24)).count() == 2
    guest = Membership.objects.get(person__display="Nora Neu")
    assert guest.invited_by is not None
    assert (guest.trade, guest.invited_by.display) == ("Roofer", "Dora Daume")


def test_what_is_noted_is_ticked_and_sent_again_changes_nothing(
    anna_client: Client, book: Book, url: str, dora: str
) -> None:
    sent = {f"state-{dora}": "present", "talked": [dora], **newcomers()}
    anna_client.post(url, sent)
    before = deeds(book)

    room = anna_client.get(url).context["room"]
    anna_client.post(url, sent)

    assert room.states() == {dora: "present"}
    assert room.talked() == [dora]
    assert deeds(book) == before


def test_all_present_is_one_tap_that_leaves_what_was_ticked(
    anna_client: Client, book: Book, url: str, held: str, dora: str, ben: Person
) -> None:
    sent = {f"state-{dora}": "absent", "all": "present", **newcomers()}

    page = anna_client.post(url, sent)

    owner = Person.objects.get(book=book, is_owner=True)
    assert page.context["room"].states() == {
        str(owner.uid): "present",
        dora: "absent",
        str(ben.uid): "present",
    }
    # It is only shown; nothing is saved before it is looked at.
    assert states(held) == {}


def test_all_present_works_from_the_address_too(
    anna_client: Client, url: str, dora: str
) -> None:
    room = anna_client.get(url + "?all=present").context["room"]

    assert room.states()[dora] == "present"


def test_more_rows_for_newcomers_keep_what_was_typed(
    anna_client: Client, url: str, held: str, dora: str
) -> None:
    sent = {"more": "yes", f"state-{dora}": "late", **newcomers({"name": "Nora"})}

    page = anna_client.post(url, sent)

    room = page.context["room"]
    assert room.newcomers.total_form_count() == 6
    assert 'value="Nora"' in page.content.decode()
    assert room.states() == {dora: "late"}
    assert states(held) == {}


def test_whoever_was_away_cannot_have_been_talked_with(
    anna_client: Client, url: str, held: str, dora: str
) -> None:
    sent = {f"state-{dora}": "absent", "talked": [dora], **newcomers()}

    page = anna_client.post(url, sent)

    assert page.status_code == 200
    assert "so you cannot have talked" in page.content.decode()
    assert page.context["room"].states() == {dora: "absent"}
    assert states(held) == {}


def test_all_of_it_is_taken_back(
    anna_client: Client, url: str, held: str, dora: str
) -> None:
    anna_client.post(url, {f"state-{dora}": "present", **newcomers()})

    anna_client.post(url, {"act": "clear"})

    assert states(held) == {}


def test_somebody_of_another_network_cannot_be_slipped_in(
    anna_client: Client, book: Book, hand: Hand, url: str, held: str
) -> None:
    stranger = add_person(book.pk, hand=hand, name="Sten Strange").uid

    anna_client.post(url, {f"state-{stranger}": "present", **newcomers()})

    assert states(held) == {}


def test_a_gathering_to_come_is_prepared_not_filled(
    anna_client: Client, book: Book, hand: Hand, round_: str, dora: str, touch: str
) -> None:
    uid = add_gathering(book.pk, round_, hand=hand, day=date(2026, 3, 3)).uid

    page = anna_client.get(f"/{book.pk}/gatherings/{uid}/").content.decode()

    assert "Who will be there" in page
    # The note of the last contact is what to begin with.
    assert "Paper samples" in page
    assert f"state-{dora}" not in page


def test_the_sheet_says_who_was_there_and_what_is_open(
    anna_client: Client, url: str, dora: str, touch: str
) -> None:
    anna_client.post(url, {f"state-{dora}": "present", "talked": [dora], **newcomers()})

    page = " ".join(anna_client.get(url + "?sheet").content.decode().split())

    assert "Was there" in page
    assert "Dora Daume *" in page


def test_a_gathering_is_changed_cancelled_and_taken_out(
    anna_client: Client, book: Book, url: str, round_: str
) -> None:
    sent = {"day": "2026-02-25", "title": "Spring", "cost": "12.50", "currency": "EUR"}

    anna_client.post(url + "edit/", {**sent, "cancelled": "on"})

    row = Gathering.objects.get()
    assert (row.day, row.title, row.cost) == (date(2026, 2, 25), "Spring", 1250)
    assert row.cancelled
    page = anna_client.get(url)
    assert "nobody can have come" in page.content.decode()

    gone = anna_client.post(url + "edit/", {"act": "remove"})
    assert gone.headers["Location"] == f"/{book.pk}/groups/{round_}/"
    assert not Gathering.objects.exists()


def test_a_gathering_people_came_to_is_not_cancelled(
    anna_client: Client, url: str, dora: str
) -> None:
    anna_client.post(url, {f"state-{dora}": "present", **newcomers()})

    page = anna_client.post(url + "edit/", {"day": "2026-02-24", "cancelled": "on"})

    assert page.status_code == 200
    assert "Take that back first" in page.content.decode()
    assert not Gathering.objects.get().cancelled


def test_whom_one_meets_on_a_visit_is_put_down_as_a_member(
    anna_client: Client, book: Book, hand: Hand
) -> None:
    other = add_group(book.pk, hand=hand, name="Looked at", kind="chamber").uid
    uid = add_gathering(book.pk, other, hand=hand, day=date(2026, 2, 24)).uid

    anna_client.post(f"/{book.pk}/gatherings/{uid}/", newcomers({"name": "Nora Neu"}))

    assert Membership.objects.get(group__uid=other).standing == "member"
