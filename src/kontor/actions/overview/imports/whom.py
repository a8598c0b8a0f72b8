"""Whom a record names: by the source's own id, by an address, by an exact name."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from kontor.exchange.facts import sort_name_of
from kontor.lib.mail import mail_key
from kontor.lib.names import split_name
from kontor.lib.text import fold
from kontor.records.facts.identity import cards_known, people_reached
from kontor.records.models import Person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run

Named = tuple[str, str]


class Whom:
    """People named by records, looked up all at once.

    Args:
        named: kind of source, and what it names somebody by: an id (with or
            without ``urn:uuid:``), ``mailto:…`` or a name.
    """

    def __init__(self, run: Run, named: Sequence[Named]) -> None:
        book = run.book.pk
        ids = {_bare(value)[:500] for _, value in named} - {""}
        sources = {source for source, _ in named}
        cards = cards_known(book, sources, ids, ()) if ids else ()
        self._by_id = {(c.source, c.source_id): c.person for c in cards if c.person}
        self._by_mail: dict[str, set[int]] = defaultdict(set)
        mails = {mail_key(value) for _, value in named} - {""}
        for key, person in people_reached(book, mails) if mails else ():
            self._by_mail[key].add(person)
        self._by_name = _by_name(book, [value for _, value in named])

    def find(self, source: str, value: str) -> int | None:
        """Give the person named, None where nobody or several are meant."""
        if (person := self._by_id.get((source, _bare(value)[:500]))) is not None:
            return person
        if key := mail_key(value):
            found = self._by_mail.get(key, set())
        else:
            found = self._by_name.get(fold(value), set())
        return next(iter(found)) if len(found) == 1 else None


def _by_name(book: int, values: Sequence[str]) -> dict[str, set[int]]:
    names = [value for value in values if "@" not in value and ":" not in value]
    wanted = {sort_name_of(split_name(name)) for name in names} - {""}
    found: dict[str, set[int]] = defaultdict(set)
    if wanted:
        people = Person.objects.filter(book=book, sort_name__in=wanted)
        for key, display in people.values_list("pk", "display"):
            found[fold(display)].add(key)
    return found


def _bare(value: str) -> str:
    return value[9:] if value[:9].lower() == "urn:uuid:" else value
