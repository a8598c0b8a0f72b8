from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person, Promise, Touch
from tests.web.conftest import HTMX, deeds


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/log/"


def nod(dora: str = "", **changes: Any) -> dict[str, Any]:
    """What the nod sends of "called Dora Daume", but for the changes."""
    return {
        "nod": "yes",
        "line": "called Dora Daume",
        "person-0": dora,
        "what": "touch",
        "channel": "call",
        "day": "2026-03-02",
        "time": "",
        "minutes": "",
        "direction": "both",
        "place": "",
        "note": "",
        "promise_0_text": "",
        "promise_0_due": "",
        "promise_0_by": "me",
        **changes,
    }


def value(page: str, name: str) -> str:
    """Give what stands in a field of the nod."""
    field = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    if field:
        found = re.search(r'value="([^"]*)"', field[0])
        return found[1] if found else ""
    box = re.search(rf'<select[^>]*name="{name}".*?</select>', page)
    found = re.search(r'value="([^"]*)" selected', box[0]) if box else None
    return found[1] if found else ""


def test_the_page_says_how_to_write_a_line(anna_client: Client, url: str) -> None:
    assert "Coffee with Ben 40 min" in anna_client.get(url).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_line_is_shown_as_it_was_read_and_nothing_is_saved(
    anna_client: Client, book: Book, dora: str, url: str, headers: dict[str, str]
) -> None:
    before = deeds(book)
    line = "Coffee with Dora 40 min at 14:30, sends an offer by Friday"

    page = anna_client.post(url, {"line": line}, headers=headers).content.decode()

    assert ("<main" in page) != bool(headers)
    assert "Dora Daume" in page
    assert value(page, "channel") == "meeting"
    assert value(page, "day") == "2026-03-02"
    assert value(page, "time") == "14:30"
    assert value(page, "minutes") == "40"
    assert value(page, "promise_0_text") == "sends an offer"
    # Monday is the 2nd, so Friday is the 6th.
    assert value(page, "promise_0_due") == "2026-03-06"
    assert value(page, "promise_0_by") == "them"
    # One more promise can be added.
    assert 'name="promise_1_text"' in page
    assert deeds(book) == before


def test_a_nod_saves_and_leads_back_with_an_undo(
    anna_client: Client, book: Book, dora: str, url: str
) -> None:
    promise = {
        "promise_0_text": "sends an offer",
        "promise_0_due": "2026-03-06",
        "promise_0_by": "them",
    }
    where = f"/{book.pk}/people/?q=d"
    sent = nod(dora, minutes="40", time="09:15", note="Paper", next=where, **promise)

    page = anna_client.post(url, sent)

    assert page.headers["Location"] == where
    touch = Touch.objects.get()
    assert (touch.channel, touch.minutes, touch.note) == ("call", 40, "Paper")
    # A quarter past nine in Berlin in winter.
    assert touch.moment == datetime(2026, 3, 2, 8, 15, tzinfo=UTC)
    assert (Promise.objects.get().by, Promise.objects.get().due) == (
        "them",
        date(2026, 3, 6),
    )
    after = anna_client.get(where).content.decode()
    assert "Noted a contact with Dora Daume" in after
    undo = re.search(r'action="(/\d+/undo/\d+/)"', after)
    assert undo
    anna_client.post(undo[1])
    assert not Touch.objects.exists()
    assert not Promise.objects.exists()


def test_the_nod_comes_back_to_the_page_it_was_asked_on(
    anna_client: Client, book: Book, dora: str, url: str
) -> None:
    where = f"/{book.pk}/people/?q=d"
    headers = {**HTMX, "HX-Current-URL": f"http://testserver{where}"}

    page = anna_client.post(url, {"line": "called Dora"}, headers=headers)

    assert f'name="next" value="{where}"' in page.content.decode()


def test_namesakes_are_asked_about_first(
    anna_client: Client, book: Book, hand: Hand, dora: str, url: str
) -> None:
    other = add_person(book.pk, hand=hand, name="Dora Dahl").uid

    page = anna_client.post(url, {"line": "called Dora"}).content.decode()

    assert "Who is “Dora”?" in page
    assert f'name="person-0" value="{dora}"' in page
    assert f'name="person-0" value="{other}"' in page
    assert anna_client.post(url, nod(other, line="called Dora")).status_code == 302
    assert str(Touch.objects.get().participants.get().person.uid) == other


def test_without_an_answer_nothing_is_saved(
    anna_client: Client, book: Book, hand: Hand, dora: str, url: str
) -> None:
    add_person(book.pk, hand=hand, name="Dora Dahl")

    page = anna_client.post(url, nod(line="called Dora")).content.decode()

    assert "Say who is meant." in page
    assert not Touch.objects.exists()


