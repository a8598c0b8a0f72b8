"""Where from, all of it as a file, and the letter."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.test import Client

from kontor.actions.connections.people import edit_person
from kontor.lib.hand import Hand
from kontor.records.models import Book, Person

At = Callable[[str], str]


def test_the_page_shows_where_each_piece_came_from(
    anna_client: Client, dora: str, person_at: At
) -> None:
    page = anna_client.get(f"{person_at(dora)}origin/").content.decode()
    for part in ("Dora Daume", "dora@daume.example", "0451 123456", "Printer",
                 "Choir", "2 Mar 2026", "By hand"):  # fmt: skip
        assert part in page
    assert (
        f"{person_at(dora)}origin/" in anna_client.get(person_at(dora)).content.decode()
    )


def test_all_of_it_comes_as_a_file(
    anna_client: Client, dora: str, touch: str, person_at: At
) -> None:
    answer = anna_client.get(f"{person_at(dora)}disclosure/")
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="dora-daume-2026-03-02.zip"'
    )
    assert "no-store" in answer.headers["Cache-Control"]
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    page = archive.read("dora-daume-2026-03-02.html")
    assert b"Paper samples" in page


def test_the_letter_is_in_the_language_chosen_and_opens_in_the_mail_program(
    anna_client: Client, dora: str, person_at: At
) -> None:
    url = f"{person_at(dora)}letter/"
    german = unescape(anna_client.get(url).content.decode())
    assert "Guten Tag Dora Daume," in german
    english = unescape(anna_client.get(f"{url}?language=en").content.decode())
    assert "Dear Dora Daume," in english
    assert "mailto:dora%40daume.example?subject=What%20I%20keep" in english
    # Another language is none.
    assert "Guten Tag" in anna_client.get(f"{url}?language=fr").content.decode()


def test_changes_go_along_and_the_text_can_be_taken_away(
    anna_client: Client, dora: str, person_at: At
) -> None:
    url = f"{person_at(dora)}letter/?language=en"
    sent = {"subject": "My own", "text": "Dear Dora,\n<b>100 %</b>"}
    page = unescape(anna_client.post(url, {**sent, "act": "use"}).content.decode())
    assert "?subject=My%20own&body=Dear%20Dora%2C%0D%0A%3Cb%3E100%20%25" in page
    answer = anna_client.post(url, {**sent, "act": "save"})
    assert answer.headers["Content-Disposition"] == (
        'attachment; filename="letter-to-dora-daume.txt"'
    )
    assert answer.content.decode() == "My own\n\nDear Dora,\n<b>100 %</b>\n"
    # An empty text is shown again, not sent.
    empty = anna_client.post(url, {"subject": "", "text": "", "act": "save"})
    assert "Nothing was saved yet" in empty.content.decode()


def test_that_it_was_given_is_noted_and_shown(
    anna_client: Client, dora: str, person_at: At
) -> None:
    url = f"{person_at(dora)}letter/"
    page = anna_client.post(url, {"act": "given"}, follow=True).content.decode()
    assert "Noted that Dora Daume was told what is kept" in page
    assert "You noted on 2 Mar 2026 that they were told." in page
    assert Person.objects.get(uid=dora).informed_on == date(2026, 3, 2)
    assert anna_client.post(url, {"act": "send"}).status_code == 400


@pytest.mark.parametrize("page", ["origin/", "letter/"])
def test_what_somebody_is_called_is_text_and_nothing_else(
    anna_client: Client, book: Book, hand: Hand, dora: str, person_at: At, page: str
) -> None:
    evil = "<script>alert(1)</script>"
    edit_person(book.pk, dora, hand=hand, nickname=evil, name=evil)
    assert evil not in anna_client.get(person_at(dora) + page).content.decode()
