"""One sentence for every code of :class:`kontor.exchange.card.Problem`.

The codes are stable: programs read them in ``kontor import --json``.
"""

from __future__ import annotations

from kontor.lib.text import gettext_noop

SENTENCES: dict[str, str] = {
    # any file
    "unknown-format": gettext_noop(
        "Kontor does not know this kind of file. It reads vCard, CSV and iCalendar."
    ),
    "empty-file": gettext_noop("The file is empty."),
    "format-office": gettext_noop(
        "This is an Office file. Save it as CSV there and bring that."
    ),
    "format-pdf": gettext_noop(
        "This is a PDF. Kontor needs the contacts as vCard or CSV."
    ),
    "format-picture": gettext_noop("This is a picture. Nobody can be read from it."),
    "format-web-page": gettext_noop(
        "This is a web page, not the file behind it. Download the export itself."
    ),
    "format-mail": gettext_noop("This is a mailbox. Kontor does not read mail files."),
    "format-packed": gettext_noop(
        "This is a packed file. Unpack it, or pack it as ZIP, and bring that."
    ),
    "format-json": gettext_noop(
        "This is a JSON file. Kontor needs the contacts as vCard or CSV."
    ),
    "unreadable": gettext_noop("The record could not be read."),
    "rest-unread": gettext_noop(
        "Reading stopped here, at about {percent} % of the file. What came before was"
        " kept; the rest was not read."
    ),
    "no-name": gettext_noop(
        "The record has neither a name nor a mail address nor a telephone number."
    ),
    "id-of-another": gettext_noop(
        "Somebody of another name has the same id, “{value}”. It was not taken as"
        " proof of who this is."
    ),
    "bad-email": gettext_noop("“{value}” is not a mail address. It was left out."),
    "bad-phone": gettext_noop(
        "“{value}” is not a telephone number. It was kept as written."
    ),
    "bad-date": gettext_noop("“{value}” is not a day. It was kept as a note."),
    # vCard
    "vcard-truncated": gettext_noop("The card has no end. What was there was read."),
    "vcard-misspelt": gettext_noop(
        "“BEGIN:VCARD” is missing or misspelt. What follows could not be read."
    ),
    "vcard-too-large": gettext_noop(
        "The card is too large to be one of a person. It was left out."
    ),
    "vcard-stray-line": gettext_noop(
        "“{value}” is no line of a card. It was left out."
    ),
    "bad-photo": gettext_noop("The picture could not be read. It was left out."),
    # CSV
    "csv-no-header": gettext_noop(
        "The first row is not a heading. Kontor cannot tell what the columns mean."
    ),
    "csv-unknown-columns": gettext_noop(
        "Kontor cannot tell what the columns of this table mean."
    ),
    "csv-no-rows": gettext_noop("The table has a heading, but no rows."),
    "csv-above-heading": gettext_noop(
        "The row stands above the heading. It was not read."
    ),
    "csv-double-heading": gettext_noop(
        "More than one column is headed {value}. What comes once was taken from the"
        " first; the others were kept as they are."
    ),
    "csv-row-longer": gettext_noop(
        "The row has more cells than the heading. They were kept as they are."
    ),
    "csv-row-shorter": gettext_noop("The row has fewer cells than the heading."),
    "csv-quote": gettext_noop(
        "A quotation mark is in the wrong place. Please check this record."
    ),
    "csv-nul": gettext_noop(
        "The row held characters that are no text. They were taken out."
    ),
    "csv-too-long": gettext_noop(
        "The row is longer than a million characters. It was not read."
    ),
    # ZIP
    "zip-broken": gettext_noop("The archive is damaged. {name} could not be read."),
    "zip-too-many": gettext_noop("The archive holds too many files. Unpack it first."),
    "zip-bomb": gettext_noop(
        "{name} would become far too large when unpacked. It was not read."
    ),
    "zip-encrypted": gettext_noop(
        "{name} is locked with a password. Unpack the archive first."
    ),
    "zip-method": gettext_noop(
        "{name} is packed in a way that Kontor does not know. Unpack it first."
    ),
    "zip-nested": gettext_noop("{name} is an archive itself. Bring it by itself."),
    "zip-left-out": gettext_noop(
        "Files of the archive without contacts or meetings ({count}): {names}"
    ),
    "zip-nothing": gettext_noop("The archive holds no contacts and no meetings."),
    # what the book says to it
    "confidential": gettext_noop(
        "This is confidential by your own rules. It was left out."
    ),
    "removed-before": gettext_noop(
        "You removed this from the book. It was not brought back."
    ),
    # iCalendar
    "ical-truncated": gettext_noop(
        "The calendar breaks off before its end. What came before was read."
    ),
    "ical-no-calendar": gettext_noop("There is no calendar in this file."),
    "ical-unclosed": gettext_noop("The event has no end. What was there was read."),
    "ical-too-long": gettext_noop(
        "The event has more than {count} lines. The rest of it was not read."
    ),
    "ical-bad-event": gettext_noop("The event could not be read: {reason}"),
    "ical-no-start": gettext_noop("The event does not say when it begins."),
    "ical-bad-start": gettext_noop("“{value}” is not a day or time."),
    "ical-bad-rule": gettext_noop(
        "The event's rule of repetition makes no sense; only its own day was read."
    ),
    "ical-unknown-zone": gettext_noop(
        "Nobody knows the time zone “{zone}”. Your own was taken instead."
    ),
    "ical-not-a-meeting": gettext_noop("This is a task or a note, not a meeting."),
    "ical-future": gettext_noop("The meeting lies in the future."),
    "ical-too-old": gettext_noop("The meeting lies before the time you asked for."),
    "ical-replaced": gettext_noop("A later version of this event is in the file."),
    "ical-no-occurrence": gettext_noop(
        "Every occurrence of this event was dropped or changed."
    ),
    "ical-cancelled": gettext_noop("The meeting was cancelled."),
    "ical-alone": gettext_noop("Nobody else is named on this event."),
    "ical-own-address": gettext_noop(
        "{value} is on nearly every event and was taken to be you. If that is not you,"
        " enter your own addresses in the settings and import the file again."
    ),
    "ical-no-address": gettext_noop(
        "Nobody named on this event has a mail address by which to tell who it is."
    ),
    "ical-nobody-wanted": gettext_noop(
        "Whoever took part is confidential, or you removed them from the book."
    ),
    "ical-confidential": gettext_noop(
        "The event is marked as private or confidential. It was left out."
    ),
    "ical-declined": gettext_noop("You declined this meeting."),
    "ical-too-many": gettext_noop(
        "The event repeats very often; only the last {count} occurrences were read."
    ),
}
