"""New keys for old ones: those of a file mean nothing in another database.

What came later gets a larger key here as well, for some things hang on that order.
Eight bytes a row are kept, so a book of millions of rows fits.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING

import numpy as np
from django.db import connection, transaction

from kontor.records import bulk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from kontor.records.tables import Model


class UnknownKey(ValueError):
    """A row names one that the file does not have."""


class Keys:
    """The keys of every table: gathered, set aside, then looked up."""

    def __init__(self) -> None:
        self._seen: dict[Model, array[int]] = {}
        self._old: dict[Model, NDArray[np.int64]] = {}
        self._new: dict[Model, NDArray[np.int64]] = {}

    def note(self, model: Model, key: int) -> int:
        """Take note of a key, also of a row that is gone by now; give it back.

        Raises:
            OverflowError: no database has keys so large.
        """
        self._seen.setdefault(model, array("q")).append(key)
        return key

    @transaction.atomic
    def set_aside(self) -> None:
        """Set new keys aside, so that nobody else will use them."""
        for model, seen in self._seen.items():
            self._old[model] = np.unique(np.frombuffer(seen, dtype=np.int64))
            count = len(self._old[model])
            self._new[model] = np.array(bulk.reserve(model, count), dtype=np.int64)
            _hold(model, int(self._new[model][-1]))
        self._seen.clear()

    def new(self, model: Model, key: int) -> int:
        """Give the new key for an old one.

        Raises:
            UnknownKey: it was never noted.
        """
        return self.new_ones(model, [key])[0]

    def new_ones(self, model: Model, keys: Sequence[int]) -> list[int]:
        """Give the new keys for many old ones."""
        old = self._old.get(model)
        if not keys:
            return []
        if old is None:
            raise UnknownKey(model)
        wanted = np.array(keys, dtype=np.int64)
        places = np.minimum(np.searchsorted(old, wanted), len(old) - 1)
        if not np.array_equal(old[places], wanted):
            raise UnknownKey(model)
        found: list[int] = self._new[model][places].tolist()
        return found


def _hold(model: Model, last: int) -> None:
    """Have SQLite go on behind the keys set aside; PostgreSQL does so by itself."""
    if connection.vendor != "sqlite":
        return
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE sqlite_sequence SET seq = %s WHERE name = %s", [last, table]
        )
        if not cursor.rowcount:
            sql = "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)"
            cursor.execute(sql, [table, last])
