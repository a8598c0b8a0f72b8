"""The words of attendance lists, in English and in German: data.

Words of headings stand without spaces, in lower case, umlauts written out. What
heads the columns of address tables is in ``exchange.csv.words``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kontor.exchange.attendance.sheet import State

HEADINGS: dict[str, str] = {
    word: role
    for role, words in {
        "name": (
            "member members mitglied mitglieder membername mitgliedsname person"
            " personen people participant participants teilnehmer teilnehmerin"
            " teilnehmerinnen teilnehmende teilnehmername attendee attendees who wer"
            " vornamename vornamenachname namevorname nachnamevorname woman man"
        ),
        "title": (
            "event events eventname gathering meeting meetings treffen session"
            " sitzung veranstaltung anlass abend probe"
        ),
        "day": "date datum day tag termin when wann eventdate meetingdate sitzungstag",
        "state": (
            "state status attendance anwesenheit teilnahme attended erschienen"
            " teilgenommen"
        ),
        "trade": (
            "trade branche gewerbe profession beruf berufssparte classification"
            " speciality specialty fachgebiet occupation industry geschaeftsfeld"
        ),
        "since": (
            "since seit membersince mitgliedseit joined joinedon joindate beitritt"
            " beitrittsdatum eintritt eintrittsdatum beigetreten dabeiseit"
        ),
        "number": "nr no number nummer lfdnr lfdno id pos mitgliedsnummer memberid",
        "total": (
            "total totals sum summe gesamt insgesamt anzahl count quote rate percent"
            " prozent besuche visits"
        ),
    }.items()
    for word in words.split()
}

# The columns of a leads group's summary report. Why somebody was ill is no matter
# of this book: what a doctor attests is excused, and no more.
LETTERS: dict[str, State] = {
    "P": "present",
    "A": "absent",
    "L": "late",
    "M": "excused",
    "S": "represented",
}

# German "V" may be late or represented, "?" anything: such marks are not guessed.
_MARKS: tuple[tuple[State, str], ...] = (
        ("present", "x|×|1|1.0|1,0|p|y|j|ja|yes|true|wahr|ok|anwesend|present|attended"
         "|da|dabei|teilgenommen|erschienen|gekommen|war da|✓|✔|☑|✅|√|+"),
        ("late", "l|late|verspaetet|zu spaet|spaeter|kam spaeter|came late|tardy"),
        ("absent", "a|absent|abwesend|n|no|nein|false|falsch|0|0.0|0,0|fehlt|gefehlt"
         "|u|unentschuldigt|unexcused|nicht da|nicht anwesend|did not attend|no show"
         "|✗|✘|❌"),
        ("excused", "e|excused|entschuldigt|entsch|m|medical|krank|sick|ill"),
        ("represented", "s|sub|substitute|represented|vertreten|vertretung|vertreter"
         "|vertreterin|r|proxy|ersatz"),
)  # fmt: skip
MARKS = {word: state for state, words in _MARKS for word in words.split("|")}
# Nothing is said by these.
BLANK = frozenset(["", "-", "–", "—", "/", "n/a", "k.a", "k. a"])

# Rows that are nobody; the last is what the report calls the organisation itself.
NOBODY = frozenset(
    [
        "total",
        "totals",
        "sum",
        "summe",
        "gesamt",
        "insgesamt",
        "anzahl",
        "count",
        "visitor",
        "visitors",
        "guest",
        "guests",
        "gast",
        "gaeste",
        "besucher",
        "average",
        "durchschnitt",
        "anwesend",
        "present",
        "abwesend",
        "absent",
        "quote",
        "bni",
    ]
)
# So begin "Summe anwesend" and "Total visitors".
NOBODY_FIRST = frozenset(["total", "totals", "summe", "gesamt", "insgesamt", "anzahl"])
FROM = frozenset(["from", "von", "startdate", "start date", "ab"])
TO = frozenset(["to", "bis", "enddate", "end date"])
WEEKDAYS = frozenset(
    [
        "mo",
        "di",
        "mi",
        "do",
        "fr",
        "sa",
        "so",
        "mon",
        "tue",
        "wed",
        "thu",
        "fri",
        "sat",
        "sun",
        "tues",
        "thur",
        "thurs",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "am",
        "on",
        "the",
        "den",
    ]
)
