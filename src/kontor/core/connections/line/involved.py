"""From the names found to the head of the line, and who made a promise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from kontor.core.connections.line.lists import people_at
from kontor.core.connections.line.people import find_people, listed
from kontor.core.connections.line.phrases import phrase_at

if TYPE_CHECKING:
    from kontor.core.connections.line.channels import Hit
    from kontor.core.connections.line.lists import People
    from kontor.core.connections.line.promises import Found
    from kontor.core.connections.line.slip import Slip

# What stands before the name in "I'll send Ben the brochure".
_BEFORE_NAME = re.compile(
    r"(?:(?:i['’]ll|we['’]ll|i|we|ich|wir|will|must|should|need|have|to|muss|soll|sollte"
    r"|werde|noch)\s+)*(?:(?:[^\W\d_]{3,}e|send|call|mail|email|write|ask|invite|text"
    r"|give|remind|tell|schick|ruf|schreib|bring|gib|frag|besorg|erinner)\s+)?",
    re.IGNORECASE,
)


def involved(slip: Slip, hit: Hit | None, *, eager: bool) -> tuple[People | None, int]:
    """Find and cover the people of a touch; give the end of the line's head, too.

    Args:
        slip: the line, its channel word covered.
        hit: the channel word.
        eager: something else was told, so a name may stand alone in lower case.
    """
    clause = slip.clause_at(hit.start) if hit else _first_open(slip)
    people = _find(slip, hit, clause, eager=eager)
    head_end = clause[1]
    if people:
        for start, end in people.spans:
            slip.tell("name", start, end)
        head_end = max(head_end, slip.clause_at(people.phrases[-1].end)[1])
    return people, head_end


def promised_people(slip: Slip, found: list[Found]) -> tuple[str, ...]:
    """Give who promised, or to whom, where the line names nobody else."""
    for one in found:
        if one.subject:
            start, end = one.subject
            people = people_at(slip.text[:end], start, lower=slip.lower)
            if people:
                return tuple(slip.text[p.start : p.end] for p in people.phrases)
    if found and found[0].start <= slip.clauses[0][1]:
        start = found[0].start
        before = _BEFORE_NAME.match(slip.text, start)
        at = before.end() if before else start
        phrase = phrase_at(slip.text, at, lower=slip.lower)
        return (slip.text[phrase.start : phrase.end],) if phrase else ()
    return ()


def _first_open(slip: Slip) -> tuple[int, int]:
    opened = (span for span in slip.clauses if slip.words_left(*span))
    return next(opened, slip.clauses[0])


def _find(
    slip: Slip, hit: Hit | None, clause: tuple[int, int], *, eager: bool
) -> People | None:
    first = _first_open(slip)
    people = None
    if hit and first[0] < clause[0]:
        people = listed(slip.open, first[0], clause, hit.start)
    people = people or find_people(slip.open, hit, clause, lower=False)
    if people is None and (hit or eager) and slip.lower:
        people = find_people(slip.open, hit, clause, lower=True)
    if people is None and hit:
        # "Anna Berger, 40 min Kaffee"
        people = find_people(slip.open, None, first, lower=False)
    if people is None and hit:
        # "Kaffee mit anna im Café Luise"
        people = find_people(slip.open, None, clause, lower=True)
    return people
