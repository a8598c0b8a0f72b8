"""What the columns of a list mean, by their headings and by what is below."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from kontor.exchange.attendance.gatherings import is_day
from kontor.exchange.attendance.marks import is_blank, state_of
from kontor.exchange.attendance.words import HEADINGS, LETTERS, MARKS
from kontor.exchange.csv.meaning import meaning_of, phrase_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.exchange.attendance.sheet import State

Form = Literal["long", "wide", "turned", "members", "report"]
FACTS = ("organisation", "trade", "email", "phone", "since")
NAMES = ("name", "given", "family")
# A report has at least so many of the five letters.
_LETTERED = 4
_LONGEST_HEADING = 60
_BY_MEANING = {
    ("name", "given"): "given",
    ("name", "family"): "family",
    ("name", ""): "name",
    ("display", ""): "name",
    ("job", "organisation"): "organisation",
    ("email", ""): "email",
    ("phone", ""): "phone",
    ("met_day", ""): "since",
}


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what, by its place from 0; -1 for none.

    Attributes:
        form: "long" (a row is an attendance), "wide" (a row is a member, a column a
            gathering), "turned" (the other way round), "members" or "report" (how
            often).
        names: that of the name, or those of the given and the family name.
        facts: ("email", 3), ...
        marks: those of gatherings; of members in a turned table.
        states: columns that stand for one state each.
        unread: headings of those that are passed over.
    """

    form: Form
    names: tuple[int, ...] = ()
    facts: tuple[tuple[str, int], ...] = ()
    day: int = -1
    title: int = -1
    state: int = -1
    marks: tuple[int, ...] = ()
    states: tuple[tuple[State, int], ...] = ()
    unread: tuple[str, ...] = ()


def roles_of(cells: Sequence[str]) -> list[str]:
    """Tell the role of each heading.

    Returns:
        "name", "given", "family", one of ``FACTS``, "day", "title", "state",
        "number", "total", "gathering" (it is a day), "=present" (it is a state),
        "unread" (it is of address tables) or "", not known.
    """
    lettered = sum(cell.strip() in LETTERS for cell in cells) >= _LETTERED
    return [
        f"={LETTERS[cell.strip()]}"
        if lettered and cell.strip() in LETTERS
        else _role(cell)
        for cell in cells
    ]


def columns_of(heading: Sequence[str], below: Sequence[Sequence[str]]) -> Columns:
    """Tell what each column means.

    Args:
        heading: the cells of the heading, as many as the widest row has.
        below: the cells of the first rows below it.
    """
    roles = roles_of(heading)
    _settle_names(roles)
    columns = [[row[i] for row in below if i < len(row)] for i in range(len(heading))]
    marked = [
        role in {"", "gathering"} and _are_marks(cells)
        for role, cells in zip(roles, columns, strict=True)
    ]
    _settle_unknown(roles, columns, marked, heading)
    return _with_unread(_formed(roles), roles, heading)


@lru_cache(maxsize=4096)
def _role(heading: str) -> str:
    if len(heading) > _LONGEST_HEADING:
        return "gathering" if is_day(heading) else ""
    phrase = phrase_of(heading)
    if own := HEADINGS.get(phrase.replace(" ", "")):
        return own
    if len(phrase) > 1 and phrase in MARKS and not phrase[0].isdigit():
        return f"={MARKS[phrase]}"
    if is_day(heading):
        return "gathering"
    meaning = meaning_of(heading)
    # What else address tables have, a birthday for instance, is no gathering.
    return _BY_MEANING.get((meaning.what, meaning.part), "unread") if meaning else ""


def _settle_names(roles: list[str]) -> None:
    """Keep one column for the name, or one for each of its two parts."""
    if "given" in roles and "family" not in roles and "name" in roles:
        # "Name; Vorname" is how German lists begin.
        roles[roles.index("name")] = "family"
    for role in {*NAMES, *FACTS, "day", "title", "state"}:
        places = [i for i, one in enumerate(roles) if one == role]
        for i in places[1:]:
            roles[i] = "unread"
    if "name" in roles and {"given", "family"} & set(roles):
        whole = {"given", "family"} <= set(roles)
        for i, role in enumerate(roles):
            if role in NAMES and (role == "name") == whole:
                roles[i] = "unread"


