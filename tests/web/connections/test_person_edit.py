from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.lib.hand import Hand
from kontor.records.models import (
    Affiliation,
    Book,
    ContactPoint,
    Person,
    PersonTag,
    PostalAddress,
)
from tests.web.conftest import deeds

At = Callable[[str], str]


class Sent(HTMLParser):
    """What a browser would send of the page's main form, nothing touched."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.values: dict[str, str] = {}
        self._select = self._area = ""
        self.feed(text.partition('<main id="main"')[2].partition("</form>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        name = given.get("name", "")
        if tag == "input" and name:
            box = given.get("type") in {"checkbox", "radio"}
            if not box or "checked" in given:
                self.values[name] = given.get("value", "on" if box else "")
        elif tag == "select":
            self._select = name
        elif tag == "option" and "selected" in given:
            self.values[self._select] = given["value"]
        elif tag == "textarea":
            self._area, self.values[name] = name, ""

    def handle_data(self, data: str) -> None:
        if self._area:
            self.values[self._area] += data.removeprefix("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""


def form(client: Client, url: str) -> dict[str, str]:
    values = Sent(client.get(url).content.decode()).values
    return {k: v for k, v in values.items() if k != "csrfmiddlewaretoken"}


def save(client: Client, url: str, **changes: str) -> Any:
    return client.post(url, {**form(client, url), **changes})


def row(uid: str) -> Person:
    return Person.objects.get(uid=uid)


@pytest.fixture
def full(book: Book, hand: Hand, dora: str) -> str:
    """Somebody of whom everything is known."""
    return add_person(
        book.pk,
        hand=hand,
        display="Karl v. d. Heide",
        prefix="Dr.",
        given="Karl",
        family="von der Heide",
        nickname="Kalle",
        birthday=(None, 2, 29),
        language="sv",
        address_form="du",
        relation="client",
        note="Likes sailing.\nTwo lines.",
        met_day=date(2024, 9, 12),
        met_place="Kiel",
        met_through=dora,
        pinned=True,
        emails=[Point("k@heide.example", "work", preferred=True), Point("k@h.example")],
        phones=[Point("0431 5544", "car")],
        links=[Point("https://heide.example")],
        places=[Place("Hafen 1", city="Kiel", label="work")],
        work=[Work("Heide KG", "Owner", "", date(2020, 1, 1)), Work("", "Mason")],
        tags=["Sailing", "Fair, Kiel"],
    ).uid


def test_a_form_that_is_sent_back_as_it_came_changes_nothing(
    anna_client: Client, book: Book, full: str, person_at: At
) -> None:
    before = deeds(book)

    page = save(anna_client, person_at(full) + "edit/")

    assert page.headers["Location"] == person_at(full)
    assert deeds(book) == before


def test_a_name_is_enough_for_somebody_new(anna_client: Client, book: Book) -> None:
    page = save(anna_client, f"/{book.pk}/people/new/", name="Dr. Eva von Elm")

    new = Person.objects.get(display="Dr. Eva von Elm")
    assert (new.prefix, new.given, new.family) == ("Dr.", "Eva", "von Elm")
    assert page.headers["Location"] == f"/{book.pk}/people/{new.uid}/"


def test_somebody_can_be_known_by_an_address_alone(
    anna_client: Client, book: Book
) -> None:
    url = f"/{book.pk}/people/new/"

    save(anna_client, url, **{"emails-0-value": "office@elm.example"})

    assert Person.objects.get(is_owner=False).display == "office@elm.example"


def test_nobody_at_all_is_refused(anna_client: Client, book: Book) -> None:
    page = save(anna_client, f"/{book.pk}/people/new/")

    assert "Give a name, a mail address or a telephone number." in page.content.decode()
    assert not Person.objects.filter(is_owner=False).exists()


def test_what_is_shown_follows_the_parts_of_a_name(
    anna_client: Client, dora: str, person_at: At
) -> None:
    save(anna_client, person_at(dora) + "edit/", family="Dahl", title="Dr.")

    assert row(dora).display == "Dr. Dora Dahl"


def test_what_is_shown_can_be_said_and_the_parts_stay(
    anna_client: Client, full: str, person_at: At
) -> None:
    save(anna_client, person_at(full) + "edit/", display="Kalle Heide", note="New.")

    kept = row(full)
    assert (kept.display, kept.given, kept.family) == (
        "Kalle Heide",
        "Karl",
        "von der Heide",
    )


def test_another_change_leaves_what_is_shown_as_it_was(
    anna_client: Client, full: str, person_at: At
) -> None:
    save(anna_client, person_at(full) + "edit/", met_place="Laboe", pinned="")

    kept = row(full)
    assert (kept.display, kept.met_place, kept.pinned) == (
        "Karl v. d. Heide",
        "Laboe",
        False,
    )
    # A tag with a comma in it is not torn apart by a change of something else.
    tags = PersonTag.objects.filter(person=kept).values_list("tag__name", flat=True)
    assert set(tags) == {"Sailing", "Fair, Kiel"}


def test_plain_columns_and_tags_are_changed(
    anna_client: Client, dora: str, person_at: At
) -> None:
    save(
        anna_client,
        person_at(dora) + "edit/",
        relation="supplier",
        language="fr",
        address_form="sie",
        birth_day="7",
        birth_month="5",
        birth_year="1976",
        tags="Fair, Sailing",
        met_day="2020-02-01",
        private="on",
    )

    kept = row(dora)
    assert (kept.relation, kept.language, kept.address_form) == (
        "supplier",
        "fr",
        "sie",
    )
    assert (kept.birth_year, kept.birth_month, kept.birth_day) == (1976, 5, 7)
    assert (kept.met_day, kept.private) == (date(2020, 2, 1), True)
    tags = PersonTag.objects.filter(person=kept).values_list("tag__name", flat=True)
    assert set(tags) == {"Fair", "Sailing"}


@pytest.mark.parametrize(
    ("sent", "why"),
    [
        (
            {"birth_day": "31", "birth_month": "2"},
            "31.2. is not a day of",
        ),
        ({"birth_day": "31"}, "is not a day of"),
        ({"emails-0-value": "dora"}, "“dora” is not a mail address."),
        ({"phones-0-value": "abc"}, "“abc” is not a telephone number"),
        ({"met_through": "Nobody"}, "Nobody in this book is called “Nobody”."),
        ({"met_through": "Dora Daume"}, "This needs two different people."),
        (
            {"work-0-start": "2025-02-01", "work-0-end": "2024-02-01"},
            "cannot end before",
        ),
        ({"met_day": "1.2.2020"}, "Enter a valid date."),
    ],
)
def test_what_cannot_be_is_named_and_nothing_is_saved(
    anna_client: Client,
    book: Book,
    dora: str,
    person_at: At,
    sent: dict[str, str],
    why: str,
) -> None:
    before = deeds(book)

    page = save(anna_client, person_at(dora) + "edit/", note="Typed already.", **sent)

    text = page.content.decode()
    assert why in text
    assert "Nothing was saved yet." in text
    assert "Typed already." in text
    assert deeds(book) == before


def test_a_day_that_is_none_is_marked_beside_its_field(
    anna_client: Client, dora: str, person_at: At
) -> None:
    url = person_at(dora) + "edit/"

    page = save(anna_client, url, birth_day="31", birth_month="2").content.decode()

    field = page.partition('name="birth_day"')[2].partition(">")[0]
    assert 'aria-invalid="true"' in field


def test_through_whom_they_met_is_found_by_name_or_chosen_among_namesakes(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    uids = {add_person(book.pk, hand=hand, name="Emil Eller").uid for _ in range(2)}
    url = person_at(dora) + "edit/"

    page = save(anna_client, url, met_through="Emil Eller").content.decode()

    assert "Several people fit “Emil Eller”." in page
    one = uids.pop()
    assert f'name="met_through" value="{one}"' in page
    save(anna_client, url, met_through=one)
    through = row(dora).met_through
    assert through is not None
    assert str(through.uid) == one


def test_of_many_namesakes_the_rest_are_counted(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At
) -> None:
    for _ in range(10):
        add_person(book.pk, hand=hand, name="Emil Eller")

    page = save(anna_client, person_at(dora) + "edit/", met_through="Emil Eller")

    # Ten, and eight of them are offered.
    assert "There are 2 more: write more of the name." in page.content.decode()


def test_rows_are_changed_emptied_and_added(
    anna_client: Client, full: str, person_at: At
) -> None:
    save(
        anna_client,
        person_at(full) + "edit/",
        **{
            "emails-0-value": "new@heide.example",
            "emails-1-value": "",
            "phones-0-label": "boat",
            "work-0-end": "2025-12-31",
            "places-0-postal_code": "24103",
        },
    )

    kept = row(full)
    points = ContactPoint.objects.filter(person=kept).order_by("kind", "position")
    assert list(points.values_list("kind", "value", "label")) == [
        ("email", "new@heide.example", "work"),
        ("link", "https://heide.example", ""),
        ("phone", "0431 5544", "boat"),
    ]
    assert Affiliation.objects.filter(end=date(2025, 12, 31)).count() == 1
    assert PostalAddress.objects.get(person=kept).postal_code == "24103"


def test_one_more_row_is_offered_without_saving(
    anna_client: Client, book: Book, dora: str, person_at: At
) -> None:
    before = deeds(book)
    url = person_at(dora) + "edit/"

    page = save(anna_client, url, more="phones", note="Typed already.")

    text = page.content.decode()
    assert 'name="phones-1-value"' in text
    assert "Typed already." in text
    assert "Nothing was saved yet." not in text
    assert deeds(book) == before
    sent = Sent(text).values
    sent.pop("csrfmiddlewaretoken")
    anna_client.post(url, {**sent, "phones-1-value": "0451 777888"})
    phones = ContactPoint.objects.filter(person=row(dora), kind="phone")
    assert phones.count() == 2
