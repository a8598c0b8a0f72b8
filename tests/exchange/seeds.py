"""Small good files of every kind that is read, to be damaged, and with what.

The files of an archive stand in one text, each behind a line with its name, so that
what is in them can be damaged and not only how it is packed.
"""

from __future__ import annotations

import io
import json
import warnings
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass

from tests.exchange.ical.files import calendar, event
from tests.exchange.linkedin import archive as linkedin
from tests.exchange.mail.mails import mail, mailbox
from tests.exchange.monica.export import written

FILE = b"\n=== "
_LONGEST_NAME = 300

VCARD_2 = """BEGIN:VCARD\r
VERSION:2.1\r
N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;J=C3=B6rg\r
FN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:J=F6rg M=FCller\r
ADR;WORK;ENCODING=QUOTED-PRINTABLE:;;Markt 3=0D=0A=\r
Hof;Lübeck;;23552;Germany\r
TEL;CELL;VOICE:+49 170 1234567\r
EMAIL;PREF;INTERNET:joerg@mueller.example\r
PHOTO;JPEG;BASE64:/9j/4AAQSkZJRgABAQAAAQABAAD/\r
 2wBDAAgGBgcGBQgHBwcJCQgKDBQN\r
\r
BDAY:19800229\r
AGENT:\r
BEGIN:VCARD\r
VERSION:2.1\r
N:Abt;Anna\r
END:VCARD\r
END:VCARD\r
""".encode()
VCARD_3 = """BEGIN:VCARD
VERSION:3.0
PRODID:-//Apple Inc.//iOS 17//EN
UID:7d1e
N:Abt;Anna;Maria;Dr.;M.A.
FN:Dr. Anna Abt
ORG:Abt GmbH;Einkauf
TITLE:Leiterin
item1.EMAIL;type=INTERNET;type=pref:anna@abt.example
item1.X-ABLabel:_$!<HomePage>!$_
item2.X-ABRELATEDNAMES:Ben Abt
item2.X-ABLabel:_$!<Spouse>!$_
TEL;TYPE=WORK,FAX:0451 1234-0
ADR;TYPE=HOME:;;Markt 3;Lübeck;;23552;Germany
BDAY;X-APPLE-OMIT-YEAR=1604:1604-05-06
CATEGORIES:Chor,Kunde
NOTE:mag Tee\\, und\\nlange
 Zeilen
X-SHOE-SIZE:42
REV:2024-05-06T07:08:09Z
END:VCARD
""".encode()
VCARD_4 = b"""BEGIN:VCARD\r
VERSION:4.0\r
KIND:individual\r
UID:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af\r
FN;ALTID=1;LANGUAGE=de:Ben Bock\r
FN;ALTID=1;LANGUAGE=en:Ben Buck\r
N:Bock;Ben;;;\r
TEL;VALUE=uri;PREF=1;TYPE="voice,cell":tel:+49-170-1234567;ext=5\r
EMAIL;SORT-AS="x:y;z":ben@bock.example\r
PHOTO:data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJ\r
RELATED;TYPE=friend:urn:uuid:7d1e\r
BDAY:--0203\r
LANG;PREF=1:de\r
CLASS:CONFIDENTIAL\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
KIND:group\r
FN:Choir\r
MEMBER:urn:uuid:03a0e51f-d1aa-4385-8a53-e29025acd8af\r
MEMBER:mailto:anna@abt.example\r
END:VCARD\r
BEGIN:VCARD\r
VERSION:4.0\r
KIND:org\r
FN:Bock KG\r
END:VCARD\r
"""

