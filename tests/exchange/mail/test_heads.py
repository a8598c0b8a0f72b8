from __future__ import annotations

from io import BytesIO

import pytest

from kontor.exchange.mail.heads import LONGEST, head_of_mail, heads_of_mailbox
from tests.exchange.mail.mails import SEPARATOR, mail, mailbox


class Slow(BytesIO):
    """A stream that gives a few bytes at a time."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(min(size or 7, 7))


def texts(data: bytes) -> list[bytes]:
    return [head.text for head in heads_of_mailbox(BytesIO(data))]


def ids(data: bytes) -> list[int]:
    """Give which of the mails 1 to 9 are found, by the first digit of their id."""
    found = [text.partition(b"Message-ID: <")[2][:1] for text in texts(data)]
    return [int(number or b"0") for number in found]


TWO = (mail(number=1), mail(number=2))


@pytest.mark.parametrize(
    "separator",
    [
        SEPARATOR,
        "From ben@brandt.example Fri Feb 27 10:00:00 2026",
        "From ben@brandt.example  Fri Feb  7 9:00 2026",
        "From 1746@xxx Fri Feb 27 09:00:00 +0000 2026",
        "From MAILER-DAEMON Fri, 27 Feb 2026 10:00:00 +0100",
        'From "ben b"@brandt.example Fri Feb 27 10:00:00 CET 2026',
        "From ???@??? Fri Feb 27 10:00:00 2026",
        "From ben@brandt.example 2026-02-27T10:00:00",
        "From ",
        "From -",
    ],
)
def test_every_program_separates_mails_in_its_own_way(separator: str) -> None:
    data = mailbox(*TWO, separator=separator)
    assert ids(data) == [1, 2]
    assert ids(data.replace(b"\n", b"\r\n")) == [1, 2]


def test_no_blank_line_is_needed_before_a_mail() -> None:
    assert ids(mailbox(*TWO, gap="")) == [1, 2]
    assert ids(mailbox(*(text.rstrip("\n") for text in TWO))) == [1, 2]


def test_line_ends_of_old_macs_are_line_ends() -> None:
    assert ids(mailbox(*TWO).replace(b"\n", b"\r")) == [1, 2]


@pytest.mark.parametrize(
    "body",
    [
        "From now on in 2026 at 10:00 we meet.\nYours\n",
        "Hello\n\nFrom now on in 2026 at 10:00 we meet.\n\nYours\n",
        "Hello\n\nFrom \nYours\n",
        "Hello\nFrom \nTo: whom\n",
        f">{SEPARATOR}\nTo: x\n",
        f">>{SEPARATOR}\nTo: x\n",
        f" {SEPARATOR}\nTo: x\n",
        "From here\nTo: there\n",
    ],
)
def test_a_body_is_no_mail(body: str) -> None:
    assert ids(mailbox(mail(number=1, body=body), mail(number=2))) == [1, 2]


def test_a_mail_without_any_field_is_one() -> None:
    assert ids(mailbox(TWO[0], "\nHello\n", mail(number=3))) == [1, 0, 3]
    assert ids(mailbox(TWO[0], "Hello\n", mail(number=3))) == [1, 0, 3]
    assert ids(mailbox(TWO[0]) + SEPARATOR.encode()) == [1, 0]


def test_a_mail_without_a_body_ends_where_the_next_begins() -> None:
    bare = mail(number=1, body="").rstrip("\n") + "\n"
    assert ids(mailbox(bare, mail(number=2), gap="")) == [1, 2]


def test_each_mail_tells_its_line_and_its_separator() -> None:
    # Separator, four fields, a blank line, one line of body, a blank line: eight.
    first, second = heads_of_mailbox(BytesIO(b"\n" + mailbox(*TWO)))
    assert (first.line, second.line) == (2, 10)
    assert second.envelope == SEPARATOR.encode() + b"\n"


def test_a_quoted_separator_may_stand_above_the_fields() -> None:
    (head,) = heads_of_mailbox(BytesIO(mailbox(f">{SEPARATOR}\n{TWO[0]}")))
    assert b"Message-ID: <1" in head.text
    single = head_of_mail(BytesIO(f">{SEPARATOR}\n{TWO[0]}".encode()))
    assert single.text.startswith(b"From: Ben")


def test_a_single_mail_is_read_no_further_than_its_head() -> None:
    stream = BytesIO(b"\xef\xbb\xbf\r\n" + TWO[0].encode() + b"x" * 3_000_000)
    assert head_of_mail(stream).text.endswith(b"<1@brandt.example>\n")
    assert stream.tell() < 300_000


def test_it_does_not_matter_where_a_block_ends() -> None:
    data = mailbox(*(mail(number=n) for n in range(10)))
    slow = list(heads_of_mailbox(Slow(data)))
    assert slow == list(heads_of_mailbox(BytesIO(data)))
    assert len(slow) == 10
    crlf = data.replace(b"\n", b"\r\n")
    assert len(list(heads_of_mailbox(Slow(crlf)))) == 10


@pytest.mark.parametrize("size", range(LONGEST - 12, LONGEST + 4))
def test_a_body_as_long_as_a_block_hides_no_mail(size: int) -> None:
    assert ids(mailbox(mail(number=1, body="x" * size + "\n"), mail(number=2))) == [
        1,
        2,
    ]


def test_a_head_that_is_too_long_is_told_and_costs_no_other() -> None:
    long = mail(f"X-Long: {'x' * LONGEST}", number=1)
    first, second = heads_of_mailbox(BytesIO(mailbox(long, mail(number=2))))
    assert (first.trouble, first.text) == ("mail-head-too-long", b"")
    # One field more than usual: see above.
    assert (second.trouble, second.line) == ("", 10)


def test_a_head_may_be_long() -> None:
    long = mail(f"X-Long: {'x' * (LONGEST - 500)}", number=1)
    assert ids(mailbox(long, mail(number=2))) == [1, 2]
