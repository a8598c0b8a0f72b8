"""A whole book with something odd in it comes in, or is refused and leaves nothing."""

from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.core.errors import Invalid
from kontor.lib.hand import Hand
from kontor.records.models import Book
from tests.actions.overview.books_alike import brought, lines, packed
from tests.exchange.damage import SAME_EACH_TIME
from tests.exchange.seeds import CRUMBS
from tests.records.full import fill
from tests.records.ledger import check, whole

pytestmark = pytest.mark.django_db
texts = st.sampled_from(CRUMBS).map(lambda crumb: crumb.decode(errors="replace"))
values = st.one_of(
    texts,
    st.sampled_from([None, True, False, 0, -1, 2**31, 2**63, 10**30, 1.5, "\ud800"]),
    st.sampled_from([[], {}, [[]], {"a": 1}, ["x"], [1], [None], {"is": "person"}]),
)


def test_no_value_of_a_book_breaks_bringing_it_in(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    fill(book, hand)
    good = lines(packed(book.pk))
    before = whole(book.pk)

    @settings(SAME_EACH_TIME, max_examples=60)
    @given(st.data())
    def look(data: st.DataObject) -> None:
        found = deepcopy(good)
        for _ in range(data.draw(st.integers(1, 3))):
            _make_odd(found, data)
        text = "".join(json.dumps(line) + "\n" for line in found)
        # What came in goes again, so that each begins as the first one.
        with transaction.atomic():
            try:
                made = brought(text.encode(), tmp_path, hand)
            except Invalid:
                assert Book.objects.get() == book
            else:
                check(made.book)
                packed(made.book)
            transaction.set_rollback(True)

    look()
    assert whole(book.pk) == before


def _make_odd(found: list[Any], data: st.DataObject) -> None:
    """Put something else in the place of a value, however deep, or of a line."""
    here: Any = found
    while True:
        places = list(here) if isinstance(here, dict) else list(range(len(here)))
        place = data.draw(st.sampled_from(places))
        inner = here[place]
        deeper = isinstance(inner, dict | list) and bool(inner)
        if not deeper or data.draw(st.integers(0, 9)) == 0:
            break
        here = inner
    beside = st.sampled_from(places).map(lambda other: here[other])
    # A copy: what is made odd next must not be so for all that come later.
    here[place] = deepcopy(data.draw(values | beside))
