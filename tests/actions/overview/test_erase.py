"""Somebody who is erased is nowhere any more, and does not come back."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.conf import settings
from django.db import connection

from kontor.actions.connections.errors import OwnerStays
from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.promises import add_promise, edit_promise
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.tags import tag_people
from kontor.actions.connections.ties import add_tie, remove_tie
from kontor.actions.connections.touches import edit_touch, log_touch
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering, edit_gathering
from kontor.actions.groups.groups import add_group, edit_group
from kontor.actions.groups.members import add_member, edit_member
from kontor.actions.groups.met import say_met_in
from kontor.actions.groups.segments import (
    add_segment,
    edit_segment,
    say_belongs,
    say_reach,
)
from kontor.actions.overview.bring_book import begin_book
from kontor.actions.overview.erase import NotTheirName, erase_person
from kontor.actions.overview.erasures import (
    apply_erasures,
    erase_everywhere,
    erased_again,
)
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.choose import choose
from kontor.actions.overview.imports.claim import AtWork
from kontor.actions.overview.imports.stages import drop_batch
from kontor.actions.overview.log import note
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.undo import NothingToUndo, NotUndoable, undo
from kontor.actions.overview.week import plan_week
from kontor.actions.worker import Worker
from kontor.core.errors import Missing
from kontor.lib.hand import Hand
from kontor.records.erasing import listed
from kontor.records.models import (
    Account,
    Batch,
    Book,
    Change,
    Deed,
    Erasure,
    Item,
    Membership,
    Organisation,
    Person,
    Tie,
    Touch,
)
from kontor.reports.overview.erasing import erasing
from tests.actions.overview.books_alike import packed
from tests.actions.overview.bringing import apply, bring, card, clock, codes, look
from tests.records.ledger import check, ledger

SQLITE = connection.vendor == "sqlite"
NAME = "Zacharias Quendelmayer"
# Whatever of these is found anywhere tells of him.
SIGNS = ("zacharias", "quendelmayer", "zq@mayer.example", "451887766", "451 887766")
GIF = b"GIF89a" + bytes(20) + b"zacharias"


@pytest.fixture(autouse=True)
def _no_list() -> Iterator[None]:
    _clear()
    yield
    _clear()


def _clear() -> None:
    listed.list_file().unlink(missing_ok=True)
    shutil.rmtree(Path(settings.DATA, "imports"), ignore_errors=True)


def zach(book: Book, hand: Hand, **more: Any) -> str:
    return add_person(
        book.pk, hand=hand, name=NAME, emails=[Point("zq@mayer.example")],
        phones=[Point("0451 887766")], **more,
    ).uid  # fmt: skip


def everywhere(book: Book, hand: Hand) -> tuple[str, str]:
    """Leave traces of him in every corner; gives his uid and Eva's."""
    bring(
        book, hand,
        card("EMAIL:zq@mayer.example", "TEL:+49451887766", "NOTE:Zacharias kocht",
             "ORG:Quendelmayer Feinkost", "X-PET:Zacharias' Kater",
             uid="zach-1", name=NAME)
        + card("EMAIL:eva@nord.example", uid="eva-1", name="Eva Nord")
        + card("KIND:group", "X-ADDRESSBOOKSERVER-KIND:group",
               "MEMBER:mailto:zq@mayer.example", "MEMBER:mailto:eva@nord.example",
               uid="g-1", name="Kochclub"),
    )  # fmt: skip
    him = str(Person.objects.get(book=book, display=NAME).uid)
    eva = str(Person.objects.get(book=book, display="Eva Nord").uid)
    edit_person(
        book.pk, him, hand=hand, note="Zacharias mag Senf", birthday=(1970, 3, 4),
        places=[Place(street="Quendelmayer-Hof 1", city="Kiel")],
        work=[Work("Quendelmayer Feinkost", "Koch")], tags=["Küche"],
    )  # fmt: skip
    edit_person(book.pk, him, hand=hand, nickname="Zacharias der Koch")
    set_photo(book.pk, him, hand=hand, data=GIF)
    edit_person(book.pk, eva, hand=hand, met_through=him)
    add_tie(book.pk, him, eva, hand=hand, how="Chor")
    remove_tie(book.pk, Tie.objects.get(book=book).uid, hand=hand)
    add_tie(book.pk, eva, him, hand=hand)
    day = hand.moment.date() - timedelta(days=90)
    shared = log_touch(
        book.pk, [him, eva], hand=hand, day=day, note="Zacharias sucht ein Lokal"
    ).uid
    edit_touch(book.pk, shared, hand=hand, note="Mit zacharias im Lokal")
    log_touch(book.pk, [him], hand=hand, day=day, note="Nur er", channel="call")
    add_promise(book.pk, him, hand=hand, text="Zacharias das Messer bringen")
    tag_people(book.pk, [him, eva], hand=hand, tag="Fest")
    network(book, hand, him, eva)
    for who in (him, eva):
        set_rhythm(book.pk, who, hand=hand, rhythm="A")
    plan_week(book.pk, hand=hand)
    undo(book.pk, hand=hand)
    # Somebody in doubt, and a record that would change him.
    look(book, hand, card("NOTE:Zacharias noch einmal", name=NAME))
    look(book, hand, card("EMAIL:zq@mayer.example", "TITLE:Chef", uid="zach-1",
                          name=NAME))  # fmt: skip
    return him, eva


