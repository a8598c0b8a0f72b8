from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kontor.exchange.card import Problem
from kontor.exchange.mail import read as module
from kontor.exchange.meeting import Attendee, Meeting
from tests.exchange.mail.mails import ANNA, BEN, code, mail, mailbox, one, read


def meeting(*fields: str, **more: str) -> Meeting:
    found = one(*fields, **more)
    assert isinstance(found, Meeting)
    return found


def named(found: Meeting | Problem) -> list[tuple[str, str]]:
    assert isinstance(found, Meeting)
    return [(a.email, a.name) for a in found.attendees]


def test_a_mail_is_a_meeting_in_writing() -> None:
    found = meeting("Cc: Clara Claus <clara@claus.example>", "Subject: Divorce")
    assert (found.source, found.channel) == ("mail", "email")
    assert (found.record, found.line) == (1, 1)
    assert found.start == datetime(2026, 2, 27, 9, tzinfo=UTC)
    assert (found.day, found.minutes) == (date(2026, 2, 27), None)
    assert found.attendees == [
        Attendee(BEN, "Ben Brandt", organizer=True),
        Attendee(ANNA),
        Attendee("clara@claus.example", "Clara Claus"),
    ]


def test_nothing_of_what_a_mail_is_about_is_kept() -> None:
    found = meeting("Subject: Divorce", "Comments: divorce", body="About the divorce")
    assert "ivorce" not in repr(found)


def test_the_day_is_that_of_the_books_time_zone() -> None:
    # 23:30 in UTC is half past midnight in Berlin, where it is winter.
    assert meeting(Date="Thu, 26 Feb 2026 23:30:00 GMT").day == date(2026, 2, 27)


def test_the_id_is_a_hash_that_is_the_same_in_every_folder() -> None:
    sent = meeting("Received: from x; Fri, 27 Feb 2026 10:00:09 +0100")
    assert sent.source_id == meeting().source_id
    assert len(sent.source_id) == 40
    assert "brandt" not in sent.source_id
    folded = meeting(Message_ID="\n <1@brandt.example>")
    assert folded.source_id == sent.source_id
    assert meeting(Message_ID="<2@brandt.example>").source_id != sent.source_id


def test_one_id_for_all_mails_of_a_broken_program_is_told_by_the_sender() -> None:
    other = meeting(From="clara@claus.example")
    assert other.source_id != meeting().source_id


def test_without_an_id_the_date_and_the_people_tell_mails_apart() -> None:
    first = meeting(Message_ID="")
    assert first.source_id == meeting(Message_ID="").source_id
    later = meeting(Message_ID="", Date="Fri, 27 Feb 2026 10:00:01 +0100")
    assert later.source_id != first.source_id


def test_whoever_is_named_twice_takes_part_once() -> None:
    found = meeting(f"Cc: {ANNA.upper()}, {BEN}", To=f"Anna <{ANNA}>")
    assert named(found) == [(BEN, "Ben Brandt"), (ANNA, "")]


def test_a_mail_to_oneself_has_nobody_else() -> None:
    assert named(meeting(To=BEN)) == [(BEN, "Ben Brandt")]


def test_ten_recipients_are_written_to_and_eleven_are_a_crowd() -> None:
    ten = ", ".join(f"p{n}@x.example" for n in range(10))
    assert len(meeting(To=ten).attendees) == 11
    found = one(f"Cc: {ANNA}", To=ten)
    assert isinstance(found, Problem)
    assert (found.code, found.outcome) == ("mail-many", "left_out")
    assert found.facts == {"count": "11"}


def test_ten_recipients_named_twice_are_ten() -> None:
    ten = ", ".join(f"p{n}@x.example" for n in range(10))
    assert code(f"Cc: {ten}", To=ten) == ""


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ({"From": ""}, "mail-no-sender"),
        ({"From": "root@localhost"}, "mail-no-sender"),
        ({"From": "Ben Brandt"}, "mail-no-sender"),
        ({"From": "MAILER DAEMON <>"}, "mail-automatic"),
        ({"From": "", "Sender": BEN}, ""),
        ({"From": f"x, {BEN}"}, ""),
        ({"To": ""}, ""),
        ({"To": "undisclosed-recipients:;"}, ""),
        ({"To": "noreply@shop.example"}, "mail-automatic"),
        ({"To": f"noreply@shop.example, {ANNA}"}, ""),
    ],
)
def test_a_sender_is_needed_and_a_recipient_is_not(
    more: dict[str, str], expected: str
) -> None:
    assert code(**more) == expected


def test_programs_among_the_recipients_are_no_people() -> None:
    found = one(To=f"noreply@shop.example, {ANNA}")
    assert named(found) == [(BEN, "Ben Brandt"), (ANNA, "")]


def test_a_name_given_later_in_the_file_is_known_from_the_beginning() -> None:
    data = mailbox(
        mail(From=ANNA, To=f'"ben" <{BEN}>'),
        mail(number=2),
        mail(number=3, From=f"B <{BEN}>"),
    )
    assert [named(found)[1 - bool(n)] for n, found in enumerate(read(data))] == [
        (BEN, "Ben Brandt"),
        (BEN, "Ben Brandt"),
        (BEN, "Ben Brandt"),
    ]


def test_whose_mailbox_it_is_is_told_by_all_of_it() -> None:
    others = [f"p{n}@x.example" for n in range(5)]
    mails = [mail(number=n, From=other) for n, other in enumerate(others)]
    newsletter = mail(
        "List-Id: <n.example>", number=9, From="n@n.example", To="x@y.example"
    )
    found = read(mailbox(*mails, newsletter))
    assert {f.keeper for f in found if isinstance(f, Meeting)} == {ANNA}


def test_whose_mailbox_it_is_is_not_guessed_from_two_mails() -> None:
    found = read(mailbox(mail(), mail(number=2, From="c@d.example")))
    assert {f.keeper for f in found if isinstance(f, Meeting)} == {""}


def test_a_broken_mail_costs_no_other() -> None:
    data = mailbox(mail(), "garbage\n\n", mail(number=3, From=""), mail(number=4))
    found = [(f.record, getattr(f, "code", "")) for f in read(data)]
    assert found == [(1, ""), (2, "mail-no-sender"), (3, "mail-no-sender"), (4, "")]


def test_a_mail_that_breaks_the_reader_costs_no_other(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    reader = module.read_message

    def failing(head: object, record: int) -> object:
        if record == 2:
            raise RuntimeError(BEN)
        return reader(head, record)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "read_message", failing)
    found = read(mailbox(*(mail(number=n) for n in range(3))))
    assert [getattr(f, "code", "") for f in found] == ["", "unreadable", ""]
    assert "RuntimeError" in caplog.text
    assert BEN not in caplog.text
