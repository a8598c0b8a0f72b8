"""Columns that follow from other rows, rebuilt from them; never journalled.

Whoever changes rows says so to a :class:`Stale` and lets it rebuild before the
transaction ends; the search index follows by triggers (migration 0002).
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from kontor.core.connections.strength import strength_keys
from kontor.lib.names import sort_name
from kontor.lib.text import fold_german, search_forms
from kontor.records import bulk
from kontor.records.facts.touches import touches_of
from kontor.records.models import (
    Affiliation,
    Book,
    ConfidentialRule,
    ContactPoint,
    Organisation,
    Participant,
    Person,
    PersonTag,
    PostalAddress,
    Tag,
    Touch,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from django.db import models

CHUNK = 500
# A note as long as a book must not fill the index; its beginning is searched.
NOTE_SEARCHED = 2_000
TEXTS = (
    "sort_name", "search_text", "name_words", "shown_organisation", "shown_role",
    "discreet",
)  # fmt: skip
Job = tuple[str | None, str, str, date | None, bool]
Point = tuple[str, str, str]


class Stale:
    """Gathers whose derived columns no longer hold."""

    def __init__(self, book: int) -> None:
        self.book = book
        self.texts: set[int] = set()
        self.ties: set[int] = set()
        self.everybody = False

    def note(self, row: models.Model) -> None:
        """Say that a row was made, changed or is about to go."""
        self._note_alike(type(row), [row])

    def note_all(self, rows: Iterable[models.Model]) -> None:
        """Say that rows were made, changed or are about to go."""
        alike: dict[type[models.Model], list[models.Model]] = defaultdict(list)
        for row in rows:
            alike[type(row)].append(row)
        for model, some in alike.items():
            self._note_alike(model, some)

    def _note_alike(self, model: type[models.Model], rows: Sequence[Any]) -> None:
        if model in _OF_PERSON:
            self.texts.update(row.person_id for row in rows if row.person_id)
        elif model in _NOTED:
            _NOTED[model](self, rows)

    def _note_people(self, people: Sequence[Person]) -> None:
        self.texts.update(person.pk for person in people)
        self.ties.update(person.pk for person in people)

    def _note_participants(self, rows: Sequence[Participant]) -> None:
        self.ties.update(row.person_id for row in rows)
        # One more or less, and a mail is too crowded to count for anybody, or not.
        mails = Participant.objects.filter(
            touch__pk__among={row.touch_id for row in rows},
            touch__channel=Touch.Channel.EMAIL,
        )
        self.ties.update(mails.values_list("person_id", flat=True))

    def _note_touches(self, touches: Sequence[Touch]) -> None:
        keys = [touch.pk for touch in touches]
        taking_part = Participant.objects.filter(touch__pk__among=keys)
        self.ties.update(taking_part.values_list("person_id", flat=True))

    def _note_organisations(self, rows: Sequence[Organisation]) -> None:
        keys = [row.pk for row in rows]
        people = Affiliation.objects.filter(organisation__pk__among=keys)
        self.texts.update(people.values_list("person_id", flat=True))

    def _note_tags(self, tags: Sequence[Tag]) -> None:
        keys = [tag.pk for tag in tags]
        tagged = PersonTag.objects.filter(tag__pk__among=keys)
        self.texts.update(tagged.values_list("person_id", flat=True))

    def _note_everybody(self, rows: Sequence[models.Model]) -> None:
        self.everybody = True

    def rebuild(self) -> None:
        """Rebuild what was said to be stale; to be called in the same transaction."""
        if self.everybody:
            rebuild_all(self.book)
        else:
            rebuild_texts(self.book, self.texts)
            rebuild_ties(self.book, self.ties)
        self.texts.clear()
        self.ties.clear()
        self.everybody = False


_OF_PERSON: tuple[type[models.Model], ...] = (
    ContactPoint, PostalAddress, Affiliation, PersonTag,
)  # fmt: skip
_NOTED: dict[type[models.Model], Callable[[Stale, Sequence[Any]], None]] = {
    Person: Stale._note_people,
    Participant: Stale._note_participants,
    Touch: Stale._note_touches,
    Organisation: Stale._note_organisations,
    Tag: Stale._note_tags,
    Book: Stale._note_everybody,
    ConfidentialRule: Stale._note_everybody,
}


def rebuild_all(book: int) -> None:
    """Rebuild everybody's derived columns."""
    people = list(Person.objects.filter(book=book).values_list("pk", flat=True))
    rebuild_texts(book, people)
    rebuild_ties(book, people)


def rebuild_texts(book: int, people: Collection[int]) -> None:
    """Rebuild names to sort and search by, what is shown, and discretion."""
    domains = confidential_domains(book) if people else set()
    for chunk in _chunks(people):
        bulk.update(Person, TEXTS, list(_texts(book, chunk, domains)))


def rebuild_ties(book: int, people: Collection[int]) -> None:
    """Rebuild strength and the days of contact from the touches."""
    settings = Book.objects.get(pk=book)
    weights = weights_of(settings)
    for chunk in _chunks(people):
        events = _events(book, chunk, weights)
        bulk.update(
            Person,
            ["strength_key", "first_touch", "last_touch", "touch_days"],
            _ties(chunk, events, settings.half_life),
        )


def weights_of(book: Book) -> dict[str, float]:
    """Give the weight of each channel in this book."""
    return {
        channel: getattr(book, f"weight_{channel}") for channel in Touch.Channel.values
    }


