from __future__ import annotations

import io
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis.stateful import rule

from kontor.actions.accounts.books import open_book
from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.tags import tag_people
from kontor.actions.connections.touches import log_touch
from kontor.actions.overview import bring_book as bring_book_module
from kontor.actions.overview import fill_book as fill_book_module
from kontor.actions.overview.bring_book import begin_book, clear_unfinished
from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.erasures import apply_erasures
from kontor.actions.overview.fill_book import NotEmpty
from kontor.actions.overview.imports.claim import Claim, silent
from kontor.actions.overview.imports.mapping import map_columns
from kontor.actions.overview.imports.stages import (
    apply_batch,
    drop_batch,
    read_batch,
    undo_batch,
)
from kontor.actions.overview.sample.load import load_sample
from kontor.actions.overview.undo import undo
from kontor.actions.worker import Worker
from kontor.core.errors import Missing
from kontor.exchange.kontor.lines import BrokenBook, NewerBook, NotABook, encoded
from kontor.lib.hand import Hand
from kontor.records import bulk
from kontor.records.erasing import listed
from kontor.records.models import (
    Account,
    Batch,
    Book,
    Deed,
    Person,
    PersonTag,
    Photo,
    Touch,
)
from kontor.records.models import Keeper as KeeperRow
from kontor.reports.accounts.books import books_of
from tests.actions.overview.books_alike import brought, canonical, lines, packed, photos
from tests.actions.overview.bringing import begin, bring, card, clock, later, look
from tests.records.acts import Keeper
from tests.records.full import fill
from tests.records.ledger import check, derived, whole
from tests.records.test_undo_properties import run


