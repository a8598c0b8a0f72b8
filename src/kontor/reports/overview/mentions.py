"""Where somebody is named in what was written about others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext, gettext_noop

from kontor.core.errors import Missing
from kontor.records.erasing.rows import own_firms
from kontor.records.erasing.texts import holding, of_book
from kontor.records.erasing.whose import somebody
from kontor.records.models import (
    Gathering,
    Group,
    Membership,
    Organisation,
    Participant,
    Person,
    Promise,
    Segment,
    SourceCard,
    Tag,
    Tie,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet

    from kontor.records.erasing.whose import Somebody

KINDS: dict[str, str] = {
    "note": gettext_noop("Note on a person"),
    "touch": gettext_noop("Note of a contact"),
    "promise": gettext_noop("Promise"),
    "tie": gettext_noop("Tie"),
    "organisation": gettext_noop("Organisation"),
    "tag": gettext_noop("Tag"),
    "source": gettext_noop("What a source says of somebody else"),
    "group": gettext_noop("Network"),
    "gathering": gettext_noop("Gathering"),
    "membership": gettext_noop("What came of a guest"),
    "segment": gettext_noop("Target segment"),
}
_SHOWN = 120


@dataclass(frozen=True, slots=True)
class Mention:
    """A text about somebody else in which the person is named.

    Attributes:
        kind: a key of ``KINDS``; ``label`` says it.
        uid: of the person, contact, organisation, group, gathering or segment where
            it can be changed, "" for a tag.
        page: "person", "touch", "organisation", "group", "gathering", "segment" or
            "people": where that is.
        whose: name of whom or what it is about, or the tag.
        text: the line in which the person is named.
    """

    kind: str
    label: str
    page: str
    uid: str
    whose: str
    text: str


def mentions(book: int, uid: UUID | str) -> list[Mention]:
    """List where others' texts name somebody: it is the owner's to change them.

    Raises:
        Missing: nobody of this uid is or was in the book.
    """
    try:
        who = somebody(book, UUID(str(uid)))
    except ValueError as error:
        raise Missing from error
    if who is None:
        raise Missing
    return mentions_of(who)


def mentions_of(who: Somebody) -> list[Mention]:
    """List the same of somebody who has been gathered already."""
    return list(_found(who))


def _found(who: Somebody) -> Iterator[Mention]:
    people = Person.objects.exclude(pk__in=who.keys)
    for person, text in _texts(who, people, "note", "met_place"):
        yield _mention("note", "person", person.uid, person.display, text)
    yield from _of_touches(who)
    promises = Promise.objects.exclude(person__in=who.keys).select_related("person")
    for promise, text in _texts(who, promises, "text"):
        whom = promise.person
        yield _mention("promise", "person", whom.uid, whom.display, text)
    ties = Tie.objects.exclude(first__in=who.keys).exclude(second__in=who.keys)
    for tie, text in _texts(who, ties.select_related("first"), "how"):
        yield _mention("tie", "person", tie.first.uid, tie.first.display, text)
    yield from _of_others(who)


def _of_touches(who: Somebody) -> Iterator[Mention]:
    part = Participant.objects.filter(person__in=who.keys)
    theirs = set(part.values_list("touch_id", flat=True))
    touches = Touch.objects.prefetch_related("participants__person")
    for touch, text in _texts(who, touches, "note", "place"):
        if touch.pk not in theirs:
            names = [p.person.display for p in touch.participants.all()]
            yield _mention("touch", "touch", touch.uid, ", ".join(names), text)


def _of_others(who: Somebody) -> Iterator[Mention]:
    firms = Organisation.objects.exclude(pk__in=own_firms(who))
    for firm, text in _texts(who, firms, "name", "note"):
        yield _mention("organisation", "organisation", firm.uid, firm.name, text)
    for tag, text in _texts(who, Tag.objects.all(), "name"):
        yield _mention("tag", "people", "", tag.name, text)
    yield from _of_groups(who)
    cards = SourceCard.objects.exclude(person__in=who.keys).exclude(person=None)
    for card, text in _texts(who, cards.select_related("person"), "raw", "data"):
        whom: Any = card.person
        yield _mention("source", "person", whom.uid, whom.display, text)


def _of_groups(who: Somebody) -> Iterator[Mention]:
    texts = ("name", "place", "offices", "seats", "note")
    for group, text in _texts(who, Group.objects.all(), *texts):
        yield _mention("group", "group", group.uid, group.name, text)
    held = Gathering.objects.select_related("group")
    for one, text in _texts(who, held, "title", "place", "note"):
        yield _mention("gathering", "gathering", one.uid, one.group.name, text)
    members = Membership.objects.exclude(person__in=who.keys).select_related("group")
    for one, text in _texts(who, members, "office", "trade", "reason"):
        yield _mention("membership", "group", one.group.uid, one.group.name, text)
    texts = ("name", "trades", "organisations", "tags", "words")
    for target, text in _texts(who, Segment.objects.all(), *texts):
        yield _mention("segment", "segment", target.uid, target.name, text)


def _texts(
    who: Somebody, rows: QuerySet[Any], *columns: str
) -> Iterator[tuple[Any, str]]:
    """Give rows with the first line of theirs in which the person is named."""
    for row in holding(of_book(rows, who.book), who.naming.words, *columns):
        values = (getattr(row, name) for name in columns)
        lines = (line for value in values for line in _lines(value))
        line = next(filter(who.naming.stands_in, lines), None)
        if line is not None:
            yield row, line


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield from value.splitlines()
    elif isinstance(value, dict):
        for part in value.values():
            yield from _lines(part)
    elif isinstance(value, list):
        for part in value:
            yield from _lines(part)


def _mention(kind: str, page: str, uid: Any, whose: str, text: str) -> Mention:
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
    return Mention(kind, gettext(KINDS[kind]), page, str(uid or ""), whose, shown)
