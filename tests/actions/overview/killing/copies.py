"""Backing up a data folder, and putting a backup in its place."""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from django.db import connections

from kontor.actions.accounts.devices import add_device
from kontor.actions.connections.people import add_person
from kontor.actions.overview.backup import prove
from kontor.cli import backup as cli
from kontor.records.models import Device, Person
from kontor.reports.accounts.deeds import deeds
from tests.actions.overview.killing.start import data, opened, sound, start

FILE = "anna.kontor-backup"
IMPORT = "imports/ab-1/0001"


class BackingUp:
    """Write a backup over an older one."""

    def __init__(self) -> None:
        self.book, self.hand = opened()
        _lay("BEGIN:VCARD", key="a" * 50)
        self.folder = data().with_name("files")
        self.folder.mkdir()
        self.file = self.folder / FILE
        add_person(self.book, hand=self.hand, name="Ben Brandt")
        self.once()
        add_person(self.book, hand=self.hand, name="Clara Coors")
        self.there = _there(self.book)

    def once(self) -> None:
        cli.backup(str(self.file), json=True)

    def remember(self) -> None:
        assert _people_in(self.file) == 3

    def look(self, chance: random.Random) -> str:
        """Find the older backup or the new one, whole, and nothing amiss."""
        start()
        assert _there(self.book) == self.there
        # Ben, the owner, and Clara in the new one.
        people = _people_in(self.file)
        left_over = self._left_over()
        self.once()
        assert _people_in(self.file) == 3
        assert not self._left_over()
        if chance.random() < 0.5:
            put_back(self.file)
            assert _there(self.book) == self.there
        return {2: "under way" if left_over else "older", 3: "new"}[people]

    def _left_over(self) -> list[Path]:
        beside = [path for path in self.folder.iterdir() if path.name != FILE]
        return [*beside, *data().glob("backing-up-*")]


class Restoring:
    """Put a backup in the place of what came after it."""

    def __init__(self) -> None:
        self.book, self.hand = opened()
        folder = data().with_name("files")
        folder.mkdir()
        self.new, self.old = folder / f"new-{FILE}", folder / f"old-{FILE}"
        _lay("BEGIN:VCARD", key="a" * 50)
        add_person(self.book, hand=self.hand, name="Ben Brandt")
        add_device(self.hand.account_id or 0, hand=self.hand)
        cli.backup(str(self.new), json=True)
        _lay("changed since", key="b" * 50)
        add_person(self.book, hand=self.hand, name="Clara Coors")
        cli.backup(str(self.old), json=True)
        self.was = _there(self.book)

    def once(self) -> None:
        put_back(self.new)

    def remember(self) -> None:
        self.becomes = _there(self.book)
        assert self.becomes["people"] == ["Ben Brandt"]
        assert self.becomes["files"] == ["a" * 50, "BEGIN:VCARD"]

    def look(self, chance: random.Random) -> str:
        """Find all of what was there or all of the backup, and restore either."""
        came = sorted(path.name.partition("-")[0] for path in data().iterdir())
        start()
        found = _there(self.book)
        assert found in (self.was, self.becomes)
        assert Device.objects.exists() == (found == self.was)
        assert not (data() / "restored").exists()
        back = chance.random() < 0.5
        put_back(self.old if back else self.new)
        expected = self.was if back else self.becomes
        assert _there(self.book) == expected
        assert not Device.objects.exists()
        assert not list(data().glob("restor*"))
        # What was there at first is kept aside, whole.
        assert _kept_in(min(data().glob("before-*"))) == (
            self.was["people"],
            self.was["files"],
        )
        under_way = {"restored", "restoring"}.intersection(came)
        return "under way" if under_way else "old" if found == self.was else "new"


def put_back(file: Path) -> None:
    connections.close_all()
    cli.restore(str(file), yes=True, json=True)


def _people_in(file: Path) -> int:
    """Prove a backup and count its people."""
    people: int = prove(file, "")["counts"]["person"]
    return people


def _lay(text: str, *, key: str) -> None:
    """Put files beside the database, which go where it goes."""
    file = data() / IMPORT
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    (data() / "secret-key").write_text(key)


def _kept_in(folder: Path) -> tuple[list[str], list[str]]:
    """Read the people in a folder that was kept aside, and the files beside them."""
    with closing(sqlite3.connect(folder / "kontor.sqlite3")) as found:
        rows = found.execute(
            "SELECT display FROM records_person WHERE NOT is_owner ORDER BY id"
        ).fetchall()
    return [name for (name,) in rows], _beside(folder)


def _beside(folder: Path) -> list[str]:
    return [(folder / name).read_text() for name in ("secret-key", IMPORT)]


def _there(book: int) -> dict[str, Any]:
    """Read what is in the data folder: the book, its journal, the files beside it."""
    everybody = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return {
        "rows": sound(book),
        "people": list(everybody.values_list("display", flat=True)),
        "deeds": deeds(book).object_list,
        "files": _beside(data()),
    }