def network(book: Book, hand: Hand, him: str, eva: str) -> None:
    """Leave traces of him in a network, older wordings among them."""
    day = hand.moment.date() - timedelta(days=7)
    texts = {"name": f"Runde um {NAME}", "note": f"{NAME} lädt ein", "seats": [NAME]}
    group = add_group(book.pk, hand=hand, kind="circle", **texts).uid
    edit_group(book.pk, group, hand=hand, name="Kochrunde", note="", seats=[])
    add_member(book.pk, group, him, hand=hand, trade="Quendelmayers Senf")
    guest = {"standing": "guest", "since": day, "until": day, "invited_by": him}
    add_member(book.pk, group, eva, hand=hand, **guest)
    key = Membership.objects.get(person__uid=eva).pk
    edit_member(book.pk, key, hand=hand, invited_by=None, reason=f"Wegen {NAME}")
    edit_member(book.pk, key, hand=hand, invited_by=him, reason="")
    held = add_gathering(book.pk, group, hand=hand, day=day, title=f"Mit {NAME}").uid
    edit_gathering(book.pk, held, hand=hand, title="Abendessen")
    room = {him: "late", eva: "present"}
    fill_attendance(book.pk, held, hand=hand, states=room, talked=[him])
    fill_attendance(book.pk, held, hand=hand, states={him: "present"})
    say_met_in(book.pk, him, hand=hand, group=group, gathering=held)
    segment = add_segment(book.pk, hand=hand, name=f"Wie {NAME}", tags=[NAME]).uid
    edit_segment(book.pk, segment, hand=hand, name="Köche", tags=["Küche"])
    say_belongs(book.pk, segment, him, hand=hand, belongs=True)
    say_reach(book.pk, segment, him, hand=hand, count=4)
    say_reach(book.pk, segment, him, hand=hand, count=5)


def all_there_is() -> bytes:
    """Give every byte of the database and of the data folder."""
    found = b""
    if SQLITE:
        file = Path(connection.settings_dict["NAME"])
        names = [file, Path(f"{file}-wal")]
        found = b"".join(name.read_bytes() for name in names if name.exists())
    else:
        with connection.cursor() as cursor:
            for table in connection.introspection.table_names(cursor):
                cursor.execute(f'SELECT t::text FROM "{table}" t')
                found += "".join(row[0] for row in cursor.fetchall()).encode()
    for path in Path(settings.DATA).rglob("*"):
        if path.is_file() and ".sqlite3" not in path.name:
            found += path.read_bytes()
    return found.lower()


def signs_of_him() -> list[str]:
    there = all_there_is()
    return [sign for sign in SIGNS if sign.encode() in there]


