"""What a source said before, what it says now, and what the book says."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from kontor.core.connections.merge import LISTS, SINGLE, applied, merge

TEXTS = [f for f in SINGLE if f not in ("birthday", "photo", "secrecy", "met_day")]
_word = st.sampled_from(["Ab", "Bc", "Cd", "Ab Bc"])
_point = _word.map(lambda word: {"value": word, "key": word.lower()})
_place = st.tuples(_word, st.sampled_from(["work", "home"])).map(
    lambda pair: {"city": pair[0], "kind": pair[1]}
)
_job = st.tuples(_word, _word).map(
    lambda pair: {"organisation": pair[0], "department": "", "role": pair[1]}
)
_values = {"addresses": _place, "jobs": _job, "tags": _word}


def _unique(field: str, values: list[Any]) -> list[Any]:
    return list({LISTS[field](value): value for value in values}.values())


_lists = {
    field: st.lists(_values.get(field, _point), min_size=1, max_size=3).map(
        lambda values, field=field: _unique(field, values)
    )
    for field in LISTS
}
_day = st.tuples(st.sampled_from([None, 1970]), st.integers(1, 12), st.integers(1, 28))
FACTS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(TEXTS, _word),
        "birthday": _day.map(list),
        **_lists,
    },
)


@given(now=FACTS, book=FACTS)
def test_a_source_that_says_the_same_changes_nothing(now: Any, book: Any) -> None:
    assert merge(now, now, book) == []


@given(before=st.none() | FACTS, now=FACTS, book=FACTS)
def test_what_is_applied_once_is_not_applied_again(
    before: Any, now: Any, book: Any
) -> None:
    once = applied(book, merge(before, now, book))
    assert merge(now, now, once) == []
    # Nor by another source that says the same for the first time.
    again = [c for c in merge(None, now, once) if c[0] not in ("jobs", "addresses")]
    assert again == [] or before is not None


@given(before=FACTS, now=FACTS, book=FACTS)
def test_a_single_field_edited_by_hand_stays(before: Any, now: Any, book: Any) -> None:
    changed = {field: new for field, _, new in merge(before, now, book)}
    for field in ("given", "family", "nickname", "language", "birthday"):
        if before.get(field) != book.get(field):
            assert field not in changed


@given(before=st.none() | FACTS, now=FACTS, book=FACTS)
def test_nothing_is_ever_taken_away(before: Any, now: Any, book: Any) -> None:
    after = applied(book, merge(before, now, book))
    for field, value in book.items():
        if field in ("jobs", "addresses"):
            assert len(after[field]) >= len(value)
        elif field in LISTS:
            key = LISTS[field]
            assert {key(v) for v in value} <= {key(v) for v in after[field]}
        else:
            assert after[field]


@given(before=FACTS, now=FACTS, book=FACTS)
def test_a_value_deleted_by_hand_does_not_come_back(
    before: Any, now: Any, book: Any
) -> None:
    for field, _, new in merge(before, now, book):
        if field in LISTS:
            said = {LISTS[field](value) for value in before.get(field, ())}
            assert LISTS[field](new) not in said


def test_a_changed_field_follows_where_the_book_has_the_old_word() -> None:
    before, now = {"nickname": "Benno"}, {"nickname": "Ben"}
    assert merge(before, now, {"nickname": "Benno"}) == [("nickname", "Benno", "Ben")]


def test_a_field_the_source_empties_stays() -> None:
    assert merge({"nickname": "Ben"}, {}, {"nickname": "Ben"}) == []


def test_a_note_is_replaced_within_the_note() -> None:
    book = {"note": "Mag Segeln\n\nTrinkt Tee"}
    found = merge({"note": "Mag Segeln"}, {"note": "Mag Rudern"}, book)
    assert found == [("note", book["note"], "Mag Rudern\n\nTrinkt Tee")]


def test_a_birthday_gains_its_year() -> None:
    found = merge(None, {"birthday": [1970, 3, 5]}, {"birthday": [None, 3, 5]})
    assert found == [("birthday", [None, 3, 5], [1970, 3, 5])]
    assert merge(None, {"birthday": [1970, 3, 6]}, {"birthday": [None, 3, 5]}) == []


def test_a_name_shown_follows_its_parts() -> None:
    book = {"given": "Ben", "display": "Ben"}
    now = {"given": "Ben", "family": "Brandt", "display": "Brandt, Ben"}
    assert merge(None, now, book) == [
        ("family", None, "Brandt"), ("display", "Ben", "Ben Brandt"),
    ]  # fmt: skip


def test_a_name_shown_of_its_own_stays() -> None:
    book = {"given": "Ben", "display": "Onkel Ben"}
    found = merge(None, {"given": "Ben", "family": "Brandt"}, book)
    assert found == [("family", None, "Brandt")]


def test_an_address_moves_with_its_kind() -> None:
    home = {"city": "Kiel", "kind": "home"}
    work = {"city": "Bonn", "kind": "work"}
    new = {"city": "Köln", "kind": "home"}
    found = merge(
        {"addresses": [home, work]}, {"addresses": [work, new]},
        {"addresses": [work, home]},
    )  # fmt: skip
    assert found == [("addresses", home, new)]


def test_a_second_job_is_added_and_a_changed_one_replaced() -> None:
    def job(role: str) -> dict[str, str]:
        return {"organisation": "Brandt", "department": "", "role": role}

    found = merge(
        {"jobs": [job("Azubi")]}, {"jobs": [job("Chef"), job("Beirat")]},
        {"jobs": [job("Azubi")]},
    )  # fmt: skip
    assert found == [("jobs", job("Azubi"), job("Chef")), ("jobs", None, job("Beirat"))]


def test_a_job_changed_by_hand_is_not_replaced() -> None:
    def jobs(role: str) -> dict[str, Any]:
        return {"jobs": [{"organisation": "B", "department": "", "role": role}]}

    found = merge(jobs("Azubi"), jobs("Chef"), jobs("Geselle"))
    assert found == [("jobs", None, jobs("Chef")["jobs"][0])]