def _chunks(people: Collection[int]) -> Iterator[list[int]]:
    keys = sorted(people)
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


class Named(NamedTuple):
    """Those columns of a person that texts are derived from."""

    display: str
    given: str
    family: str
    nickname: str
    prefix: str
    note: str
    confidential: bool


class Surroundings(NamedTuple):
    """What hangs on a person and is searched with them.

    Attributes:
        jobs: (organisation or None, role, department, end, confidential), in order.
        points: (kind, value, key), in order.
        words: tags and the parts of postal addresses.
    """

    jobs: Sequence[Job]
    points: Sequence[Point]
    words: Sequence[str]


def texts_of(
    person: Named, around: Surroundings, domains: Collection[str]
) -> tuple[str, str, str, str, str, bool]:
    """Derive the columns of ``TEXTS`` from what they follow from.

    Args:
        domains: mail domains that are confidential.
    """
    display, given, family, nickname, prefix, note, confidential = person
    names = f"{display} {given} {family} {nickname} {prefix}"
    text = [names, *(word for job in around.jobs for word in job[:3] if word)]
    for _, value, key in around.points:
        text += (value, key)
    text += (*around.words, note[:NOTE_SEARCHED])
    organisation, role, discreet_job = _shown(around.jobs)
    mails = (key for kind, _, key in around.points if kind == "email")
    return (
        (sort_name(given, family, prefix=prefix) or fold_german(display))[:400],
        search_forms(" ".join(text)),
        search_forms(names),
        organisation,
        role,
        confidential or discreet_job or _any_domain(mails, domains),
    )


def confidential_domains(book: int) -> set[str]:
    """Give the mail domains whose people are nobody else's business."""
    domains = ConfidentialRule.objects.filter(
        book=book, kind=ConfidentialRule.Kind.DOMAIN
    )
    return set(domains.values_list("value", flat=True))


def _texts(
    book: int, people: list[int], domains: set[str]
) -> Iterator[tuple[Any, ...]]:
    rows = Person.objects.filter(book=book, pk__in=people).values_list(
        "pk", *Named._fields
    )
    jobs, points, words = _jobs(people), _points(people), _words(people)
    for key, *columns in rows:
        around = Surroundings(
            jobs.get(key, ()), points.get(key, ()), words.get(key, ())
        )
        yield (*texts_of(Named(*columns), around, domains), key)


def _any_domain(mails: Iterable[str], domains: Collection[str]) -> bool:
    return bool(domains) and any(m.rpartition("@")[2] in domains for m in mails)


def _shown(jobs: Sequence[Job]) -> tuple[str, str, bool]:
    """Choose the job to show: the first that has not ended."""
    discreet = any(confidential for *_, confidential in jobs)
    for organisation, role, _, end, _ in jobs:
        if end is None:
            return organisation or "", role, discreet
    return "", "", discreet


def _jobs(people: list[int]) -> dict[int, list[Job]]:
    found: dict[int, list[Job]] = defaultdict(list)
    rows = Affiliation.objects.filter(person__in=people).order_by("position", "pk")
    for key, organisation, role, department, end, confidential in rows.values_list(
        "person_id", "organisation__name", "role", "department", "end",
        "organisation__confidential",
    ):  # fmt: skip
        found[key].append((organisation, role, department, end, bool(confidential)))
    return found


def _points(people: list[int]) -> dict[int, list[Point]]:
    found: dict[int, list[Point]] = defaultdict(list)
    rows = ContactPoint.objects.filter(person__in=people).order_by("position", "pk")
    for key, kind, value, found_by in rows.values_list(
        "person_id", "kind", "value", "key"
    ):
        found[key].append((kind, value, found_by))
    return found


def _words(people: list[int]) -> dict[int, list[str]]:
    """Gather the tags and places of people."""
    found: dict[int, list[str]] = defaultdict(list)
    # In one order, always: what is derived must be the same each time.
    tags = PersonTag.objects.filter(person__in=people).order_by("pk")
    for key, name in tags.values_list("person_id", "tag__name"):
        found[key].append(name)
    places = PostalAddress.objects.filter(person__in=people)
    for key, *parts in places.order_by("position", "pk").values_list(
        "person_id", "street", "postal_code", "city", "country"
    ):
        found[key].extend(filter(None, parts))
    return found


Event = tuple[int, date, float]


def _events(book: int, people: list[int], weights: dict[str, float]) -> list[Event]:
    """List (person, day, weight) of every touch that counts."""
    return [
        (person, day, weights[channel])
        for person, day, channel, counts in touches_of(book, people)
        if counts
    ]


def _ties(
    people: list[int], events: list[Event], half_life: float
) -> list[tuple[Any, ...]]:
    place = {key: number for number, key in enumerate(people)}
    who = np.array([place[person] for person, _, _ in events], dtype=np.int64)
    days = np.array([day.toordinal() for _, day, _ in events], dtype=np.int64)
    weight = np.array([weight for _, _, weight in events], dtype=np.float64)
    keys = strength_keys(who, days, weight, half_life, len(people))
    seen: dict[int, set[date]] = defaultdict(set)
    for person, day, _ in events:
        seen[person].add(day)
    return [
        (
            None if np.isnan(keys[place[key]]) else float(keys[place[key]]),
            min(seen[key]) if key in seen else None,
            max(seen[key]) if key in seen else None,
            len(seen[key]) if key in seen else 0,
            key,
        )
        for key in people
    ]
