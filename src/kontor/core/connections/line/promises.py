"""What was promised in a line: by whom, and by when."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from kontor.core.connections.line.days import find_days
from kontor.core.connections.line.promise_words import (
    BASE_VERB,
    BY_ME,
    BY_THEM,
    ENDS_IN_INFINITIVE,
    IMPERATIVE,
    LEAD,
    STATE,
    WITH_DAY_BY_THEM,
    WITH_OBJECT,
)
from kontor.core.connections.line.reading import By, Promised
from kontor.core.connections.line.words import ARTICLES, ENDS, PRONOUNS

if TYPE_CHECKING:
    from datetime import date

    from kontor.core.connections.line.days import DaySpot
    from kontor.core.connections.line.slip import Slip

_LEAD = re.compile(LEAD, re.IGNORECASE)
_OPENING = re.compile(
    rf"{LEAD}(?:(?:ich|wir|er|sie|i|we|he|she|they)\s+)?", re.IGNORECASE
)
# Where, inside a clause, a promise may begin.
_STARTS = re.compile(
    r"(?<=\s)(?:und|and|but|aber|dann|then|er|sie|ich|he|she|they|i)(?=['’\s])"
    r"|(?<=\s)(?-i:schickt|schicke|sendet|sende|meldet sich|melde mich|liefert"
    r"|sends)\b",
    re.IGNORECASE,
)
_DUE_WORD = re.compile(
    r"(?:\b(?:bis|by|until|till|before|vor|spätestens|am|on|zum|zur|noch|no later than"
    r"|latest|ab|in der|for|für|due|fällig|zu|the|in)\s+)+$",
    re.IGNORECASE,
)
_DEADLINE = re.compile(r"\b(?:bis|by|spätestens|no later than|due)\b", re.IGNORECASE)
_ONLY_DEADLINE = re.compile(
    r"\s*(?:bis|by|spätestens)\s+(?:\S+\s+)?\S+\s*", re.IGNORECASE
)
# After these the clause goes on behind its comma or colon.
_GOES_ON = re.compile(
    r"(?:\b(?:verspricht|versprochen|zugesagt|promised|promises)"
    r"|^\s*(?:to-?do|to do|aufgabe|erinnerung|reminder|offen))\s*$",
    re.IGNORECASE,
)
_TODO = re.compile(
    r"^\s*(?:to-?do|to do|aufgabe|erinnerung|reminder|offen)\s*:\s*", re.IGNORECASE
)
_NEGATED = re.compile(
    r"\b(?:nicht(?! vergessen)|nie|niemals|never|not(?! forget)|won['’]t|no longer)\b",
    re.IGNORECASE,
)
_NO_SUBJECT = ENDS - PRONOUNS - ARTICLES
_FEW_WORDS = 6


class Found(NamedTuple):
    """A promise and where it stands; ``subject`` where it names who promised."""

    promised: Promised
    start: int
    end: int
    subject: tuple[int, int] | None


class _Begin(NamedTuple):
    start: int
    by: By
    subject: tuple[int, int] | None = None


def find_promises(slip: Slip, today: date, *, month_first: bool) -> list[Found]:
    """Find the promises of a line, in its order.

    A promise is a clause that says what somebody will do ("schickt Angebot", "I'll
    call her"). Who is meant follows from the person of the verb. Without a subject
    an English "will send" or "to send" is the owner's, and so are an infinitive
    ("Broschüre schicken") and a few words with a deadline ("Angebot bis Freitag"):
    a promise of one's own forgotten costs most.
    """
    spots = find_days(slip.text, today, ahead=True, month_first=month_first)
    found: list[Found] = []
    for start, end in _joined(slip):
        days = [spot for spot in spots if start <= spot.start < end]
        begins = _begins(slip.text, start, end, days)
        stops = [*(begin.start for begin in begins), end][1:]
        for begin, stop in zip(begins, stops, strict=True):
            found.append(_found(slip.text, begin, stop, days))
    return found


def _joined(slip: Slip) -> list[tuple[int, int]]:
    """Give the clauses, those put together that make one promise only so."""
    joined: list[tuple[int, int]] = []
    for start, end in slip.clauses:
        if joined:
            first, last = joined[-1]
            goes_on = _GOES_ON.search(slip.text[first:last])
            if goes_on or _ONLY_DEADLINE.fullmatch(slip.text, start, end):
                joined[-1] = (first, end)
                continue
        joined.append((start, end))
    return joined


def _begins(text: str, start: int, end: int, days: list[DaySpot]) -> list[_Begin]:
    """Find where promises begin in one clause."""
    begins: list[_Begin] = []
    taken = start
    for at in (start, *(m.start() for m in _STARTS.finditer(text, start, end))):
        while at < end and text[at].isspace():
            at += 1
        # "und ich schicke" begins once, at the "und".
        if at < taken:
            continue
        dated = [spot for spot in days if at <= spot.start]
        if begin := _begin(text[at:end], at, dated, first=start == 0):
            begins.append(begin)
            opening = _OPENING.match(text, at, end)
            taken = (opening.end() if opening else at) + 1
            if begin.subject:
                taken = max(taken, begin.subject[1] + 2)
    return begins


def _begin(clause: str, at: int, days: list[DaySpot], *, first: bool) -> _Begin | None:
    if _NEGATED.search(clause):
        return None
    if _any(BY_ME, clause):
        return _Begin(at, "me")
    theirs = [*BY_THEM, *WITH_DAY_BY_THEM] if days else BY_THEM
    if match := _any(theirs, clause):
        subject = match.groupdict().get("subject")
        if not subject:
            return _Begin(at, "them")
        if _NO_SUBJECT.isdisjoint(subject.lower().split()):
            span = at + match.start("subject"), at + match.end("subject")
            return _Begin(at, "them", span)
    deadline = bool(days) and _DEADLINE.search(clause) is not None
    if (deadline or not first) and _is_owners(clause, at, days, deadline=deadline):
        return _Begin(at, "me")
    return None


def _any(patterns: list[re.Pattern[str]], clause: str) -> re.Match[str] | None:
    return next((m for pattern in patterns if (m := pattern.match(clause))), None)


def _is_owners(clause: str, at: int, days: list[DaySpot], *, deadline: bool) -> bool:
    """Tell whether words without a subject are a promise of the owner."""
    if WITH_OBJECT.match(clause):
        return True
    if deadline and (BASE_VERB.match(clause) or IMPERATIVE.match(clause)):
        return True
    if STATE.search(clause):
        return False
    bare = clause
    for spot in days:
        bare = (
            bare[: spot.start - at]
            + " " * (spot.end - spot.start)
            + bare[spot.end - at :]
        )
    if ENDS_IN_INFINITIVE.search(_DUE_WORD.sub("", bare)):
        return True
    return deadline and at > 0 and len(clause.split()) <= _FEW_WORDS


def _found(text: str, begin: _Begin, end: int, days: list[DaySpot]) -> Found:
    lead = _LEAD.match(text, begin.start, end)
    start = lead.end() if lead else begin.start
    inside = [spot for spot in days if start <= spot.start and spot.end <= end + 1]
    due = next(
        (s for s in inside if _DEADLINE.search(text[s.start - 14 : s.end])), None
    )
    due = due or (inside[0] if inside else None)
    words = text[start:end]
    if due:
        before = _DUE_WORD.sub("", text[start : due.start])
        words = f"{before} {text[due.end : end]}"
    promised = Promised(_tidy(words), due.day if due else None, begin.by)
    return Found(promised, begin.start, end, begin.subject)


def _tidy(words: str) -> str:
    words = _TODO.sub("", words)
    return re.sub(r"\s+([,.])", r"\1", " ".join(words.split())).strip(" ,;:.-–")
