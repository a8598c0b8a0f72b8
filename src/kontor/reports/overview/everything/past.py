"""Touches, promises and birthdays: as rows of tables, and as entries of a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kontor.exchange.ical.write import Due, Happening, Yearly
from kontor.lib.text import gettext_noop
from kontor.records.facts.outgoing import (
    moments_of,
    promises_of_all,
    touches_with_people,
)
from kontor.records.facts.rows import rows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.records.facts.outgoing import Values
    from kontor.reports.overview.everything.out import Out

TOUCHES = (
    gettext_noop("Day"), gettext_noop("Hour"), gettext_noop("Channel"),
    gettext_noop("Direction"), gettext_noop("Minutes"), gettext_noop("People"),
    gettext_noop("Place"), gettext_noop("Note"), "UID",
)  # fmt: skip
PROMISES = (
    gettext_noop("Until"), gettext_noop("Who"), gettext_noop("Person"),
    gettext_noop("Promise"), gettext_noop("Kept on"), "UID",
)  # fmt: skip
BIRTHDAY = gettext_noop("Birthday: {name}")
_BIRTHDAYS = """
SELECT id, deed_id, birth_year, birth_month, birth_day FROM records_person
WHERE book_id = %s AND birth_month IS NOT NULL ORDER BY id
"""
Row = list[str]


def touches_out(out: Out) -> Iterator[tuple[Row, Happening]]:
    """Give every touch with somebody who may be named, as a row and as an event."""
    zone = ZoneInfo(out.zone)
    for some in touches_with_people(out.id):
        moments = moments_of(row["deed_id"] for row, _ in some)
        for row, keys in some:
            names = [out.people[key][1] for key in keys if key in out.people]
            # Of somebody who is nobody else's business, not even the day is told.
            if not names and keys:
                continue
            told = ", ".join(names)
            channel = out.words[f"channel.{row['channel']}"]
            start = row["moment"]
            hour = f"{start.astimezone(zone):%H:%M}" if start else ""
            minutes = row["minutes"]
            yield (
                [
                    row["day"].isoformat(), hour, channel,
                    out.words[f"direction.{row['direction']}"],
                    "" if minutes is None else str(minutes), told, row["place"],
                    row["note"], row["uid"],
                ],
                Happening(
                    row["uid"], moments[row["deed_id"]], row["day"],
                    f"{channel}: {told}" if told else channel, start, minutes,
                    row["place"], row["note"], channel,
                ),
            )  # fmt: skip


def promises_out(out: Out) -> Iterator[tuple[Row, Due]]:
    """Give every promise of somebody who may be named, as a row and as a task."""
    for some in promises_of_all(out.id):
        moments = moments_of(row["deed_id"] for row in some)
        for row in some:
            if row["person_id"] in out.people:
                name = out.people[row["person_id"]][1]
                made = moments[row["deed_id"]]
                title = _title(row, name)
                due, kept = row["due"], row["done_on"]
                yield (
                    [
                        due.isoformat() if due else "", out.words[f"by.{row['by']}"],
                        name, row["text"], kept.isoformat() if kept else "",
                        row["uid"],
                    ],
                    Due(row["uid"], made, title, due, kept),
                )  # fmt: skip


def birthdays_out(out: Out) -> Iterator[Yearly]:
    """Give the birthdays of whoever may be named."""
    found = rows(_BIRTHDAYS, out.id)
    moments = moments_of(row[1] for row in found)
    text = out.said(BIRTHDAY)
    for key, deed, year, month, day in found:
        if key in out.people:
            uid, name = out.people[key]
            title = text.format(name=f"{name} ({year})" if year else name)
            yield Yearly(f"{uid}-birthday", moments[deed], title, month, day, year)


def _title(row: Values, name: str) -> str:
    by_them = row["by"] == "them"
    return f"{name}: {row['text']}" if by_them else f"{row['text']} ({name})"
