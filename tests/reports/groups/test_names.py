from __future__ import annotations

import pytest

from kontor.actions.groups.groups import add_group
from kontor.lib.hand import Hand
from kontor.records.models import Book
from kontor.reports.groups.names import groups_called

pytestmark = pytest.mark.django_db


def test_a_group_is_found_by_uid_name_or_part_of_it(book: Book, hand: Hand) -> None:
    one = add_group(book.pk, hand=hand, name="Kammer Lübeck", kind="chamber").uid
    two = add_group(book.pk, hand=hand, name="Kammer Kiel", kind="chamber").uid
    lubeck, kiel = (one, "Kammer Lübeck"), (two, "Kammer Kiel")
    assert groups_called(book.pk, one) == [lubeck]
    assert groups_called(book.pk, "kammer LÜBECK") == [lubeck]
    assert groups_called(book.pk, "lübeck") == [lubeck]
    assert groups_called(book.pk, "kammer") == [kiel, lubeck]
    assert groups_called(book.pk, "nichts") == []
    assert groups_called(book.pk, " ") == []
