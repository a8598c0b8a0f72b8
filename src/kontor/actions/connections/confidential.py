"""Mail domains and calendars whose people are nobody else's business."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from kontor.actions.connections.errors import BadValue
from kontor.actions.done import Done
from kontor.actions.ground import done, the_book
from kontor.core.errors import Missing
from kontor.records import journal
from kontor.records.derived import Stale
from kontor.records.models import ConfidentialRule

if TYPE_CHECKING:
    from kontor.lib.hand import Hand
    from kontor.records.models import Deed


@transaction.atomic
def add_rule(book: int, *, hand: Hand, kind: str, value: str) -> Done:
    """Make a mail domain or a calendar confidential.

    Raises:
        BadValue: it is neither, or empty.
    """
    row = the_book(book)
    text = value.strip()[:300]
    if kind == ConfidentialRule.Kind.DOMAIN:
        text = text.rpartition("@")[2].lower()
        if "." not in text or " " in text:
            raise BadValue(field=kind, value=value)
    if kind not in ConfidentialRule.Kind.values or not text:
        raise BadValue(field=kind, value=value)
    known = ConfidentialRule.objects.filter(book=row, kind=kind, value=text)
    if known.exists():
        return Done(None, "add_confidential", {"value": text})
    deed = journal.open_deed(row, hand, "add_confidential", value=text)
    return _finish(deed, journal.add(deed, ConfidentialRule(kind=kind, value=text)))


@transaction.atomic
def remove_rule(book: int, rule: int, *, hand: Hand) -> Done:
    """Make a mail domain or a calendar an ordinary one again."""
    row = the_book(book)
    found = ConfidentialRule.objects.filter(book=row, pk=rule).first()
    if found is None:
        raise Missing
    deed = journal.open_deed(row, hand, "remove_confidential", value=found.value)
    journal.remove(deed, found)
    return _finish(deed, found)


def _finish(deed: Deed, rule: ConfidentialRule) -> Done:
    stale = Stale(deed.book_id)
    stale.note(rule)
    stale.rebuild()
    return done(deed)
