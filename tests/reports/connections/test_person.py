"""One person, as the page and the command line show them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.overview.person import person


def test_all_that_is_known_is_gathered(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    uid = add_person(
        book.pk,
        hand=hand,
        name="Dora Dorn",
        birthday=(1980, 5, 4),
        emails=[Point("dora@example.org", "work")],
        links=[Point("javascript:alert(1)"), Point("https://example.org")],
        places=[Place(street="Am Hafen 1", postal_code="23552", city="Lübeck")],
        work=[Work("Nordlicht", "Inhaberin"), Work("Alt GmbH", end=date(2020, 1, 1))],
        met_through=ben.uid,
    ).uid
    add_tie(book.pk, uid, ben.uid, hand=hand, strength=3, how="school")
    add_promise(book.pk, uid, hand=hand, text="brochure", due=today - timedelta(1))
    log_touch(book.pk, [uid, ben.uid], hand=hand, channel="call", minutes=10)
    view = person(book.pk, uid, today=today)
    assert view.organisation is not None
    assert (view.organisation.name, view.role) == ("Nordlicht", "Inhaberin")
    assert [p.href for p in view.points] == [
        "mailto:dora@example.org",
        "",
        "https://example.org",
    ]
    assert view.addresses[0].lines == ("Am Hafen 1", "23552 Lübeck")
    assert view.met.through is not None
    assert view.met.through.name == "Ben Brandt"
    assert (view.ties[0].person.name, view.ties[0].how) == ("Ben Brandt", "school")
    assert view.open_promises[0].late
    assert view.touches.object_list[0].others == ("Ben Brandt",)


def test_the_figures_follow_from_the_touches(
    book: Book, hand: Hand, ben: Person, today: date
) -> None:
    for days in (0, 30, 60, 90):
        day = today - timedelta(days=days)
        log_touch(book.pk, [ben.uid], hand=hand, channel="email", day=day)
    standing = person(book.pk, ben.uid, today=today).standing
    # Half-life 30 days: 1 + 1/2 + 1/4 + 1/8.
    assert standing.strength == pytest.approx(1.875)
    assert standing.usual == 30
    assert (standing.days, standing.last) == (4, today)
    assert standing.curve[-1] == (today, pytest.approx(1.875))
    assert standing.low < standing.p < standing.high


def test_of_each_kind_the_preferred_comes_first(
    book: Book, hand: Hand, today: date
) -> None:
    emails = [Point("a@x.example"), Point("b@x.example", preferred=True)]
    phones = [Point("+49 30 1"), Point("+49 30 2", preferred=True)]
    uid = add_person(book.pk, hand=hand, name="Ina", emails=emails, phones=phones).uid
    values = [point.value for point in person(book.pk, uid, today=today).points]
    assert values == ["b@x.example", "a@x.example", "+49 30 2", "+49 30 1"]


def test_a_stranger_finds_nobody(clara_book: Book, ben: Person, today: date) -> None:
    with pytest.raises(Missing):
        person(clara_book.pk, ben.uid, today=today)
    with pytest.raises(Missing):
        person(clara_book.pk, "no-uid", today=today)
