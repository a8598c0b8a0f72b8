"""Whether a mail is one from person to person."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from kontor.exchange.mail.fields import LIST
from kontor.exchange.mail.words import decoded_words

if TYPE_CHECKING:
    from kontor.exchange.mail.fields import Fields

_LIST = {"bulk", "list", "junk"}
_BETWEEN = re.compile(r"[-._+=]+")
# The part before the "@" of addresses behind which nobody sits.
_MACHINES = frozenset({
    "alert", "alerts", "autoreply", "autoresponder", "bounce", "bounces", "cron",
    "daemon", "listserv", "mailer", "mailing", "mailman", "majordomo", "newsletter",
    "newsletters", "noreply", "notification", "notifications", "notify", "postmaster",
    "root", "unsubscribe",
})  # fmt: skip
_MACHINE = re.compile(
    r"(?:no|donot|dont|never)repl(?:y|ies)|mailerdaemon|(?:nicht|keine)antwort"
    r"|^reply[-+]|autorepl"
)
_LABELS = {
    "spam": "mail-spam", "junk": "mail-spam", "trash": "mail-deleted",
    "bin": "mail-deleted", "papierkorb": "mail-deleted", "drafts": "mail-draft",
    "entwürfe": "mail-draft",
}  # fmt: skip
_EXPUNGED = 0x0008


@lru_cache(maxsize=8_192)
def is_machine(email: str) -> bool:
    """Tell whether mail from an address is written by a program, and read by none.

    Args:
        email: the key of a mail address.
    """
    local = email.rpartition("@")[0]
    words = _BETWEEN.split(local)
    if not _MACHINES.isdisjoint(words):
        return True
    return bool(_MACHINE.search("".join(words)) or _MACHINE.match(local))


def why_not_personal(fields: Fields, sender: str) -> str:
    """Give the code of the reason why a mail is none between people, "" if it is.

    Args:
        sender: the key of their mail address, "" where there is none.
    """
    if LIST in fields or _word(fields, "precedence") in _LIST:
        return "mail-list"
    if _word(fields, "auto-submitted") not in ("", "no"):
        return "mail-automatic"
    if _word(fields, "precedence") == "auto_reply" or is_machine(sender):
        return "mail-automatic"
    # What could not be delivered comes back from nobody.
    if not sender and "<>" in "".join(fields.get("from", ())):
        return "mail-automatic"
    return _set_aside(fields)


def _set_aside(fields: Fields) -> str:
    """Tell what the mail program has put away as no mail to be kept."""
    if _word(fields, "x-spam-flag") == "yes":
        return "mail-spam"
    status = _word(fields, "x-mozilla-status")
    if re.fullmatch(r"[0-9a-f]{1,8}", status) and int(status, 16) & _EXPUNGED:
        return "mail-deleted"
    labels = decoded_words(_word(fields, "x-gmail-labels", whole=True)).lower()
    found = (_LABELS.get(label.strip(' "')) for label in labels.split(","))
    return next(filter(None, found), "")


def _word(fields: Fields, name: str, *, whole: bool = False) -> str:
    """Give the first word of a field in lower case, or all of it as it stands."""
    values = fields.get(name)
    if not values:
        return ""
    return values[0] if whole else values[0].partition(";")[0].strip().lower()
