"""One sentence for every code of :class:`kontor.exchange.card.Problem`.

The codes are stable: programs read them in ``kontor import --json``.
"""

from __future__ import annotations

from kontor.exchange.kontor.archive import TooLarge
from kontor.exchange.kontor.lines import BrokenBook, NewerBook
from kontor.lib.text import gettext_noop

SENTENCES: dict[str, str] = {
    # any file
    "unknown-format": gettext_noop(
        "Kontor does not know this kind of file. It reads vCard, CSV, iCalendar and"
        " mailboxes."
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
    "format-mail": gettext_noop(
        "This is a mailbox of Outlook (PST). Bring it to Thunderbird first, and from"
        " there as mbox."
    ),
    "format-packed": gettext_noop(
        "This is a packed file. Unpack it, or pack it as ZIP, and bring that."
    ),
    "format-json": gettext_noop(
        "This is a JSON file. Kontor needs the contacts as vCard or CSV."
    ),
    "kontor-book": gettext_noop(
        "This is a whole book that Kontor wrote. Make a book of its own of it: “Bring a"
        " whole book back” on the page of books, or kontor import FILE --new-book NAME."
        " To add only the people in it, unpack it and bring people.vcf."
    ),
    "kontor-damaged": BrokenBook.text,
    "kontor-newer": NewerBook.text,
    "kontor-too-large": TooLarge.text,
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
    "address-of-another": gettext_noop(
        "“{value}” is also an address of {name}. They were kept apart."
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
    "csv-needs-mapping": gettext_noop(
        "Kontor cannot tell what the columns of this table mean. Say it for each."
    ),
    "csv-not-wanted": gettext_noop("You left this table out."),
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
    # lists of members and of attendance
    "attendance-workbook": gettext_noop(
        "This is a spreadsheet workbook. Save the sheet as CSV and bring that."
    ),
    "attendance-no-table": gettext_noop(
        "This is no table. Kontor reads attendance from CSV: a row for each member and"
        " a column for each gathering, or a row for each attendance."
    ),
    "attendance-needs-heading": gettext_noop(
        "Kontor cannot tell what the columns of this list mean. Write “Name” above the"
        " members, and its day or name above each gathering."
    ),
    "attendance-columns-unread": gettext_noop("These columns were not read: {names}"),
    "attendance-day-first": gettext_noop(
        "“{value}” may begin with the day or with the month. It was read with the day"
        " first."
    ),
    "attendance-month-first": gettext_noop(
        "“{value}” may begin with the day or with the month. It was read with the month"
        " first."
    ),
    "attendance-no-heading": gettext_noop(
        "Column {count} has marks, but nothing above them. It was not read."
    ),
    "attendance-double-heading": gettext_noop(
        "More than one column is headed “{value}”. They were read as one."
    ),
    "attendance-no-name": gettext_noop("The row names nobody."),
    "attendance-nobody": gettext_noop("“{value}” is no member. The row was left out."),
    "attendance-cut": gettext_noop(
        "“{value}” is too long. Only its first {count} characters were kept."
    ),
    "attendance-bad-since": gettext_noop(
        "“{value}” is not a day. Since when they are a member was left open."
    ),
    "attendance-same-name": gettext_noop(
        "{name} stands on the list more than once, with different facts. Both were"
        " kept."
    ),
    "attendance-row-twice": gettext_noop(
        "The same is said of {name} in an earlier row. It was taken once."
    ),
    "attendance-row-longer": gettext_noop(
        "The row has more cells than the heading. The rest of it was not read."
    ),
    "attendance-no-gathering": gettext_noop(
        "The row does not say at which gathering {name} was."
    ),
    "attendance-no-day": gettext_noop("The row does not say which gathering it is of."),
    "attendance-bad-day": gettext_noop(
        "“{value}” is not a day. The gathering was kept under that name."
    ),
    "attendance-no-year": gettext_noop(
        "“{value}” is a day without a year. The gathering was kept under that name."
    ),
    "attendance-future": gettext_noop(
        "{value} lies in the future. The gathering was kept as planned, without"
        " attendance."
    ),
    "attendance-unknown-mark": gettext_noop(
        "Kontor does not know the mark “{value}”. Whether they came was left open."
    ),
    "attendance-no-state": gettext_noop(
        "The row does not say whether they came. That was left open."
    ),
    "attendance-two-marks": gettext_noop(
        "“{value}” contradicts another mark of the same row. The first was taken."
    ),
    "attendance-twice": gettext_noop(
        "That {name} was at {title} is said more than once. It was taken once."
    ),
    "attendance-two-states": gettext_noop(
        "An earlier row says something else of {name} at {title}. That was kept."
    ),
    "attendance-counts-differ": gettext_noop(
        "The report is of one day, but counts {name} {count} times. Whether they came"
        " was left open."
    ),
    "attendance-only-counts": gettext_noop(
        "The report says how often members came, not to which gathering. The members"
        " and their counts were read."
    ),
    "attendance-too-many-members": gettext_noop(
        "The list has more than {count} members. The others were not read."
    ),
    "attendance-too-many-gatherings": gettext_noop(
        "The list has more than {count} gatherings. The others were not read."
    ),
    "attendance-too-many-attendances": gettext_noop(
        "The list has more than {count} attendances. The others were not read."
    ),
    "attendance-too-many-rows": gettext_noop(
        "The list has more than {count} rows. The others were not read."
    ),
    "attendance-more-problems": gettext_noop(
        "There are {count} more problems, which are not listed."
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
        "Files of the archive without contacts, meetings or mails ({count}): {names}"
    ),
    "zip-nothing": gettext_noop(
        "The archive holds no contacts, no meetings and no mails."
    ),
    # what the book says to it
    "confidential": gettext_noop(
        "This is confidential by your own rules. It was left out."
    ),
    "removed-before": gettext_noop(
        "You removed this from the book. It was not brought back."
    ),
    "erased": gettext_noop(
        "You erased this person for good. Take them in only if they have agreed to it."
    ),
    # iCalendar
    "ical-truncated": gettext_noop(
        "The calendar breaks off before its end. What came before was read."
    ),
    "ical-no-calendar": gettext_noop("There is no calendar in this file."),
    "ical-no-event": gettext_noop("There is no event in this calendar."),
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
    # Monica
    "json-broken": gettext_noop(
        "The file is damaged here, or breaks off. What came before was read."
    ),
    "monica-left-out": gettext_noop(
        "What Kontor has no place for was passed over: {names}"
    ),
    "monica-own": gettext_noop("This is you. You are in the book already."),
    "monica-no-day": gettext_noop("It does not say on which day it was."),
    "monica-future": gettext_noop("It lies in the future."),
    "monica-alone": gettext_noop("Nobody else is named on it."),
    "monica-unknown": gettext_noop(
        "Nobody named on it is in the book or comes into it."
    ),
    # LinkedIn's messages
    "linkedin-no-date": gettext_noop("“{value}” is not the day of a message."),
    "linkedin-spam": gettext_noop("The message is marked as junk."),
    "linkedin-draft": gettext_noop("The message is a draft."),
    "linkedin-sponsored": gettext_noop(
        "The message is from LinkedIn, from an organisation, or an advertisement."
    ),
    "linkedin-many": gettext_noop(
        "More than {count} people are in this conversation. That is no personal"
        " message."
    ),
    "linkedin-future": gettext_noop("The message bears a day that lies ahead."),
    "linkedin-alone": gettext_noop("Nobody but you is named on this message."),
    "linkedin-unknown": gettext_noop(
        "Whoever wrote the message or got it is not among your contacts."
    ),
    # mail
    "mail-head-too-long": gettext_noop(
        "The head of the mail is too long to be one. It was not read."
    ),
    "mail-no-sender": gettext_noop("The mail does not say from which address it is."),
    "mail-no-date": gettext_noop("The mail does not say when it was sent."),
    "mail-bad-date": gettext_noop("“{value}” is no day on which a mail can be sent."),
    "mail-list": gettext_noop("The mail is one of a mailing list or a newsletter."),
    "mail-automatic": gettext_noop("A program wrote the mail, or is to read it."),
    "mail-many": gettext_noop(
        "The mail went to {count} recipients; with more than ten it is a circular."
    ),
    "mail-spam": gettext_noop("The mail is marked as junk."),
    "mail-deleted": gettext_noop("The mail was deleted."),
    "mail-draft": gettext_noop("The mail is a draft."),
    "mail-future": gettext_noop("The mail bears a time that lies in the future."),
    "mail-own-unknown": gettext_noop(
        "Kontor cannot tell which of the addresses is yours. Enter your own addresses"
        " in the settings and import the file again."
    ),
    "mail-own-address": gettext_noop(
        "{value} is on nearly every mail and was taken to be you. If that is not you,"
        " enter your own addresses in the settings and import the file again."
    ),
    "mail-not-yours": gettext_noop(
        "None of your own addresses is on this mail. If one of them is yours, enter it"
        " in the settings and import the file again."
    ),
    "mail-alone": gettext_noop("Nobody but you is named on this mail."),
    "mail-no-address": gettext_noop(
        "Nobody named on this mail has an address by which to tell who it is."
    ),
    "mail-nobody-wanted": gettext_noop(
        "Whoever wrote the mail or got it is confidential, or you removed them from"
        " the book."
    ),
}
