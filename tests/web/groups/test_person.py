"""What the page of a person says of networks."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.met import say_met_in
from kontor.actions.groups.segments import add_segment
from kontor.lib.hand import Hand
from kontor.records.models import Book, Reach

At = Callable[[str], str]


def test_without_networks_in_the_book_the_page_is_as_it_was_for_one_query(
    anna_client: Client, dora: str, person_at: At
) -> None:
    with CaptureQueriesContext(connection) as asked:
        page = anna_client.get(person_at(dora))

    assert page.context["networks"] is None
    about = [q for q in asked.captured_queries if "records_group" in q["sql"]]
    assert len(about) == 1
    assert "networks-head" not in page.content.decode()


def test_networks_segments_and_where_one_met_are_shown(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    group = add_group(book.pk, hand=hand, name="Round", kind="leads").uid
    add_member(book.pk, group, dora, hand=hand, trade="Printing", office="Chair")
    say_met_in(book.pk, dora, hand=hand, group=group)
    add_segment(book.pk, hand=hand, name="Press", words=["printer"])
    add_segment(book.pk, hand=hand, name="Roofers", words=["roofer"])

    networks = anna_client.get(person_at(dora)).context["networks"]

    (one,) = networks.groups
    assert (one.name, one.trade, one.office, one.now) == (
        "Round", "Printing", "Chair", True
    )  # fmt: skip
    assert networks.met_name == "Round"
    # Dora is a printer, as her job says.
    assert {s.name: s.belongs for s in networks.segments} == {
        "Press": True,
        "Roofers": False,
    }


def test_how_many_of_a_segment_somebody_knows_is_noted_and_forgotten(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    segment = add_segment(book.pk, hand=hand, name="Roofers", words=["roofer"]).uid
    page = anna_client.get(person_at(dora)).content.decode()
    assert "How many of “Roofers” do you think Dora Daume knows?" in page
    address = person_at(dora) + "reach/"

    anna_client.post(address, {"segment": segment, "count": "7"})
    row = Reach.objects.get()
    assert (row.count, row.asked_on) == (7, date(2026, 3, 2))
    assert 'value="7"' in anna_client.get(person_at(dora)).content.decode()

    anna_client.post(address, {"segment": segment, "count": ""})
    assert not Reach.objects.exists()


def test_what_is_no_number_of_people_is_refused(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    segment = add_segment(book.pk, hand=hand, name="Roofers", words=["roofer"]).uid

    sent = {"segment": segment, "count": "many"}
    page = anna_client.post(person_at(dora) + "reach/", sent)

    assert page.status_code == 400
    assert not Reach.objects.exists()