@pytest.mark.django_db(transaction=True)
def test_of_an_erased_person_no_byte_is_left_anywhere(book: Book, hand: Hand) -> None:
    him, _ = everywhere(book, hand)
    assert signs_of_him() != []
    found = erase_person(book.pk, him, hand=hand, name="zacharias quendelmayer")
    assert signs_of_him() == []
    # One touch with him alone; one with Eva, whose note named him.
    assert (found.touches, found.notes) == (1, 1)
    check(book.pk)


@pytest.mark.django_db(transaction=True)
def test_earlier_versions_in_the_free_pages_of_the_file_go_too(
    book: Book, hand: Hand
) -> None:
    him = zach(book, hand)
    with connection.cursor() as cursor:
        if SQLITE:
            cursor.execute("PRAGMA secure_delete = OFF")
    for number in range(60):
        edit_person(book.pk, him, hand=hand, note=f"{NAME} {number} " * 300)
    remove_person(book.pk, him, hand=hand)
    assert erase_person(book.pk, him, hand=hand).touches == 0
    assert signs_of_him() == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("settle", [apply, lambda batch: drop_batch(*ids(batch))])
def test_nor_when_the_file_was_imported_again(
    book: Book, hand: Hand, settle: Callable[[Batch], Any]
) -> None:
    him = zach(book, hand)
    erase_person(book.pk, him, hand=hand)
    cards = card("EMAIL:zq@mayer.example", "NOTE:Zacharias kocht", name=NAME)
    # So much that it does not fit into one page of the file.
    others = [card(f"NOTE:{'x' * 300}", name=f"Ida {n}") for n in range(40)]
    settle(look(book, hand, cards + "".join(others)))
    assert signs_of_him() == []


def ids(batch: Batch) -> tuple[int, UUID]:
    return batch.book_id, batch.uid


def test_who_stays_has_all_they_had(book: Book, hand: Hand) -> None:
    him, eva = everywhere(book, hand)
    before = ledger(book.pk)
    keys = set(Person.objects.filter(uid=him).values_list("pk", flat=True))
    erase_person(book.pk, him, hand=hand)
    after = ledger(book.pk)
    # Eva's own rows are as they were, but for whom she knows through him.
    for table in ("contactpoint", "personwtag", "affiliation", "sourcecard"):
        for key, row in before.get(table, {}).items():
            if row["person_id"] and row["person_id"] not in keys:
                assert after[table][key] == row
    left = Person.objects.get(book=book, uid=eva)
    assert (left.display, left.met_through) == ("Eva Nord", None)
    assert Touch.objects.get(book=book).note == ""
    assert not Organisation.objects.filter(name__startswith="Quendel").exists()


def test_the_owner_is_told_how_often_and_the_deed_names_nobody(
    book: Book, hand: Hand
) -> None:
    him, _ = everywhere(book, hand)
    number = erase_person(book.pk, him, hand=hand).deed
    deed = Deed.objects.get(pk=number)
    assert (deed.verb, deed.facts) == ("erase_person", {})
    with pytest.raises(NotUndoable):
        undo(book.pk, number, hand=hand)


def test_undo_of_everything_older_still_works_and_brings_nobody_back(
    book: Book, hand: Hand
) -> None:
    him, _ = everywhere(book, hand)
    erase_person(book.pk, him, hand=hand)
    done = []
    while True:
        try:
            done.append(undo(book.pk, hand=hand).deed)
        except NothingToUndo:
            break
        check(book.pk)
        assert not Person.objects.filter(book=book, uid=him).exists()
    # The import, Eva's edits, the touch, the tag: nothing is left but the owner.
    assert [p.is_owner for p in Person.objects.filter(book=book)] == [True]
    for number in reversed(done):
        undo(book.pk, number, hand=hand)
        check(book.pk)
    people = Person.objects.filter(book=book, is_owner=False)
    assert [person.display for person in people] == ["Eva Nord"]
    assert Touch.objects.get(book=book).note == ""


