"""Writing mails and mailboxes, for tests of reading them."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from kontor.exchange.card import Problem
from kontor.exchange.mail.heads import heads_of_mailbox
from kontor.exchange.mail.read import read_mails
from kontor.exchange.meeting import Meeting

TODAY = date(2026, 3, 2)
ZONE = "Europe/Berlin"
ANNA, BEN = "anna@ahlers.example", "ben@brandt.example"
SEPARATOR = "From - Fri Feb 27 10:00:00 2026"


def mail(*fields: str, number: int = 1, body: str = "Hello\n", **more: str) -> str:
    """Write a mail of Ben's to Anna; ``more`` replaces a field, "" drops it."""
    usual = {
        "From": f"Ben Brandt <{BEN}>",
        "To": ANNA,
        "Date": "Fri, 27 Feb 2026 10:00:00 +0100",
        "Message-ID": f"<{number}@brandt.example>",
    } | {name.replace("_", "-"): value for name, value in more.items()}
    lines = [f"{name}: {value}" for name, value in usual.items() if value]
    return "\n".join([*lines, *fields, "", body])


def mailbox(*mails: str, separator: str = SEPARATOR, gap: str = "\n") -> bytes:
    """Put mails together."""
    return "".join(f"{separator}\n{text}{gap}" for text in mails).encode()


def read(data: bytes) -> list[Meeting | Problem]:
    """Read a mailbox."""
    heads = lambda: heads_of_mailbox(BytesIO(data))  # noqa: E731
    return list(read_mails(heads, zone=ZONE, today=TODAY))


def one(*fields: str, **more: str) -> Meeting | Problem:
    """Read a mailbox of one mail."""
    (found,) = read(mailbox(mail(*fields, number=1, **more)))
    return found


def code(*fields: str, **more: str) -> str:
    """Give the code of what is wrong with a mail, "" where nothing is."""
    found = one(*fields, **more)
    return found.code if isinstance(found, Problem) else ""
