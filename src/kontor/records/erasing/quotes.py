"""Where others' rows quote what was noted of somebody: reasons, members of groups."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.records.erasing.texts import holding
from kontor.records.erasing.trail import clean_group
from kontor.records.models import Change, Participant, PlanLine, SourceCard

if TYPE_CHECKING:
    from kontor.records.erasing.whose import Somebody

Facts = dict[str, Any]


def clean_reasons(who: Somebody, touches: set[int]) -> None:
    """Take them out of the reasons for others, which quote notes and promises.

    Args:
        touches: those they took part in; whoever else did is looked at more closely.
    """
    taking_part = Participant.objects.filter(touch__pk__among=sorted(touches))
    near = set(taking_part.values_list("person_id", flat=True))
    words = who.naming.words | who.naming.called
    for line in holding(PlanLine.objects.filter(book=who.book), words, "reason"):
        reason = _without(who, line.reason, near=line.person_id in near)
        if reason != line.reason:
            line.reason = reason
            line.save(update_fields=["reason"])
    changes = Change.objects.filter(book=who.book, table="planline")
    for change in holding(changes, words):
        for side in filter(None, (change.before, change.after)):
            if "reason" in side:
                close = change.person in near
                side["reason"] = _without(who, side["reason"], near=close)
        change.save(update_fields=["before", "after"])


def _without(who: Somebody, reason: Facts, *, near: bool) -> Facts:
    naming = who.naming
    stands = naming.stands_near if near else naming.stands_in
    facts = {
        name: value
        for name, value in reason.get("facts", {}).items()
        if not (isinstance(value, str) and stands(value))
    }
    return {**reason, "facts": facts}


def clean_groups(who: Somebody) -> None:
    """Take them from the members of groups, as their sources name them."""
    cards = SourceCard.objects.filter(book=who.book, person=None, organisation=None)
    for card in holding(cards, who.naming.words, "data", "raw", "unknown"):
        facts = {"data": card.data, "raw": card.raw, "unknown": card.unknown}
        clean_group(who, facts)
        for name, value in facts.items():
            setattr(card, name, value)
        card.save(update_fields=list(facts))
