"""What kind of touch an entry of a calendar was."""

from __future__ import annotations

import re

# A guess: with more people than these it is an event, not a meeting.
MOST_AT_A_MEETING = 10
_CALL = re.compile(
    r"\b(?:call|phone call|telefonat|telefontermin|telefongespräch|anruf|telefon"
    r"|telko|rückruf)\b",
    re.IGNORECASE,
)
_EVENT = re.compile(
    r"\b(?:\w*messe|\w*konferenz|conference|\w*kongress|congress|summit|fair|meetup"
    r"|\w*stammtisch|\w*empfang|\w*tagung|barcamp|webinar|vernissage|networking"
    r"|netzwerktreffen|netzwerkabend)\b",
    re.IGNORECASE,
)


def channel_of(title: str, people: int) -> str:
    """Tell the channel: "meeting", unless the title clearly says something else.

    Args:
        title: of the entry; read here even where it is not kept.
        people: how many took part beside the owner.
    """
    if people > MOST_AT_A_MEETING or _EVENT.search(title):
        return "event"
    return "call" if _CALL.search(title) else "meeting"
