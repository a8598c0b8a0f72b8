from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection

from kontor.actions.accounts.devices import add_device
from kontor.actions.accounts.door import make_link
from kontor.lib.hand import Hand
from kontor.records import safety
from kontor.records.models import Account, Device, SignInLink
from kontor.records.safety import (
    DatabaseDamaged,
    NoPrograms,
    ProgramFailed,
    copy_file,
    counts_of,
    dump,
    is_sqlite,
    look_at,
    look_at_dump,
    migrations_done,
    migrations_known,
    put_back,
    sign_out_in,
)
from tests.conftest import MOMENT

pytestmark = pytest.mark.django_db(transaction=True)


def names() -> list[str]:
    return list(Account.objects.order_by("pk").values_list("name", flat=True))


def test_a_copy_is_of_one_moment_whoever_writes_meanwhile(tmp_path: Path) -> None:
    Account.objects.create(name="Anna", created=MOMENT)
    copy = tmp_path / "copy"

    def write(done: int, total: int) -> None:
        def add() -> None:
            Account.objects.create(name=f"Eve {done}", created=MOMENT)
            connection.close()

        other = threading.Thread(target=add)
        other.start()
        other.join(timeout=15)
        assert not other.is_alive()

    if is_sqlite():
        counts = copy_file(copy, write)
        look_at(copy)
        assert counts_of(copy) == counts
        assert not Path(f"{copy}-wal").exists()
    else:
        counts = dump(copy)
        write(1, 1)
        look_at_dump(copy)
    assert counts["account"] == 1
    assert len(names()) > 1


def test_a_copy_can_be_put_back(tmp_path: Path) -> None:
    Account.objects.create(name="Anna", created=MOMENT)
    copy = tmp_path / "copy"
    if is_sqlite():
        # Its file is moved into its place: tests/cli/test_backup.py.
        copy_file(copy)
        with sqlite3.connect(copy) as found:
            assert found.execute("SELECT name FROM records_account").fetchall() == [
                ("Anna",)
            ]
        found.close()
        return
    dump(copy)
    Account.objects.create(name="Eve", created=MOMENT)
    put_back(copy)
    assert names() == ["Anna"]


def test_a_copy_older_than_the_tables_can_be_put_back(tmp_path: Path) -> None:
    if is_sqlite():
        # There the whole file is exchanged.
        copy_file(tmp_path / "copy")
        assert look_at(tmp_path / "copy") is None
        return
    dump(tmp_path / "copy")
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE later (account bigint REFERENCES records_account (id))"
        )
    Account.objects.create(name="Eve", created=MOMENT)
    put_back(tmp_path / "copy")
    assert names() == []
    with connection.cursor() as cursor:
        assert "later" not in connection.introspection.table_names(cursor)


def test_what_is_not_sound_is_found_out(tmp_path: Path) -> None:
    bad = tmp_path / "bad"
    bad.write_bytes(b"SQLite format 3\0" + bytes(8_000))
    with pytest.raises(DatabaseDamaged):
        look_at(bad)
    with pytest.raises((ProgramFailed, NoPrograms)):
        look_at_dump(bad)


def test_without_the_programs_it_is_said_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safety.shutil, "which", lambda name: None)
    with pytest.raises(NoPrograms) as error:
        dump(tmp_path / "copy")
    assert error.value.facts["program"] == "pg_dump"
    assert "--format=custom" in error.value.facts["example"]


def test_this_program_knows_the_steps_of_its_own_tables() -> None:
    assert set(migrations_done()) <= migrations_known()
    assert "records.0001_initial" in migrations_done()


def test_nobody_is_signed_in_by_a_copy_that_was_put_back(tmp_path: Path) -> None:
    # The browser may have been signed out since.
    anna = Account.objects.create(name="Anna", created=MOMENT)
    add_device(anna.pk, hand=Hand(anna.pk, MOMENT))
    make_link(anna.pk, hand=Hand(anna.pk, MOMENT))
    copy = tmp_path / "copy"
    if is_sqlite():
        copy_file(copy)
        sign_out_in(copy)
        look_at(copy)
        with closing(sqlite3.connect(copy)) as found:
            counts = [
                found.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0]
                for name in ("records_device", "records_signinlink", "records_account")
            ]
    else:
        dump(copy)
        put_back(copy)
        counts = [model.objects.count() for model in (Device, SignInLink, Account)]
    assert counts == [0, 0, 1]


def test_a_copy_from_before_browsers_were_noted_signs_nobody_out(
    tmp_path: Path,
) -> None:
    copy = tmp_path / "copy"
    with closing(sqlite3.connect(copy)) as made:
        made.execute("CREATE TABLE records_account (name)")
    sign_out_in(copy)
    look_at(copy)
