"""The ground the tests stand on."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from kontor.records.models import Account, Book, Keeper, Person


def test_the_tests_stay_out_of_the_keepers_own_folder() -> None:
    folder = Path(os.environ["KONTOR_DATA"])
    assert folder.parent == Path(tempfile.gettempdir())
    assert folder == settings.DATA


def test_the_suite_runs_on_the_database_it_was_told_to(db: None) -> None:
    asked = os.environ.get("KONTOR_TEST_POSTGRES") == "1"
    assert connection.vendor == ("postgresql" if asked else "sqlite")


@pytest.mark.django_db(transaction=True)
def test_other_threads_see_the_same_database() -> None:
    # In memory each connection would have a database of its own.
    assert "memory" not in str(connection.settings_dict["NAME"])


def test_anna_is_a_person_in_her_own_book(book: Book, anna: Account) -> None:
    assert Keeper.objects.get(book=book).account == anna
    assert Person.objects.get(book=book, is_owner=True).display == "Anna Ahlers"


def test_clara_is_a_stranger(book: Book, clara: Account, ben: Person) -> None:
    assert not Keeper.objects.filter(book=book, account=clara).exists()
    assert not Person.objects.filter(book__keepers__account=clara, pk=ben.pk).exists()
