"""Many rows at once: what Django's own way would have written, only quicker."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from kontor.lib.hand import Hand
from kontor.records import bulk, journal
from kontor.records.models import (
    Batch,
    Book,
    Deed,
    Person,
    PersonTag,
    Photo,
    SourceCard,
    Tag,
    Touch,
)

# NUL and halves of characters no database takes; actions and imports leave them out.
texts = st.text(
    st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=30
) | st.sampled_from(["", "ü", "🎈", "a\tb\n\\N", '"', "'", "%s", "{}", "\\", "\x7f"])
days = st.dates(date(1900, 1, 1), date(2200, 1, 1))
moments = st.datetimes(
    datetime(1900, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone
    datetime(2200, 1, 1),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))]),
)
plain = st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts
something = st.recursive(
    plain
    | st.floats(allow_nan=False, allow_infinity=False).map(lambda number: number + 0.0),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3)
    ),
    max_leaves=8,
).filter(lambda value: value is not None)
Raw = list[tuple[Any, ...]]
COLUMNS: dict[type[models.Model], dict[str, st.SearchStrategy[Any]]] = {
    Person: {
        "uid": st.uuids(),
        "display": texts,
        "note": texts,
        "birth_year": st.none() | st.integers(0, 32_767),
        "met_day": st.none() | days,
        "known_since": days,
        "pinned": st.booleans(),
        "strength_key": st.none()
        | st.floats(-1e9, 1e9).map(lambda number: number + 0.0),
        "rhythm": st.sampled_from(list(Person.Rhythm)),
    },
    Touch: {
        "uid": st.uuids(),
        "day": days,
        "moment": st.none() | moments,
        "channel": st.sampled_from(list(Touch.Channel)),
        "minutes": st.none() | st.integers(0, 2**31 - 1),
        "note": texts,
    },
    SourceCard: {"data": something, "unknown": something, "raw": texts},
    Batch: {
        "uid": st.uuids(),
        "options": something,
        "claimed_until": st.none() | moments,
    },
}


@pytest.fixture
def deed(book: Book, hand: Hand) -> Deed:
    return journal.open_deed(book, hand, "import")


def raw(model: type[models.Model], keys: Sequence[int]) -> Raw:
    """Read what the database holds, past everything Django makes of it."""
    fields = [f for f in model._meta.concrete_fields if f.name != "id"]
    sqlite = connection.vendor == "sqlite"
    how = "typeof({0}), {0}" if sqlite else "NULL, {0}::text"
    shown = ", ".join(how.format(f'"{field.column}"') for field in fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f'SELECT {shown} FROM "{model._meta.db_table}"'
            f" WHERE id IN ({', '.join(map(str, keys))}) ORDER BY id"
        )
        rows = cursor.fetchall()
    # The same JSON may be written with and without blanks.
    jsons = [2 * n + 1 for n, f in enumerate(fields) if isinstance(f, models.JSONField)]
    return [
        tuple(json.loads(v) if n in jsons else v for n, v in enumerate(row))
        for row in rows
    ]


@pytest.mark.parametrize("model", COLUMNS)
@settings(
    max_examples=20,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)
@given(data=st.data())
def test_rows_are_written_as_django_would(
    deed: Deed, model: type[models.Model], data: st.DataObject
) -> None:
    kinds = COLUMNS[model]
    row = st.tuples(*kinds.values())
    rows = data.draw(
        st.lists(row, min_size=1, max_size=4, unique_by=lambda r: str(r[0]))
    )
    later = dict(zip(kinds, data.draw(row), strict=True))
    later.pop("uid", None)
    ours, theirs = (
        in_bulk(deed, model, rows, later),
        one_by_one(deed, model, rows, later),
    )
    assert ours == theirs


def in_bulk(
    deed: Deed, model: type[models.Model], rows: Sequence[Any], later: dict[str, Any]
) -> Raw:
    with transaction.atomic():
        keys = bulk.reserve(model, len(rows))
        bulk.insert(
            model,
            ["id", *COLUMNS[model]],
            [(key, *row) for key, row in zip(keys, rows, strict=True)],
            book_id=deed.book_id,
            deed_id=deed.pk,
        )
        written = raw(model, keys)
        bulk.update(model, list(later), [(*later.values(), key) for key in keys])
        written += raw(model, keys)
        transaction.set_rollback(True)
    return written


def one_by_one(
    deed: Deed, model: type[models.Model], rows: Sequence[Any], later: dict[str, Any]
) -> Raw:
    with transaction.atomic():
        found = []
        for row in rows:
            values = dict(zip(COLUMNS[model], row, strict=True))
            found.append(model(book_id=deed.book_id, deed=deed, **values))
            found[-1].save(force_insert=True)
        keys = [row.pk for row in found]
        written = raw(model, keys)
        for row in found:
            for name, value in later.items():
                setattr(row, name, value)
            row.save()
        written += raw(model, keys)
        transaction.set_rollback(True)
    return written


@pytest.mark.parametrize("count", [1, bulk.ROWS, bulk.ROWS + 1, 2 * bulk.ROWS + 3])
def test_any_number_of_rows_is_written(deed: Deed, count: int) -> None:
    rows = [(f"Tag {n}", f"tag {n}", deed.book_id, deed.pk) for n in range(count)]
    bulk.insert(Tag, ["name", "folded", "book_id", "deed_id"], rows)
    keys = list(Tag.objects.order_by("pk").values_list("pk", flat=True))
    assert len(keys) == count
    bulk.update(Tag, ["name"], [(f"New {n}", key) for n, key in enumerate(keys)])
    names = Tag.objects.order_by("pk").values_list("name", flat=True)
    assert list(names) == [f"New {n}" for n in range(count)]


def test_no_rows_are_no_work(
    deed: Deed, django_assert_num_queries: Callable[[int], Any]
) -> None:
    with django_assert_num_queries(0):
        bulk.insert(Tag, ["name"], [])
        bulk.update(Tag, ["name"], [])


def test_pictures_come_back_byte_for_byte(deed: Deed, ben: Person) -> None:
    data = bytes(range(256)) * 3
    given = [(deed.book_id, deed.pk, ben.pk, "image/png", data)]
    bulk.insert(Photo, ["book_id", "deed_id", "person_id", "media_type", "data"], given)
    photo = Photo.objects.get()
    assert bytes(photo.data) == data
    bulk.update(Photo, ["data"], [(memoryview(data[:5]), photo.pk)])
    photo.refresh_from_db()
    assert bytes(photo.data) == data[:5]


def test_nul_breaks_no_database(deed: Deed, ben: Person) -> None:
    said = {"a\0": ["b\0c", {"d": "\0"}]}
    bulk.insert(
        SourceCard,
        ["person_id", "source", "digest", "data", "raw"],
        [(ben.pk, "vcard", "x", said, "before\0after")],
        book_id=deed.book_id,
        deed_id=deed.pk,
    )
    card = SourceCard.objects.get()
    assert card.data == {"a": ["bc", {"d": ""}]}
    # SQLite would hold it in a text; whoever writes takes it out before.
    sqlite = connection.vendor == "sqlite"
    assert card.raw == ("before\0after" if sqlite else "beforeafter")
    bulk.update(SourceCard, ["raw", "data"], [("\0", "\0", card.pk)])
    card.refresh_from_db()
    assert (card.raw, card.data) == ("\0" if sqlite else "", "")


def test_json_text_is_written_as_it_is(deed: Deed, ben: Person) -> None:
    bulk.insert(
        SourceCard,
        ["person_id", "source", "digest", "data"],
        [(ben.pk, "vcard", "x", bulk.Json('{"note": "ü"}'))],
        book_id=deed.book_id,
        deed_id=deed.pk,
    )
    assert SourceCard.objects.get().data == {"note": "ü"}


@pytest.mark.parametrize("name", ["", "x", "2026-03-02", "it's", "a b", "%s ?", "ü\\"])
def test_what_is_the_same_in_all_rows_is_written_as_it_is(
    deed: Deed, name: str
) -> None:
    rows = [(f"tag {n}", deed.pk) for n in range(2)]
    bulk.insert(Tag, ["folded", "deed_id"], rows, name=name, book_id=deed.book_id)
    assert list(Tag.objects.values_list("name", flat=True)) == [name, name]


def test_what_is_there_already_is_passed_over_where_that_is_wanted(
    deed: Deed, ben: Person
) -> None:
    tag = journal.add(deed, Tag(name="x", folded="x"))
    rows = [(deed.book_id, deed.pk, ben.pk, tag.pk)] * 2
    columns = ["book_id", "deed_id", "person_id", "tag_id"]
    bulk.insert(PersonTag, columns, rows, ignore_conflicts=True)
    assert PersonTag.objects.count() == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.insert(PersonTag, columns, rows[:1])
    with pytest.raises(IntegrityError), transaction.atomic():
        bulk.update(PersonTag, ["tag_id"], [(None, PersonTag.objects.get().pk)])


def test_keys_set_aside_are_nobody_elses(deed: Deed) -> None:
    first = bulk.reserve(Tag, 3)
    bulk.insert(
        Tag,
        ["id", "book_id", "deed_id", "name", "folded"],
        [(key, deed.book_id, deed.pk, str(key), str(key)) for key in first],
    )
    one = journal.add(deed, Tag(name="x", folded="x"))
    assert one.pk > max(first)
    assert min(bulk.reserve(Tag, 2)) > one.pk


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(LookupError, match="Tag has no column 'colour'"):
        bulk.insert(Tag, ["colour"], [("red",)])
