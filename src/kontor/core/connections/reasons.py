"""Why somebody is suggested: a code with facts, and the sentences they make.

A plan keeps ``{"code": …, "facts": {…}}``; every fact is JSON. A length of time is a
:class:`.spans.Span`, so that each face finds its plural.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from kontor.core.connections.rhythm import usual_gap
from kontor.core.connections.spans import Span, period, span
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from kontor.core.connections.whom import Choice

Fact: TypeAlias = str | int | Span


class Reason(TypedDict):
    """What a line of the plan keeps."""

    code: str
    facts: dict[str, Fact]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the person beyond the sum.

    Attributes:
        contact_days: the days of contact, in any order.
        last_note: what was noted at the last touch, or "".
        relation: kind of relation, as "client"; only those of ``RELATIONS`` are said.
        promise: what is promised to the person and still open, or "".
    """

    contact_days: Sequence[date] = ()
    last_note: str = ""
    relation: str = ""
    promise: str = ""


SENTENCES: Mapping[str, str] = MappingProxyType(
    {
        "rhythm": gettext_noop(
            "You want to be in touch {rhythm:every}, the last time was {now} ago."
        ),
        "rhythm_first": gettext_noop(
            "You want to be in touch {rhythm:every}, no contact is noted yet."
        ),
        "usual": gettext_noop("Usually every {usual}, now {now}."),
        "usual_daily": gettext_noop("Usually every day or two, now {now}."),
        "silent": gettext_noop("Last in touch {now} ago."),
        "dormant": gettext_noop(
            "In touch on {times} days, then nothing for {now}: a tie to wake up."
        ),
        "pinned": gettext_noop("Solid, you said. Nothing noted for {now}."),
        "new": gettext_noop("In touch once, {now} ago, and not since."),
    }
)
# Said after the reason, in this order, where the fact is there.
MORE: Mapping[str, str] = MappingProxyType(
    {
        "promise": gettext_noop("You promised: {promise}."),
        "note": gettext_noop("Last: {note}."),
    }
)
RELATIONS: Mapping[str, str] = MappingProxyType(
    {
        "client": gettext_noop("A client."),
        "prospect": gettext_noop("May become a client."),
    }
)
# A note is quoted, not read out.
NOTE_SHOWN = 80


def reason(choice: Choice, known: Known) -> Reason:
    """Say why somebody is suggested."""
    code, facts = _main(choice, known)
    note = shortened(known.last_note)
    if known.promise:
        facts["promise"] = shortened(known.promise)
    if note:
        facts["note"] = note
    if known.relation in RELATIONS:
        facts["relation"] = known.relation
    return {"code": code, "facts": facts}


def sentences(reason: Reason) -> list[str]:
    """Give the sentences of a reason in order, with {named} places for its facts."""
    facts = reason["facts"]
    said = [SENTENCES[reason["code"]]]
    if "relation" in facts:
        said.append(RELATIONS[str(facts["relation"])])
    return said + [text for name, text in MORE.items() if name in facts]


def shortened(text: str, most: int = NOTE_SHOWN) -> str:
    """Quote the first line of a text, cut at a word, without its full stop."""
    line = next((part.strip() for part in text.splitlines() if part.strip()), "")
    if len(line) <= most:
        return line.rstrip(" .")
    # One more than may be shown: a blank there means that a word ends just in time.
    words = line[: most + 1].rpartition(" ")[0] or line[:most]
    return words.rstrip(" .,;:") + " …"


def _main(choice: Choice, known: Known) -> tuple[str, dict[str, Fact]]:
    """Give the code of the first sentence and its facts."""
    if choice.silence is None:
        return "rhythm_first", {"rhythm": period(choice.rhythm_days)}
    now = span(choice.silence)
    if choice.kind == "rhythm":
        return "rhythm", {"rhythm": period(choice.rhythm_days), "now": now}
    if choice.kind == "dormant" and choice.pinned:
        return "pinned", {"now": now}
    if choice.kind == "dormant":
        return "dormant", {"times": choice.touch_days, "now": now}
    return _silent(choice, known, now)


def _silent(choice: Choice, known: Known, now: Span) -> tuple[str, dict[str, Fact]]:
    if choice.kind == "new":
        return "new", {"now": now}
    gap = usual_gap(known.contact_days)
    if gap is None or choice.silence is None or choice.silence < gap:
        return "silent", {"now": now}
    if gap < 2:
        return "usual_daily", {"now": now}
    return "usual", {"usual": span(gap), "now": now}
