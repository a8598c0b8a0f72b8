from __future__ import annotations

import threading

import pytest
from django.db import connection

from kontor.records.models import Account
from kontor.records.snapshot import one_look
from tests.conftest import MOMENT


@pytest.mark.django_db(transaction=True)
def test_what_others_write_meanwhile_is_not_seen_and_does_not_wait() -> None:
    def write() -> None:
        try:
            Account.objects.create(name="Eve", created=MOMENT)
        finally:
            connection.close()

    with one_look():
        before = Account.objects.count()
        other = threading.Thread(target=write)
        other.start()
        other.join(timeout=15)
        assert not other.is_alive()
        assert Account.objects.count() == before
    assert Account.objects.count() == before + 1


@pytest.mark.django_db(transaction=True)
def test_whatever_goes_wrong_the_look_ends() -> None:
    with pytest.raises(ZeroDivisionError), one_look():
        raise ZeroDivisionError
    Account.objects.create(name="Eve", created=MOMENT)
    assert Account.objects.filter(name="Eve").exists()


@pytest.mark.django_db
def test_within_a_transaction_it_is_that_look() -> None:
    Account.objects.create(name="Eve", created=MOMENT)
    with one_look():
        assert Account.objects.filter(name="Eve").exists()
    assert Account.objects.filter(name="Eve").exists()
