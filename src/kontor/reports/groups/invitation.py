"""An invitation to a group, drafted for the owner's own mail program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext

from kontor.lib.mail import mailto
from kontor.records.models import ContactPoint
from kontor.reports.words import day_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontor.reports.groups.group import GroupView


def invitations(
    book: int, group: GroupView, language: str
) -> dict[tuple[str, str], str]:
    """Draft an invitation for everybody who could take an empty seat.

    Args:
        language: of the draft, such as "de".

    Returns:
        By uid and trade an address that opens the draft; nothing is sent.
    """
    wanted = [
        (uid, name, seat.trade)
        for seat in group.empty_seats
        for uid, name in seat.candidates
    ]
    mails = _mails(book, [uid for uid, _, _ in wanted])
    with translation.override(language):
        subject = gettext("Come and see “{group}”").format(group=group.row.name)
        return {
            (uid, trade): mailto(mails.get(uid, ""), subject, _text(group, name, trade))
            for uid, name, trade in wanted
        }


def _text(group: GroupView, name: str, trade: str) -> str:
    parts = [
        gettext("Good day {name},").format(name=name),
        gettext(
            "I am in “{group}”, and nobody there does what you do yet ({trade}). "
            "I should like you to see it, as my guest."
        ).format(group=group.row.name, trade=trade),
        _when(group),
        gettext("Would that suit you?"),
    ]
    return "\n\n".join(filter(None, parts))


def _when(group: GroupView) -> str:
    if group.next_day is None:
        return ""
    text = gettext("We meet next on {when}.")
    when = ", ".join(
        filter(None, (day_text(group.next_day), group.starts_at, group.place))
    )
    return text.format(when=when)


def _mails(book: int, uids: Iterable[str]) -> dict[str, str]:
    rows = ContactPoint.objects.filter(
        book=book, kind="email", person__uid__in=list(uids)
    ).order_by("preferred", "-position", "-pk")
    return {str(uid): key for uid, key in rows.values_list("person__uid", "key")}
