"""All that is held on one person, for them."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import date, timedelta
from html.parser import HTMLParser

import pytest
from django.utils import translation

from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.photos import set_photo
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.promises import add_promise
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import log_touch
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member, edit_member
from kontor.actions.groups.met import say_met_in
from kontor.actions.groups.segments import add_segment, say_belongs, say_reach
from kontor.actions.overview.week import plan_week
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person
from kontor.reports.overview.disclosure.gather import as_plain, disclosure
from kontor.reports.overview.disclosure.page import as_json, packed, readable
from tests.actions.overview.bringing import bring, card

TODAY = date(2026, 3, 2)
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def eva(book: Book, hand: Hand, ben: Person) -> str:
    """Somebody with everything there is, and Ben beside her."""
    bring(book, hand, card("EMAIL:eva@n.example", "X-SHOE:42", f"NOTE:{EVIL}",
                           uid="eva-1", name="Eva Nord"))  # fmt: skip
    uid = str(Person.objects.get(display="Eva Nord").uid)
    edit_person(
        book.pk, uid, hand=hand, met_through=ben.uid, language="en", confidential=True,
        phones=[Point("0451 123456")], tags=["Chor"], birthday=(1970, 3, 4),
    )  # fmt: skip
    set_photo(book.pk, uid, hand=hand, data=b"GIF89a" + bytes(20))
    day = TODAY - timedelta(days=40)
    log_touch(book.pk, [uid, ben.uid], hand=hand, day=day, note="Kaffee", minutes=30)
    add_promise(book.pk, uid, hand=hand, text="Buch")
    add_tie(book.pk, uid, ben.uid, hand=hand, how="Chor")
    edit_person(book.pk, uid, hand=hand, confidential=False)
    set_rhythm(book.pk, uid, hand=hand, rhythm="A")
    plan_week(book.pk, hand=hand)
    edit_person(book.pk, uid, hand=hand, confidential=True)
    return uid


def test_nothing_is_left_out_and_others_are_initials_only(book: Book, eva: str) -> None:
    plain = json.loads(as_json(disclosure(book.pk, eva, today=TODAY)))
    assert plain["person"]["display"] == "Eva Nord"
    assert plain["person"]["confidential"] is True
    assert plain["met_through"] == "B. B."
    assert [point["value"] for point in plain["points"]] == [
        "eva@n.example",
        "0451 123456",
    ]
    assert plain["tags"] == ["Chor"]
    (touch,) = plain["touches"]
    assert (touch["note"], touch["minutes"], touch["others"]) == (
        "Kaffee",
        30,
        ["B. B."],
    )
    assert [promise["text"] for promise in plain["promises"]] == ["Buch"]
    assert plain["ties"] == [{"with": "B. B.", "strength": 2, "how": "Chor"}]
    assert [line["day"] for line in plain["plan"]] == ["2026-03-02"]
    assert plain["photo"]["media_type"] == "image/gif"
    (source,) = plain["sources"]
    assert (source["source"], source["source_id"]) == ("vcard", "eva-1")
    assert "X-SHOE:42" in source["raw"]
    assert {line["piece"] for line in plain["origin"]} >= {
        "name",
        "email",
        "tie",
        "tag",
    }
    verbs = [deed["verb"] for deed in plain["deeds"]]
    assert verbs[0] == "import"
    assert {"edit_person", "log_touch", "add_tie", "add_promise"} <= set(verbs)
    assert "Brandt" not in json.dumps(plain)


def test_networks_are_told_of_and_others_there_by_initials_only(
    book: Book, hand: Hand, eva: str, ben: Person
) -> None:
    group = add_group(book.pk, hand=hand, name="Kaitreff", kind="leads").uid
    day = date(2026, 2, 3)
    once = {"standing": "guest", "since": day, "until": day}
    add_member(book.pk, group, eva, hand=hand, invited_by=ben.uid, **once)
    add_member(book.pk, group, ben.uid, hand=hand, invited_by=eva, trade="Notar")
    key = Person.objects.get(uid=eva).memberships.get().pk
    values = {"outcome": "declined", "reason": "Zu früh", "followed_up_on": TODAY}
    edit_member(book.pk, key, hand=hand, **values)
    held = add_gathering(book.pk, group, hand=hand, day=day).uid
    room = {eva: "late", str(ben.uid): "present"}
    fill_attendance(book.pk, held, hand=hand, states=room, talked=[eva])
    say_met_in(book.pk, eva, hand=hand, group=group, gathering=held)
    segment = add_segment(book.pk, hand=hand, name="Werften", tags=["Chor"]).uid
    say_belongs(book.pk, segment, eva, hand=hand, belongs=False)
    say_reach(book.pk, segment, eva, hand=hand, count=12)
    found = disclosure(book.pk, eva, today=TODAY)
    told = {line.piece: (line.label, line.value) for line in found.origin}
    assert {name: told[name] for name in (
        "network", "invited_by", "brought", "attendance", "met_in", "segment", "reach",
    )} == {
        "network": (
            "Network",
            "Kaitreff, Guest, 3 Feb 2026 – 3 Feb 2026, asked on 2 Mar 2026, "
            "did not join, Zu früh",
        ),
        "invited_by": ("Invited by", "B. B."),
        "brought": ("Brought along", "B. B."),
        "attendance": ("Gathering", "Kaitreff, 3 Feb 2026, came late"),
        "met_in": ("Met in", "Kaitreff, 3 Feb 2026"),
        "segment": ("Target segment", "Werften, no"),
        "reach": ("Knows", "12 · Werften, asked on 2 Mar 2026"),
    }  # fmt: skip
    verbs = {deed["verb"] for deed in found.deeds}
    assert verbs >= {"add_member", "edit_member", "fill_attendance", "say_reach"}
    for text in (as_json(found), readable(found)):
        assert "Brandt" not in text
        assert "Notar" not in text
        assert "Zu früh" in text


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_page_stands_by_itself_and_runs_nothing(book: Book, eva: str) -> None:
    page = readable(disclosure(book.pk, eva, today=TODAY))
    reader = _Reader()
    reader.feed(page)
    assert not {"script", "link", "iframe"} & set(reader.tags)
    assert "http" not in page
    for part in (
        "What is held on Eva Nord",
        "Anna Ahlers",
        EVIL,
        "Kaffee",
        "B. B.",
        "Import of 1.vcf (Address card), 2 Mar 2026",
        "X-SHOE:42",
    ):
        assert part in reader.text
    assert "Brandt" not in page


def test_the_file_is_in_the_persons_language(book: Book, hand: Hand, eva: str) -> None:
    with translation.override("de"):
        name, data = packed(book.pk, eva, today=TODAY)
    assert name == "eva-nord-2026-03-02"
    archive = zipfile.ZipFile(io.BytesIO(data))
    assert archive.namelist() == [f"{name}.json", f"{name}.html"]
    assert b"Where from, and since when" in archive.read(f"{name}.html")
    edit_person(book.pk, eva, hand=hand, language="de")
    _, data = packed(book.pk, eva, today=TODAY)
    page = zipfile.ZipFile(io.BytesIO(data)).read(f"{name}.html").decode()
    assert '<html lang="de">' in page
    assert "Woher und seit wann" in page


def test_of_somebody_with_a_name_only_there_is_little(book: Book, hand: Hand) -> None:
    uid = add_person(book.pk, hand=hand, name="李").uid
    found = disclosure(book.pk, uid, today=TODAY)
    assert (found.touches, found.sources, found.photo) == ((), (), None)
    assert "<table>" in readable(found)
    assert as_plain(found)["person"]["display"] == "李"
    assert packed(book.pk, uid, today=TODAY)[0] == "person-2026-03-02"