def _are_marks(cells: Sequence[str]) -> bool:
    """Tell whether at least half of the cells that say something are marks."""
    said = [cell for cell in map(str.strip, cells) if not is_blank(cell)]
    known = sum(state_of(cell) is not None for cell in said)
    return bool(said) and 2 * known >= len(said)


def _settle_unknown(
    roles: list[str],
    columns: list[list[str]],
    marked: list[bool],
    heading: Sequence[str],
) -> None:
    event = {"day", "title"} & set(roles)
    for i, is_marked in enumerate(marked):
        roles[i] = "marks" if is_marked and not roles[i] else roles[i]
    # Nobody came, or it is to come: an empty column beside those of gatherings.
    empty = [i for i, cells in enumerate(columns) if not any(map(str.strip, cells))]
    for i, beside in [(i, i - 1) for i in empty] + [(i, i + 1) for i in empty[::-1]]:
        near = 0 <= beside < len(roles) and roles[beside] in {"marks", "gathering"}
        if near and not roles[i] and heading[i].strip():
            roles[i] = "marks"
    if not set(NAMES) & set(roles) and not (event and "marks" in roles):
        _guess_name(roles, columns)
    named = set(NAMES) & set(roles)
    unknown = [i for i, role in enumerate(roles) if role == ""]
    if named and not event and len(unknown) == 1 and len(roles) == 2:
        _guess_event(roles, columns, unknown[0])


def _guess_name(roles: list[str], columns: list[list[str]]) -> None:
    """Take the first column of words for that of the names."""
    for i, role in enumerate(roles):
        said = [cell for cell in columns[i] if cell.strip()]
        words = [c for c in said if any(map(str.isalpha, c)) and not is_day(c)]
        if role == "" and said and 2 * len(words) > len(said):
            roles[i] = "name"
            return


def _guess_event(roles: list[str], columns: list[list[str]], at: int) -> None:
    """Take the other one of two columns for the gathering, where it may be."""
    said = [cell.strip() for cell in columns[at] if cell.strip()]
    names = [cell.strip() for cell in columns[1 - at] if cell.strip()]
    again = len(set(said)) < len(said) or len(set(names)) < len(names)
    if said and (again or all(map(is_day, said))):
        roles[at] = "day" if all(map(is_day, said)) else "title"


def _formed(roles: list[str]) -> Columns:
    """Decide the form by the roles of the columns."""
    at = {role: i for i, role in reversed(list(enumerate(roles)))}
    marks = tuple(i for i, role in enumerate(roles) if role in {"marks", "gathering"})
    states: tuple[tuple[State, int], ...] = tuple(
        (role[1:], i)  # type: ignore[misc]
        for i, role in enumerate(roles)
        if role.startswith("=")
    )
    names = tuple(at[role] for role in NAMES if role in at)
    facts = tuple((role, at[role]) for role in FACTS if role in at)
    found = Columns(
        "members", names, facts, at.get("day", -1), at.get("title", -1), states=states
    )
    if "day" in at or "title" in at:
        if not names:
            return replace(found, form="turned", marks=marks)
        if len(marks) < 2:
            return _long(replace(found, form="long"), at, marks)
    if len(states) > 1 and "gathering" not in at:
        return replace(found, form="report")
    # One column "present" by itself is one gathering.
    marks = marks or tuple(
        i for i, role in enumerate(roles) if role[:1] == "=" or role == "state"
    )
    return replace(found, form="wide", marks=marks, states=()) if marks else found


def _long(found: Columns, at: dict[str, int], marks: tuple[int, ...]) -> Columns:
    """Find where a row of the long form says the state."""
    if "state" in at:
        return replace(found, state=at["state"], states=())
    if len(found.states) == 1:
        return replace(found, state=found.states[0][1], states=())
    if found.states or not marks:
        return found
    return replace(found, state=marks[0])


def _with_unread(found: Columns, roles: list[str], heading: Sequence[str]) -> Columns:
    used = {*found.names, *found.marks, found.day, found.title, found.state}
    used |= {i for _, i in (*found.facts, *found.states)}
    unread = [
        heading[i].strip()
        for i, role in enumerate(roles)
        if i not in used and heading[i].strip() and role != "number"
    ]
    return replace(found, unread=tuple(unread))