TABLES: dict[str, bytes] = {
    "linkedin": linkedin.CONNECTIONS.encode(),
    "google": (
        b"First Name,Last Name,Birthday,Notes,Labels,E-mail 1 - Label,E-mail 1 - Value,"
        b"Phone 1 - Label,Phone 1 - Value,Address 1 - Formatted,Address 1 - City,"
        b"Organization Name,Event 1 - Label,Event 1 - Value,Relation 1 - Value\r\n"
        b'Anna,Abt,1980-02-29,"two\r\nlines",* myContacts ::: Choir,* Home,'
        b"anna@abt.example ::: a@abt.example,Mobile,0170 1234567,"
        b'"Markt 3\r\nKoeln","Koeln",Abt GmbH,Anniversary,2000-01-01,Ben\r\n'
    ),
    "outlook": (
        '"Title","First Name","Last Name","Company","Job Title","Business Street",'
        '"Business City","E-mail Address","E-mail 2 Address","Business Phone",'
        '"Birthday","Private","Categories"\r\n'
        '"Dr.","Änne","Abt","Abt, Co","CEO","Markt 3","Köln","anna@abt.example",'
        '"ex:/o=abt/ou=x/cn=anna","+49 221 1","1/1/4501","True","Kunde;Chor"\r\n'
    ).encode("cp1252"),
    "thunderbird": (
        b"First Name,Last Name,Display Name,Nickname,Primary Email,Secondary Email,"
        b"Work Phone,Mobile Number,Home Address,Home City,Home ZipCode,Organization,"
        b"Birth Year,Birth Month,Birth Day,Custom 1,Notes\n"
        b"Anna,Abt,Anna Abt,Anni,anna@abt.example,,0451 1,0170 2,Markt 3,Luebeck,23552,"
        b"Abt GmbH,1980,2,29,x,y\n"
    ),
    "hubspot": (
        b"Record ID,First Name,Last Name,Email,Phone Number,Lifecycle Stage,"
        b"Associated Company,Create Date\n"
        b"9007199254740993,Anna,Abt,anna@abt.example,=+49221,lead,Abt,2024-05-06 07:08"
        b"\n"
    ),
    "monica-csv": (
        b"id,first_name,middle_name,last_name\n1,Anna,Maria,Abt"
        + b"," * 10
        + b",1980-02-29"
        + b"," * 14
        + b",anna@abt.example"
        + b"," * 14
        + b",0221 1\n"
    ),
    "german": (
        "Adressliste 2024\n\nName;Vorname;Firma;Straße;PLZ Ort;Telefon;E-Mail;"
        "Geburtstag;Bemerkung\nMüller;Jörg;Müller & Söhne;Markt 3;D-23552 Lübeck;"
        '0451 1234;joerg@mueller.example;3.4.80;"sagt ""ja"""\n'
    ).encode("cp1252"),
    "unclear": (
        b"Kdnr\tWas\tWer\n1\tanna@abt.example\tAnna Abt\n2\t0451 1234\tBen Bock\n"
    ),
    "bare": b"Anna Abt,anna@abt.example,1980-02-29\nBen Bock,ben@bock.example,\n",
}

CALENDARS = [
    calendar(
        "BEGIN:VTIMEZONE\r\nTZID:Home\r\nBEGIN:STANDARD\r\nDTSTART:16011028T030000\r\n"
        "TZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\n"
        "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\r\nEND:STANDARD\r\n"
        "BEGIN:DAYLIGHT\r\nDTSTART:16010325T020000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0200\r\nRRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\r\nEND:DAYLIGHT\r\n"
        "END:VTIMEZONE\r\n",
        event(
            "DTSTART;TZID=Home:20260105T090000", "DTEND;TZID=Home:20260105T100000",
            "RRULE:FREQ=WEEKLY;INTERVAL=1;BYDAY=MO,TU;UNTIL=20260301T000000Z",
            "EXDATE;TZID=Home:20260112T090000", "SUMMARY:Talk\\, long",
            "LOCATION:Room 1", "CLASS:PRIVATE", "SEQUENCE:1",
            'ORGANIZER;CN="Abt, Anna":mailto:anna@abt.example',
        ),
        event(
            "RECURRENCE-ID;TZID=Home:20260119T090000",
            "DTSTART;TZID=Home:20260120T090000", "DURATION:PT1H30M",
        ),
        head="METHOD:PUBLISH\nX-WR-CALNAME:Work\nX-WR-TIMEZONE:Europe/Berlin",
    ),
    calendar(
        event("DTSTART;VALUE=DATE:20260227", "DTEND;VALUE=DATE:20260228", uid="2"),
        event(
            "DTSTART:20260101T090000Z", "DURATION:P1D", "STATUS:CONFIRMED",
            "RDATE;VALUE=PERIOD:20260103T090000Z/PT1H,20260104T090000Z/PT1H",
            "RRULE:FREQ=MONTHLY;BYDAY=1TH;BYSETPOS=1;COUNT=3;WKST=SU", uid="3",
        ),
        "BEGIN:VTODO\r\nUID:4\r\nSUMMARY:Call\r\nEND:VTODO\r\n",
    ),
]  # fmt: skip
MAILS = [
    mail(
        "Received: from x by y; Fri, 27 Feb 2026 10:00:01 +0100 (CET)",
        "Subject: =?utf-8?q?J=C3=B6rg?=",
        "Cc: =?iso-8859-1?Q?J=F6rg?= =?utf-8?b?TcO8bGxlcg==?= <joerg@mueller.example>,",
        ' "Abt, Anna (Einkauf)" <anna@abt.example>, Liste: c@x.example, d@x.example;',
        number=1,
    ),
    mail(
        "List-Id: <choir.example>", "Precedence: bulk", "X-Gmail-Labels: Sent,Choir",
        number=2, From="anna@ahlers.example", To="Ben <ben@brandt.example>",
        Date="27 Feb 26 10:00 EST",
    ),
]  # fmt: skip
MAILBOX = mailbox(*MAILS, "Content-Length: 3\n\nx\n>From y\n")

