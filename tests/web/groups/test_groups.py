from __future__ import annotations

import re
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from kontor.actions.connections.people import add_person
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.segments import add_segment
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, Group
from kontor.reports.groups.sheet import forget
from tests.web.conftest import HTMX, deeds


def page_of(client: Client, address: str, **headers: str) -> str:
    page = client.get(address, headers=headers)
    assert page.status_code == 200
    return " ".join(page.content.decode().split())


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/groups/"


@pytest.fixture
def round_(book: Book, hand: Hand, dora: str) -> str:
    """A leads group of ten with Dora in it; printers are looked for."""
    uid = add_group(book.pk, hand=hand, name="Round <Table>", kind="leads", size=10).uid
    add_member(book.pk, uid, dora, hand=hand)
    add_segment(book.pk, hand=hand, name="Printers", words=["printer"])
    return uid


def names(page: str) -> list[str]:
    return re.findall(r'<th scope="row"><span class="name"><a[^>]*>([^<]*)<', page)


def test_without_networks_the_page_says_what_to_do(
    anna_client: Client, url: str
) -> None:
    page = page_of(anna_client, url)

    assert "No network is in this book yet" in page
    assert f'href="{url}new/"' in page


def test_a_network_is_a_row_with_its_range_as_a_picture_and_in_words(
    anna_client: Client, url: str, round_: str
) -> None:
    page = page_of(anna_client, url)

    assert names(page) == ["Round &lt;Table&gt;"]
    assert "1 of 10" in page
    # One printer is known; there may be up to ten.
    assert re.search(r"1 known, expect 1 to \d+<", page)
    assert '<svg class="range" aria-hidden="true">' in page
    assert "Together they lead to 1 person of your segments" in page


def test_of_an_unknown_size_only_those_known_are_spoken_of(
    anna_client: Client, url: str, book: Book, hand: Hand, round_: str
) -> None:
    Group.objects.update(size=None)
    add_segment(book.pk, hand=hand, name="Nobody", tags=["none"])

    assert "1 known, size unknown" in page_of(anna_client, url)


def test_where_nobody_is_known_it_is_too_early_to_tell(
    anna_client: Client, url: str, book: Book, hand: Hand, round_: str
) -> None:
    add_group(book.pk, hand=hand, name="Fair", kind="event")

    page = page_of(anna_client, url + "?kind=event")

    assert names(page) == ["Fair"]
    assert "too early to tell" in page
    assert '<svg class="range"' not in page


def test_without_segments_the_page_asks_whom_one_looks_for(
    anna_client: Client, url: str, book: Book, hand: Hand
) -> None:
    add_group(book.pk, hand=hand, name="Fair", kind="event")

    assert f'href="/{book.pk}/segments/new/"' in page_of(anna_client, url)


def test_rows_are_sorted_and_the_head_says_so(
    anna_client: Client, url: str, book: Book, hand: Hand, round_: str
) -> None:
    add_group(book.pk, hand=hand, name="Anglers", kind="association")

    by_name = page_of(anna_client, url + "?sort=name")
    by_pool = page_of(anna_client, url)

    assert names(by_name) == ["Anglers", "Round &lt;Table&gt;"]
    assert names(by_pool) == ["Round &lt;Table&gt;", "Anglers"]
    assert re.search(r'aria-sort="ascending"><a[^>]*>Name<', by_name)
    assert re.search(r'aria-sort="descending"><a[^>]*>Leads to<', by_pool)


def test_the_columns_asked_for_stay_in_the_address(
    anna_client: Client, url: str, round_: str
) -> None:
    page = page_of(anna_client, url + "?columns=known&columns=money")

    assert 'data-label="Known"' in page
    assert 'data-label="Attended"' not in page
    # The links that sort keep them.
    assert re.search(r'href="\?columns=known&amp;columns=money&amp;sort=name"', page)


def test_a_kind_without_networks_leads_back_to_all(
    anna_client: Client, url: str, round_: str
) -> None:
    page = page_of(anna_client, url + "?kind=chamber")

    assert "No network of this kind" in page


def test_htmx_gets_the_table_alone(anna_client: Client, url: str, round_: str) -> None:
    page = page_of(anna_client, url, **HTMX)

    assert "<html" not in page
    assert 'id="groups"' in page


def test_many_networks_ask_no_more_queries_than_two(
    anna_client: Client,
    url: str,
    book: Book,
    hand: Hand,
    round_: str,
) -> None:
    def count() -> int:
        forget()
        with CaptureQueriesContext(connection) as asked:
            page_of(anna_client, url)
        return len(asked)

    add_group(book.pk, hand=hand, name="Second", kind="circle")
    # The first page of a browser asks more, for its session.
    count()
    few = count()
    for number in range(20):
        add_group(book.pk, hand=hand, name=f"Group {number}", kind="circle")

    assert count() == few


