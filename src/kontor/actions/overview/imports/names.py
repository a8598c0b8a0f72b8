"""Organisations and tags by name, found or made for a whole chunk at once."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

from kontor.lib.text import fold
from kontor.records import bulk
from kontor.records.facts.identity import KnownOrganisation, organisations_named
from kontor.records.models import Organisation, Tag

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontor.actions.overview.imports.run import Run


class Organisations:
    """The organisations of a chunk by folded name; those not there are made."""

    def __init__(self, run: Run, names: Iterable[str]) -> None:
        wanted: dict[str, str] = {}
        for name in names:
            shown = " ".join(name.split())[:300]
            if shown:
                wanted.setdefault(folded(shown, 300), shown)
        self._found = _organisations(run, wanted)

    def named(self, name: str) -> KnownOrganisation | None:
        """Give an organisation of the chunk, None for no name."""
        return self._found.get(folded(name, 300)) if name.strip() else None


class Tags:
    """The tags of a chunk by folded name; those not there are made."""

    def __init__(self, run: Run, names: Iterable[str]) -> None:
        wanted: dict[str, str] = {}
        for name in names:
            shown = " ".join(name.split())[:200]
            if shown:
                wanted.setdefault(folded(shown, 200), shown)
        self._found = _tags(run, wanted)

    def named(self, name: str) -> int:
        """Give the key of a tag of the chunk."""
        return self._found[folded(name, 200)]


def fresh_uids(count: int) -> list[str]:
    """Make random uids (version 4), as 32 figures.

    Those made together begin alike and so stand together in an index: strewn all
    over it, they would have nearly every page of it written anew with every chunk.
    What follows the beginning is as hard to guess as ever, and asking for chance
    once for all is several times quicker.
    """
    begin, chance = os.urandom(6).hex(), os.urandom(9 * count).hex()
    parts = (chance[at : at + 18] for at in range(0, 18 * count, 18))
    return [f"{begin}4{part[:3]}a{part[3:]}" for part in parts]


@lru_cache(maxsize=4_096)
def folded(name: str, longest: int) -> str:
    """Give the form of a name that finds it, however it is written."""
    return fold(name)[:longest]


def _organisations(run: Run, wanted: dict[str, str]) -> dict[str, KnownOrganisation]:
    found = organisations_named(run.book.pk, wanted) if wanted else {}
    missing = [key for key in wanted if key not in found]
    if missing:
        keys = bulk.reserve(Organisation, len(missing))
        bulk.insert(
            Organisation,
            ["id", "uid", "name", "folded"],
            [
                (key, uid, wanted[name], name)
                for key, uid, name in zip(
                    keys, fresh_uids(len(missing)), missing, strict=True
                )
            ],
            book_id=run.book.pk,
            deed_id=run.deed.pk,
        )
        for key, name in zip(keys, missing, strict=True):
            found[name] = KnownOrganisation(key, wanted[name], confidential=False)
    return found


def _tags(run: Run, wanted: dict[str, str]) -> dict[str, int]:
    if not wanted:
        return {}
    rows = Tag.objects.filter(book=run.book, folded__in=wanted)
    found = dict(rows.values_list("folded", "pk"))
    missing = [key for key in wanted if key not in found]
    if missing:
        keys = bulk.reserve(Tag, len(missing))
        bulk.insert(
            Tag,
            ["id", "name", "folded"],
            [(k, wanted[name], name) for k, name in zip(keys, missing, strict=True)],
            book_id=run.book.pk,
            deed_id=run.deed.pk,
        )
        found |= dict(zip(missing, keys, strict=True))
    return found