BOOK = b"".join(
    json.dumps(line).encode() + b"\n"
    for line in (
        {
            "kontor": "book", "version": 1, "written": "2026-03-02T09:00:00+00:00",
            "by": "Kontor", "book": {"name": "Anna"}, "history": False,
            "rows": {"person": 1, "photo": 1},
        },
        {"is": "person", "id": 1, "is_owner": True, "given": "Anna"},
        {"is": "photo", "id": 1, "person_id": 1, "data": "photos/1.png"},
    )
)  # fmt: skip
# Its picture is passed over, and a hundred kilobytes long.
MONICA = json.dumps(json.loads(written())).encode().replace(b"x" * 100_000, b"x")


def one_text(files: Mapping[str, str | bytes]) -> bytes:
    """Write the files of an archive as one text."""
    parts = (
        FILE + name.encode() + b"\n" + (t.encode() if isinstance(t, str) else t)
        for name, t in files.items()
    )
    return b"".join(parts)


def packed(text: bytes) -> bytes:
    """Pack what ``one_text`` has written, or what has become of it."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", 8) as archive:
        # A name may stand twice by now.
        warnings.simplefilter("ignore")
        for part in text.split(FILE)[1:]:
            name, _, data = part.partition(b"\n")
            # zipfile itself cannot write a name of nothing.
            shown = name.partition(b"\0")[0].decode("latin-1")[:_LONGEST_NAME]
            archive.writestr(shown or "?", data)
    return out.getvalue()


LINKEDIN = one_text(
    {
        "Connections.csv": linkedin.CONNECTIONS,
        "Profile.csv": linkedin.PROFILE,
        "Email Addresses.csv": linkedin.ADDRESSES,
        "messages.csv": linkedin.table(
            linkedin.message(linkedin.ME, linkedin.ANNA),
            linkedin.message(linkedin.BEN, linkedin.ME, talk="c2"),
            linkedin.message(linkedin.ANNA, linkedin.ME, folder="SPAM"),
        ),
    }
)
MAILDIR = one_text(
    {
        "Maildir/cur/1,S=90:2,S": MAILS[0],
        "Maildir/new/2": MAILS[1],
        "Sent/3.eml": MAILS[1].replace("<2@", "<3@"),
        "old.mbox": MAILBOX,
    }
)
WHOLE_BOOK = one_text({"kontor.jsonl": BOOK, "photos/1.png": b"\x89PNG\r\n\x1a\n"})
MIXED = one_text({"a.vcf": VCARD_3, "b.ics": CALENDARS[1], "c/d.csv": TABLES["google"]})


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of file.

    Attributes:
        seeds: good files.
        crumbs: what such files are made of, so that chance finds the corners sooner.
        packs: the seeds are texts that have to be packed before they are archives.
    """

    seeds: list[bytes]
    crumbs: tuple[bytes, ...] = ()
    packs: bool = False

    def file(self, data: bytes) -> bytes:
        """Give the file that a seed, or what has become of it, stands for."""
        return packed(data) if self.packs else data


