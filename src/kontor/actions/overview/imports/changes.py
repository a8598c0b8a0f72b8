"""What a source changes in people who are there already."""

from __future__ import annotations

from base64 import b64decode
from datetime import date
from typing import TYPE_CHECKING, Any

from kontor.actions.overview.imports.edits import Edits
from kontor.actions.overview.imports.expected import said_before, tagged
from kontor.actions.overview.imports.hanging import POINTS, Hanging
from kontor.actions.overview.imports.names import Organisations, Tags
from kontor.actions.overview.imports.new_people import batch_tagged
from kontor.core.connections.merge import LISTS, Change, applied, merge
from kontor.lib.compact import decoded
from kontor.records.derived import Stale
from kontor.records.facts.people import facts_of_people, photos_of
from kontor.records.models import (
    Affiliation,
    Person,
    Photo,
    PostalAddress,
    SourceCard,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kontor.actions.overview.imports.run import Run
    from kontor.actions.overview.imports.todo import Todo
    from kontor.exchange.facts import Facts

_KINDS = dict(POINTS)
_PLACE = ("street", "extra", "postal_code", "city", "region", "country")


def write_changes(run: Run, items: Sequence[Todo], taken: set[tuple[str, str]]) -> None:
    """Change people as their items say; each item names its person.

    What was changed by hand since the preview stays: the words of source and book
    are weighed once more, and of what comes out only what was shown is done.

    Args:
        taken: sources' own ids that have a source card already.
    """
    if items:
        _Changer(run, items, taken).change_all()


class _Changer:
    """Changes the people of one chunk."""

    def __init__(
        self, run: Run, items: Sequence[Todo], taken: set[tuple[str, str]]
    ) -> None:
        self.run = run
        self.items = items
        self.taken = taken
        whom = {item.person for item in items if item.person}
        self.people = Person.objects.in_bulk(whom)
        self.facts = facts_of_people(run.book.pk, whom)
        if any("photo" in item.data for item in items):
            for key, photo in photos_of(whom).items():
                self.facts[key]["photo"] = photo
        self.cards = SourceCard.objects.in_bulk(
            [item.data["base"] for item in items if item.data.get("base")]
        )
        self.said = said_before(list(self.cards))
        self.hanging = Hanging(run)
        self.edits = Edits(run.deed)
        self.stale = Stale(run.book.pk)

    def change_all(self) -> None:
        """Change everybody, then write what was gathered."""
        changes = [self._changes(item) for item in self.items]
        every = [change for found in changes for change in found]
        self.organisations = Organisations(
            self.run, (a["organisation"] for f, _, a in every if f == "jobs")
        )
        self.tags = Tags(self.run, (a for f, _, a in every if f == "tags"))
        for item, found in zip(self.items, changes, strict=True):
            self._change(item, found)
            self._keep_word(item)
        self.edits.write()
        self.hanging.write()
        self.stale.rebuild()

    def _changes(self, item: Todo) -> list[Change]:
        assert item.person is not None
        said = self.said.get(item.data.get("base") or 0)
        book = self.facts[item.person]
        changes = merge(said, tagged(item.facts, self.run.tag), book)
        if not item.is_new:
            changes = [change for change in changes if _was_shown(item, change)]
        self.facts[item.person] = applied(book, changes)
        return changes

    def _change(self, item: Todo, changes: Sequence[Change]) -> None:
        if not changes:
            return
        assert item.person is not None
        person = self.people[item.person]
        columns: dict[str, Any] = {}
        for field, before, after in changes:
            if field in _ROWS:
                _ROWS[field](self, item.person, before, after)
            elif field in _KINDS:
                self._add_point(item.person, field, after)
            elif field == "photo":
                self._set_photo(item)
            else:
                columns.update(_columns(field, after))
        if columns:
            self.edits.edit(person, **columns)
        self.stale.texts.add(person.pk)

    def _add_point(self, person: int, field: str, after: Facts) -> None:
        there = self.facts[person].get(field, [])
        self.hanging.points((person, None), _KINDS[field], [after], len(there))

    def _add_tag(self, person: int, before: None, after: str) -> None:
        self.hanging.tag(person, self.tags.named(after))

    def _add_promise(self, person: int, before: None, after: Facts) -> None:
        self.hanging.promises(person, [after])

    def _set_address(self, person: int, before: Facts | None, after: Facts) -> None:
        row = _row_of(PostalAddress, before)
        if row is None:
            there = self.facts[person].get("addresses", [])
            self.hanging.addresses((person, None), [after], len(there))
        else:
            values = {name: after.get(name, "") for name in _PLACE}
            self.edits.edit(row, **values)

    def _set_job(self, person: int, before: Facts | None, after: Facts) -> None:
        found = self.organisations.named(after["organisation"])
        organisation = found.key if found else None
        row = _row_of(Affiliation, before)
        if row is None:
            there = self.facts[person].get("jobs", [])
            self.hanging.job(person, organisation, after, len(there))
        else:
            self.edits.edit(
                row,
                organisation_id=organisation,
                department=after["department"],
                role=after["role"],
            )

    def _set_photo(self, item: Todo) -> None:
        assert item.person is not None
        photo = item.data["photo"]
        data = b64decode(photo["data"])
        row = Photo.objects.filter(person=item.person).first()
        if row is None:
            self.hanging.photo(item.person, photo)
        else:
            kind = photo["media_type"]
            self.edits.edit(row, media_type=kind, data=data)

    def _keep_word(self, item: Todo) -> None:
        """Keep what the source says now."""
        card = self.cards.get(item.data.get("base") or 0)
        tag = self.run.tag
        if card is not None:
            before = card.data.get("batch_tags", ())
            self.edits.edit(
                card,
                data=batch_tagged(item.facts, tag, before),
                digest=item.data["digest"],
                unknown=decoded(item.data["unknown"]),
                raw=item.data["raw"],
            )
            return
        source_id = "" if item.source in self.taken else item.source[1]
        self.taken.add(item.source)
        said = batch_tagged(item.facts, tag)
        self.hanging.source_card(item, said, source_id=source_id, person=item.person)


_ROWS: dict[str, Any] = {
    "addresses": _Changer._set_address,
    "jobs": _Changer._set_job,
    "tags": _Changer._add_tag,
    "promises": _Changer._add_promise,
    # Ties are made when everybody is there.
    "related": lambda changer, person, before, after: None,
}


def _was_shown(item: Todo, change: Change) -> bool:
    """Tell whether a change stood in the preview.

    What is added to a note or a name may have become more or less by hand since.
    """
    field, _, after = change
    shown = [new for name, _, new in item.changes if name == field]
    return after in shown if field in LISTS else bool(shown)


def _row_of(model: Any, before: Facts | None) -> Any:
    if not before or "row" not in before:
        return None
    return model.objects.filter(pk=before["row"]).first()


def _columns(field: str, after: Any) -> dict[str, Any]:
    """Give the columns of a person that a single field fills."""
    if field == "birthday":
        year, month, day = after
        return {"birth_year": year, "birth_month": month, "birth_day": day}
    if field == "met_day":
        return {"met_day": date.fromisoformat(after)}
    if field == "secrecy":
        return {"confidential": after == "confidential", "private": after == "private"}
    return {field: after}
