from __future__ import annotations

import re
from datetime import datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kontor.actions.connections.people import edit_person, remove_person
from kontor.actions.worker import Worker
from kontor.lib.hand import Hand
from kontor.records.models import Batch, Book, Deed, Item, Person
from tests.web.conftest import HTMX

CARDS = b"""BEGIN:VCARD
VERSION:3.0
FN:Emil Eller
N:Eller;Emil;;;
EMAIL:emil@eller.example
END:VCARD
BEGIN:VCARD
VERSION:3.0
FN:Fritz Falk
N:Falk;Fritz;;;
TEL:0451 445566
END:VCARD
"""
MEETING = b"""BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:1
DTSTART:20260105T100000Z
DTEND:20260105T110000Z
ATTENDEE;CN=Dora Dahl:mailto:dora@dahl.example
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def url(book: Book) -> str:
    return f"/{book.pk}/import/"


def send(client: Client, url: str, content: bytes = CARDS, **choices: str) -> Any:
    return client.post(
        url, {"file": SimpleUploadedFile("people.vcf", content), **choices}
    )


@pytest.fixture
def work(moment: datetime) -> Any:
    """Do what the pages have ordered, as the worker would."""
    worker = Worker(lambda: moment)

    def until_done() -> None:
        while worker.work_once():
            pass

    return until_done


@pytest.fixture
def preview(anna_client: Client, url: str, work: Any) -> str:
    """The address of an import that has been read."""
    page = send(anna_client, url)
    work()
    return str(page.headers["Location"])


def test_the_page_explains_how_to_get_a_file(anna_client: Client, url: str) -> None:
    page = anna_client.get(url).content.decode()

    assert "iPhone" in page
    assert "Thunderbird" in page
    assert "takeout.google.com" in page
    assert 'enctype="multipart/form-data"' in page
    assert "Nothing has been brought in yet." in page


def test_files_are_taken_in_read_shown_and_applied(
    anna_client: Client, book: Book, url: str, work: Any
) -> None:
    page = send(anna_client, url, tag="Fair")
    there = page.headers["Location"]
    batch = Batch.objects.get()
    assert there == f"{url}{batch.uid}/"
    shown = anna_client.get(there).content.decode()
    assert "Being read" in shown
    # The page asks again by itself, with the script and without.
    assert f'hx-get="{there}" hx-trigger="every 1s"' in shown
    assert '<meta http-equiv="refresh" content="2">' in shown

    work()

    shown = anna_client.get(there).content.decode()
    assert "Emil Eller" in shown
    assert "emil@eller.example" in shown
    assert "every 1s" not in shown
    assert not Person.objects.filter(is_owner=False).exists()
    assert anna_client.post(there, {"act": "apply"}).headers["Location"] == there
    work()
    names = Person.objects.filter(is_owner=False).values_list("display", flat=True)
    assert set(names) == {"Emil Eller", "Fritz Falk"}
    assert "In the book" in anna_client.get(there).content.decode()
    assert "people.vcf" in anna_client.get(url).content.decode()
    assert 'class="tag">Fair<' in anna_client.get(url).content.decode()


def test_with_the_script_only_the_piece_that_changes_is_sent(
    anna_client: Client, preview: str
) -> None:
    page = anna_client.get(preview, headers=HTMX).content.decode()

    assert page.count('id="batch"') == 1
    assert "<main" not in page


def test_without_a_file_nothing_is_begun(anna_client: Client, url: str) -> None:
    page = anna_client.post(url, {"tag": "Fair"})

    assert "This field is required." in page.content.decode()
    assert not Batch.objects.exists()


def test_several_files_make_one_import(
    anna_client: Client, url: str, work: Any
) -> None:
    files = [SimpleUploadedFile(f"{n}.vcf", CARDS) for n in "ab"]

    anna_client.post(url, {"file": files})
    work()

    assert Batch.objects.get().files.count() == 2


def test_a_mailbox_is_shown_without_what_its_mails_are_about(
    anna_client: Client, url: str, work: Any
) -> None:
    fields = "Date: Mon, 5 Jan 2026 10:00:00 +0100\r\nSubject: Divorce\r\n"
    people = (
        "From: Emil Eller <emil@eller.example>\r\nTo: Anna Ahlers <a@b.example>\r\n"
    )
    text = f"From - Mon Jan 05 10:00:00 2026\r\n{fields}{people}\r\nAbout Fritz\r\n"

    there = send(anna_client, url, text.encode()).headers["Location"]
    work()

    page = anna_client.get(there).content.decode()
    assert "Emil Eller" in page
    assert "Mailbox" in page
    assert "Divorce" not in page
    assert "Fritz" not in page
    anna_client.post(there, {"act": "apply"})
    work()
    assert "1 contact from meetings and mails" in anna_client.get(url).content.decode()


def _ticks(page: str) -> dict[str, list[str]]:
    """Give what the page would send of its ticks, untouched."""
    return {
        name: re.findall(rf'name="{name}" value="(\d+)"', page)
        for name in ("shown", "was", "wanted")
    }


def test_what_is_unticked_stays_out(
    anna_client: Client, preview: str, work: Any
) -> None:
    ticks = _ticks(anna_client.get(preview).content.decode())
    emil = Item.objects.get(title="Emil Eller")
    assert len(ticks["shown"]) == len(ticks["was"]) == len(ticks["wanted"]) == 2
    ticks["wanted"].remove(str(emil.pk))

    page = anna_client.post(preview, {"act": "choose", "next": preview, **ticks})
    assert page.headers["Location"] == preview
    emil.refresh_from_db()
    assert not emil.wanted

    # What was chosen before stands, though this time nothing of it is sent.
    anna_client.post(preview, {"act": "apply"})
    work()
    people = Person.objects.filter(is_owner=False)
    assert [person.display for person in people] == ["Fritz Falk"]


def test_ticks_and_the_go_ahead_can_be_sent_together(
    anna_client: Client, preview: str, work: Any
) -> None:
    ticks = _ticks(anna_client.get(preview).content.decode())
    ticks["wanted"] = []

    anna_client.post(preview, {"act": "apply", **ticks})
    work()

    assert not Person.objects.filter(is_owner=False).exists()


def test_all_of_a_kind_are_ticked_or_none(anna_client: Client, preview: str) -> None:
    anna_client.post(preview, {"act": "none", "verdict": "new"})
    assert not Item.objects.filter(wanted=True).exists()

    anna_client.post(preview, {"act": "all", "verdict": "new"})
    assert Item.objects.filter(wanted=True).count() == 2


def test_what_changes_is_shown_field_by_field(
    anna_client: Client, book: Book, url: str, preview: str, work: Any
) -> None:
    anna_client.post(preview, {"act": "apply"})
    work()
    newer = CARDS.replace(b"emil@eller.example", b"emil@new.example")

    there = send(anna_client, url, newer).headers["Location"]
    work()

    page = anna_client.get(there).content.decode()
    assert "emil@new.example" in page
    assert "Fritz Falk" not in page
    page = anna_client.get(there, {"verdict": "same"}).content.decode()
    assert "Fritz Falk" in page


def test_where_nothing_would_change_there_is_nothing_to_apply(
    anna_client: Client, url: str, preview: str, work: Any
) -> None:
    anna_client.post(preview, {"act": "apply"})
    work()

    there = send(anna_client, url).headers["Location"]
    work()

    page = anna_client.get(there).content.decode()
    assert "Nothing would change" in page
    assert "Ready to look at</p>" not in page
    assert re.findall(r'name="act" value="(\w+)"', page) == ["drop"]
    assert "btn main" not in page.partition('id="batch"')[2]
    assert 'name="wanted"' not in page


def test_who_was_left_out_can_be_taken_in_all_the_same(
    anna_client: Client, book: Book, hand: Hand, url: str, preview: str, work: Any
) -> None:
    anna_client.post(preview, {"act": "apply"})
    work()
    emil = Person.objects.get(display="Emil Eller")
    remove_person(book.pk, emil.uid, hand=hand)
    there = send(anna_client, url).headers["Location"]
    work()

    page = anna_client.get(there, {"verdict": "left_out"}).content.decode()
    assert "Nothing would change" in page
    assert re.findall(r'name="act" value="(\w+)"', page) == ["choose", "drop"]
    (item,) = re.findall(r'name="shown" value="(\d+)"', page)
    anna_client.post(there, {"act": "choose", "shown": item, "wanted": item})

    # Now there is something to bring in.
    page = anna_client.get(there).content.decode()
    assert "Nothing would change" not in page
    assert 'value="apply"' in page


def test_people_and_contacts_are_counted_apart(
    anna_client: Client, url: str, work: Any
) -> None:
    calendar = SimpleUploadedFile("calendar.ics", MEETING)
    files = [SimpleUploadedFile("people.vcf", CARDS), calendar]
    there = anna_client.post(url, {"file": files}).headers["Location"]
    work()

    page = anna_client.get(there).content.decode()
    assert 'kind=person" aria-current="true">New: people <span class="dim">3<' in page
    assert '&amp;kind=touch">New: contacts <span class="dim">1<' in page
    assert "5 Jan 2026" not in page
    page = anna_client.get(there, {"verdict": "new", "kind": "touch"}).content.decode()
    assert "5 Jan 2026: Dora Dahl" in page
    assert "Emil Eller" not in page

    # And what is ticked together is of one kind.
    anna_client.post(there, {"act": "none", "verdict": "new", "kind": "touch"})
    assert [item.kind for item in Item.objects.filter(wanted=False)] == ["touch"]


def test_whose_mails_they_are_is_asked_with_a_link_to_the_settings(
    anna_client: Client, book: Book, url: str, work: Any
) -> None:
    head = b"Date: Mon, 5 Jan 2026 10:00:00 +0100\r\n"
    mail = head + b"From: Emil <emil@eller.example>\r\nTo: A. A. <a@b.example>\r\n"
    box = b"From - Mon Jan 05 10:00:00 2026\r\n" + mail + b"\r\nHello\r\n"
    there = send(anna_client, url, box).headers["Location"]
    work()

    link = f'<a href="/{book.pk}/settings/#own">To my addresses</a>'
    assert link in anna_client.get(there).content.decode()
    assert 'id="own"' in anna_client.get(f"/{book.pk}/settings/").content.decode()


def test_who_a_doubtful_record_is_can_be_said(
    anna_client: Client, book: Book, dora: str, url: str, work: Any
) -> None:
    card = CARDS.partition(b"BEGIN:VCARD\nVERSION:3.0\nFN:Fritz")[0]
    card = card.replace(b"emil@eller.example", b"dora@daume.example")
    there = send(anna_client, url, card).headers["Location"]
    work()
    item = Item.objects.get()
    assert item.verdict == "doubtful"
    page = anna_client.get(there).content.decode()
    assert "Who is it?" in page
    assert f'name="who-{item.pk}" value="0"' in page

    sent = {"doubtful": item.pk, f"who-was-{item.pk}": "new", f"who-{item.pk}": "0"}
    anna_client.post(there, {"act": "choose", **sent})

    item.refresh_from_db()
    assert item.person is not None
    assert str(item.person.uid) == dora


def test_a_preview_is_dropped_and_leaves_nothing(
    anna_client: Client, url: str, preview: str
) -> None:
    page = anna_client.post(preview, {"act": "drop"})

    assert page.headers["Location"] == url
    assert Batch.objects.get().state == "dropped"
    assert not Item.objects.exists()
    assert "Dropped" in anna_client.get(url).content.decode()


def test_an_import_is_taken_back_and_what_was_kept_is_named(
    anna_client: Client, book: Book, hand: Hand, preview: str, work: Any
) -> None:
    anna_client.post(preview, {"act": "apply"})
    work()
    emil = Person.objects.get(display="Emil Eller")
    edit_person(book.pk, emil.uid, hand=hand, note="Likes tea.")

    anna_client.post(preview, {"act": "undo"})
    assert "Being taken back" in anna_client.get(preview).content.decode()
    work()

    people = Person.objects.filter(is_owner=False)
    assert [person.display for person in people] == ["Emil Eller"]
    page = anna_client.get(preview).content.decode()
    assert "Taken back" in page
    assert "Emil Eller" in page


def test_doing_an_import_again_is_work_for_the_worker_too(
    anna_client: Client, book: Book, preview: str, work: Any
) -> None:
    anna_client.post(preview, {"act": "apply"})
    work()
    anna_client.post(preview, {"act": "undo"})
    work()
    undoing = Deed.objects.get(verb="undo")
    assert 'value="redo"' in anna_client.get(preview).content.decode()

    # From the journal, and pressed twice.
    for _ in "12":
        page = anna_client.post(f"/{book.pk}/undo/{undoing.pk}/")
        assert page.headers["Location"] == preview
    assert Batch.objects.get().state == "applying"
    assert "Coming in" in anna_client.get(preview).content.decode()
    assert not Person.objects.filter(is_owner=False).exists()
    work()

    assert Batch.objects.get().state == "done"
    assert Person.objects.filter(is_owner=False).count() == 2
    # On a page that is old by now the button does nothing.
    anna_client.post(f"/{book.pk}/undo/{undoing.pk}/")
    assert Person.objects.filter(is_owner=False).count() == 2

    # And by the button on its own page.
    anna_client.post(preview, {"act": "undo"})
    work()
    anna_client.post(preview, {"act": "redo"})
    work()
    assert Person.objects.filter(is_owner=False).count() == 2


def test_undoing_an_import_from_the_journal_is_work_for_the_worker(
    anna_client: Client, book: Book, preview: str, work: Any
) -> None:
    anna_client.post(preview, {"act": "apply"})
    work()
    deed = Deed.objects.get(verb="import")

    page = anna_client.post(f"/{book.pk}/undo/{deed.pk}/")

    assert page.headers["Location"] == preview
    assert Batch.objects.get().state == "undoing"
    work()
    assert not Person.objects.filter(is_owner=False).exists()


def test_what_is_not_possible_at_this_stage_says_so(
    anna_client: Client, preview: str
) -> None:
    assert anna_client.post(preview, {"act": "undo"}).status_code == 409
    assert anna_client.post(preview, {"act": "praise"}).status_code == 400
    anna_client.post(preview, {"act": "drop"})
    assert anna_client.post(preview, {"act": "apply"}).status_code == 409


def test_an_import_that_the_command_line_left_behind_is_gone_on_with(
    anna_client: Client, book: Book, url: str, work: Any
) -> None:
    send(anna_client, url)
    batch = Batch.objects.get()
    Batch.objects.update(options={**batch.options, "inline": True})
    work()
    there = f"{url}{batch.uid}/"
    assert "Carry on" in anna_client.get(there).content.decode()

    anna_client.post(there, {"act": "carry_on"})
    work()

    batch.refresh_from_db()
    assert batch.state == "preview"


def test_a_file_that_is_none_is_reported_and_harms_nothing(
    anna_client: Client, url: str, work: Any
) -> None:
    there = send(anna_client, url, b"%PDF-1.4 nothing of use").headers["Location"]
    work()

    page = anna_client.get(there)

    assert page.status_code == 200
    assert "people.vcf" in page.content.decode()
    assert Batch.objects.get().state == "preview"


def test_a_folder_of_many_cards_is_taken_in(anna_client: Client, url: str) -> None:
    # Django's own bound is 100.
    files = [SimpleUploadedFile(f"{n}.vcf", CARDS) for n in range(120)]

    page = anna_client.post(url, {"file": files})

    assert page.status_code == 302
    assert Batch.objects.get().files.count() == 120


def test_far_too_many_files_are_refused_with_a_sentence(
    anna_client: Client, url: str, settings: Any
) -> None:
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 3
    files = [SimpleUploadedFile(f"{n}.vcf", CARDS) for n in range(4)]

    page = anna_client.post(url, {"file": files})

    assert page.status_code == 400
    assert "These are more than 3 files." in page.content.decode()
    assert not Batch.objects.exists()


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"%PDF-1.7\n1 0 obj\n", "This is a PDF. Kontor needs the contacts as vCard"),
        (b" \n", "The file is empty."),
        (b"\x89PNG\r\n\x1a\n\0", "This is a picture."),
        (b"PK\x03\x04\x14\0\x06\0", "The archive is damaged."),
    ],
)
def test_what_is_no_such_file_says_what_it_is_and_what_to_bring(
    anna_client: Client, url: str, work: Any, content: bytes, why: str
) -> None:
    page = send(anna_client, url, content)
    work()

    shown = anna_client.get(page.headers["Location"]).content.decode()

    assert why in shown
    assert "Nothing could be read" in shown
    assert "Kontor reads contacts as vCard or CSV" in shown
    # Neither figures of nobody, nor anything to bring in.
    assert "Ready to look at" not in shown
    assert 'class="num" data-label="Read"' not in shown
    assert 'value="apply"' not in shown


def test_a_file_that_is_none_costs_no_other(
    anna_client: Client, url: str, work: Any
) -> None:
    files = [
        SimpleUploadedFile("people.vcf", CARDS),
        SimpleUploadedFile("bill.pdf", b"%PDF-1.7\n"),
    ]
    page = anna_client.post(url, {"file": files})
    work()

    shown = anna_client.get(page.headers["Location"]).content.decode()

    assert "Ready to look at" in shown
    assert "Emil Eller" in shown
    assert '<td colspan="5" class="red">This is a PDF.' in shown