def test_deeds_about_nobody_else_are_gone_and_undo_takes_the_one_before(
    book: Book, hand: Hand
) -> None:
    eva = add_person(book.pk, hand=hand, name="Eva Nord").uid
    him = zach(book, hand)
    edit_person(book.pk, him, hand=hand, note="x")
    erase_person(book.pk, him, hand=hand)
    verbs = list(Deed.objects.filter(book=book).values_list("verb", flat=True))
    assert sorted(verbs) == ["add_person", "erase_person", "open_book"]
    undo(book.pk, hand=hand)
    assert not Person.objects.filter(uid=eva).exists()


def test_a_deed_whose_rows_can_still_come_back_stays(book: Book, hand: Hand) -> None:
    # Eva came with the line that named them both, and was taken out since.
    note(book.pk, [], hand=hand, new=[NAME, "Eva Nord"], channel="call")
    him, eva = (
        Person.objects.get(book=book, display=name).uid for name in (NAME, "Eva Nord")
    )
    removal = remove_person(book.pk, eva, hand=hand).deed
    erase_person(book.pk, him, hand=hand)
    undo(book.pk, removal, hand=hand)
    check(book.pk)
    assert Person.objects.filter(uid=eva).exists()


def test_a_namesake_keeps_what_their_deeds_are_called(book: Book, hand: Hand) -> None:
    other = add_person(book.pk, hand=hand, name=NAME).uid
    him = zach(book, hand)
    erase_person(book.pk, him, hand=hand)
    assert Person.objects.get(uid=other).display == NAME
    assert Deed.objects.get(verb="add_person").facts == {"name": NAME}


def test_who_was_merged_into_them_does_not_come_back_either(
    book: Book, hand: Hand
) -> None:
    him = zach(book, hand)
    twin = add_person(book.pk, hand=hand, name="Z. Quendelmayer").uid
    merge_people(book.pk, him, twin, hand=hand)
    erase_person(book.pk, him, hand=hand)
    assert not Change.objects.filter(book=book).exists()
    # Of what was done with them no deed is left to be taken back.
    with pytest.raises(NothingToUndo):
        undo(book.pk, hand=hand)


@pytest.mark.parametrize("removed", [False, True])
def test_an_import_does_not_bring_them_back(
    book: Book, hand: Hand, removed: bool
) -> None:
    him = zach(book, hand, birthday=(1970, 3, 4))
    if removed:
        remove_person(book.pk, him, hand=hand)
    erase_person(book.pk, him, hand=hand)
    batch = look(
        book, hand,
        card("EMAIL:ZQ@mayer.example", name="Herr Q.")
        + card("TEL:0451/887766", name="Quendelmayer")
        + card("BDAY:1970-03-04", name=NAME)
        + card("BDAY:1971-03-04", name=NAME)
        + card("EMAIL:eva@nord.example", name="Eva Nord"),
    )  # fmt: skip
    # By mail, by telephone, by name and birthday; one of the same name, born in
    # another year, is somebody else, as the year is known.
    assert codes(batch) == ["erased", "erased", "erased"]
    apply(batch)
    shown = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    assert [p.display for p in shown] == [NAME, "Eva Nord"]
    # Nor does the import keep what they were called.
    left_out = Item.objects.filter(batch=batch, verdict="left_out")
    assert {(item.title, item.data) for item in left_out} == {("", None)}


def test_the_very_record_stays_out_even_with_nothing_but_a_name(
    book: Book, hand: Hand
) -> None:
    text = card(name=NAME)
    bring(book, hand, text)
    him = Person.objects.get(book=book, display=NAME).uid
    erase_person(book.pk, him, hand=hand)
    assert codes(look(book, hand, text)) == ["erased"]


