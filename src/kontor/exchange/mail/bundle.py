"""Single mails in an archive: thousands of files that are one mailbox."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, NamedTuple

from kontor.exchange.archive import open_member
from kontor.exchange.mail.heads import head_of_mail

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path
    from typing import BinaryIO

    from kontor.exchange.archive import Member
    from kontor.exchange.mail.heads import Head


class Bundle(NamedTuple):
    """The mails of one folder; ``name`` is that of the folder, "" for none."""

    name: str
    mails: list[Member]

    @property
    def size(self) -> int:
        """How many bytes they are together, unpacked."""
        return sum(mail.size for mail in self.mails)


def bundles_of(members: Iterable[Member]) -> list[Bundle]:
    """Take the single mails of an archive together by folder, in their order.

    One alone keeps its own name. A Maildir has its mails in "cur" and "new".
    """
    folders: dict[str, list[Member]] = {}
    for member in members:
        if member.format == "eml":
            parts = member.name.split("/")[:-1]
            inside = parts[:-1] if parts[-1:] in (["cur"], ["new"]) else parts
            folders.setdefault("/".join(inside), []).append(member)
    return [
        Bundle(folder if len(mails) > 1 else mails[0].name, mails)
        for folder, mails in folders.items()
    ]


def heads_of_bundle(
    path: Path, mails: Sequence[Member], counted: Callable[[BinaryIO, int], BinaryIO]
) -> Iterator[Head]:
    """Yield the heads of mails in an archive.

    No more is read of a mail than was to recognise it, so none can be damaged there.

    Args:
        path: the archive.
        counted: wraps a stream, given how many bytes of mails came before it.
    """
    before = 0
    with zipfile.ZipFile(path) as archive:
        for mail in mails:
            with open_member(archive, mail.index) as stream:
                yield head_of_mail(counted(stream, before))
            before += mail.size
