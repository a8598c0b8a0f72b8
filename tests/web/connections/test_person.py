from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person, Photo, Promise, Tie
from tests.web.conftest import deeds

At = Callable[[str], str]


@pytest.fixture
def emil(book: Book, hand: Hand) -> str:
    return add_person(book.pk, hand=hand, name="Emil Eller").uid


def row(uid: str) -> Person:
    return Person.objects.get(uid=uid)


def test_the_page_shows_what_is_known(
    anna_client: Client, touch: str, dora: str, person_at: At
) -> None:
    page = anna_client.get(person_at(dora)).content.decode()

    for text in (
        "Dora Daume",
        "Printer",
        "Daume Druck",
        "Choir",
        'href="mailto:dora@daume.example"',
        'href="tel:+49451123456"',
        "Paper samples",
        "Last in touch 3 weeks ago.",
        "at work",
    ):
        assert text in page
    # 9 February to 2 March are 21 days, and a meeting counts 3: 3 · 2^(-21/30).
    assert "1.85" in page


def test_nothing_is_guessed_about_a_tie_its_owner_vouches_for(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    log_touch(book.pk, [dora], hand=hand, day=date(2024, 3, 2))
    page = anna_client.get(person_at(dora)).content.decode()
    assert "very unlikely" in page

    edit_person(book.pk, dora, hand=hand, pinned=True)

    page = anna_client.get(person_at(dora)).content.decode()
    assert "unlikely" not in page
    assert "You vouch for this tie" in page


def test_somebody_without_a_touch_gets_no_chart_and_no_odds(
    anna_client: Client, emil: str, person_at: At
) -> None:
    page = anna_client.get(person_at(emil)).content.decode()

    assert "No contact is noted yet." in page
    assert "<polyline" not in page
    assert "likely" not in page


@pytest.mark.parametrize(
    ("act", "column", "after"),
    [("pin", "pinned", True), ("rest", "resting_since", date(2026, 3, 2))],
)
def test_pinning_and_resting_and_back(
    anna_client: Client, dora: str, person_at: At, act: str, column: str, after: object
) -> None:
    page = anna_client.post(person_at(dora), {"act": act})

    assert page.headers["Location"] == person_at(dora)
    assert getattr(row(dora), column) == after
    back = {"pin": "unpin", "rest": "wake"}[act]
    anna_client.post(person_at(dora), {"act": back})
    assert not getattr(row(dora), column)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ({"rhythm": "B"}, ("B", None)),
        ({"rhythm": "own", "days": "45"}, ("own", 45)),
        ({"rhythm": "", "days": "45"}, ("", None)),
    ],
)
def test_a_rhythm_is_a_class_or_days_or_none(
    anna_client: Client,
    book: Book,
    hand: Hand,
    dora: str,
    person_at: At,
    sent: dict[str, str],
    kept: tuple[str, int | None],
) -> None:
    set_rhythm(book.pk, dora, hand=hand, rhythm="D")

    anna_client.post(person_at(dora), {"act": "rhythm", **sent})

    assert (row(dora).rhythm, row(dora).rhythm_days) == kept


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        ({"rhythm": "own", "days": ""}, "Say how many days."),
        ({"rhythm": "own", "days": "4000"}, "less than or equal to 3650"),
        ({"rhythm": "Z"}, "Select a valid choice"),
    ],
)
def test_a_rhythm_that_is_none_is_refused_beside_its_field(
    anna_client: Client, dora: str, person_at: At, sent: dict[str, str], why: str
) -> None:
    page = anna_client.post(person_at(dora), {"act": "rhythm", **sent})

    assert why in page.content.decode()
    assert row(dora).rhythm == ""


def test_the_next_step_follows_from_the_rhythm(
    anna_client: Client, book: Book, hand: Hand, touch: str, dora: str, person_at: At
) -> None:
    set_rhythm(book.pk, dora, hand=hand, rhythm="10")

    # Met on 9 February, ten days on is the 19th.
    page = anna_client.get(person_at(dora)).content.decode()
    assert "Due since 19 Feb 2026 by the rhythm you set." in page


