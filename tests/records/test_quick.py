from __future__ import annotations

import json

import pytest
from django.db import connection

from kontor.actions.connections.people import edit_person
from kontor.exchange.kontor.lines import TABLE, encoded
from kontor.lib.hand import Hand
from kontor.records.journal import name_of
from kontor.records.models import Book, Person, Touch
from kontor.records.quick import can_be_quick, quick_lines
from kontor.records.readout import rows_out
from kontor.records.tables import ORDER
from tests.records.full import fill
from tests.records.ledger import tables_of_books

# Who keeps a book is said in the head; pairs that may be one person are found anew.
ELSEWHERE = {"keeper", "duplicatesearch", "likeness"}


def test_every_table_of_a_book_goes_out() -> None:
    mine = {name_of(model) for model in tables_of_books()}
    assert {name_of(model) for model in ORDER} == mine - ELSEWHERE


@pytest.mark.parametrize("with_deed", [True, False])
def test_lines_put_together_by_sqlite_are_those_put_together_here(
    book: Book, hand: Hand, with_deed: bool
) -> None:
    fill(book, hand)
    person = Person.objects.get(book=book, display="Bo Beck")
    note = 'Zeile\n"Anführung" \\ \t ☃ 𝄞 \' % {x} \x7f\u2028'
    edit_person(book.pk, person.uid, hand=hand, note=note)
    touch = Touch.objects.filter(book=book).first()
    assert touch is not None
    touch.moment = hand.moment.replace(microsecond=123_000)
    touch.save()
    quick = [model for model in ORDER if can_be_quick(model)]
    assert bool(quick) == (connection.vendor == "sqlite")
    for model in quick:
        lines = b"".join(p for p, _ in quick_lines(model, book.pk, with_deed=with_deed))
        found = [json.loads(line) for line in lines.splitlines()]
        wanted = list(rows_out(model, book.pk))
        for row in wanted:
            if not with_deed:
                row.pop("deed_id", None)
        told = [json.loads(encoded({TABLE: name_of(model), **row})) for row in wanted]
        assert found == told, model


def test_nothing_of_another_book_goes_out(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    fill(book, hand)
    assert [row["display"] for row in rows_out(Person, clara_book.pk)] == [
        "Clara Coors"
    ]
