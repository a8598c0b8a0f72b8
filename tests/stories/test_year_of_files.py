"""A year of files: whatever Anna has comes in, and all of it goes out again.

What her telephones, programs and mailboxes wrote comes in by the command line and by
the page. The same person comes from several of them; she makes one of two, is wrong
once, and takes it back months later. One person wants to be in no book, another one
wants to read what stands in it. In the end everything goes into a ZIP, out of it into
a new book, and on to another machine; and all of it can be taken back.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from kontor.actions.worker import Worker
from kontor.cli.main import run
from kontor.records.erasing import listed
from kontor.records.models import Account, Batch, Book, Person, Touch
from kontor.reports.overview.everything.pack import everything
from kontor.reports.overview.imports import import_result
from tests.actions.overview.books_alike import canonical, lines, photos
from tests.actions.overview.test_erase import all_there_is
from tests.conftest import MOMENT, sign_in
from tests.records.ledger import Ledger, check, derived, ledger, without

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files" / "year"
COMMAND = "import sys; sys.path.insert(0, {!r}); from kontor.cli.main import run; run()"
# The modules of the command line that look at the clock themselves.
CLOCKS = ("ground", "imports", "batches", "import_text", "doubts", "whole_book")
LINKEDIN = ("messages.csv", "Connections.csv", "Profile.csv")
# In the order in which she finds them. The second part is said of the columns.
YEAR: dict[str, tuple[str, ...]] = {
    "telephone.vcf": (),
    "old-telephone.vcf": (),
    "google.csv": (),
    "outlook.csv": (),
    "linkedin.zip": (),
    "hubspot.csv": (),
    "monica.json": (),
    "calendar.ics": (),
    "mail.mbox": (),
    "customers.csv": ("--map", "Kunde=name", "--map", "Wo=city"),
}
BY_PAGE = {"google.csv", "linkedin.zip"}
# What each brings, by hand from the files: people who are new and who are changed,
# and contacts.
BROUGHT = {
    # Ben, Erika, Zacharias, Jörg; the fifth card has no name.
    "telephone.vcf": (4, 0, 0),
    # Lars is new; Jörg, told by his number, gets a second one and an address.
    "old-telephone.vcf": (1, 1, 0),
    # Deniz is new; Erika gets another mail address and a tag.
    "google.csv": (1, 1, 0),
    "outlook.csv": (2, 0, 0),
    # Wanda is new, and one more Jürgen Weber: LinkedIn gives no address of his.
    # Zacharias is told by his. Anna and Wanda wrote on two days, the men on one each.
    "linkedin.zip": (2, 1, 4),
    "hubspot.csv": (2, 0, 0),
    # Lars and Erika, a call and a dinner. Anna's own card stays out.
    "monica.json": (0, 2, 2),
    # One meeting, and breakfast on three Mondays.
    "calendar.ics": (0, 0, 4),
    # Ben's mail and the one to Erika and Zacharias; the newsletter is none.
    "mail.mbox": (0, 0, 2),
    # Maren, and one more Ben Brandt of whom only the town is known.
    "customers.csv": (2, 0, 0),
}
EVERYBODY = [
    "Ben Brandt", "Ben Brandt", "Deniz Özdemir", "Erika Müller", "Herr Jürgen Weber",
    "Herr Karl Kühn", "Jörg Weiß", "Jürgen Weber", "Karl Kuehn", "Lars Sjöberg",
    "Maren Möller", "Petra Lindqvist", "Wanda Wieck", "Zacharias Quendelmayer",
]  # fmt: skip
# Whatever of these is found tells of him.
SIGNS = ("zacharias", "quendelmayer", "zq@mayer.example", "451887766", "451 887766")
TEXTS = {
    "en": {
        "unnamed": "neither a name nor a mail address nor a telephone number",
        "preview": "Nothing was changed. Without --dry-run it is brought in.",
        "columns": "Kontor cannot tell what the columns of this table mean.",
        "nothing new": "Nothing of it is new; the book is as it was.",
        "pairs": "Perhaps one person",
        "erased": "Zacharias Quendelmayer is erased.",
        "not empty": "“Anna Ahlers” is not empty, and this file is a whole",
        "here": "“Anna Ahlers” is here, with 11 people in it.",
        "restored": "people, everybody's books together.",
    },
    "de": {
        "unnamed": "weder Namen noch Mailadresse noch Telefonnummer",
        "preview": "Geändert wurde nichts. Ohne --dry-run wird es übernommen.",
        "columns": "Kontor kann nicht erkennen, was die Spalten dieser Tabelle",
        "nothing new": "Nichts davon ist neu; das Buch ist, wie es war.",
        "pairs": "Vielleicht eine Person",
        "erased": "Zacharias Quendelmayer ist gelöscht.",
        "not empty": "„Anna Ahlers“ ist nicht leer, und diese Datei ist ein ganzes",
        "here": "„Anna Ahlers“ ist da, mit 11 Personen darin.",
        "restored": "Personen, alle Bücher zusammen.",
    },
}


@dataclass
class Anna:
    """What Anna does in that year, and when."""

    account: Account
    book: Book
    folder: Path
    browser: Client
    capsys: pytest.CaptureFixture[str]
    moment: datetime = MOMENT
    worker: Worker = field(init=False)

    def __post_init__(self) -> None:
        self.worker = Worker(self.now)

    def now(self) -> datetime:
        return self.moment

    def sleeps(self, days: int) -> None:
        self.moment += timedelta(days=days)

    def says(self, *words: str, status: int = 0) -> str:
        """Say a command; give what it prints."""
        with pytest.raises(SystemExit) as ended:
            run(words)
        said = self.capsys.readouterr()
        assert (ended.value.code or 0) == status, said.out + said.err
        return " ".join((said.out + said.err).split())

    def asks(self, *words: str) -> Any:
        """Say a command; read its answer as JSON."""
        with pytest.raises(SystemExit) as ended:
            run((*words, "--json"))
        said = self.capsys.readouterr()
        assert not ended.value.code, said.out + said.err
        return json.loads(said.out)

    def asks_or_hears(self, words: str, error: str, *more: str) -> bool:
        """Say a command; tell whether it was refused for this reason."""
        with pytest.raises(SystemExit) as ended:
            run((words, *more, "--json"))
        said = json.loads(self.capsys.readouterr().out)
        assert not ended.value.code or said["error"] == error, said
        return bool(ended.value.code)

    def brings(self, name: str, *more: str) -> Any:
        return self.asks("import", name, *YEAR[name], *more)

    def brings_by_page(self, name: str) -> Any:
        """Drop a file on the page, look at the preview, press the button."""
        with Path(name).open("rb") as file:
            page = self.browser.post(f"/{self.book.pk}/import/", {"file": file})
        there = page.headers["Location"]
        self.works()
        assert self.browser.get(there).status_code == 200
        assert Batch.objects.latest("pk").state == "preview"
        assert self.browser.post(there, {"act": "apply"}).status_code == 302
        self.works()
        assert Batch.objects.latest("pk").state == "done"
        return import_result(self.book.pk, there.split("/")[-2])

    def brings_a_book(self, name: str, called: str) -> int:
        """Bring a whole book in by the page, and wait until it is there."""
        with Path(name).open("rb") as file:
            sent = {"whole": file, "called": called}
            page = self.browser.post("/books/whole/", sent)
        there = page.headers["Location"]
        assert self.browser.get(there).status_code == 200
        self.works()
        return int(self.browser.get(there).headers["Location"].strip("/"))

    def works(self) -> None:
        """Let the worker beside the pages do what was ordered."""
        while self.worker.work_once():
            pass

    def people(self, book: int | None = None) -> list[str]:
        people = Person.objects.filter(book=book or self.book.pk, is_owner=False)
        return sorted(people.values_list("display", flat=True))

    def touches(self, book: int | None = None) -> int:
        return Touch.objects.filter(book=book or self.book.pk).count()

    def uid(self, name: str, **more: Any) -> str:
        return str(Person.objects.get(book=self.book, display=name, **more).uid)

    def packs(self) -> bytes:
        """Take everything out by the page."""
        page = self.browser.get(f"/{self.book.pk}/export/")
        assert page.status_code == 200
        return b"".join(page.streaming_content)


@pytest.fixture(params=["en", "de"])
def tongue(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Any:
    code: str = request.param
    monkeypatch.setenv("LANG", {"en": "en_GB.UTF-8", "de": "de_DE.UTF-8"}[code])
    with translation.override(code):
        yield code


@pytest.fixture
def anna_at_home(
    anna: Account,
    book: Book,
    tmp_path: Path,
    tongue: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Anna]:
    """Anna at her desk, with her files in a folder, and her browser open."""
    _lay_out(tmp_path)
    monkeypatch.chdir(tmp_path)
    browser = Client()
    sign_in(browser, anna)
    found = Anna(anna, book, tmp_path, browser, capsys)
    for place in CLOCKS:
        monkeypatch.setattr(f"kontor.cli.{place}.now", found.now)
    monkeypatch.setattr("kontor.web.hand.now", found.now)
    listed.list_file().unlink(missing_ok=True)
    yield found
    listed.list_file().unlink(missing_ok=True)


def _lay_out(folder: Path) -> None:
    """Put the files where she keeps them, as the programs write them."""
    for path in FILES.iterdir():
        if path.is_file():
            (folder / path.name).write_bytes(path.read_bytes())
    # Outlook writes in the code page of Windows.
    text = (FILES / "outlook.csv").read_text("utf-8")
    (folder / "outlook.csv").write_bytes(text.encode("cp1252"))
    with zipfile.ZipFile(folder / "linkedin.zip", "w") as archive:
        for name in LINKEDIN:
            archive.write(FILES / "linkedin" / name, name)


def brought_by(result: Any) -> tuple[int, int, int]:
    """Add up what an import brought, of all its files."""
    files = result["files"]
    new, changed = (sum(f["people"][n] for f in files) for n in ("new", "changed"))
    return new, changed, sum(f["touches"] for f in files)


def signs_of_him() -> list[str]:
    there = all_there_is()
    return [sign for sign in SIGNS if sign.encode() in there]


def see_that_they_are_two_again(before: Ledger, after: Ledger) -> None:
    """See that each has what it had before the merge, and what came since is kept."""
    for table, rows in before.items():
        now = after[table]
        assert rows.keys() <= now.keys(), table
        changed = [key for key, row in rows.items() if now[key] != row]
        # Karl Kühn's place of work is another one since.
        assert len(changed) == (table == "affiliation"), (table, changed)
        # So is the call with him.
        new = table in {"touch", "participant"}
        assert len(now) - len(rows) == new, table


def see_that_the_files_change_nothing(anna: Anna, book: int) -> None:
    before = ledger(book)
    result = anna.asks("import", *YEAR, "--book", str(book))
    assert brought_by(result) == (0, 0, 0)
    see_that_none_is_lost(result)
    assert ledger(book) == before


def see_that_they_are_alike(anna: Anna, data: bytes, other: int) -> None:
    """Compare two books piece by piece: each row, each picture, and what is shown."""
    again = b"".join(everything(other, moment=anna.moment))
    first, second = canonical(lines(data)), canonical(lines(again))
    # The head has the name of the book, which is another one.
    assert [row for row in second[1:] if row not in first[1:]] == []
    assert second[1:] == first[1:]
    assert photos(again) == photos(data) != {}
    check(other)
    texts = [[*row.values()][1:] for row in derived(anna.book.pk).values()]
    assert [[*row.values()][1:] for row in derived(other).values()] == texts
    for uid in Person.objects.filter(book=other).values_list("uid", flat=True):
        here, there = (
            anna.asks("show", str(uid), "--book", str(book)) | {"id": 0}
            for book in (anna.book.pk, other)
        )
        assert there == here


def see_that_another_machine_has_it(
    anna: Anna, data: bytes, text: dict[str, str]
) -> None:
    """Bring the ZIP in elsewhere, back it up, spoil it, and put the backup back."""
    machine = anna.folder / "machine"
    machine.mkdir()

    def kontor(*words: str) -> str:
        return _elsewhere(machine, *words)

    (machine / "kontor.zip").write_bytes(data)
    (machine / "passphrase").write_text("Möwen über Lübeck\n", "utf-8")
    # The empty book that Kontor begins with gives way.
    assert text["here"] in kontor("import", "kontor.zip")
    kontor("export", "first.zip")
    first = lines((machine / "first.zip").read_bytes())
    # Who did it there is somebody else, but what was done is the same.
    assert _nobodys(first) == _nobodys(lines(data))
    kontor("backup", "safe.kontor-backup", "--passphrase-file", "passphrase")
    assert b"Erika" not in (machine / "safe.kontor-backup").read_bytes()
    kontor("edit", "Erika Müller", "--note", "Something else")
    kontor("undo")
    kontor("remove", "Ben Brandt")
    back = ("restore", "safe.kontor-backup", "--passphrase-file", "passphrase", "--yes")
    assert text["restored"] in kontor(*back)
    kontor("export", "second.zip")
    assert lines((machine / "second.zip").read_bytes())[1:] == first[1:]
    # Whoever is erased after a backup does not come back with it.
    kontor("erase", "Erika Müller", "--name", "Erika Müller")
    assert text["restored"] in kontor(*back)
    people = kontor("people")
    assert "Ben Brandt" in people
    assert "Erika" not in people


def _nobodys(found: list[dict[str, Any]]) -> list[Any]:
    rows = [{n: v for n, v in row.items() if n != "account"} for row in found]
    return canonical(rows)[1:]


def _elsewhere(machine: Path, *words: str) -> str:
    """Say a command on a machine of its own, as a process."""
    kept = {n: v for n, v in os.environ.items() if not n.startswith("KONTOR_")}
    ran = subprocess.run(
        [sys.executable, "-c", COMMAND.format(str(ROOT / "src")), *words],
        cwd=machine, env=kept | {"KONTOR_DATA": str(machine / "data")},
        stdin=subprocess.DEVNULL, capture_output=True, text=True, encoding="utf-8",
        check=False,
    )  # fmt: skip
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return " ".join((ran.stdout + ran.stderr).split())


def see_that_none_is_lost(result: Any) -> None:
    for file in result["files"]:
        counts = file["records"]
        parts = counts["used"], counts["left_out"], counts["failed"]
        assert counts["read"] == sum(parts), file


@pytest.mark.django_db(transaction=True)
def test_a_year_of_files(anna_at_home: Anna, tongue: str) -> None:
    anna, text = anna_at_home, TEXTS[tongue]
    anna.asks("edit", "me", "--email", "anna@ahlers.example")
    empty = ledger(anna.book.pk)

    # March. Before anything comes in she looks at each of her files.
    assert text["unnamed"] in anna.says("import", "telephone.vcf", "--dry-run")
    for name in YEAR:
        seen = anna.brings(name, "--dry-run")
        assert seen["batch"] is None
        see_that_none_is_lost(seen)
    assert text["preview"] in anna.says("import", "google.csv", "--dry-run")
    assert ledger(anna.book.pk) == empty
    # Of one table nobody can tell what its columns mean: it asks, and waits.
    assert text["columns"] in anna.says("import", "customers.csv", status=1)
    assert ledger(anna.book.pk) == empty

    # Everything comes in, two of the files by the page.
    for name in YEAR:
        result = anna.brings_by_page(name) if name in BY_PAGE else anna.brings(name)
        assert brought_by(result) == BROUGHT[name], name
        see_that_none_is_lost(result)
    assert anna.people() == EVERYBODY
    assert anna.touches() == sum(touches for _, _, touches in BROUGHT.values())
    check(anna.book.pk)

    # She writes down what she knows better than her files.
    erika = anna.uid("Erika Müller")
    anna.asks("edit", erika, "--note", "Peonies in May", "--role", "Meisterin")
    anna.sleeps(30)

    # April. The same files once more: nothing changes, also not what she wrote.
    before = ledger(anna.book.pk)
    for name in YEAR:
        result = anna.brings_by_page(name) if name in BY_PAGE else anna.brings(name)
        assert brought_by(result) == (0, 0, 0), name
    assert text["nothing new"] in anna.says("import", "telephone.vcf")
    assert ledger(anna.book.pk) == before

    # Some stand in the book twice; that the names are equal is no proof, so she asks.
    assert text["pairs"] in anna.says("duplicates")
    pairs = anna.asks("duplicates")
    assert sorted((p["first"]["name"], p["second"]["name"]) for p in pairs) == [
        ("Ben Brandt", "Ben Brandt"),
        ("Herr Jürgen Weber", "Jürgen Weber"),
        ("Herr Karl Kühn", "Karl Kuehn"),
    ]
    ben, jürgen, karl = (
        (p["first"]["uid"], p["second"]["uid"])
        for p in sorted(pairs, key=lambda p: p["first"]["name"])
    )
    anna.says("merge", *jürgen, "--yes")
    page = anna.browser.post(f"/{anna.book.pk}/people/{ben[0]}/merge/{ben[1]}/")
    assert page.status_code == 302
    two_karls = ledger(anna.book.pk)
    wrong = anna.asks("merge", *karl, "--yes")["deed"]
    assert len(anna.people()) == 11

    # September. Karl calls, and is somebody else in his firm by now. Then it turns out
    # that Karl Kuehn is his cousin: one merge is taken back, five months late.
    anna.sleeps(150)
    anna.says("log", "Call with Karl Kühn 10 min yesterday", "--yes")
    anna.asks("edit", karl[0], "--role", "Geschäftsführer")
    anna.says("undo", str(wrong))
    see_that_they_are_two_again(two_karls, ledger(anna.book.pk))
    assert anna.asks("show", karl[1])["name"] == "Karl Kuehn"
    check(anna.book.pk)

    # And once more the same files, all at once: they find everybody where they are now,
    # and what the columns mean is remembered.
    see_that_the_files_change_nothing(anna, anna.book.pk)

    # October. Zacharias wants to be in no book. No byte is left of him, and his card
    # on her telephone does not bring him back.
    anna.sleeps(30)
    assert signs_of_him() == list(SIGNS)
    told = anna.says(
        "erase", "Zacharias Quendelmayer", "--name", "Zacharias Quendelmayer"
    )
    assert text["erased"] in told
    assert signs_of_him() == []
    see_that_the_files_change_nothing(anna, anna.book.pk)
    assert signs_of_him() == []

    # Ben asks what she holds on him: every source, every meeting, nobody else's name.
    anna.says("disclose", ben[0], "ben.json")
    told = json.loads(Path("ben.json").read_text("utf-8"))
    assert [source["source"] for source in told["sources"]] == ["vcard", "csv"]
    assert [touch["channel"] for touch in told["touches"]] == ["email", "meeting"]
    assert ["X-SPRACHE", "X-SPRACHE:Platt"] in told["sources"][0]["unknown"]
    assert "Kühn" not in json.dumps(told, ensure_ascii=False)

    # November. All of it goes out by the page, and becomes a book of its own again; a
    # book with something in it does not take it, an empty one gives way.
    anna.sleeps(30)
    data = anna.packs()
    Path("kontor.zip").write_bytes(data)
    assert text["not empty"] in anna.says("import", "kontor.zip", status=1)
    new = anna.brings_a_book("kontor.zip", "Neu")
    anna.says("book", "Leer")
    assert text["here"] in anna.says("import", "kontor.zip", "--book", "Leer")
    assert [book["name"] for book in anna.asks("books")] == [
        "Anna Ahlers", "Neu", "Anna Ahlers",
    ]  # fmt: skip
    see_that_they_are_alike(anna, data, new)

    # The new book knows where everything came from: the files of March change nothing
    # in it, and Zacharias stays out.
    see_that_the_files_change_nothing(anna, new)
    assert signs_of_him() == []

    # She gets a new machine. The ZIP comes in there, a backup is made and put back.
    see_that_another_machine_has_it(anna, data, text)

    # December. Was it worth it? All files once more, into a book to try them; newest
    # first they are taken back, and nothing is left of them.
    anna.says("book", "Probe", "--owner", "Anna Ahlers")
    anna.asks("edit", "me", "--email", "anna@ahlers.example", "--book", "Probe")
    trial = Book.objects.latest("pk").pk
    untouched = ledger(trial)
    batches = [anna.brings(name, "--book", "Probe")["batch"] for name in YEAR]
    assert len(anna.people(trial)) > 11
    for batch in reversed(batches):
        done = anna.asks("imports", batch, "--undo", "--book", "Probe")
        assert (done["state"], done["kept"]) == ("undone", [])
    assert ledger(trial) == untouched

    # So is everything that was done in that year, step by step, to the empty book.
    steps = 0
    while not anna.asks_or_hears("undo", "nothing_to_undo", "--book", "Neu"):
        steps += 1
        check(new)
    # Her address, ten files, what she wrote of Erika and of Karl, two merges that still
    # stood, and the call.
    assert steps == 16
    left = without(ledger(new), "book", "person")
    assert {table: rows for table, rows in left.items() if rows} == {}
    assert anna.people(new) == []
