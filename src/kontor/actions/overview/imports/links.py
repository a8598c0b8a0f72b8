"""What joins records: members of groups, and who is related to whom.

Done last, when everybody is there.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.apply_others import keep_words
from kontor.actions.overview.imports.expected import said_before
from kontor.actions.overview.imports.hanging import Hanging
from kontor.actions.overview.imports.names import Tags
from kontor.actions.overview.imports.whom import Whom
from kontor.core.connections.merge import LISTS
from kontor.records import bulk, journal
from kontor.records.derived import Stale
from kontor.records.models import Person, PersonTag, SourceCard, Tie

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.actions.overview.imports.todo import Todo

# Who lives together knows each other well; so much may be said of the others.
CLOSE, GOOD = 3, 2
_FAMILY = frozenset({
    "spouse", "partner", "child", "children", "parent", "mother", "father", "brother",
    "sister", "sibling", "kin", "son", "daughter", "ehepartner", "partnerin", "kind",
    "mutter", "vater", "bruder", "schwester", "grandparent", "grandchild", "lover",
    "bestfriend",
})  # fmt: skip
_INTRODUCER = "referred-by"


def apply_groups(run: Run, items: Sequence[Todo]) -> None:
    """Make tags of groups; who is newly named as a member carries it."""
    if not items:
        return
    tags = Tags(run, (item.facts["display"] for item in items))
    said = said_before([i.data["base"] for i in items if i.data.get("base")])
    named: list[tuple[Todo, str]] = []
    for item in items:
        before = said.get(item.data.get("base") or 0, {}).get("members", ())
        members = dict.fromkeys(item.facts.get("members", ()))
        named += [(item, member) for member in members if member not in before]
    whom = Whom(run, [(item.source[0], member) for item, member in named])
    pairs = [
        (person, tags.named(item.facts["display"]))
        for item, member in named
        if (person := whom.find(item.source[0], member)) is not None
    ]
    _tag(run, dict.fromkeys(pairs))
    hanging = Hanging(run)
    keep_words(run, hanging, items)
    hanging.write()


def _tag(run: Run, pairs: dict[tuple[int, int], None]) -> None:
    hanging = Hanging(run)
    there = PersonTag.objects.filter(person__in={person for person, _ in pairs})
    known = set(there.values_list("person_id", "tag_id"))
    stale = Stale(run.book.pk)
    for person, tag in pairs:
        if (person, tag) not in known:
            hanging.tag(person, tag)
            stale.texts.add(person)
    hanging.write()
    stale.rebuild()


def tie_people(run: Run, rows: Sequence[tuple[int, int, dict[str, Any]]]) -> None:
    """Tie people whom a source calls related.

    Whoever is not found stays among the unknown properties of the source card.

    Args:
        rows: key of the item, of its person, and what its data kept.
    """
    wanted = [
        (person, data["source"], entry)
        for _, person, data in rows
        for entry in data["facts"]["related"]
    ]
    whom = Whom(run, [(source, entry["value"]) for _, source, entry in wanted])
    lost: dict[int, list[dict[str, str]]] = {}
    ties: dict[tuple[int, int], str] = {}
    for person, source, entry in wanted:
        other = whom.find(source, entry["value"])
        if other is None or other == person:
            lost.setdefault(person, []).append(entry)
        elif run.owner not in (person, other):
            ties.setdefault((min(person, other), max(person, other)), entry["kind"])
            if entry["kind"] == _INTRODUCER:
                _note_introducer(run, person, other)
    _write_ties(run, ties)
    _keep_lost(run, lost, {person: data["source"] for _, person, data in rows})


def _note_introducer(run: Run, person: int, other: int) -> None:
    row = Person.objects.get(pk=person)
    if row.met_through_id is None:
        journal.edit(run.deed, row, met_through_id=other)


def _write_ties(run: Run, ties: dict[tuple[int, int], str]) -> None:
    people = {person for pair in ties for person in pair}
    rows = Tie.objects.filter(first__in=people, second__in=people)
    known = set(rows.values_list("first_id", "second_id"))
    bulk.insert(
        Tie,
        ["book_id", "deed_id", "uid", "first_id", "second_id", "strength", "how"],
        [
            (run.book.pk, run.deed.pk, uuid.uuid4(), first, second,
             CLOSE if how in _FAMILY else GOOD, how)
            for (first, second), how in ties.items()
            if (first, second) not in known
        ],
    )  # fmt: skip


def _keep_lost(
    run: Run, lost: dict[int, list[dict[str, str]]], sources: dict[int, str]
) -> None:
    cards = SourceCard.objects.filter(person__in=list(lost), deed=run.deed)
    for card in cards.order_by("pk"):
        if card.person_id is None or card.source != sources[card.person_id]:
            continue
        said = {LISTS["related"](entry) for entry in card.data.get("related", ())}
        lines = [
            ["RELATED", _content_line(entry)]
            for entry in lost[card.person_id]
            if LISTS["related"](entry) in said
        ]
        card.unknown = [*card.unknown, *(x for x in lines if x not in card.unknown)]
        card.save(update_fields=["unknown"])


def _content_line(entry: dict[str, str]) -> str:
    """Write a relation as a line of a card."""
    value = entry["value"]
    for plain, escaped in (("\\", "\\\\"), (",", "\\,"), (";", "\\;"), ("\n", "\\n")):
        value = value.replace(plain, escaped)
    kind = f";TYPE={entry['kind']}" if entry["kind"].isalpha() else ""
    return f"RELATED{kind};VALUE=text:{value}"