def test_who_agrees_again_comes_in_and_stays_in(book: Book, hand: Hand) -> None:
    erase_person(book.pk, zach(book, hand), hand=hand)
    text = card("EMAIL:zq@mayer.example", name=NAME)
    batch = look(book, hand, text)
    choose(book.pk, batch.uid, Item.objects.get(batch=batch).pk, wanted=True)
    apply(batch)
    assert Person.objects.filter(book=book, display=NAME).exists()
    assert Erasure.objects.get(book=book).lifted
    assert [e.lifted for e in listed.read_list().entries.values()] == [True]
    # Later, and after a restore, nothing erases them again.
    assert apply_erasures(hand=hand) == 0
    assert codes(look(book, hand, card("EMAIL:zq@mayer.example", name="Zach"))) == []


def test_an_address_that_others_have_too_tells_nothing(book: Book, hand: Hand) -> None:
    add_person(book.pk, hand=hand, name="Eva", phones=[Point("0451 887766")])
    erase_person(book.pk, zach(book, hand), hand=hand)
    batch = look(book, hand, card("TEL:0451 887766", name="Kind von Eva"))
    assert codes(batch) == []


def test_after_a_restore_they_are_erased_again(book: Book, hand: Hand) -> None:
    him = zach(book, hand)
    row = Person.objects.get(uid=him)
    erase_person(book.pk, him, hand=hand)
    # The older backup knows neither of the erasing nor of its list.
    Erasure.objects.all().delete()
    add_person(book.pk, hand=hand, name=NAME)
    Person.objects.filter(display=NAME).update(uid=row.uid)
    assert apply_erasures(hand=hand) == 1
    assert not Person.objects.filter(book=book, is_owner=False).exists()
    assert Erasure.objects.count() == 1
    assert apply_erasures(hand=hand) == 0


def test_who_is_written_down_by_hand_again_is_not_erased_at_the_next_start(
    book: Book, hand: Hand
) -> None:
    erase_person(book.pk, zach(book, hand), hand=hand)
    again = zach(book, hand)
    assert apply_erasures(hand=hand) == 0
    assert Person.objects.filter(uid=again).exists()


def test_the_list_of_a_backup_is_put_together_with_the_one_there_is(
    book: Book, hand: Hand
) -> None:
    erase_person(book.pk, zach(book, hand), hand=hand)
    text = listed.list_file().read_text()
    listed.list_file().unlink()
    other = add_person(
        book.pk, hand=hand, name="Eva Nord", emails=[Point("e@n.example")]
    )
    erase_person(book.pk, other.uid, hand=hand)
    listed.adopt(text)
    assert len(listed.read_list().entries) == 2
    both = card("EMAIL:zq@mayer.example", name="Z") + card(
        "EMAIL:e@n.example", name="E"
    )
    assert codes(look(book, hand, both)) == ["erased", "erased"]


def test_a_list_lost_is_written_again_as_far_as_its_secret_is_known(
    book: Book, hand: Hand
) -> None:
    erase_person(book.pk, zach(book, hand), hand=hand)
    found = listed.read_list()
    entries = dict(found.entries)
    found.entries.clear()
    listed.write_list(found)
    assert apply_erasures(hand=hand) == 0
    assert listed.read_list().entries == entries


def test_a_copy_of_the_book_loses_them_at_once_and_a_strangers_copy_at_a_start(
    book: Book, clara: Account, hand: Hand
) -> None:
    him = zach(book, hand)
    for keeper, name in ((hand, "Zwei"), (replace(hand, account_id=clara.pk), "Drei")):
        begin_book(("k.zip", io.BytesIO(packed(book.pk))), hand=keeper, name=name)
        assert Worker(clock).work_once()
    assert erasing(book.pk, him).also_in == ()
    assert erasing(book.pk, him, hand.account_id).also_in == ("Zwei",)
    _, names = erase_everywhere(book.pk, him, hand=hand)
    assert names == ["Zwei"]
    there = Person.objects.filter(uid=him)
    assert there.get().book.name == "Drei"
    assert erased_again(hand=hand) == [("Drei", 1)]
    assert not there.exists()


