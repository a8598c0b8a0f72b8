"""Which group, segment or gathering is meant by what somebody typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from kontor.lib.text import fold
from kontor.records.models import Gathering, Group, Segment

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

Found = list[tuple[str, str]]


def groups_called(book: int, name: str) -> Found:
    """Find groups by uid, by whole name, else by a part of it, as (uid, name)."""
    return _called(Group.objects.filter(book=book), name)


def segments_called(book: int, name: str) -> Found:
    """Find segments in the same way, as (uid, name)."""
    return _called(Segment.objects.filter(book=book), name)


def group_names(book: int) -> list[str]:
    """List the names of all groups."""
    rows = Group.objects.filter(book=book).order_by("folded")
    return list(rows.values_list("name", flat=True))


def segment_names(book: int) -> list[str]:
    """List the names of all segments."""
    rows = Segment.objects.filter(book=book).order_by("folded")
    return list(rows.values_list("name", flat=True))


def gatherings_on(book: int, group: str, day: date) -> Found:
    """Find the gatherings of a group on a day, as (uid, title)."""
    rows = Gathering.objects.filter(book=book, group__uid=UUID(group), day=day)
    return [
        (str(uid), title)
        for uid, title in rows.order_by("starts_at", "pk").values_list("uid", "title")
    ]


def _called(rows: QuerySet[Any, Any], name: str) -> Found:
    try:
        by_uid = rows.filter(uid=UUID(name))
    except ValueError:
        by_uid = rows.none()
    wanted = fold(name)
    if not wanted:
        return []
    for some in (
        by_uid, rows.filter(folded=wanted), rows.filter(folded__contains=wanted)
    ):  # fmt: skip
        found = [(str(uid), text) for uid, text in some.values_list("uid", "name")]
        if found:
            return sorted(found, key=lambda pair: fold(pair[1]))
    return []
