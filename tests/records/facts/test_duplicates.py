"""What tells people apart, and who is new since the last search."""

from __future__ import annotations

import pytest

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Place, Point
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview.merge.search import look_through
from kontor.lib.hand import Hand
from kontor.records.facts import duplicates, touches
from kontor.records.models import Book, DuplicateSearch, Participant, Person
from tests.actions.overview.bringing import bring, card


@pytest.fixture
def hers(clara_book: Book, hand: Hand) -> Person:
    """Somebody in Clara's book, of whom everything is known that there is to ask."""
    uid = add_person(
        clara_book.pk, hand=hand, name="Zoe Zorn",
        emails=[Point("zoe@zorn.example")], places=[Place(city="Kiel")],
    ).uid  # fmt: skip
    log_touch(clara_book.pk, [uid], hand=hand, note="secret")
    add_promise(clara_book.pk, uid, hand=hand, text="secret")
    other = add_person(clara_book.pk, hand=hand, name="Ole").uid
    add_tie(clara_book.pk, uid, other, hand=hand)
    bring(clara_book, hand, card("EMAIL:zoe@zorn.example", name="Zoe Zorn"))
    return Person.objects.get(uid=uid)


def test_the_key_of_a_stranger_tells_nothing(
    book: Book, clara_book: Book, hers: Person, ben: Person
) -> None:
    key, touch = hers.pk, Participant.objects.get(person=hers).touch_id
    asked = (
        duplicates.known_of, duplicates.reached_by, duplicates.places_of,
        duplicates.touches_of, duplicates.brought_by, touches.touches_of,
    )  # fmt: skip
    for ask in asked:
        assert ask(clara_book.pk, [key]), ask.__name__
        assert not ask(book.pk, [key]), ask.__name__
    assert touches.took_part(clara_book.pk, [touch]) == {touch: {key}}
    assert touches.took_part(book.pk, [touch]) == {}
    assert touches.last_note(clara_book.pk, key) == "secret"
    assert touches.last_note(book.pk, key) == ""
    assert duplicates.together(clara_book.pk, key, key) == (1, 1, 1, 0, 0)
    assert duplicates.together(book.pk, ben.pk, key) == (0, 0, 0, 0, 0)


def test_of_two_what_both_have_counts_once(book: Book, hand: Hand, ben: Person) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva").uid
    kim = add_person(book.pk, hand=hand, name="Kim").uid
    log_touch(book.pk, [ben.uid, eva], hand=hand)
    log_touch(book.pk, [eva], hand=hand)
    add_promise(book.pk, eva, hand=hand, text="one")
    for one, other in ((ben.uid, kim), (eva, kim), (ben.uid, eva)):
        add_tie(book.pk, one, other, hand=hand)
    # Two touches, one promise, and Kim; that the two know each other is no tie then.
    key = Person.objects.get(uid=eva).pk
    assert duplicates.together(book.pk, ben.pk, key) == (2, 1, 1, 0, 0)


def test_who_is_new_since_the_search_leaves_out_owner_and_confidential(
    book: Book, hand: Hand, owner: Person
) -> None:
    look_through(book.pk, hand=hand)
    # As if nobody, not even the owner, had been there then.
    DuplicateSearch.objects.filter(book=book).update(latest=0)
    add_person(book.pk, hand=hand, name="Eva")
    kim = add_person(book.pk, hand=hand, name="Kim").uid
    edit_person(book.pk, kim, hand=hand, name="Kim", confidential=True)
    found = duplicates.search_of(book.pk)
    assert found is not None
    # Eva alone.
    assert found[3] == 1


def test_pairs_of_an_import_are_those_it_brought_or_changed_somebody_of(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    add_person(book.pk, hand=hand, name="Eva Nord", emails=[Point("e@n.example")])
    eva = bring(book, hand, card("EMAIL:e@n.example", name="Ewa Nord"))
    same = bring(book, hand, card("EMAIL:e@n.example", name="Ewa Nord"))
    ole = bring(book, hand, card("EMAIL:o@o.example", name="Ole Olsen"))
    look_through(book.pk, hand=hand)
    assert duplicates.count_pairs(book.pk, 10) == 1
    assert duplicates.count_pairs_of(book.pk, eva.uid, 10) == 1
    assert duplicates.count_pairs_of(book.pk, same.uid, 10) == 0
    assert duplicates.count_pairs_of(book.pk, ole.uid, 10) == 0
    # And an import is looked for in its own book only.
    assert duplicates.count_pairs_of(clara_book.pk, eva.uid, 10) == 0
