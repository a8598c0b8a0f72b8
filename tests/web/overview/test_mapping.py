"""The page on which the keeper says what the columns of a table mean."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.actions.worker import Worker
from kontor.records.models import Batch, BatchFile, Book, Person

TABLE = "Kdnr;Kunde;Gehalt\n1;Anna Abt;<b>9000</b>\n2;Ben Bock;8000\n"
SAID = {"act": "map", "heading": "on", "column-1": "keep", "column-2": "name"}


@pytest.fixture
def work(moment: datetime) -> Any:
    """Do what the pages have ordered, as the worker would."""
    worker = Worker(lambda: moment)

    def until_done() -> None:
        while worker.work_once():
            pass

    return until_done


@pytest.fixture
def waiting(anna_client: Client, book: Book, work: Any) -> str:
    """The address of an import with a table that waits."""
    return send(anna_client, book, work)


def send(client: Client, book: Book, work: Any, text: str = TABLE) -> str:
    file = SimpleUploadedFile("kunden.csv", text.encode())
    page = client.post(f"/{book.pk}/import/", {"file": file})
    work()
    return str(page.headers["Location"])


def said(**more: str) -> dict[str, str]:
    return {**SAID, "table": str(BatchFile.objects.get(format="csv").pk), **more}


def test_each_column_is_shown_with_values_and_what_it_may_mean(
    anna_client: Client, waiting: str
) -> None:
    page = anna_client.get(waiting).content.decode()
    assert "What do the columns of “kunden.csv” mean?" in page
    assert "&lt;b&gt;9000&lt;/b&gt;" in page
    assert '<input type="checkbox" name="heading" checked>' in page
    second = page.split('name="column-2"')[1].split("</select>")[0]
    assert '<option value="name" selected>Full name</option>' in second
    assert "Bring it in" not in page


def test_once_it_is_said_the_preview_is_shown_and_comes_in(
    anna_client: Client, book: Book, waiting: str, work: Any
) -> None:
    answer = anna_client.post(waiting, said(**{"column-3": "out"}))
    assert answer.headers["Location"] == waiting
    work()
    assert "Ben Bock" in anna_client.get(waiting).content.decode()
    anna_client.post(waiting, {"act": "apply"})
    work()
    assert Person.objects.filter(book=book, family="Bock").exists()


def test_what_cannot_be_used_is_told_and_what_was_chosen_stays(
    anna_client: Client, waiting: str
) -> None:
    sent = {**said(), "column-2": "note", "column-3": "tag"}
    del sent["heading"]
    page = anna_client.post(waiting, sent).content.decode()
    assert "Say which column holds a name" in page
    assert '<input type="checkbox" name="heading">' in page
    third = page.split('name="column-3"')[1].split("</select>")[0]
    assert '<option value="tag" selected>' in third


def test_the_next_table_of_the_kind_is_not_asked_about_but_can_be(
    anna_client: Client, book: Book, waiting: str, work: Any
) -> None:
    anna_client.post(waiting, said(**{"column-3": "out"}))
    work()
    BatchFile.objects.update(format="done")
    there = send(anna_client, book, work, "Kdnr;Kunde;Gehalt\n3;Cem Can;1\n")
    page = anna_client.get(there).content.decode()
    assert "Cem Can" in page
    assert 'value="columns"' in page
    anna_client.post(there, {"act": "columns"})
    page = anna_client.get(there).content.decode()
    assert "What do the columns" in page
    third = page.split('name="column-3"')[1].split("</select>")[0]
    assert '<option value="out" selected>' in third


def test_a_table_can_be_left_out_or_the_import_dropped(
    anna_client: Client, waiting: str, work: Any
) -> None:
    anna_client.post(waiting, said(act="skip"))
    work()
    assert Batch.objects.get().state == Batch.State.PREVIEW
    anna_client.post(waiting, {"act": "drop"})
    assert Batch.objects.get().state == Batch.State.DROPPED


def test_a_page_that_is_out_of_date_changes_nothing(
    anna_client: Client, waiting: str, work: Any
) -> None:
    anna_client.post(waiting, said())
    work()
    # The table was read meanwhile; the button is pressed in another window.
    assert anna_client.post(waiting, said()).status_code == 302
    assert Batch.objects.get().state == Batch.State.PREVIEW


def test_a_stranger_is_not_asked(clara_client: Client, waiting: str) -> None:
    assert clara_client.get(waiting).status_code == 404
    assert clara_client.post(waiting, said()).status_code == 404
