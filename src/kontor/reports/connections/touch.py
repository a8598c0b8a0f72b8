"""One touch, with everybody who took part."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kontor.core.errors import Missing
from kontor.records.models import Touch
from kontor.reports.connections.lines import Named

if TYPE_CHECKING:
    from datetime import date, time
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class TouchView:
    """A touch as it is noted; ``time`` is in the book's zone, None if not known."""

    uid: str
    day: date
    time: time | None
    channel: str
    direction: str
    minutes: int | None
    note: str
    place: str
    people: tuple[Named, ...]


def touch(book: int, uid: UUID) -> TouchView:
    """Fetch a touch.

    Raises:
        Missing: there is none of this uid in this book.
    """
    row = Touch.objects.select_related("book").filter(book=book, uid=uid).first()
    if row is None:
        raise Missing
    zone = ZoneInfo(row.book.time_zone)
    took_part = row.participants.select_related("person")
    return TouchView(
        uid=str(row.uid),
        day=row.day,
        time=row.moment.astimezone(zone).time().replace(second=0, microsecond=0)
        if row.moment
        else None,
        channel=row.channel,
        direction=row.direction,
        minutes=row.minutes,
        note=row.note,
        place=row.place,
        people=tuple(
            Named(str(one.person.uid), one.person.display)
            for one in took_part.order_by("person__sort_name")
        ),
    )
