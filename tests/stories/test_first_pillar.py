"""Anna's first week with Kontor, told through what she does and what she reads.

From an empty book: the contacts of her telephone come in, she sorts them, takes the
import back, brings it in again after she has put things right by hand, notes a
contact in a line, and does what the plan says.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path

from kontor.actions.connections.people import edit_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.rhythm import sort_person
from kontor.actions.connections.touches import Promised
from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.choose import choose
from kontor.actions.overview.imports.stages import apply_batch, read_batch, undo_batch
from kontor.actions.overview.log import note
from kontor.actions.overview.undo import undo
from kontor.actions.overview.week import line_done, plan_week
from kontor.lib.hand import Hand
from kontor.records.models import Book
from kontor.reports.connections.people import Wanted, people
from kontor.reports.connections.sorting import sorting
from kontor.reports.overview.imports import BatchView, batch_view
from kontor.reports.overview.log import read
from kontor.reports.overview.person import PersonView, person
from kontor.reports.overview.week import Week, this_week

FILES = Path(__file__).parent / "files"


@dataclass
class Anna:
    """What Anna does with her book, in her words."""

    book: int
    hand: Hand

    def looks_at_the_week(self) -> Week:
        plan_week(self.book, hand=self.hand)
        return this_week(self.book, today=self._today())

    def chooses_a_file(self, name: str) -> BatchView:
        begun = begin_import(
            self.book, hand=self.hand, files=[(name, FILES / name)], inline=True
        )
        read_batch(self.book, begun.batch, clock=self._clock)
        return self.looks_at(begun.batch)

    def looks_at(self, batch: str) -> BatchView:
        return batch_view(self.book, batch, now=self.hand.moment)

    def leaves_out(self, preview: BatchView, title: str) -> None:
        item = next(item for item in preview.items.object_list if item.title == title)
        choose(self.book, preview.line.uid, item.id, wanted=False)

    def brings_in(self, preview: BatchView) -> BatchView:
        apply_batch(self.book, preview.line.uid, clock=self._clock)
        return self.looks_at(preview.line.uid)

    def takes_back(self, brought: BatchView) -> BatchView:
        undo_batch(self.book, brought.line.uid, hand=self.hand, clock=self._clock)
        return self.looks_at(brought.line.uid)

    def sorts(self, **answers: str) -> None:
        for name, answer in answers.items():
            uid = self.finds(name).uid
            sort_person(self.book, uid, hand=self.hand, answer=answer)

    def knows(self) -> set[str]:
        rows = people(self.book, Wanted(), today=self._today()).page.object_list
        return {row.name for row in rows}

    def finds(self, name: str) -> PersonView:
        wanted = Wanted(query=name)
        found = people(self.book, wanted, today=self._today()).page.object_list
        assert len(found) == 1, found
        return person(self.book, found[0].uid, today=self._today())

    def writes(self, line: str) -> int:
        """She writes a line, sees what was read, and nods."""
        reading = read(self.book, line, today=self._today())
        assert reading.clear
        told = reading.line
        done = note(
            self.book,
            [party.chosen for party in reading.parties],
            hand=self.hand,
            promises=[Promised(p.text, p.due, p.by) for p in told.promises],
            day=told.day,
            channel=told.channel,
            minutes=told.minutes,
            note=reading.note,
        )
        assert done.deed is not None
        return done.deed

    def sleeps(self, days: int) -> None:
        moment = self.hand.moment + timedelta(days=days)
        self.hand = replace(self.hand, moment=moment)

    def _today(self) -> date:
        return self.hand.today("Europe/Berlin")

    def _clock(self) -> datetime:
        return self.hand.moment


def planned(week: Week) -> dict[str, str]:
    """Give whom the plan suggests, each with the reason."""
    return {line.person.name: line.reason for line in week.lines}


def titles(view: BatchView, verdict: str) -> list[str]:
    return [i.title for i in view.items.object_list if i.verdict == verdict]


def test_annas_first_week(book: Book, hand: Hand) -> None:
    anna = Anna(book.pk, hand)

    # Monday. The book is empty, and so is the plan: nobody is invented for her.
    week = anna.looks_at_the_week()
    assert not week.people
    assert not week.lines

    # She brings the contacts of her telephone. First she only sees what would come:
    # of five cards one has no name, and that one costs none of the others.
    preview = anna.chooses_a_file("telephone.vcf")
    assert titles(preview, "new") == [
        "Erika Müller", "Ben Brandt", "Lars Sjöberg", "Deniz Özdemir",
    ]  # fmt: skip
    assert preview.line.records == {"read": 5, "used": 4, "left_out": 0, "failed": 1}
    failed = next(i for i in preview.items.object_list if i.verdict == "failed")
    assert failed.record == 5
    assert failed.problems[0].why
    assert anna.knows() == set()

    # Lars she does not remember; she leaves him out, and brings in the rest.
    anna.leaves_out(preview, "Lars Sjöberg")
    brought = anna.brings_in(preview)
    assert brought.line.people == {"new": 3, "changed": 0, "same": 0}
    assert anna.knows() == {"Erika Müller", "Ben Brandt", "Deniz Özdemir"}

    # A book with people but no contacts gets no arbitrary plan, but a question.
    week = anna.looks_at_the_week()
    assert week.people
    assert not week.lines
    assert week.unsorted == 3
    # The most telling card comes first: Erika's has a birthday.
    assert [p.name for p in sorting(book.pk).people][0] == "Erika Müller"

    # One tap each, and the plan uses it at once.
    anna.sorts(Erika="often", Ben="sometimes")
    week = anna.looks_at_the_week()
    assert week.unsorted == 1
    assert planned(week) == {
        "Erika Müller": "You want to be in touch every 3 weeks, no contact is noted "
        "yet.",
        "Ben Brandt": "You want to be in touch every 6 months, no contact is noted "
        "yet.",
    }
    assert [(b.person.name, b.turns) for b in week.birthdays] == [("Erika Müller", 46)]

    # It was the wrong telephone, she thinks, and takes the import back. Whom she has
    # sorted since stays, and is named; Deniz, who came with the file only, goes.
    undone = anna.takes_back(brought)
    assert undone.line.state == "undone"
    assert set(undone.kept) == {"Erika Müller", "Ben Brandt"}
    assert anna.knows() == {"Erika Müller", "Ben Brandt"}

    # It was the right one. Before she brings it in again she writes down what she
    # knows better than the telephone.
    erika = anna.finds("Erika")
    edit_person(
        book.pk,
        erika.uid,
        hand=anna.hand,
        note="Peonies in May",
        emails=[Point("erika@mueller-floristik.example"), Point("e.m@post.example")],
    )
    again = anna.chooses_a_file("telephone.vcf")
    assert titles(again, "same") == ["Erika Müller", "Ben Brandt"]
    assert titles(again, "new") == ["Lars Sjöberg", "Deniz Özdemir"]
    anna.leaves_out(again, "Lars Sjöberg")
    anna.brings_in(again)
    assert anna.knows() == {"Erika Müller", "Ben Brandt", "Deniz Özdemir"}
    # Nothing that she wrote is lost, nor what she answered.
    erika = anna.finds("Erika")
    assert erika.note == "Peonies in May"
    assert "e.m@post.example" in {point.value for point in erika.points}
    assert erika.rhythm == "A"

    # And once more changes nothing at all.
    third = anna.chooses_a_file("telephone.vcf")
    assert set(titles(third, "same")) == {"Erika Müller", "Ben Brandt", "Deniz Özdemir"}
    assert not titles(third, "changed")

    # She writes a line: it is read, she nods, and the plan follows at once.
    said = anna.writes(
        "Coffee with Erika Müller 40 min yesterday, sends an offer by Friday"
    )
    erika = anna.finds("Erika")
    touch = erika.touches.object_list[0]
    assert (touch.channel, touch.minutes) == ("meeting", 40)
    assert touch.day.isoformat() == "2026-03-01"
    promise = erika.open_promises[0]
    assert (promise.by, promise.due.isoformat()) == ("them", "2026-03-06")
    week = anna.looks_at_the_week()
    assert set(planned(week)) == {"Ben Brandt"}
    assert [p.person.name for p in week.promises] == ["Erika Müller"]

    # A slip of the pen? One undo, and all of it is gone; one more, and it is back.
    undo(book.pk, said, hand=anna.hand)
    assert not anna.finds("Erika").open_promises
    undo(book.pk, said, hand=anna.hand)
    assert anna.finds("Erika").open_promises

    # Tuesday. She calls Ben, as planned. He leaves the plan, and stands in the book.
    anna.sleeps(1)
    ben = anna.finds("Ben")
    assert set(planned(anna.looks_at_the_week())) == {"Ben Brandt"}
    done = line_done(book.pk, ben.uid, hand=anna.hand)
    assert planned(anna.looks_at_the_week()) == {}
    assert anna.finds("Ben").touches.object_list[0].day.isoformat() == "2026-03-03"
    # No, that was somebody else: undo, and he is asked for again.
    undo(book.pk, done.deed, hand=anna.hand)
    assert set(planned(anna.looks_at_the_week())) == {"Ben Brandt"}
    assert not anna.finds("Ben").touches.object_list
    line_done(book.pk, ben.uid, hand=anna.hand)

    # Three weeks later Erika is due again, by the rhythm of one tap on a Monday:
    # often is 21 days, and she was met on the first of March.
    anna.sleeps(20)
    assert anna.looks_at_the_week().lines[0].person.name == "Erika Müller"
    assert planned(anna.looks_at_the_week())["Erika Müller"].startswith(
        "You want to be in touch every 3 weeks, the last time was 3 weeks ago."
    )