def test_somebody_new_is_added_by_the_name_that_was_put_right(
    anna_client: Client, book: Book, url: str
) -> None:
    line = "Lunch with Gustav Neuman 1 h"
    page = anna_client.post(url, {"line": line}).content.decode()
    assert "new in the book" in page
    assert value(page, "name-0") == "Gustav Neuman"
    answer = {"person-0": "new", "name-0": "Gustav Neumann", "minutes": "60"}

    anna_client.post(url, nod(line=line, **answer))

    new = Person.objects.get(book=book, is_owner=False)
    assert new.display == "Gustav Neumann"
    assert Touch.objects.get().participants.get().person == new


def test_a_name_that_was_none_is_left_out(
    anna_client: Client, dora: str, url: str
) -> None:
    line = "Lunch with Dora Daume and Gustav Neumann"
    page = anna_client.post(url, {"line": line}).content.decode()
    assert 'name="person-1" value="nobody"' in page

    anna_client.post(url, nod(dora, line=line, **{"person-1": "nobody"}))

    assert str(Touch.objects.get().participants.get().person.uid) == dora
    assert Person.objects.filter(is_owner=False).count() == 1


def test_a_touch_with_nobody_is_refused(
    anna_client: Client, dora: str, url: str
) -> None:
    page = anna_client.post(url, nod("nobody"))

    assert "Say who is meant." in page.content.decode()
    assert not Touch.objects.exists()


def test_a_line_without_a_name_asks_for_one(
    anna_client: Client, dora: str, url: str
) -> None:
    line = "called yesterday, 10 min"
    page = anna_client.post(url, {"line": line}).content.decode()
    assert "With whom?" in page

    anna_client.post(url, nod(line=line, who="Daume", day="2026-03-01"))

    assert str(Touch.objects.get().participants.get().person.uid) == dora


def test_a_name_given_to_a_line_and_not_in_the_book_wants_a_nod_too(
    anna_client: Client, book: Book, url: str
) -> None:
    line = "called yesterday, 10 min"

    page = anna_client.post(url, nod(line=line, who="Gustav Neumann"))

    text = page.content.decode()
    assert "Who is “Gustav Neumann”?" in text
    assert value(text, "who") == "Gustav Neumann"
    assert not Person.objects.filter(is_owner=False).exists()
    sent = nod("new", line=line, who="Gustav Neumann")
    assert anna_client.post(url, sent).status_code == 302
    assert Person.objects.filter(display="Gustav Neumann").exists()


def test_a_day_to_come_is_offered_as_a_promise(
    anna_client: Client, dora: str, url: str
) -> None:
    line = "Lunch with Dora Daume on 14.3."
    page = anna_client.post(url, {"line": line}).content.decode()

    assert "noted as a promise" in page
    assert value(page, "what") == "promise"
    assert value(page, "promise_0_due") == "2026-03-14"
    text = value(page, "promise_0_text")
    assert "Meeting" in text

    sent = nod(
        dora,
        line=line,
        what="promise",
        day="",
        promise_0_text=text,
        promise_0_due="2026-03-14",
    )
    assert anna_client.post(url, sent).status_code == 302
    assert not Touch.objects.exists()
    assert Promise.objects.get().due == date(2026, 3, 14)


def test_nobody_reached_is_noted_as_such(
    anna_client: Client, dora: str, url: str
) -> None:
    page = anna_client.post(url, {"line": "called Dora Daume, no answer"})

    text = page.content.decode()
    assert value(text, "direction") == "out"
    assert "Nobody reached" in text


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"day": "2026-03-09"}, "is still to come"),
        ({"day": ""}, "Say on which day it was."),
        ({"what": "promise"}, "Say what was promised."),
        ({"minutes": "-1"}, "greater than or equal to 0"),
        ({"channel": "smoke"}, "Select a valid choice"),
        ({"promise_0_due": "soon"}, "Enter a valid date."),
    ],
)
def test_what_cannot_have_been_is_named_and_nothing_is_saved(
    anna_client: Client,
    book: Book,
    dora: str,
    url: str,
    changes: dict[str, str],
    why: str,
) -> None:
    before = deeds(book)

    page = anna_client.post(url, nod(dora, note="Typed already.", **changes))

    text = page.content.decode()
    assert why in text
    assert "Typed already." in text
    assert deeds(book) == before


