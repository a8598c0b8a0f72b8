"""A first look through a mailbox: what its people are called, and whose it is.

Whoever is first written to by hand is an address without a name; the name comes
with their answer.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kontor.core.connections.owner import stands_out

if TYPE_CHECKING:
    from kontor.exchange.mail.addresses import Address
    from kontor.exchange.mail.message import Message

# So many addresses are kept in mind: some ten megabytes.
MOST_KEPT = 100_000


class Survey:
    """What is known of the people of a mailbox after the first reading.

    Attributes:
        names: by address; a full name that somebody gives themselves is best.
    """

    def __init__(self) -> None:
        self.names: dict[str, str] = {}
        self._ranks: dict[str, int] = {}
        self._counts: dict[str, int] = {}
        self._mails = 0

    def add(self, message: Message) -> None:
        """Take in a mail between people."""
        self._name(message.sender, own=True)
        for one in message.recipients:
            self._name(one, own=False)
        everybody = {message.sender.email, *(one.email for one in message.recipients)}
        if len(everybody) > 1:
            self._mails += 1
            for email in everybody:
                if email in self._counts or len(self._counts) < MOST_KEPT:
                    self._counts[email] = self._counts.get(email, 0) + 1

    @property
    def keeper(self) -> str:
        """The address whose mailbox it is, "" where nobody stands out."""
        return stands_out(self._counts, self._mails)

    def _name(self, one: Address, *, own: bool) -> None:
        if not one.name:
            return
        # Two words are a name, one may be anything.
        rank = 1 + own + 2 * (" " in one.name)
        known = self._ranks.get(one.email)
        if known is None and len(self._ranks) >= MOST_KEPT:
            return
        if rank > (known or 0):
            self.names[one.email], self._ranks[one.email] = one.name, rank