def test_a_promise_is_noted_kept_opened_again_postponed_and_removed(
    anna_client: Client, dora: str, person_at: At
) -> None:
    url = person_at(dora)
    noted = {"act": "promise", "text": "Brochure", "due": "2026-03-06", "by": "me"}
    anna_client.post(url, noted)
    promise = Promise.objects.get()
    assert (promise.text, promise.due, promise.by) == (
        "Brochure",
        date(2026, 3, 6),
        "me",
    )

    def do(act: str) -> None:
        anna_client.post(url, {"act": act, "promise": promise.uid})

    do("kept")
    promise.refresh_from_db()
    assert promise.done_on == date(2026, 3, 2)
    do("reopen")
    do("postpone")
    promise.refresh_from_db()
    assert (promise.done_on, promise.due) == (None, date(2026, 3, 13))
    do("drop")
    assert not Promise.objects.exists()


@pytest.mark.parametrize("due", [date(2026, 1, 5), None])
def test_a_promise_whose_day_has_passed_is_postponed_from_today(
    anna_client: Client,
    book: Book,
    hand: Hand,
    dora: str,
    person_at: At,
    due: date | None,
) -> None:
    done = add_promise(book.pk, dora, hand=hand, text="Brochure", due=due)

    anna_client.post(person_at(dora), {"act": "postpone", "promise": done.uid})

    assert Promise.objects.get().due == date(2026, 3, 9)


def test_from_the_week_one_comes_back_to_the_week(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    done = add_promise(book.pk, dora, hand=hand, text="Brochure")
    sent = {"act": "kept", "promise": done.uid, "next": f"/{book.pk}/"}

    page = anna_client.post(person_at(dora), sent)

    assert page.headers["Location"] == f"/{book.pk}/"


def test_no_form_leads_out_of_kontor(
    anna_client: Client, dora: str, person_at: At
) -> None:
    sent = {"act": "pin", "next": "https://evil.example/"}

    page = anna_client.post(person_at(dora), sent)

    assert page.headers["Location"] == person_at(dora)


def test_whom_somebody_knows_is_found_by_name_and_taken_back(
    anna_client: Client, dora: str, emil: str, person_at: At
) -> None:
    sent = {"act": "tie", "other": "eller", "strength": "3", "how": "same choir"}

    anna_client.post(person_at(dora), sent)

    tie = Tie.objects.get()
    assert (tie.strength, tie.how) == (3, "same choir")
    page = anna_client.get(person_at(emil)).content.decode()
    assert "Dora Daume" in page
    anna_client.post(person_at(dora), {"act": "untie", "tie": tie.uid})
    assert not Tie.objects.exists()


def test_namesakes_are_asked_about_and_one_is_chosen(
    anna_client: Client, book: Book, hand: Hand, dora: str, emil: str, person_at: At
) -> None:
    other = add_person(book.pk, hand=hand, name="Emil Eller", nickname="Milo").uid
    sent = {"act": "tie", "other": "Emil Eller", "strength": "1"}

    page = anna_client.post(person_at(dora), sent).content.decode()

    assert "Several people fit “Emil Eller”. Which one is it?" in page
    assert f'type="radio" name="other" value="{other}"' in page
    assert not Tie.objects.exists()
    anna_client.post(person_at(dora), {**sent, "other": other})
    assert Tie.objects.get().second == row(other)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ("Nobody Here", "Nobody in this book is called “Nobody Here”."),
        ("Dora Daume", "This needs two different people."),
        ("", "This field is required."),
    ],
)
def test_a_tie_to_nobody_is_refused_and_what_was_typed_stands(
    anna_client: Client, book: Book, dora: str, person_at: At, other: str, why: str
) -> None:
    before = deeds(book)
    sent = {"act": "tie", "other": other, "strength": "2", "how": "by the lake"}

    page = anna_client.post(person_at(dora), sent).content.decode()

    assert why in page
    assert "by the lake" in page
    assert deeds(book) == before


