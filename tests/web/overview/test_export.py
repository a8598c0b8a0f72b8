from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from django.test import Client

from kontor.actions.connections.people import add_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person


def sent(answer: Any) -> bytes:
    return b"".join(answer.streaming_content)


def test_everything_is_sent_as_a_zip(
    anna_client: Client, book: Book, ben: Person
) -> None:
    answer = anna_client.get(f"/{book.pk}/export/", {"what": "everything"})
    assert answer.headers["Content-Type"] == "application/zip"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith('attachment; filename="kontor-2')
    assert disposition.endswith('.zip"')
    assert answer.headers["Cache-Control"] == "private, no-store"
    with zipfile.ZipFile(io.BytesIO(sent(answer))) as archive:
        assert b"Ben" in archive.read("kontor.jsonl")


def test_people_alone_are_sent_as_cards(
    anna_client: Client, book: Book, hand: Hand
) -> None:
    add_person(book.pk, hand=hand, name="Sid Sander", confidential=True)
    url = f"/{book.pk}/export/?what=people"
    answer = anna_client.get(url)
    assert answer.headers["Content-Type"] == "text/vcard"
    data = sent(answer)
    assert data.startswith(b"BEGIN:VCARD")
    assert b"Sid" not in data
    assert b"Sid" in sent(anna_client.get(f"{url}&confidential=on"))


def test_the_history_can_be_left_out(anna_client: Client, book: Book) -> None:
    answer = anna_client.get(f"/{book.pk}/export/", {"without_history": "on"})
    with zipfile.ZipFile(io.BytesIO(sent(answer))) as archive:
        head = json.loads(archive.read("kontor.jsonl").splitlines()[0])
    assert head["history"] is False


def test_there_is_no_other_kind(anna_client: Client, book: Book) -> None:
    assert anna_client.get(f"/{book.pk}/export/?what=all").status_code == 400


def test_asking_for_the_head_writes_nothing(anna_client: Client, book: Book) -> None:
    answer = anna_client.head(f"/{book.pk}/export/")
    assert (answer.status_code, answer.content) == (200, b"")


def test_the_settings_offer_it(anna_client: Client, book: Book) -> None:
    page = anna_client.get(f"/{book.pk}/settings/").content.decode()
    assert f'action="/{book.pk}/export/"' in page
    assert 'name="what" value="everything"' in page
    assert 'href="#out"' in page


def test_the_page_of_trust_leads_there(anna_client: Client, book: Book) -> None:
    page = anna_client.get(f"/{book.pk}/trust/").content.decode()
    assert f'href="/{book.pk}/settings/#out"' in page