def test_a_book_with_something_in_every_table_comes_back_as_it_was(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    fill(book, hand)
    first = packed(book.pk)

    made = brought(first, tmp_path, hand)

    second = packed(made.book)
    assert canonical(lines(second)) == canonical(lines(first))
    assert photos(second) == photos(first)
    assert len(photos(second)) == 1
    check(made.book)


def test_the_sample_comes_back_as_it_was(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    sample = load_sample(hand.account_id or 0, hand=hand)
    first = packed(sample)

    made = brought(first, tmp_path, hand)

    assert canonical(lines(packed(made.book))) == canonical(lines(first))
    # Strength, search and what else is derived follows from the same touches.
    texts = [list(row.values())[1:] for row in derived(made.book).values()]
    assert texts == [list(row.values())[1:] for row in derived(sample).values()]
    check(made.book)


def test_a_book_without_history_comes_back_with_all_its_rows(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    fill(book, hand)
    first = packed(book.pk, history=False)

    made = brought(first, tmp_path, hand)

    assert canonical(lines(packed(made.book, history=False))) == canonical(lines(first))
    (deed,) = Deed.objects.filter(book=made.book)
    assert (deed.verb, deed.state, deed.facts) == (
        "open_book", "done", {"name": "Anna Ahlers"},
    )  # fmt: skip
    check(made.book)


def test_undo_goes_on_where_it_was(book: Book, hand: Hand, tmp_path: Path) -> None:
    bo = add_person(book.pk, hand=hand, name="Bo Beck", note="eins").uid
    edit_person(book.pk, bo, hand=hand, note="zwei")
    tag_people(book.pk, [bo], hand=hand, tag="Chor")
    log_touch(book.pk, [bo], hand=hand, channel="call")
    remove_person(book.pk, bo, hand=hand)

    made = brought(packed(book.pk), tmp_path, hand)

    for number in (book.pk, made.book):
        for _ in range(4):
            undo(number, hand=hand)
    # Removed, in touch, tagged, changed: all taken back, in either book.
    for number in (book.pk, made.book):
        person = Person.objects.get(book=number, is_owner=False)
        assert (str(person.uid), person.note) == (str(bo), "eins")
        assert not Touch.objects.filter(book=number).exists()
        assert not PersonTag.objects.filter(book=number).exists()
    assert canonical(lines(packed(made.book))) == canonical(lines(packed(book.pk)))


def test_an_import_can_still_be_taken_back(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    batch = bring(book, hand, card("EMAIL:a@x.example", uid="a", name="Ada Alt"))

    made = brought(packed(book.pk), tmp_path, hand)

    undo_batch(made.book, batch.uid, hand=hand, clock=clock)
    assert not Person.objects.filter(book=made.book, is_owner=False).exists()
    assert Person.objects.filter(book=book, is_owner=False).count() == 1


def test_an_import_that_was_looked_at_can_be_applied(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    batch = look(book, hand, card("TEL:0451 1", uid="a", name="Ada Alt"))

    made = brought(packed(book.pk), tmp_path, hand)

    apply_batch(made.book, batch.uid, clock=clock)
    assert Person.objects.filter(book=made.book, display="Ada Alt").count() == 1
    assert not Person.objects.filter(book=book, display="Ada Alt").exists()


def test_an_import_whose_files_are_elsewhere_counts_as_dropped(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    uid = begin(book, hand, card(name="Ada Alt"))

    made = brought(packed(book.pk), tmp_path, hand)

    found = Batch.objects.get(book=made.book)
    assert (str(found.uid), found.state, found.deed.state) == (uid, "dropped", "done")
    assert Batch.objects.get(book=book).state == "reading"


def test_importing_the_same_cards_again_changes_nothing(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    text = card("EMAIL:a@x.example", "X-SHOE:42", uid="a", name="Ada Alt")
    bring(book, hand, text)
    made = brought(packed(book.pk), tmp_path, hand)
    before = lines(packed(made.book, history=False))

    bring(Book.objects.get(pk=made.book), hand, text)

    assert lines(packed(made.book, history=False)) == before


def test_deeds_of_somebody_else_are_nobodys(
    book: Book, hand: Hand, clara: Account, tmp_path: Path
) -> None:
    add_person(book.pk, hand=hand, name="Bo Beck")
    hers = Hand(clara.pk, hand.moment)

    made = brought(packed(book.pk), tmp_path, hers)

    assert set(
        Deed.objects.filter(book=made.book).values_list("account", flat=True)
    ) == {None}
    assert [k.account for k in KeeperRow.objects.filter(book=made.book)] == [clara]


def test_an_empty_book_gives_way(book: Book, hand: Hand, tmp_path: Path) -> None:
    add_person(book.pk, hand=hand, name="Bo Beck")
    data = packed(book.pk)
    empty = open_book(hand.account_id or 0, hand=hand, name="Leer")

    made = brought(data, tmp_path, hand, instead_of=empty)

    assert not Book.objects.filter(pk=empty).exists()
    assert (made.name, made.people) == ("Anna Ahlers", 1)


def test_a_book_with_people_does_not(book: Book, hand: Hand, tmp_path: Path) -> None:
    add_person(book.pk, hand=hand, name="Bo Beck")
    with pytest.raises(NotEmpty):
        brought(packed(book.pk), tmp_path, hand, instead_of=book.pk)
    assert Book.objects.count() == 1


def test_nobody_elses_book_gives_way(
    book: Book, hand: Hand, clara_book: Book, tmp_path: Path
) -> None:
    with pytest.raises(Missing):
        brought(packed(book.pk), tmp_path, hand, instead_of=clara_book.pk)
    assert Book.objects.filter(pk=clara_book.pk).exists()


def rewritten(data: bytes, change: Callable[[list[dict[str, Any]]], Any]) -> bytes:
    """Change the lines of a ZIP."""
    found = lines(data)
    change(found)
    return b"".join(map(encoded, found))


BAD: dict[str, Callable[[list[dict[str, Any]]], Any]] = {
    "a row too few": lambda found: found.pop(),
    "a row twice": lambda found: found.append(found[-1]),
    "a table in two pieces": lambda found: found.append(
        {**next(r for r in found[1:] if r["is"] == "deed"), "id": 10**6}
    ),
    "no key": lambda found: found[-1].pop("id"),
    "a key that is none": lambda found: found[-1].update(id="x"),
    "a huge key": lambda found: found[-1].update(id=2**70),
    "a strange table": lambda found: found[-1].update({"is": "spell"}),
    "a strange column": lambda found: found[-1].update(color="red"),
    "an account of its own choice": lambda found: found[1].update(account_id=1),
    "a text too long": lambda found: person(found).update(given="x" * 201),
    "a text that is none": lambda found: person(found).update(given=["x"]),
    "a choice that is none": lambda found: person(found).update(relation="enemy"),
    "a day that is none": lambda found: person(found).update(known_since="31.2."),
    "a uid that is none": lambda found: person(found).update(uid="x"),
    "a month that is none": lambda found: person(found).update(
        birth_month=13, birth_day=1
    ),
    "a key of nobody": lambda found: person(found).update(met_through_id=10**6),
    "a book that would be coming in": lambda found: found[1].update(
        verb="open_book", state="open"
    ),
    "a verb of nobody": lambda found: found[1].update(verb="fly"),
    "two owners": lambda found: person(found).update(is_owner=True),
    "the same uid twice": lambda found: person(found).update(
        uid=next(r["uid"] for r in found[1:] if r.get("is_owner"))
    ),
    "a zone that is none": lambda found: found[0]["book"].update(time_zone="Mars"),
    "a language that is none": lambda found: found[0]["book"].update(language="xx"),
    "a way out": lambda found: found[0]["book"].update(time_zone="../../etc/passwd"),
    "half-lives of nothing": lambda found: found[0]["book"].update(half_life=0),
}


def person(found: list[dict[str, Any]]) -> dict[str, Any]:
    """Find Bo, who is not the owner."""
    return next(
        row for row in found[1:] if row["is"] == "person" and not row.get("is_owner")
    )


@pytest.mark.parametrize("name", BAD)
def test_a_file_that_is_not_as_it_was_written_leaves_nothing_behind(
    book: Book, hand: Hand, tmp_path: Path, name: str
) -> None:
    add_person(book.pk, hand=hand, name="Bo Beck", tags=["Chor"])
    data = rewritten(packed(book.pk), BAD[name])
    before = whole(book.pk)

    with pytest.raises((BrokenBook, NewerBook)):
        brought(data, tmp_path, hand)

    assert Book.objects.count() == 1
    assert whole(book.pk) == before


def test_bare_lines_come_in_without_pictures_and_say_so(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    fill(book, hand)
    data = rewritten(packed(book.pk), lambda found: None)

    made = brought(data, tmp_path, hand)

    assert made.lost == 1
    assert not Photo.objects.filter(book=made.book).exists()


def test_what_was_killed_half_way_is_cleared_away_and_never_seen(
    book: Book, hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(book.pk, hand=hand, name="Bo Beck")
    data = packed(book.pk)

    def killed(*args: Any) -> None:
        raise SystemExit

    # Whoever is killed clears nothing away.
    monkeypatch.setattr(fill_book_module, "_finish", killed)
    monkeypatch.setattr(bring_book_module, "_clear", lambda row: None)
    monkeypatch.setattr(Claim, "__exit__", lambda *error: None)
    with pytest.raises(SystemExit):
        brought(data, tmp_path, hand)
    monkeypatch.undo()
    assert [b.id for b in books_of(hand.account_id or 0)] == [book.pk]
    assert Book.objects.count() == 2
    # Perhaps somebody is still at it.
    clear_unfinished(hand)
    assert Book.objects.count() == 2

    clear_unfinished(Hand(hand.account_id, hand.moment + timedelta(minutes=3)))

    assert Book.objects.get() == book


def test_broken_off_after_its_last_step_the_book_is_there(
    book: Book, hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_person(book.pk, hand=hand, name="Bo Beck")
    data, whole_one = packed(book.pk), whole(book.pk)

    def breaks_off() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(bulk, "take_stock", breaks_off)
        brought(data, tmp_path, hand)
    assert len(books_of(hand.account_id or 0)) == 2
    assert Person.objects.filter(display="Bo Beck").count() == 2
    assert whole(book.pk) == whole_one


def test_the_worker_clears_such_a_book_away(
    book: Book, hand: Hand, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = packed(book.pk)
    monkeypatch.setattr(fill_book_module, "_finish", lambda *args: 1 / 0)
    monkeypatch.setattr(bring_book_module, "_clear", lambda row: None)
    monkeypatch.setattr(Claim, "__exit__", lambda *error: None)
    with pytest.raises(ZeroDivisionError):
        brought(data, tmp_path, hand)
    monkeypatch.undo()
    moments = iter([hand.moment, *[hand.moment + timedelta(hours=1)] * 9])
    worker = Worker(lambda: next(moments))

    worker._learn()

    assert Book.objects.get() == book


def test_progress_comes_to_its_end(book: Book, hand: Hand, tmp_path: Path) -> None:
    fill(book, hand)
    told: list[tuple[int, int]] = []
    brought(packed(book.pk), tmp_path, hand, progress=lambda *n: told.append(n))
    assert told[-1][0] == told[-1][1] > 0


# What follows is how the page brings a book in: the worker does it.


def ordered(data: bytes, hand: Hand, **how: Any) -> Batch:
    """Take a ZIP in, as the page does."""
    return begin_book(("book.zip", io.BytesIO(data)), hand=hand, **how)


def test_the_worker_fills_a_book_that_was_ordered(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    fill(book, hand)
    first = packed(book.pk)
    batch = ordered(first, hand, name="Zwei")
    # Nobody sees it until it is whole.
    assert [b.id for b in books_of(hand.account_id or 0)] == [book.pk]

    assert Worker(clock).work_once()

    assert [b.name for b in books_of(hand.account_id or 0)] == ["Anna Ahlers", "Zwei"]
    second = packed(batch.book_id)
    assert canonical(lines(second))[1:] == canonical(lines(first))[1:]
    assert photos(second) == photos(first)
    check(batch.book_id)
    # Nothing is left of the import, nor of its file, and nothing to be done.
    assert not Batch.objects.filter(pk=batch.pk).exists()
    assert not Path(settings.DATA, "imports", str(batch.uid)).exists()
    assert not Worker(clock).work_once()


def test_a_command_does_it_itself(book: Book, hand: Hand) -> None:
    ordered(packed(book.pk), hand, inline=True)
    assert not Worker(clock).work_once()


class Killed(BaseException):
    """The process was killed."""


@pytest.mark.parametrize("step", range(1, 40, 3))
def test_a_worker_that_was_killed_begins_anew_and_leaves_nothing_twice(
    book: Book, hand: Hand, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(book, hand)
    first = packed(book.pk)
    batch = ordered(first, hand)
    calls = 0

    def advance(self: Claim, done: int = 0, **columns: Any) -> None:
        nonlocal calls
        calls += 1
        if calls == step:
            raise Killed
        original(self, done, **columns)

    original = Claim.advance
    monkeypatch.setattr(Claim, "advance", advance)
    monkeypatch.setattr(Claim, "__exit__", lambda *error: None)
    monkeypatch.setattr("kontor.records.takein.fill.CHUNK", 3)
    with pytest.raises(Killed):
        Worker(clock).work_once()
    monkeypatch.undo()
    # Neither seen nor cleared away, and nobody takes it up before its time.
    assert len(books_of(hand.account_id or 0)) == 1
    clear_unfinished(Hand(None, later()))
    assert not Worker(clock).work_once()

    assert Worker(later).work_once()

    assert canonical(lines(packed(batch.book_id))) == canonical(lines(first))
    check(batch.book_id)


def test_an_import_in_a_book_that_is_not_whole_waits(book: Book, hand: Hand) -> None:
    mine = look(book, hand, card("TEL:0451 1", uid="a", name="Ada Alt"))
    Batch.objects.filter(pk=mine.pk).update(state="applying")
    batch = ordered(packed(book.pk), hand)
    with Claim(batch, clock, silent) as claim:
        monkeys = pytest.MonkeyPatch()
        monkeys.setattr(fill_book_module, "_finish", lambda *args: None)
        fill_book_module.fill_book(batch, claim)
        monkeys.undo()
    theirs = Batch.objects.filter(book=batch.book_id).exclude(pk=batch.pk)
    assert theirs.get().state == "applying"
    worker = Worker(clock)

    # Anna's own import, and then the rest of the book, before what came in it.
    assert worker.work_once()
    assert Person.objects.filter(book=book, display="Ada Alt").exists()
    assert worker.work_once()
    assert len(books_of(hand.account_id or 0)) == 2
    assert not Person.objects.filter(book=batch.book_id, display="Ada Alt").exists()
    assert worker.work_once()
    assert Person.objects.filter(book=batch.book_id, display="Ada Alt").exists()


def test_dropping_an_import_in_the_second_book_leaves_the_files_of_the_first(
    book: Book, hand: Hand, tmp_path: Path
) -> None:
    # Its columns can still be named anew, so its file is kept.
    mine = look(book, hand, "Nr;Kunde\n1;Eva Ems\n2;Fritz Falk\n")
    (kept,) = mine.files.all()
    map_columns(book.pk, mine.uid, kept.pk, choices=["keep", "name"], has_heading=True)
    read_batch(book.pk, mine.uid, clock=clock)
    made = brought(packed(book.pk), tmp_path, hand)

    drop_batch(made.book, mine.uid, clock=clock)

    assert Path(settings.DATA, kept.path).exists()
    drop_batch(book.pk, mine.uid, clock=clock)
    assert not Path(settings.DATA, kept.path).exists()


@pytest.mark.parametrize(
    ("name", "code"),
    [("a text too long", "kontor-damaged"), ("a strange column", "kontor-newer")],
)
def test_what_is_wrong_with_the_file_is_kept_for_a_day(
    book: Book, hand: Hand, name: str, code: str, caplog: pytest.LogCaptureFixture
) -> None:
    add_person(book.pk, hand=hand, name="Bo Beck", tags=["Chor"])
    batch = ordered(rewritten(packed(book.pk), BAD[name]), hand)

    assert Worker(clock).work_once()

    batch.refresh_from_db()
    (note,) = batch.files.get().counts["notes"]
    assert (batch.state, note["code"]) == ("dropped", code)
    assert not Person.objects.filter(book=batch.book_id).exists()
    assert not Path(settings.DATA, "imports", str(batch.uid)).exists()
    assert not Worker(later).work_once()
    assert caplog.text == ""
    clear_unfinished(Hand(None, later()))
    assert Book.objects.count() == 2
    clear_unfinished(Hand(None, hand.moment + timedelta(days=2)))
    assert Book.objects.get() == book


def test_killed_just_before_the_end_a_book_has_its_file_still(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = ordered(packed(book.pk), hand)

    def killed(**values: Any) -> None:
        raise Killed

    with monkeypatch.context() as patch, pytest.raises(Killed):
        patch.setattr(KeeperRow.objects, "create", killed)
        Worker(clock).work_once()
    assert Worker(later).work_once()
    assert len(books_of(hand.account_id or 0)) == 2
    assert not Path(settings.DATA, "imports", str(batch.uid)).exists()


def test_what_cannot_be_a_book_is_refused_at_once(book: Book, hand: Hand) -> None:
    folder = Path(settings.DATA, "imports")
    before = set(folder.glob("*"))
    for name in ("a zone that is none", "a language that is none"):
        with pytest.raises(BrokenBook):
            ordered(rewritten(packed(book.pk), BAD[name]), hand)
    with pytest.raises(NotABook):
        ordered(b"BEGIN:VCARD", hand)
    assert Book.objects.count() == 1
    assert set(folder.glob("*")) == before


def test_a_start_looks_past_a_book_that_is_not_whole(book: Book, hand: Hand) -> None:
    ordered(packed(book.pk), hand)
    assert apply_erasures(hand=hand) == 0


def test_whoever_was_erased_meanwhile_does_not_come_in(book: Book, hand: Hand) -> None:
    listed.list_file().unlink(missing_ok=True)
    bo = add_person(book.pk, hand=hand, name="Bo Beck", emails=[Point("b@x.example")])
    batch = ordered(packed(book.pk), hand)
    erase_person(book.pk, bo.uid, hand=hand)

    assert Worker(clock).work_once()

    assert not Person.objects.filter(book=batch.book_id, is_owner=False).exists()
    listed.list_file().unlink()


def test_nobody_keeps_a_book_before_the_erased_are_gone(book: Book, hand: Hand) -> None:
    listed.list_file().unlink(missing_ok=True)
    bo = add_person(book.pk, hand=hand, name="Bo Beck")
    batch = ordered(packed(book.pk), hand)
    erase_person(book.pk, bo.uid, hand=hand)
    good = listed.list_file().read_bytes()
    listed.list_file().write_text("damaged")

    assert not Worker(clock).work_once()
    assert not KeeperRow.objects.filter(book=batch.book_id).exists()

    listed.list_file().write_bytes(good)
    assert Worker(clock).work_once()
    assert KeeperRow.objects.filter(book=batch.book_id).exists()
    assert not Person.objects.filter(book=batch.book_id, is_owner=False).exists()
    listed.list_file().unlink()


class Exporting(Keeper):
    """Whatever a keeper does, the book comes back as it is, undone deeds and all."""

    @rule()
    def take_back(self) -> None:
        self.act(undo)

    def teardown(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            first = packed(self.book)
            made = brought(first, Path(folder), self.hand)
            assert canonical(lines(packed(made.book))) == canonical(lines(first))
            check(made.book)
        super().teardown()


def test_whatever_a_keeper_has_done_comes_back(db: None) -> None:
    run(Exporting, examples=12, steps=30)