def test_first_a_kind_is_chosen_then_what_is_usual_for_it_stands_there(
    anna_client: Client, url: str
) -> None:
    kinds = page_of(anna_client, url + "new/")
    assert re.findall(r'href="\?kind=(\w+)"', kinds) == [
        "chamber", "leads", "association", "event", "online", "circle"
    ]  # fmt: skip

    leads = page_of(anna_client, url + "new/?kind=leads")
    online = page_of(anna_client, url + "new/?kind=online")

    assert '<option value="week" selected>' in leads
    assert re.search(r'name="exclusive"[^>]* checked', leads)
    assert '<option value="" selected>no rhythm' in online
    assert not re.search(r'name="exclusive"[^>]* checked', online)


def sent(**changes: str) -> dict[str, str]:
    return {
        "kind": "leads",
        "name": "Harbour Round",
        "size": "25",
        "rhythm": "month",
        "rule_start": "2026-01-06",
        "starts_at": "07:00",
        "minutes": "90",
        "joining_fee": "150",
        "period_fee": "1,234.50",
        "period": "year",
        "currency": "EUR",
        "seats": "Notary, Painter\nRoofer",
        **changes,
    }


def test_a_network_is_added_with_its_rule_and_its_fees(
    anna_client: Client, book: Book, url: str
) -> None:
    page = anna_client.post(url + "new/", sent())

    row = Group.objects.get(book=book)
    assert page.headers["Location"] == f"{url}{row.uid}/"
    # 6 January 2026 is the first Tuesday of its month.
    assert row.rule == "FREQ=MONTHLY;BYDAY=1TU"
    assert (row.joining_fee, row.period_fee, row.gathering_fee) == (
        15_000,
        123_450,
        None,
    )
    assert row.seats == ["Notary", "Painter", "Roofer"]
    assert "Undo" in page_of(anna_client, f"{url}{row.uid}/")


def test_a_german_types_sums_as_germans_do_and_sees_them_so(
    anna_client: Client, anna: Account, book: Book, url: str
) -> None:
    Account.objects.filter(pk=anna.pk).update(language="de")

    anna_client.post(url + "new/", sent(period_fee="1.234,50"))

    row = Group.objects.get(book=book)
    assert row.period_fee == 123_450
    assert 'value="1.234,50"' in page_of(anna_client, f"{url}{row.uid}/edit/")


def test_what_was_saved_and_is_sent_again_changes_nothing(
    anna_client: Client, book: Book, url: str
) -> None:
    anna_client.post(url + "new/", sent())
    row = Group.objects.get(book=book)
    before = deeds(book)

    anna_client.post(f"{url}{row.uid}/edit/", sent())

    assert deeds(book) == before
    assert "Nothing to change." in page_of(anna_client, f"{url}{row.uid}/")


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"name": ""}, "name"),
        ({"period_fee": "much"}, "period_fee"),
        ({"currency": ""}, "currency"),
        ({"joined_on": "2026-02-01", "left_on": "2026-01-01"}, "left_on"),
        ({"rule_start": ""}, "rule_start"),
        ({"rhythm": "own", "rule": "now and then"}, "rule"),
        ({"size": "-1"}, "size"),
        ({"starts_at": "25:00"}, "starts_at"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field(
    anna_client: Client, book: Book, url: str, changes: dict[str, str], field: str
) -> None:
    page = anna_client.post(url + "new/", sent(**changes))

    assert page.status_code == 200
    assert "Nothing was saved yet." in page.content.decode()
    assert field in page.context["form"].errors
    assert not Group.objects.filter(book=book).exists()


def test_a_name_that_is_taken_is_refused_beside_it(
    anna_client: Client, book: Book, url: str, round_: str
) -> None:
    page = anna_client.post(url + "new/", sent(name="round <table>"))

    assert "name" in page.context["form"].errors


def test_a_network_is_taken_out_and_can_be_brought_back(
    anna_client: Client, book: Book, url: str, round_: str
) -> None:
    page = anna_client.post(f"{url}{round_}/edit/", {"act": "remove"})

    assert page.headers["Location"] == url
    assert not Group.objects.filter(book=book).exists()
    assert 'class="said success"' in page_of(anna_client, url)


def test_the_page_speaks_german(
    anna_client: Client, anna: Account, url: str, book: Book, hand: Hand, round_: str
) -> None:
    Account.objects.filter(pk=anna.pk).update(language="de")
    with translation.override("de"):
        page = page_of(anna_client, url)

    assert "Netzwerke" in page
    assert "Führt zu" in page


def test_a_member_named_twice_is_one_of_the_book(
    anna_client: Client, book: Book, url: str, hand: Hand, round_: str
) -> None:
    add_person(book.pk, hand=hand, name="Dora Daume")
    sent = {"act": "add", "who": "Dora Daume", "standing": "member"}

    page = anna_client.post(f"{url}{round_}/", sent)

    # Two of the name: which one is asked, and nobody is added.
    assert "Which one is it?" in page.content.decode()
    assert Group.objects.get(book=book).memberships.count() == 1


def test_the_next_day_by_the_rule_is_shown(
    anna_client: Client, book: Book, url: str
) -> None:
    anna_client.post(url + "new/", sent())
    row = Group.objects.get(book=book)

    # Today is Monday 2 March 2026; the first Tuesday is the next day.
    page = anna_client.get(f"{url}{row.uid}/")

    assert page.context["group"].next_day == date(2026, 3, 3)
