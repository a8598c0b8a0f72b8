"""A large invented book for benchmarks: people with touches, written in bulk."""

from __future__ import annotations

import uuid
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import transaction

from kontor.lib.text import fold
from kontor.records import bulk, derived
from kontor.records.models import (
    Affiliation,
    Book,
    ContactPoint,
    Deed,
    Organisation,
    Participant,
    Person,
    PersonTag,
    Tag,
    Touch,
)

GIVEN = (
    "Anna", "Ben", "Clara", "Dora", "Emil", "Finn", "Greta", "Hugo", "Ida", "Jörg",
    "Käthe", "Lena", "Max", "Nora", "Otto", "Paula", "Quirin", "Rosa", "Silke",
    "Timo", "Ulla", "Veit", "Wiebke", "Xenia", "Yasmin", "Zoe", "Antje", "Björn",
    "Carsten", "Dagmar", "Eike", "Frauke", "Gesine", "Hauke", "Inga", "Jens",
    "Kirsten", "Lars", "Meike", "Niels", "Oke", "Petra", "Ralf", "Sönke", "Telse",
    "Uwe", "Volker", "Wencke",
)  # fmt: skip
FAMILY = (
    "Müller", "Schmidt", "Schneider", "Fischer", "Weber", "Meyer", "Wagner",
    "Becker", "Schulz", "Hoffmann", "Koch", "Bauer", "Richter", "Klein", "Wolf",
    "Schröder", "Neumann", "Schwarz", "Zimmermann", "Braun", "Krüger", "Hofmann",
    "Hartmann", "Lange", "Schmitt", "Werner", "Krause", "Lehmann", "Köhler",
    "Herrmann", "Walter", "König", "Mayer", "Huber", "Kaiser", "Fuchs", "Peters",
    "Scholz", "Möller", "Weiß", "Jung", "Hahn", "Schubert", "Vogel", "Friedrich",
    "Keller", "Günther", "Berger", "Winkler", "Roth", "Beck", "Lorenz", "Baumann",
    "Franke", "Albrecht", "Schuster", "Simon", "Böhm", "Winter", "Kraus", "Martin",
    "Schumacher", "Krämer", "Vogt", "Stein", "Jäger", "Otto", "Sommer", "Groß",
    "Seidel", "Heinrich", "Brandt", "Haas", "Schreiber", "Graf", "Dietrich",
    "Ziegler", "Kuhn", "Kühn", "Pohl", "Engel", "Horn", "Busch", "Bergmann",
    "Thomas", "Voigt", "Sauer", "Arnold", "Wolff", "Pfeiffer", "Petersen", "Jansen",
    "Carstensen", "Lindemann", "Brockmann", "Rademacher", "Ohlsen", "Thomsen",
    "Ketelsen",
)  # fmt: skip
TRADES = (
    "Bau", "Dach", "Holz", "Druck", "Licht", "Wasser", "Garten", "Metall", "Boden",
    "Glas", "Küchen", "Reisen", "Wein", "Yacht",
)  # fmt: skip
CHANNELS = ["call", "email", "meeting", "message", "email"]
WAYS = ["both", "out", "in"]
CHUNK = 2_000
# How many have a double name.
DOUBLE = 0.2


def fill(book: Book, deed: Deed, people: int, touches: int, today: date) -> None:
    """Write ``people`` people with ``touches`` touches each, the same every time."""
    chance = Random(7)  # noqa: S311 - shall be the same every time
    firms = _firms(book, deed, max(people // 20, 1))
    tags = [Tag.objects.create(book=book, deed=deed, name=f"Tag {n}", folded=f"tag {n}")
            for n in range(20)]  # fmt: skip
    # As an import does.
    with bulk.many_writes():
        for start in range(0, people, CHUNK):
            count = min(CHUNK, people - start)
            with transaction.atomic():
                keys = _people(book, deed, chance, start, count, today)
                _pieces(book, deed, chance, keys, firms, tags)
                _touches(book, deed, chance, keys, touches, today)
                derived.rebuild_texts(book.pk, keys)
                derived.rebuild_ties(book.pk, keys)
    bulk.take_stock()


def _firms(book: Book, deed: Deed, count: int) -> list[int]:
    keys = bulk.reserve(Organisation, count)
    rows = []
    for number, key in enumerate(keys):
        name = f"{TRADES[number % len(TRADES)]} Nord {number}"
        rows.append(
            (key, book.pk, deed.pk, uuid.UUID(int=number + 1), name, fold(name))
        )
    columns = ["id", "book_id", "deed_id", "uid", "name", "folded"]
    bulk.insert(Organisation, columns, rows)
    return list(keys)


def _people(
    book: Book, deed: Deed, chance: Random, start: int, count: int, today: date
) -> list[int]:
    keys = list(bulk.reserve(Person, count))
    rows = []
    for key in keys:
        given = chance.choice(GIVEN)
        family = chance.choice(FAMILY)
        if chance.random() < DOUBLE:
            family = f"{family}-{chance.choice(FAMILY)}"
        met = today - timedelta(days=chance.randrange(400, 1_500))
        uid = uuid.UUID(int=chance.getrandbits(128))
        rows.append(
            (key, book.pk, deed.pk, uid, given, family, f"{given} {family}", met)
        )
    columns = [
        "id", "book_id", "deed_id", "uid", "given", "family", "display", "known_since",
    ]  # fmt: skip
    bulk.insert(Person, columns, rows)
    return keys


def _pieces(
    book: Book,
    deed: Deed,
    chance: Random,
    keys: list[int],
    firms: list[int],
    tags: list[Tag],
) -> None:
    base: tuple[int, int] = (book.pk, deed.pk)
    jobs = [(*base, k, chance.choice(firms), "Inhaber") for k in keys]
    columns = ["book_id", "deed_id", "person_id", "organisation_id", "role"]
    bulk.insert(Affiliation, columns, jobs)
    points: list[tuple[Any, ...]] = []
    for key in keys:
        mail = f"p{key}@example.org"
        phone = f"+4915{chance.randrange(10**8):08}"
        points.append((*base, key, "email", mail, mail))
        points.append((*base, key, "phone", phone, phone))
    columns = ["book_id", "deed_id", "person_id", "kind", "value", "key"]
    bulk.insert(ContactPoint, columns, points)
    tagged = [(*base, key, chance.choice(tags).pk) for key in keys]
    bulk.insert(PersonTag, ["book_id", "deed_id", "person_id", "tag_id"], tagged)


def _touches(
    book: Book, deed: Deed, chance: Random, keys: list[int], touches: int, today: date
) -> None:
    ids = list(bulk.reserve(Touch, len(keys) * touches))
    rows, parts = [], []
    for number, key in enumerate(ids):
        day = today - timedelta(days=int(chance.expovariate(1 / 220)) + 1)
        uid = uuid.UUID(int=chance.getrandbits(128))
        channel = chance.choice(CHANNELS)
        way = chance.choice(WAYS)
        rows.append((key, book.pk, deed.pk, uid, day, channel, way, 10, "A note"))
        parts.append((book.pk, deed.pk, key, keys[number % len(keys)]))
    columns = [
        "id", "book_id", "deed_id", "uid", "day", "channel", "direction", "minutes",
        "note",
    ]  # fmt: skip
    bulk.insert(Touch, columns, rows)
    bulk.insert(Participant, ["book_id", "deed_id", "touch_id", "person_id"], parts)
