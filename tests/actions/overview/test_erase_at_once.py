"""Two who erase at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from kontor.actions.connections.people import add_person
from kontor.actions.overview.erase import erase_person
from kontor.lib.hand import Hand
from kontor.records.erasing.listed import read_list
from kontor.records.models import Book, Erasure


@pytest.mark.django_db(transaction=True)
def test_of_two_erased_at_once_both_stand_on_the_list(
    book: Book, hand: Hand, settings: Any, tmp_path: Path
) -> None:
    settings.DATA = tmp_path
    people = [add_person(book.pk, hand=hand, name=f"Ina {n}").uid for n in "ab"]

    def erase(uid: str) -> None:
        try:
            erase_person(book.pk, uid, hand=hand)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as both:
        list(both.map(erase, people))
    assert len(read_list().entries) == Erasure.objects.count() == 2
    assert len(read_list().secrets) == 1