def test_while_an_import_is_at_work_in_a_copy_nobody_is_erased(
    book: Book, hand: Hand
) -> None:
    him = zach(book, hand)
    ordered = begin_book(("k.zip", io.BytesIO(packed(book.pk))), hand=hand)
    assert Worker(clock).work_once()
    batch = look(Book.objects.get(pk=ordered.book_id), hand, card(name="Eva"))
    Batch.objects.filter(pk=batch.pk).update(
        claimed_until=hand.moment + timedelta(minutes=1)
    )
    with pytest.raises(AtWork):
        erase_everywhere(book.pk, him, hand=hand)
    assert Person.objects.filter(uid=him).count() == 2


def test_another_book_may_have_them(book: Book, clara_book: Book, hand: Hand) -> None:
    erase_person(book.pk, zach(book, hand), hand=hand)
    her = zach(clara_book, hand)
    assert codes(look(clara_book, hand, card("EMAIL:zq@mayer.example", name="Z"))) == []
    Erasure.objects.all().delete()
    assert apply_erasures(hand=hand) == 0
    assert Person.objects.filter(uid=her).exists()


def test_an_import_not_read_yet_that_names_them_is_dropped(
    book: Book, hand: Hand
) -> None:
    files = [("z.vcf", io.BytesIO(card(name=NAME).encode()))]
    begin_import(book.pk, hand=hand, files=files)
    other = begin_import(
        book.pk, hand=hand, files=[("e.vcf", io.BytesIO(card(name="Eva").encode()))]
    )
    found = erase_person(book.pk, zach(book, hand), hand=hand)
    assert found.imports == 1
    states = dict(Batch.objects.values_list("state", "uid"))
    assert str(states["reading"]) == other.batch
    kept = list(Path(settings.DATA, "imports").rglob("0001"))
    assert [path.parent.name for path in kept] == [other.batch]


def test_while_an_import_is_at_work_nobody_is_erased(book: Book, hand: Hand) -> None:
    him = zach(book, hand)
    batch = look(book, hand, card(name="Eva"))
    batch.claimed_until = hand.moment + timedelta(seconds=9)
    batch.save()
    with pytest.raises(AtWork):
        erase_person(book.pk, him, hand=hand)
    assert Person.objects.filter(uid=him).exists()


def test_a_wrong_name_and_the_owner_and_nobody_are_refused(
    book: Book, clara_book: Book, hand: Hand, owner: Person
) -> None:
    him = zach(book, hand)
    with pytest.raises(NotTheirName):
        erase_person(book.pk, him, hand=hand, name="Zacharias")
    with pytest.raises(OwnerStays):
        erase_person(book.pk, owner.uid, hand=hand)
    for book_id, uid in (
        (clara_book.pk, him),
        (book.pk, "nobody"),
        (book.pk, owner.pk),
    ):
        with pytest.raises(Missing):
            erase_person(book_id, uid, hand=hand)
    assert not Erasure.objects.exists()


def test_a_damaged_list_stops_an_erasing_and_an_import(book: Book, hand: Hand) -> None:
    erase_person(book.pk, zach(book, hand), hand=hand)
    eva = add_person(book.pk, hand=hand, name="Eva").uid
    listed.list_file().write_text("{")
    with pytest.raises(listed.ListUnreadable):
        erase_person(book.pk, eva, hand=hand)
    with pytest.raises(listed.ListUnreadable):
        look(book, hand, card(name="Z"))
    assert Person.objects.filter(uid=eva).exists()


def test_the_list_is_for_the_owners_eyes_only(book: Book, hand: Hand) -> None:
    erase_person(book.pk, zach(book, hand), hand=hand)
    assert listed.list_file().stat().st_mode & 0o077 == 0
    assert b"uendel" not in listed.list_file().read_bytes()


def test_a_promise_that_was_reworded_leaves_no_word(book: Book, hand: Hand) -> None:
    him = zach(book, hand)
    promise = add_promise(book.pk, him, hand=hand, text="Erst das").uid
    edit_promise(book.pk, promise, hand=hand, text="Dann dies")
    erase_person(book.pk, him, hand=hand)
    assert not Deed.objects.filter(book=book, facts__has_key="text").exists()