def test_somebody_is_taken_out_and_brought_back(
    anna_client: Client, book: Book, touch: str, dora: str, person_at: At
) -> None:
    page = anna_client.post(person_at(dora), {"act": "remove"})

    assert page.headers["Location"] == f"/{book.pk}/people/"
    assert not Person.objects.filter(uid=dora).exists()
    assert (
        "Removed Dora Daume" in anna_client.get(f"/{book.pk}/people/").content.decode()
    )
    anna_client.post(f"/{book.pk}/undo/{book.deeds.latest('pk').pk}/")
    assert anna_client.get(person_at(dora)).status_code == 200


def test_the_owner_is_a_person_who_cannot_rest_or_go(
    anna_client: Client, owner: Person, person_at: At
) -> None:
    url = person_at(str(owner.uid))

    page = anna_client.get(url).content.decode()
    assert "this is you" in page
    assert 'value="rest"' not in page
    assert anna_client.post(url, {"act": "rest"}).status_code == 409
    assert anna_client.post(url, {"act": "remove"}).status_code == 409


def test_a_button_that_is_not_there_is_refused(
    anna_client: Client, dora: str, person_at: At
) -> None:
    assert anna_client.post(person_at(dora), {"act": "praise"}).status_code == 400


def test_the_page_asks_the_database_few_questions(
    anna_client: Client,
    touch: str,
    dora: str,
    person_at: At,
    django_assert_max_num_queries: object,
) -> None:
    anna_client.get(person_at(dora))

    with django_assert_max_num_queries(21):  # type: ignore[operator]
        anna_client.get(person_at(dora))


def _with_photo(uid: str, media_type: str) -> None:
    person = row(uid)
    Photo.objects.create(
        book=person.book,
        deed=person.deed,
        person=person,
        media_type=media_type,
        data=b"bytes of a picture",
    )


def test_a_picture_is_sent_as_the_picture_it_is(
    anna_client: Client, dora: str, person_at: At
) -> None:
    assert anna_client.get(person_at(dora) + "photo/").status_code == 404
    _with_photo(dora, "image/png")

    page = anna_client.get(person_at(dora) + "photo/")

    assert (page.content, page.headers["Content-Type"]) == (
        b"bytes of a picture",
        "image/png",
    )
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["Cache-Control"] == "private, no-store"
    assert (
        f'src="{person_at(dora)}photo/"'
        in anna_client.get(person_at(dora)).content.decode()
    )


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml"])
def test_what_could_be_a_page_with_scripts_is_not_sent_as_a_picture(
    anna_client: Client, dora: str, person_at: At, media_type: str
) -> None:
    _with_photo(dora, media_type)

    assert anna_client.get(person_at(dora) + "photo/").status_code == 404


PNG = b"\x89PNG\r\n\x1a\n and what follows"


def test_a_picture_is_set_from_a_file_and_taken_back(
    anna_client: Client, dora: str, person_at: At, hand: Hand
) -> None:
    at = person_at(dora) + "photo/"
    anna_client.post(at, {"picture": io.BytesIO(PNG)})
    assert anna_client.get(at).content == PNG

    anna_client.post(at)
    assert anna_client.get(at).status_code == 404

    undo(row(dora).book_id, hand=hand)
    assert anna_client.get(at).content == PNG


@pytest.mark.parametrize("data", [b"<svg onload=alert(1)>", b"x", PNG * 100_000])
def test_what_is_no_picture_or_too_large_is_refused_with_a_sentence(
    anna_client: Client, dora: str, person_at: At, data: bytes
) -> None:
    page = anna_client.post(person_at(dora) + "photo/", {"picture": io.BytesIO(data)})
    assert page.status_code == 400
    assert "icture" in page.content.decode()
    assert not Photo.objects.exists()
