"""What an import brings into a book."""

from __future__ import annotations

import io
from typing import Any

import pytest

from kontor.actions.overview.imports.begin import begin_import
from kontor.actions.overview.imports.stages import apply_batch, read_batch
from kontor.lib.hand import Hand
from kontor.records.models import Batch, Book, Item, Person

BEN = """BEGIN:VCARD
VERSION:3.0
UID:ben-1
N:Brandt;Ben;;Dr.;
FN:Dr. Ben Brandt
EMAIL;TYPE=WORK:ben@brandt.example
TEL;TYPE=CELL:+49 171 5550001
ORG:Brandt GmbH;Einkauf
TITLE:Leiter
BDAY:1970-03-05
NOTE:Mag Segeln
CATEGORIES:Hafen
X-LEDGER:7
END:VCARD
"""


def bring(book: Book, hand: Hand, *texts: str, **choices: Any) -> Batch:
    files = [(f"{n}.vcf", io.BytesIO(t.encode())) for n, t in enumerate(texts, 1)]
    begun = begin_import(book.pk, hand=hand, files=files, **choices)
    read_batch(book.pk, begun.batch)
    apply_batch(book.pk, begun.batch)
    return Batch.objects.get(uid=begun.batch)


@pytest.mark.django_db
def test_a_card_becomes_a_person(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, BEN)
    assert batch.state == "done"
    ben = Person.objects.get(book=book, family="Brandt")
    assert ben.display == "Dr. Ben Brandt"
    assert ben.shown_organisation == "Brandt GmbH"


@pytest.mark.django_db
def test_the_same_file_twice_changes_nothing(book: Book, hand: Hand) -> None:
    bring(book, hand, BEN)
    again = bring(book, hand, BEN)
    assert [i.verdict for i in Item.objects.filter(batch=again)] == ["same"]
