"""Which channel to suggest, and how long it takes."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# Minutes that a touch takes, unless the owner notes otherwise. A guess.
MINUTES: Mapping[str, int] = MappingProxyType(
    {"message": 3, "email": 5, "call": 10, "meeting": 60, "event": 90}
)
# What keeps a tie up in passing. Meetings and events are not proposed by a machine.
LIGHT = frozenset({"message", "email", "call"})
# A habit is what the last few touches were. A guess.
HABIT = 5


def suggest_channel(
    recent: Sequence[str], *, has_phone: bool = True, has_email: bool = True
) -> str:
    """Suggest how to be in touch next.

    The light channel used most often of late, the latest of equals. Where there is no
    such habit, a call, else a mail, else a message, as far as the book knows a way.

    Args:
        recent: channels of past touches, the latest first.
        has_phone, has_email: whether the book knows a number or an address.
    """
    habits = [channel for channel in recent[:HABIT] if channel in LIGHT]
    if habits:
        # Counter keeps the order of first sight, so the latest wins among equals.
        return Counter(habits).most_common(1)[0][0]
    if has_phone:
        return "call"
    return "email" if has_email else "message"
