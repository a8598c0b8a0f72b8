"""What is said of groups in words: pools with their range, money, time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.formats import number_format
from django.utils.translation import gettext, gettext_noop, ngettext

from kontor.lib.money import major_units

if TYPE_CHECKING:
    from collections.abc import Iterable

    from kontor.core.groups.verdict import Card
    from kontor.reports.groups.groups import GroupsView

# Why somebody is named for the next gathering.
WHY_TALK: dict[str, str] = {
    "new": gettext_noop("not met yet"),
    "rhythm": gettext_noop("it is time, by your rhythm"),
    "regular": gettext_noop("longer than usual since the last contact"),
    "dormant": gettext_noop("an old tie that is asleep"),
}
STANDINGS: dict[str, str] = {
    "member": gettext_noop("member"),
    "visited": gettext_noop("visited"),
    "left": gettext_noop("left"),
    "looking": gettext_noop("not visited yet"),
}


def card_text(card: Card, segment: str) -> str:
    """Say what a group leads to, with the facts behind it.

    "You know 12 of 60 members; 4 of them are in “Property managers”. Expect 9 to 21
    in all."
    """
    if not card.telling:
        return gettext("You know no member yet: too early to tell.")
    if not card.total_known:
        return _inside(card, segment, _known(card), gettext("Its size is not known."))
    return _inside(card, segment, _known_of(card), _expected(card))


def _known(card: Card) -> str:
    text = ngettext("You know {count} member", "You know {count} members", card.known)
    return text.format(count=card.known)


def _known_of(card: Card) -> str:
    text = ngettext(
        "You know {known} of {count} member",
        "You know {known} of {count} members",
        card.total,
    )
    return text.format(known=card.known, count=card.total)


def _inside(card: Card, segment: str, known: str, rest: str) -> str:
    if not segment:
        text = ngettext(
            "{known}; {count} of them is in your segments. {rest}",
            "{known}; {count} of them are in your segments. {rest}",
            card.in_segment,
        )
        return text.format(known=known, count=card.in_segment, rest=rest)
    text = ngettext(
        "{known}; {count} of them is in “{segment}”. {rest}",
        "{known}; {count} of them are in “{segment}”. {rest}",
        card.in_segment,
    )
    return text.format(known=known, count=card.in_segment, segment=segment, rest=rest)


def _expected(card: Card) -> str:
    if card.low == card.high:
        return gettext("That is {count} in all.").format(count=card.low)
    text = gettext("Expect {low} to {high} in all.")
    return text.format(low=card.low, high=card.high)


def range_text(card: Card | None) -> str:
    """Write the range of a pool: 9–21; "" where nothing can be said."""
    if card is None or not card.telling:
        return ""
    return str(card.low) if card.low == card.high else f"{card.low}–{card.high}"


def union_text(view: GroupsView) -> str:
    """Say how many people of the segments are in all groups together, each once."""
    text = ngettext(
        "Together they lead to {count} person of your segments whom you know there.",
        "Together they lead to {count} people of your segments whom you know there.",
        view.union,
    ).format(count=view.union)
    if view.summed <= view.union:
        return text
    more = gettext("Added up it would seem {sum}: some are in several groups.")
    return f"{text} {more.format(sum=view.summed)}"


def money_text(amount: int, currency: str) -> str:
    """Write minor units with their currency: 12.50 EUR, in German 12,50 EUR."""
    figure = number_format(major_units(amount, currency), use_l10n=True)
    return f"{figure} {currency}"


def sums_text(sums: Iterable[tuple[int, str]]) -> str:
    """Write sums in several currencies."""
    return ", ".join(money_text(amount, code) for amount, code in sums)


def hours_text(hours: float) -> str:
    """Write hours a month with one decimal: 3.5 h; "" for none."""
    if hours < 0.05:
        return ""
    return gettext("%(hours)s h") % {"hours": number_format(f"{hours:.1f}")}
