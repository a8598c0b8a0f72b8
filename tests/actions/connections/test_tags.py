"""Tagging several people at once."""

from __future__ import annotations

import pytest

from kontor.actions.connections.errors import NobodyChosen, TagEmpty
from kontor.actions.connections.people import add_person
from kontor.actions.connections.tags import tag_people, untag_people
from kontor.actions.overview.undo import undo
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.models import Book, Deed, Person, PersonTag, Tag


@pytest.fixture
def two(book: Book, hand: Hand, ben: Person) -> list[str]:
    return [str(ben.uid), add_person(book.pk, hand=hand, name="Cem").uid]


def test_several_are_tagged_and_found_by_the_tag(
    book: Book, hand: Hand, two: list[str]
) -> None:
    done = tag_people(book.pk, two, hand=hand, tag="  Häfen  &  Schiffe ")
    assert done.facts == {"tag": "Häfen & Schiffe", "count": 2}
    texts = Person.objects.filter(uid__in=two).values_list("search_text", flat=True)
    assert all("haefen" in text and "hafen" in text for text in texts)


def test_a_tag_is_one_however_it_is_written(
    book: Book, hand: Hand, two: list[str]
) -> None:
    tag_people(book.pk, two[:1], hand=hand, tag="Häfen")
    done = tag_people(book.pk, two, hand=hand, tag="HAFEN")
    # Ben has it already.
    assert done.facts["count"] == 1
    assert list(Tag.objects.values_list("name", flat=True)) == ["Häfen"]
    deeds = Deed.objects.count()
    assert tag_people(book.pk, two, hand=hand, tag="häfen").deed is None
    assert Deed.objects.count() == deeds


def test_a_tag_goes_with_its_last_bearer(
    book: Book, hand: Hand, two: list[str]
) -> None:
    tag_people(book.pk, two, hand=hand, tag="Chor")
    untag_people(book.pk, two[:1], hand=hand, tag="chor")
    assert (Tag.objects.count(), PersonTag.objects.count()) == (1, 1)
    last = untag_people(book.pk, two, hand=hand, tag="Chor")
    assert (Tag.objects.count(), PersonTag.objects.count()) == (0, 0)
    undo(book.pk, last.deed, hand=hand)
    assert PersonTag.objects.get().tag.name == "Chor"
    assert "chor" in Person.objects.get(uid=two[1]).search_text


def test_untagging_what_nobody_has_is_no_deed(
    book: Book, hand: Hand, two: list[str]
) -> None:
    assert untag_people(book.pk, two, hand=hand, tag="Chor").deed is None


def test_there_has_to_be_somebody_and_a_tag(
    book: Book, hand: Hand, two: list[str]
) -> None:
    with pytest.raises(NobodyChosen):
        tag_people(book.pk, [], hand=hand, tag="x")
    with pytest.raises(NobodyChosen):
        untag_people(book.pk, [], hand=hand, tag="x")
    with pytest.raises(TagEmpty):
        tag_people(book.pk, two, hand=hand, tag=" ")
    assert not Tag.objects.exists()


def test_one_who_is_missing_leaves_all_untagged(
    book: Book, clara_book: Book, hand: Hand, two: list[str]
) -> None:
    hers = add_person(clara_book.pk, hand=hand, name="Sid").uid
    for other in (hers, "no uid"):
        with pytest.raises(Missing):
            tag_people(book.pk, [*two, other], hand=hand, tag="x")
        with pytest.raises(Missing):
            untag_people(book.pk, [other], hand=hand, tag="x")
    assert not PersonTag.objects.exists()