_JSON_CRUMBS = (
    b"{", b"}", b"[", b"]", b'"', b"\\", b",", b":", b"null", b"true", b"NaN",
    b"-Infinity", b"1e999", b"[" * 1_000, b'{"a":' * 1_000, rb"\u0000", rb"\ud800",
    rb"\udc00", b'"data":', b'"values":', b'"type":', b'"properties":', b'"uuid":',
)  # fmt: skip
_VCARD_CRUMBS = (
    b"BEGIN:VCARD\n", b"END:VCARD\n", b"VERSION:2.1\n", b"AGENT:", b"item1.", b"TYPE=",
    b";ENCODING=QUOTED-PRINTABLE:", b";ENCODING=b:", b";CHARSET=utf-16:", b"PREF=",
    b"ALTID=1", b"X-ABLabel:", b"data:image/png;base64,", b"KIND:group\n", b"MEMBER:",
    b"=C3", b"=\n", b"=00", b"\\n", b"^n", b"CHARSET=idna", b"RELATED:", b"CLASS:",
)  # fmt: skip
_ICAL_CRUMBS = (
    b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"BEGIN:VTIMEZONE\r\n", b"BEGIN:STANDARD",
    b"\r\nRRULE:FREQ=SECONDLY\r\n", b"\r\nRRULE:FREQ=DAILY;COUNT=1000000000\r\n",
    b";BYMONTH=2;BYMONTHDAY=30", b";BYSETPOS=-1,366", b";BYWEEKNO=53,-53", b";UNTIL=",
    b"INTERVAL=999999999", b"\r\nRDATE:", b"\r\nEXDATE:", b";VALUE=PERIOD:", b"P9999W",
    b"\r\nRECURRENCE-ID;RANGE=THISANDFUTURE:", b"DURATION:-PT1H", b"TZID=", b"-2359",
    b"99991231T235959Z", b"00010101T000000", b"20260227", b"FREQ=YEARLY", b"BYDAY=",
)  # fmt: skip
_MAIL_CRUMBS = (
    b"From ", b"\n\nFrom - Fri Feb 27 10:00:00 2026\n", b"\nFrom: ", b"\nTo: ", b"<",
    b">", b"(", b"@", b"=?utf-8?q?=00?=", b"=?utf-16?b?2AA=?=", b"=?x?b?", b"?=", b'"',
    b"\nDate: 31 Dec 9999 24:61 -9999", b"\nDate: 1 Jan 0001 0:0 +9999", b"\nReceived:",
    b"\nX-Mozilla-Status: 00000009", b"xn--", b"group:", b";", b"\n ",
    b"\nX-Gmail-Labels:",
)  # fmt: skip
_TABLE_CRUMBS = (
    b'"', b'""', b",", b";", b"\t", b"|", b"\n", b":::", b"* ", b'="', b"'", b"Name,",
    b"E-mail 1 - Value,", b"Birthday,", b"31.12.9999", b"0/0/00", b"Connected On",
    b"<a@b.example>", b"CONVERSATION ID", b"Record ID",
)  # fmt: skip
KINDS: dict[str, Kind] = {
    "vcard": Kind([VCARD_2, VCARD_3, VCARD_4], _VCARD_CRUMBS),
    "csv": Kind([*TABLES.values()], _TABLE_CRUMBS),
    "ical": Kind(CALENDARS, _ICAL_CRUMBS),
    "mbox": Kind([MAILBOX], _MAIL_CRUMBS),
    "eml": Kind([text.encode() for text in MAILS], _MAIL_CRUMBS),
    "monica": Kind([MONICA], _JSON_CRUMBS),
    "linkedin": Kind([LINKEDIN], (*_TABLE_CRUMBS, FILE), packs=True),
    "maildir": Kind([MAILDIR], (*_MAIL_CRUMBS, FILE), packs=True),
    "book": Kind([BOOK], _JSON_CRUMBS),
    "book-zip": Kind([WHOLE_BOOK], (*_JSON_CRUMBS, FILE), packs=True),
    "zip": Kind(
        [packed(text) for text in (MIXED, LINKEDIN, MAILDIR, WHOLE_BOOK)],
        (b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06", b"\xff" * 8),
    ),
}
# What is odd in a file of any kind: bytes, then values.
CRUMBS = (
    b"\0", b"\r", b"\r\n", b"\n", b"\r\r\n", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff",
    b"\xff", b"\xc3", b"\xed\xa0\x80", b"\xf0\x9f\x98\x80", b"\xe2\x80\xa8", b"\x1a",
    b"\x0b\x0c\x1c\x85", b"x" * 5_000, b" " * 5_000, b'"' * 999, b"(a)" * 999,
    b"-1", b"0", b"9" * 400, b"1e400", b"%s{0}", "\u00df\u0130\ufdfa".encode() * 99,
    b"0001-01-01T00:00:00", b"0000-00-00", b"9999-12-31T23:59:59+14:00",
    b"00010101T000000Z", b"99991231T235959Z", b"2024-02-30T25:61:61Z", b"P99999999W",
    b"a@" + b"b" * 500 + b".de", b"a@xn--a.xn--99zzzz.de", b"+" + b"1" * 60,
)  # fmt: skip
