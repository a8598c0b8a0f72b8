"""``kontor merge``: two entries become one."""

from __future__ import annotations

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.connections.pieces import Point
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from tests.cli.conftest import Kontor


@pytest.fixture
def pair(book: Book, hand: Hand) -> tuple[str, str]:
    """Emil twice: the uids."""
    one = add_person(
        book.pk, hand=hand, name="Emil Eller", note="Segelt.", birthday=(1980, 5, 1)
    )
    other = add_person(
        book.pk,
        hand=hand,
        name="E. Eller",
        note="Mag Tee.",
        emails=[Point("emil@eller.example")],
    )
    return one.uid, other.uid


def test_both_are_shown_and_a_nod_makes_them_one(
    kontor: Kontor, pair: tuple[str, str]
) -> None:
    ran = kontor("merge", "Emil Eller", "E. Eller", typed="y\n")
    for text in ("This one stays", "Segelt.", "Mag Tee.", "1 May 1980"):
        assert text in ran.out
    # Whose word counts unless it is said otherwise, as it would be said.
    assert "--take note=both" in ran.out
    assert "--take birthday=this" in ran.out
    assert "Merged E. Eller into Emil Eller" in ran.out
    person = Person.objects.get(is_owner=False)
    assert (str(person.uid), person.note) == (pair[0], "Segelt.\n\nMag Tee.")


def test_without_a_nod_they_stay_two(kontor: Kontor, pair: tuple[str, str]) -> None:
    assert "They stay two." in kontor("merge", *pair, typed="n\n").out
    assert Person.objects.filter(uid__in=pair).count() == 2


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_nobody_there_to_nod_says_yes_beforehand(
    kontor: Kontor, pair: tuple[str, str], more: list[str]
) -> None:
    ran = kontor("merge", *pair, *more)
    assert ran.status == 1
    assert "--yes" in ran.out + ran.err
    assert Person.objects.filter(uid__in=pair).count() == 2


def test_whose_word_counts_can_be_said(kontor: Kontor, pair: tuple[str, str]) -> None:
    words = ["--take", "name=other", "--take", "note=this", "--yes", "--json"]
    ran = kontor("merge", *pair, *words)
    assert ran.json["verb"] == "merge_people"
    person = Person.objects.get(uid=pair[0])
    assert (person.display, person.note) == ("E. Eller", "Segelt.")


@pytest.mark.parametrize("wrong", ["name=both", "nonsense=this", "name", "name="])
def test_a_choice_there_is_not_is_named_and_the_others_offered(
    kontor: Kontor, pair: tuple[str, str], wrong: str
) -> None:
    ran = kontor("merge", *pair, "--take", wrong, "--yes")
    assert ran.status == 1
    assert f"“{wrong}”" in ran.err
    assert "note=this|other|both" in ran.err
    assert Person.objects.filter(uid__in=pair).count() == 2


def test_the_owner_stays_and_each_word_with_whom_it_was_said_of(
    kontor: Kontor, pair: tuple[str, str], owner: Person
) -> None:
    # "This" is Emil, who was named first, although the owner's entry stays.
    ran = kontor("merge", pair[1], "me", "--take", "name=this", "--yes", "--json")
    assert ran.json["uid"] == str(owner.uid)
    owner.refresh_from_db()
    assert owner.display == "E. Eller"


def test_of_several_namesakes_it_is_asked_which(
    kontor: Kontor, book: Book, hand: Hand, pair: tuple[str, str]
) -> None:
    for _ in range(2):
        add_person(book.pk, hand=hand, name="Emil Eller")
    ran = kontor("merge", "Emil Eller", pair[1], typed="3\ny\n")
    assert "Which Emil Eller?" in ran.err
    assert "Merged E. Eller into Emil Eller" in ran.out


@pytest.mark.parametrize("second", ["the name", "the uid"])
def test_of_two_of_one_name_the_second_is_the_other(
    kontor: Kontor, book: Book, hand: Hand, pair: tuple[str, str], second: str
) -> None:
    again = add_person(book.pk, hand=hand, name="Emil Eller").uid
    if second == "the name":
        # Which of them stays is asked; then it is clear who is the other.
        ran = kontor("merge", "Emil Eller", "Emil Eller", "--yes", typed="1\n")
    else:
        ran = kontor("merge", "Emil Eller", again, "--yes")
        assert Person.objects.filter(uid=pair[0]).exists()
    assert "Merged Emil Eller into Emil Eller" in ran.out
    assert Person.objects.filter(uid__in=[pair[0], again]).count() == 1


def test_one_entry_is_not_two(kontor: Kontor, pair: tuple[str, str]) -> None:
    for again in (pair[0], "Emil Eller"):
        ran = kontor("merge", pair[0], again, "--yes", "--json")
        assert (ran.status, ran.json["error"]) == (1, "one_person")


def test_it_is_undone_like_any_deed(kontor: Kontor, pair: tuple[str, str]) -> None:
    kontor("merge", *pair, "--yes")
    kontor("undo")
    names = Person.objects.filter(is_owner=False).values_list("display", flat=True)
    assert set(names) == {"Emil Eller", "E. Eller"}