@pytest.mark.parametrize(
    ("channel", "direction"), [("call", "both"), ("meeting", "both"), ("email", "out")]
)
def test_a_quick_button_saves_at_once(
    anna_client: Client,
    book: Book,
    dora: str,
    url: str,
    channel: str,
    direction: str,
) -> None:
    page = anna_client.post(url, {"person": dora, "channel": channel})

    assert page.headers["Location"] == f"/{book.pk}/people/{dora}/"
    touch = Touch.objects.get()
    assert (touch.channel, touch.direction) == (channel, direction)
    after = anna_client.get(page.headers["Location"]).content.decode()
    assert "Noted a contact with Dora Daume" in after
    assert f"/{book.pk}/undo/" in after


def test_a_quick_button_of_no_channel_is_refused(
    anna_client: Client, dora: str, url: str
) -> None:
    assert anna_client.post(url, {"person": dora, "channel": "x"}).status_code == 400


def test_an_empty_line_leads_to_the_page_that_explains_it(
    anna_client: Client, url: str
) -> None:
    assert anna_client.post(url, {"line": "  "}).headers["Location"] == url


def test_a_line_cannot_carry_markup_into_the_page(
    anna_client: Client, url: str
) -> None:
    line = "called <script>alert(1)</script> Neumann"

    page = anna_client.post(url, {"line": line}, headers=HTMX).content.decode()

    assert "<script>" not in page


def test_a_day_that_is_none_has_to_be_chosen(
    anna_client: Client, dora: str, url: str
) -> None:
    line = "called Dora Daume on 31.2."
    page = anna_client.post(url, {"line": line}, headers=HTMX).content.decode()
    assert "There is no day “31.2.” in the calendar. Choose the right one" in page
    assert value(page, "day") == ""
    # The field stands open below.
    assert '<details class="why" open>' in page

    refused = anna_client.post(url, nod(dora, line=line, day="")).content.decode()
    assert "Say on which day it was." in refused
    assert not Touch.objects.exists()

    anna_client.post(url, nod(dora, line=line, day="2026-02-28"))
    assert Touch.objects.get().day == date(2026, 2, 28)


def test_a_promise_until_a_day_that_is_none_is_pointed_out(
    anna_client: Client, dora: str, url: str
) -> None:
    line = "called Dora Daume, sends an offer by Feb 30"
    page = anna_client.post(url, {"line": line}).content.decode()
    assert "There is no day “Feb 30” in the calendar. Choose below until" in page
    assert value(page, "promise_0_due") == ""
    # The call itself was today.
    assert value(page, "day") == "2026-03-02"


def test_a_birthday_is_nodded_to_and_can_be_undone(
    anna_client: Client, dora: str, url: str
) -> None:
    line = "Dora hat am 12.3.1980 Geburtstag"
    page = anna_client.post(url, {"line": line}).content.decode()
    assert "Birthday: 12 Mar 1980" in page
    assert value(page, "what") == "birthday"
    assert (value(page, "birth_day"), value(page, "birth_month")) == ("12", "3")

    day = {"birth_day": "13", "birth_month": "3", "birth_year": ""}
    anna_client.post(url, nod(dora, line=line, what="birthday", day="", **day))

    person = Person.objects.get(uid=dora)
    born = (person.birth_year, person.birth_month, person.birth_day)
    assert born == (None, 3, 13)
    assert not Touch.objects.exists()
    after = anna_client.get(url).content.decode()
    undo = re.search(r'action="(/\d+/undo/\d+/)"', after)
    assert undo
    anna_client.post(undo[1])
    person.refresh_from_db()
    assert person.birth_month is None


def test_a_birthday_asks_whose_it_is_and_which_day(
    anna_client: Client, dora: str, url: str
) -> None:
    page = anna_client.post(url, {"line": "Geburtstag 31.2."}).content.decode()
    assert "Whose birthday is it?" in page
    assert "There is no day “31.2.” in the calendar." in page

    sent = nod(line="Geburtstag 31.2.", what="birthday", day="", who="Dora")
    refused = anna_client.post(url, sent).content.decode()
    assert "Say on which day it is." in refused
    wrong = {"birth_day": "31", "birth_month": "2"}
    refused = anna_client.post(url, sent | wrong).content.decode()
    assert "31.2. is not a day of the calendar." in refused
    assert Person.objects.get(uid=dora).birth_month is None


def test_what_is_no_birthday_does_not_ask_for_one(
    anna_client: Client, dora: str, url: str
) -> None:
    page = anna_client.post(url, {"line": "called Dora for her birthday"})

    assert "birth_day" not in page.content.decode()


def test_of_many_the_rest_are_counted(
    anna_client: Client, book: Book, hand: Hand, url: str
) -> None:
    for number in range(9):
        add_person(book.pk, hand=hand, name=f"Ben Albers{number}")
    page = anna_client.post(url, {"line": "called Ben"}).content.decode()
    # Nine, and six of them are offered.
    assert "and 3 more: write more of the name." in page
