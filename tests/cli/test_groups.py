"""``kontor groups`` and all that is done with networks and target segments."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from kontor.actions.connections.people import add_person
from kontor.actions.groups.groups import add_group
from kontor.lib.hand import Hand
from kontor.records.models import (
    Attendance,
    Belonging,
    Book,
    Gathering,
    Group,
    Membership,
    Person,
    Reach,
    Segment,
    Touch,
)

Kontor = Callable[..., Any]
TABLE = "name,2026-02-17,2026-02-24\nBen Brandt,P,P\nCem Can,A,P\n"


@pytest.fixture
def table(kontor: Kontor, book: Book, hand: Hand, ben: Person) -> None:
    """A leads group of Ben and Cem that meets on Tuesdays; today is a Monday."""
    add_person(book.pk, hand=hand, name="Cem Can")
    ran = kontor(
        "group", "Tuesday", "Table", "--new", "--kind", "leads", "--fee", "60",
        "--per", "month", "--currency", "EUR", "--rule", "FREQ=WEEKLY;BYDAY=TU",
        "--from", "2026-01-06", "--at", "7:00", "--minutes", "90", "--size", "40",
        "--seat", "Printer", "--joined", "2026-01-06",
    )  # fmt: skip
    assert ran.out.startswith("Added the network “Tuesday Table”")
    kontor("member", "Tuesday", "Ben", "--trade", "Roofer")
    kontor("member", "Tuesday", "Cem", "--trade", "Lawyer", "--office", "chair")


def state(name: str) -> str:
    return str(Attendance.objects.get(person__display=name).state)


def test_a_new_group_has_what_was_said_of_it(kontor: Kontor, table: None) -> None:
    row = Group.objects.get()
    assert (row.kind, row.period_fee, row.period, row.currency) == (
        "leads", 6000, "month", "EUR",
    )  # fmt: skip
    assert (row.starts_at, row.minutes, row.size) == ("07:00", 90, 40)
    assert row.seats == ["Printer"]


def test_without_any_the_commands_say_what_to_do(kontor: Kontor) -> None:
    assert "kontor group NAME --new" in kontor("groups").out
    assert "kontor segment NAME --new" in kontor("segments").out


def test_groups_stand_side_by_side_with_their_range(
    kontor: Kontor, table: None
) -> None:
    kontor("segment", "Lawyers", "--new", "--trade", "lawyer")
    out = kontor("groups").out
    head, row = out.splitlines()[:2]
    assert head.split()[:3] == ["Network", "Kind", "You"]
    # Two of forty are known, one of them a lawyer whom no other group has.
    assert row.startswith("Tuesday Table  Leads group  member  2 / 40")
    assert "60.00 EUR" in row
    assert "Together they lead to 1 person of your segments" in out
    found = kontor("groups", "--json").json
    card = found["rows"][0]["target"]["card"]
    assert (card["known"], card["total"], card["in_segment"]) == (2, 40, 1)
    assert 1 <= card["low"] <= card["expected"] <= card["high"] <= 39
    assert found["rows"][0]["added"] == 1
    assert found["union"] == 1


def test_groups_are_narrowed_and_put_in_order(kontor: Kontor, table: None) -> None:
    kontor("group", "Choir", "--new", "--kind", "circle")
    rows = kontor("groups", "--kind", "circle", "--json").json["rows"]
    assert [row["name"] for row in rows] == ["Choir"]
    rows = kontor("groups", "--sort", "name", "--json").json["rows"]
    assert [row["name"] for row in rows] == ["Choir", "Tuesday Table"]


def test_a_group_shows_its_people_and_what_is_next(kontor: Kontor, table: None) -> None:
    kontor("segment", "Lawyers", "--new", "--trade", "lawyer")
    out = kontor("group", "tuesday").out
    assert out.startswith("Tuesday Table   Leads group\n")
    assert "You know 2 of 40 members; 1 of them is in “Lawyers”. Expect " in out
    assert "Tue 3 Mar  07:00" in out  # tomorrow, by the rule
    assert "Cem Can     not met yet  Lawyers" in out
    assert "Printer  you know nobody in that trade" in out
    assert "Lawyer, chair" in out
    view = kontor("group", "tuesday", "--json").json
    assert [line["name"] for line in view["members"]] == ["Ben Brandt", "Cem Can"]
    assert view["next_day"] == "2026-03-03"


def test_a_group_is_changed_and_removed(kontor: Kontor, table: None) -> None:
    kontor("group", "tuesday", "--fee", "49,50", "--left", "1.3.2026")
    row = Group.objects.get()
    assert (row.period_fee, row.left_on and row.left_on.isoformat()) == (
        4950, "2026-03-01",
    )  # fmt: skip
    kontor("group", "tuesday", "--fee", "none", "--left", "none", "--name", "Desk")
    row = Group.objects.get()
    assert (row.name, row.period_fee, row.left_on) == ("Desk", None, None)
    kontor("group", "desk", "--remove")
    assert not Group.objects.exists()
    assert Person.objects.filter(display="Ben Brandt").exists()


def test_a_membership_is_changed_ended_and_taken_back(
    kontor: Kontor, table: None
) -> None:
    kontor("member", "tuesday", "Ben", "--until", "2026-02-01")
    row = Membership.objects.get(person__display="Ben Brandt")
    assert (row.trade, str(row.until)) == ("Roofer", "2026-02-01")
    # Again later: another membership; the first stays as it was.
    kontor("member", "tuesday", "Ben", "--since", "2026-02-20")
    assert Membership.objects.filter(person__display="Ben Brandt").count() == 2
    kontor("member", "tuesday", "Cem", "--remove")
    assert not Membership.objects.filter(person__display="Cem Can").exists()
    ran = kontor("member", "tuesday", "Cem", "--remove", "--json")
    assert ran.json["error"] == "not_in"


def test_a_guest_is_noted_with_who_brought_them_and_what_came_of_it(
    kontor: Kontor, table: None
) -> None:
    kontor("add", "Dora", "Dorn")
    kontor(
        "member", "tuesday", "Dora", "--guest", "--since", "2026-02-24", "--until",
        "2026-02-24", "--invited-by", "Ben",
    )  # fmt: skip
    out = kontor("group", "tuesday").out
    # Two days after the visit.
    assert "brought by Ben Brandt  by 26 Feb 2026" in out
    kontor(
        "member", "tuesday", "Dora", "--guest", "--asked", "yesterday", "--outcome",
        "declined", "--reason", "too early",
    )  # fmt: skip
    row = Membership.objects.get(standing="guest")
    assert (row.outcome, row.reason, str(row.followed_up_on)) == (
        "declined", "too early", "2026-03-01",
    )  # fmt: skip


def test_a_gathering_is_noted_moved_cancelled_and_removed(
    kontor: Kontor, table: None
) -> None:
    kontor("gathering", "tuesday", "2026-03-03", "--cost", "12.50")
    row = Gathering.objects.get()
    # As usual in the group: hour, minutes and currency.
    assert (row.starts_at, row.minutes, row.cost, row.currency) == (
        "07:00", 90, 1250, "EUR",
    )  # fmt: skip
    kontor("gathering", "tuesday", "2026-03-03", "--move", "2026-03-04")
    kontor("gathering", "tuesday", "2026-03-04", "--cancelled", "--title", "Brunch")
    row.refresh_from_db()
    assert (str(row.day), row.cancelled, row.title) == ("2026-03-04", True, "Brunch")
    kontor("gathering", "tuesday", "2026-03-04", "--remove")
    assert not Gathering.objects.exists()


def test_a_whole_room_is_one_command(kontor: Kontor, table: None) -> None:
    ran = kontor(
        "attendance", "tuesday", "2026-02-24", "--present", "ben", "--talked", "Ben",
        "--new", "Dora Dorn, Emil Ernst", "--others", "absent",
    )  # fmt: skip
    assert ran.out.startswith("Noted who came to “Tuesday Table” on 24 Feb 2026")
    assert (state("Ben Brandt"), state("Cem Can")) == ("present", "absent")
    # Whoever talked with somebody there was there.
    assert state("Anna Ahlers") == "present"
    # With Ben and with both who are new.
    assert Touch.objects.filter(channel="event").count() == 3
    out = kontor("attendance", "tuesday", "2026-02-24").out
    assert "Ben Brandt         Roofer         present  talked" in out
    assert out.endswith("4 came\n")
    kontor("undo")
    assert kontor("attendance", "tuesday", "24.2.2026", "--json").json["lines"]


def test_what_is_said_later_leaves_the_rest_as_it_is(
    kontor: Kontor, table: None
) -> None:
    day = "2026-02-24"
    kontor("attendance", "tuesday", day, "--present", "Ben, Cem", "--talked", "Ben")
    kontor("attendance", "tuesday", day, "--late", "Ben")
    # He is late and has still been talked with.
    assert (state("Ben Brandt"), Touch.objects.count()) == ("late", 1)
    kontor("attendance", "tuesday", day, "--excused", "Ben", "--not-talked", "Ben")
    assert (state("Ben Brandt"), Touch.objects.count()) == ("excused", 0)
    assert state("Cem Can") == "present"


def test_a_table_is_previewed_brought_in_and_taken_back(
    kontor: Kontor, table: None, tmp_path: Path
) -> None:
    file = tmp_path / "attendance.csv"
    file.write_text(TABLE)
    words = ["attendance", "tuesday", "--file", str(file)]
    ran = kontor(*words, "--dry-run")
    assert "People: 0 new, 2 known" in ran.out
    assert "Nothing was changed." in ran.out
    assert not Attendance.objects.exists()
    assert "Attendances: 4 new, 0 changed" in kontor(*words).out
    assert Attendance.objects.count() == 4
    found = kontor(*words, "--json").json
    assert (found["deed"], found["members_known"]) == (None, 2)
    kontor("undo")
    assert not Attendance.objects.exists()


def test_a_table_without_days_asks_for_them(
    kontor: Kontor, table: None, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text("member,event\nBen Brandt,E1\nCem Can,E2\n")
    words = ["attendance", "tuesday", "--file", str(file)]
    ran = kontor(*words)
    assert ran.status == 1
    assert "--first-day 2026-01-15 --every 7" in ran.err
    kontor(*words, "--first-day", "2026-02-10", "--every", "7")
    days = Gathering.objects.order_by("day").values_list("day", flat=True)
    assert [str(day) for day in days] == ["2026-02-10", "2026-02-17"]


def test_a_file_that_is_no_table_changes_nothing(
    kontor: Kontor, table: None, tmp_path: Path
) -> None:
    file = tmp_path / "photo.csv"
    file.write_bytes(b"\xff\xd8\xff\xe0" + bytes(range(256)))
    ran = kontor("attendance", "tuesday", "--file", str(file))
    assert ran.status == 1
    assert "Nothing could be read; the book is as it was." in ran.out


def test_segments_are_kept_and_people_put_right(kontor: Kontor, table: None) -> None:
    kontor(
        "segment", "Law", "--new", "--trade", "lawyer", "--word", "attorney",
        "--importance", "3",
    )  # fmt: skip
    assert kontor("segments").out.startswith("Law  ***  1 person  Trades: lawyer;")
    assert "Cem Can" in kontor("segment", "law").out
    kontor("belongs", "Cem", "law", "--not")
    kontor("belongs", "Ben", "law")
    view = kontor("segment", "law", "--json").json
    assert [one["name"] for one in view["people"]] == ["Ben Brandt"]
    assert [one["name"] for one in view["excluded"]] == ["Cem Can"]
    kontor("belongs", "Cem", "law", "--by-rules")
    assert Belonging.objects.count() == 1
    kontor("segment", "law", "--name", "Lawyers", "--importance", "1")
    assert (Segment.objects.get().name, Segment.objects.get().importance) == (
        "Lawyers", 1,
    )  # fmt: skip
    kontor("segment", "lawyers", "--remove")
    assert not Segment.objects.exists()


def test_how_many_somebody_knows_is_noted_and_forgotten(
    kontor: Kontor, table: None
) -> None:
    kontor("segment", "Law", "--new", "--trade", "lawyer")
    kontor("knows", "Ben", "law", "5")
    assert Reach.objects.get().count == 5
    kontor("knows", "Ben", "law", "none")
    assert not Reach.objects.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["groups", "--sort", "luck"], "no_such_word"),
        (["groups", "--kind", "party"], "no_such_word"),
        (["group", "nowhere"], "no_group"),
        (["group", "table"], "several_groups"),
        (["group", "Sheep", "--new"], "no_kind"),
        (["group", "Tuesday Table", "--new", "--kind", "leads"], "same_name"),
        (["group", "Sheep", "--new", "--kind", "leads", "--fee", "5"], "no_currency"),
        (["group", "tuesday", "--fee", "1.234,5"], "no_sum"),
        (["group", "tuesday", "--joined", "soon"], "no_day"),
        (["group", "tuesday", "--left", "2025-01-01"], "left_before_joined"),
        (["group", "tuesday", "--rule", "each full moon"], "bad_rule"),
        (["group", "tuesday", "--at", "25:00"], "bad_hour"),
        (["member", "tuesday", "Zoe"], "nobody"),
        (["member", "tuesday", "Ben", "--until", "2020-01-01", "--since",
          "2021-01-01"], "left_before_joined"),
        (["gathering", "tuesday", "never"], "no_day"),
        (["gathering", "tuesday", ""], "no_day"),
        (["gathering", "tuesday", "2026-03-10", "--remove"], "no_gathering"),
        (["attendance", "tuesday"], "day_or_file"),
        (["attendance", "tuesday", "2026-03-10"], "no_gathering"),
        (["attendance", "tuesday", "2026-03-10", "--present", "Ben"], "not_yet_held"),
        (["attendance", "tuesday", "2026-02-24", "--present", "Eva"], "nobody"),
        (["attendance", "tuesday", "2026-02-24", "--present", "Sid"], "not_in_group"),
        (["attendance", "tuesday", "2026-02-24", "--present", "Ben", "--late", "Ben"],
         "said_twice"),
        (["attendance", "tuesday", "2026-02-24", "--absent", "Ben", "--talked", "Ben"],
         "not_there"),
        (["attendance", "tuesday", "--file", "/nowhere.csv"], "no_file"),
        (["attendance", "tuesday", "--file", "x.csv", "--every", "7"], "no_first_day"),
        (["segment", "nowhere"], "no_segment"),
        (["segment", "Sheep", "--new"], "nothing_tells"),
        (["knows", "Ben", "law", "many"], "no_count"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_in_a_sentence(
    kontor: Kontor, table: None, book: Book, hand: Hand, words: list[str], code: str
) -> None:
    add_person(book.pk, hand=hand, name="Sid Sander")
    kontor("group", "Round Table", "--new", "--kind", "circle")
    kontor("segment", "Law", "--new", "--trade", "lawyer")
    ran = kontor(*words, "--json")
    assert (ran.status, ran.json["error"]) == (1, code)
    # Nothing was noted by the way.
    assert not Gathering.objects.exists()


def test_a_strangers_networks_are_none(
    kontor: Kontor, clara_book: Book, moment: datetime
) -> None:
    clara = Hand(clara_book.keepers.get().account_id, moment)
    uid = add_group(clara_book.pk, hand=clara, name="Hers", kind="circle").uid
    for name in ("Hers", uid):
        assert kontor("group", name, "--json").json["error"] == "no_group"
    assert kontor("groups", "--json").json["rows"] == []
