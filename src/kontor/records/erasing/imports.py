"""Taking somebody out of the imports: records, what they change, names of files."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from kontor.records.erasing.texts import holding
from kontor.records.models import Batch, BatchFile, Item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from kontor.records.erasing.whose import Somebody

Facts = dict[str, Any]
ERASED = "erased"
_POINTS = ("emails", "phones", "links")


def clean_imports(who: Somebody) -> set[int]:
    """Take somebody out of the records of all imports of their book.

    Returns:
        The files of which the figures have changed.
    """
    named = list(_named(who))
    theirs = _theirs(who, named)
    files = _empty(theirs)
    for item in named:
        if item.pk not in theirs and _clean(who, item, theirs):
            files.add(item.file_id)
    _clean_names(who)
    return files


def _named(who: Somebody) -> Iterator[Item]:
    """Give the records in which one of their names or addresses stands."""
    items = Item.objects.filter(book=who.book)
    return holding(items, who.naming.words, "title", "data", "changes", "problems")


def _theirs(who: Somebody, named: Iterable[Item]) -> set[int]:
    """Find the records that are about them, and those that add to such a one."""
    items = Item.objects.filter(book=who.book)
    known = items.filter(person__in=who.keys).values_list("pk", flat=True)
    found = set(known) | {item.pk for item in named if _is_about(who, item)}
    open_ones = items.filter(kind="person", data__isnull=False)
    for key, data in open_ones.values_list("pk", "data").iterator():
        if _is_record_of(who, data) or (data or {}).get("twin") in found:
            found.add(key)
    return found


def _is_about(who: Somebody, item: Item) -> bool:
    """Tell whether a record in which they are named is one about them."""
    if item.kind not in {"person", "record"} or item.person_id:
        return False
    if item.data is None:
        # Nothing but its title is left, and whose that is nobody can tell any more.
        return who.naming.stands_in(item.title)
    maybe = set(item.data.get("who") or ())
    return bool(maybe) and maybe <= who.keys


def _is_record_of(who: Somebody, data: Facts | None) -> bool:
    facts = (data or {}).get("facts") or {}
    source = str((data or {}).get("source", ""))
    signs = {(source, str((data or {}).get(n) or "")) for n in ("source_id", "digest")}
    if not signs.isdisjoint(who.records):
        return True
    own = {mark.text for mark in who.marks if mark.kind == "key"}
    points = (point for name in _POINTS for point in facts.get(name, ()))
    return any(str(point.get("key", "")).lower() in own for point in points)


def _empty(items: set[int]) -> set[int]:
    """Leave of records nothing but their number, and that they were left out."""
    rows = Item.objects.filter(pk__among=sorted(items))
    files = set(rows.values_list("file_id", flat=True))
    rows.update(
        title="", data=None, changes=[], person=None, wanted=False, applied=True,
        verdict=Item.Verdict.LEFT_OUT, problems=[{"code": ERASED, "facts": {}}],
    )  # fmt: skip
    return files


def _clean(who: Somebody, item: Item, theirs: set[int]) -> bool:
    """Take somebody out of a record about others; tell whether anything was there."""
    naming = who.naming
    before = (item.title, item.changes, item.problems, item.data)
    if item.kind != "person":
        item.title = naming.taken_out_of(item.title)
    item.changes = [c for c in item.changes if not naming.is_anywhere_in(c)]
    item.problems = [
        p | {"facts": {}} if naming.is_anywhere_in(p.get("facts")) else p
        for p in item.problems
    ]
    if item.data is not None:
        item.data = _cleaned(who, item.data, theirs)
        if item.kind == "touch" and not item.data.get("people"):
            item.data, item.wanted, item.applied = None, False, True
            item.verdict = Item.Verdict.LEFT_OUT
            item.problems = [{"code": ERASED, "facts": {}}]
    if (item.title, item.changes, item.problems, item.data) == before:
        return False
    item.save()
    return True


def _cleaned(who: Somebody, data: Facts, theirs: set[int]) -> Facts:
    """Take somebody out of what applying a record needs to know."""
    gone = who.keys | {-key for key in theirs}
    found = dict(data)
    for name in {"people", "who"} & found.keys():
        found[name] = [key for key in found[name] if key not in gone]
    if found.get("people") != data.get("people"):
        for name in {"note", "place"} & found.keys():
            near = who.naming.stands_near(str(found[name] or ""))
            found[name] = "" if near else found[name]
    if "facts" in found:
        found["facts"] = _named_no_more(who, found["facts"])
    return found


def _named_no_more(who: Somebody, facts: Facts) -> Facts:
    """Drop those members and relations that are this person."""
    names = {"members", "related"} & facts.keys()
    return facts | {
        name: [one for one in facts[name] if not who.naming.is_anywhere_in(one)]
        for name in names
    }


def _clean_names(who: Somebody) -> None:
    """Take their name out of what files and imports are called, and out of samples."""
    naming = who.naming
    for file in BatchFile.objects.filter(book=who.book):
        file.name = naming.taken_out_of(file.name)
        file.counts = naming.taken_out_of(file.counts)
        if not file.path:
            # Of a table that has been read nobody asks what its columns mean.
            file.columns = {}
        file.save(update_fields=["name", "counts", "columns"])
    for batch in Batch.objects.filter(book=who.book):
        batch.options = naming.taken_out_of(batch.options)
        batch.tag = naming.taken_out_of(batch.tag)
        batch.save(update_fields=["options", "tag"])
