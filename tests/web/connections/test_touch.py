from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Touch
from tests.web.conftest import deeds

At = Callable[[str], str]


@pytest.fixture
def url(book: Book, touch: str) -> str:
    return f"/{book.pk}/touches/{touch}/"


def sent(dora: str, **changes: Any) -> dict[str, Any]:
    """What the form sends when nothing was changed, but for the changes."""
    return {
        "channel": "meeting",
        "day": "2026-02-09",
        "time": "",
        "minutes": "",
        "direction": "both",
        "place": "",
        "note": "Paper samples",
        "people": [dora],
        **changes,
    }


def test_a_touch_is_shown_and_put_right(
    anna_client: Client, touch: str, dora: str, person_at: At, url: str
) -> None:
    assert "Paper samples" in anna_client.get(url).content.decode()
    changes = {"channel": "call", "day": "2026-02-10", "time": "14:30", "minutes": "20"}

    page = anna_client.post(url, sent(dora, **changes))

    assert page.headers["Location"] == person_at(dora)
    row = Touch.objects.get(uid=touch)
    assert (row.channel, row.day, row.minutes) == ("call", date(2026, 2, 10), 20)
    # Half past two in Berlin in winter.
    assert row.moment == datetime(2026, 2, 10, 13, 30, tzinfo=UTC)
    assert 'value="14:30"' in anna_client.get(url).content.decode()


def test_a_touch_sent_back_as_it_was_changes_nothing(
    anna_client: Client, book: Book, touch: str, dora: str, url: str
) -> None:
    moment = datetime(2026, 2, 9, 13, 30, 12, tzinfo=UTC)
    Touch.objects.filter(uid=touch).update(moment=moment)
    before = deeds(book)

    page = anna_client.post(url, sent(dora, time="14:30"))

    assert page.status_code == 302
    assert deeds(book) == before


def test_somebody_else_took_part_too(
    anna_client: Client, book: Book, hand: Hand, touch: str, dora: str, url: str
) -> None:
    emil = add_person(book.pk, hand=hand, name="Emil Eller").uid

    anna_client.post(url, sent(dora, also="eller"))

    row = Touch.objects.get(uid=touch)
    people = {str(p.person.uid) for p in row.participants.all()}
    assert people == {dora, emil}


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"day": "2026-03-03"}, "is still to come"),
        ({"day": ""}, "This field is required."),
        ({"time": "23:00", "day": "2026-03-02"}, "is still to come"),
        ({"people": []}, "Say with whom you were in touch."),
        ({"also": "Nobody"}, "Nobody in this book is called “Nobody”."),
        ({"minutes": "-5"}, "greater than or equal to 0"),
        ({"channel": "smoke"}, "Select a valid choice"),
    ],
)
def test_what_cannot_have_been_is_refused(
    anna_client: Client,
    book: Book,
    dora: str,
    url: str,
    changes: dict[str, Any],
    why: str,
) -> None:
    before = deeds(book)

    page = anna_client.post(url, sent(dora, **changes))

    assert why in page.content.decode()
    assert deeds(book) == before


def test_a_touch_is_taken_out_and_one_is_back_where_one_was(
    anna_client: Client, book: Book, dora: str, url: str
) -> None:
    there = f"/{book.pk}/people/{dora}/?page=2"
    assert (
        f'name="next" value="{there}"'
        in anna_client.get(url, {"next": there}).content.decode()
    )

    page = anna_client.post(url, {"act": "remove", "next": there})

    assert page.headers["Location"] == there
    assert not Touch.objects.exists()


def test_no_link_of_the_page_can_be_made_to_run_a_script(
    anna_client: Client, url: str
) -> None:
    page = anna_client.get(url, {"next": "javascript:alert(1)"}).content.decode()

    assert 'href="javascript:' not in page
