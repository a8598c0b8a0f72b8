"""Every command by name: where it is, under which heading, what it does."""

from __future__ import annotations

from dataclasses import dataclass

from kontor.lib.text import gettext_noop as _

BEGIN = _("To begin with")
WEEK = _("This week")
NOTES = _("What happened and what is promised")
PEOPLE = _("People")
NETWORKS = _("Networks and whom they lead to")
DATA = _("Other people's data")
BOOKS = _("The book itself")
OTHERS = _("Other people and devices")


@dataclass(frozen=True, slots=True)
class Entry:
    """A command.

    Attributes:
        place: file and function, as ``week.done``.
        panel: the heading it stands under in the help.
        about: what it does, in a sentence.
        examples: how it is written.
    """

    place: str
    panel: str
    about: str
    examples: tuple[str, ...] = ()


COMMANDS: dict[str, Entry] = {
    "start": Entry(
        "start.start",
        BEGIN,
        _("Serve the pages on this machine and open the browser."),
        ("kontor start", "kontor start --sample"),
    ),
    "link": Entry("start.link", BEGIN, _("Make a link that signs another browser in.")),
    "import": Entry(
        "imports.bring",
        BEGIN,
        _("Bring contacts, calendars and mailboxes in, also packed as a ZIP."),
        (
            _("kontor import contacts.vcf --dry-run"),
            _("kontor import contacts.vcf Connections.csv --tag 2026"),
            _("kontor import contacts.vcf --ask"),
        ),
    ),
    "imports": Entry(
        "batches.imports",
        BEGIN,
        _("List imports; finish one that was broken off, or take one back."),
        ("kontor imports", "kontor imports --finish 3f2a", "kontor imports --undo"),
    ),
    "sort": Entry(
        "sorting.sort",
        BEGIN,
        _("Say how often you want to be in touch, one by one."),
        ("kontor sort", _("kontor sort Ben Brandt sometimes")),
    ),
    "week": Entry(
        "week.week",
        WEEK,
        _("Tell whom to be in touch with this week, and why."),
        ("kontor week", "kontor week --why"),
    ),
    "done": Entry(
        "week.done",
        WEEK,
        _("Note that you were in touch, as planned."),
        ("kontor done Ben Brandt", "kontor done Ben --channel meeting"),
    ),
    "later": Entry(
        "week.later",
        WEEK,
        _("Put somebody off, by a week or until a day."),
        ("kontor later Ben", _("kontor later Ben --until friday")),
    ),
    "rest": Entry("rhythm.rest", WEEK, _("Let somebody rest: suggest them no more.")),
    "wake": Entry("rhythm.wake", WEEK, _("Let somebody be suggested again.")),
    "rhythm": Entry(
        "rhythm.rhythm",
        WEEK,
        _("Set how often: A, B, C, D, a number of days, or none."),
        ("kontor rhythm Ben Brandt B", "kontor rhythm Ben 45"),
    ),
    "pin": Entry(
        "rhythm.pin",
        WEEK,
        _("Vouch for a tie: solid, even when it is silent for long."),
        ("kontor pin Ben", "kontor pin Ben --off"),
    ),
    "resting": Entry("rhythm.resting", WEEK, _("List who is left alone, and why.")),
    "log": Entry(
        "log.log",
        NOTES,
        _("Note a contact in one line, with what was promised."),
        (
            _('kontor log "Coffee with Ben 40 min, sends an offer by Friday"'),
            _("kontor log --yes < lines.txt"),
        ),
    ),
    "touch": Entry(
        "touches.touch",
        NOTES,
        _("Show the latest contact with somebody, change it or take it out."),
        ("kontor touch Ben --minutes 30", "kontor touch Ben --remove"),
    ),
    "promise": Entry(
        "promises.promise",
        NOTES,
        _("Note a promise; reword or remove one."),
        (
            _('kontor promise Ben "send the brochure" --until friday'),
            _("kontor promise Ben brochure --remove"),
        ),
    ),
    "promises": Entry("promises.promises", NOTES, _("List open promises.")),
    "kept": Entry(
        "promises.kept",
        NOTES,
        _("Note that a promise is kept."),
        (_("kontor kept brochure"),),
    ),
    "moved": Entry(
        "promises.moved",
        NOTES,
        _("Move a promise to another day, or to none."),
        (_("kontor moved brochure 2026-12-24"), _("kontor moved brochure none")),
    ),
    "people": Entry(
        "people.people",
        PEOPLE,
        _("List people, or find some by anything known of them."),
        ("kontor people", _("kontor people brandt --tag chamber --order name")),
    ),
    "show": Entry(
        "person.show",
        PEOPLE,
        _("Show all that is known of a person; you are “me”."),
        ("kontor show Ben Brandt", "kontor show Ben --origin"),
    ),
    "add": Entry(
        "person_edit.add",
        PEOPLE,
        _("Add somebody."),
        (
            "kontor add Dr. Anna von der Heide --email anna@heide.example",
            'kontor add Ben Brandt --organisation "Brandt GmbH" --birthday 5.3.1970',
        ),
    ),
    "edit": Entry(
        "person_edit.edit",
        PEOPLE,
        _("Change what is known of somebody; you are “me”."),
        ("kontor edit Ben --phone 0451123456", "kontor edit me --email me@my.example"),
    ),
    "photo": Entry(
        "photos.photo",
        PEOPLE,
        _("Set somebody's picture, or take it out."),
        ('kontor photo "Ben Brandt" ben.jpg', "kontor photo Ben --remove"),
    ),
    "remove": Entry("person_edit.remove", PEOPLE, _("Take somebody out of the book.")),
    "tag": Entry(
        "tags.tag",
        PEOPLE,
        _("Give people a tag."),
        (_('kontor tag chamber "Ben Brandt" "Clara Coors"'),),
    ),
    "untag": Entry("tags.untag", PEOPLE, _("Take a tag from people.")),
    "tie": Entry(
        "ties.tie",
        PEOPLE,
        _("Note that two people know each other, how well, or no longer."),
        (
            _('kontor tie "Ben Brandt" "Clara Coors" --strength close'),
            'kontor tie "Ben Brandt" "Clara Coors" --remove',
        ),
    ),
    "duplicates": Entry(
        "duplicates.duplicates",
        PEOPLE,
        _("List entries that may be one person, and why."),
        ("kontor duplicates", "kontor duplicates --again"),
    ),
    "merge": Entry(
        "merge.merge",
        PEOPLE,
        _("Make one entry of two: the first stays, with all that both have."),
        (
            'kontor merge "Ben Brandt" "B. Brandt"',
            'kontor merge "Ben Brandt" "B. Brandt" --take birthday=other --yes',
        ),
    ),
    "apart": Entry(
        "duplicates.apart",
        PEOPLE,
        _("Note that two entries are two people, however alike they look."),
    ),
    "organisation": Entry(
        "organisations.organisation",
        PEOPLE,
        _("Show an organisation and who is there, or change it."),
        ('kontor organisation "Brandt GmbH" --confidential',),
    ),
    "groups": Entry(
        "groups.groups",
        NETWORKS,
        _("Compare your networks: whom they lead to, and what they cost."),
        ("kontor groups", "kontor groups --kind leads --sort added"),
    ),
    "group": Entry(
        "groups.group",
        NETWORKS,
        _("Show a network; add, change or remove one."),
        (
            _('kontor group "Tuesday Table"'),
            _(
                'kontor group "Tuesday Table" --new --kind leads --fee 60 --per month '
                '--currency EUR --rule "FREQ=WEEKLY;BYDAY=TU" --from 2026-01-06'
            ),
            _('kontor group "Tuesday Table" --joined today'),
        ),
    ),
    "member": Entry(
        "members.member",
        NETWORKS,
        _("Put somebody into a network, change it or end it; note a guest."),
        (
            _('kontor member "Tuesday Table" "Ben Brandt" --trade Roofer'),
            _('kontor member "Tuesday Table" Ben --until 2026-12-31'),
            _('kontor member "Tuesday Table" Dora --guest --outcome joined'),
        ),
    ),
    "gathering": Entry(
        "gatherings.gathering",
        NETWORKS,
        _("Note a gathering, past or to come; change or remove one."),
        (
            _('kontor gathering "Tuesday Table" 2026-12-24 --at 07:00'),
            _('kontor gathering "Tuesday Table" 2026-12-24 --cancelled'),
        ),
    ),
    "attendance": Entry(
        "attendance.attendance",
        NETWORKS,
        _("Note who came and with whom you talked, or bring a table in."),
        (
            _(
                'kontor attendance "Tuesday Table" today --present "Ben, Clara" '
                '--talked Ben --new "Dora Dorn" --others absent'
            ),
            _('kontor attendance "Tuesday Table" --file attendance.csv --dry-run'),
        ),
    ),  # fmt: skip
    "segments": Entry(
        "segments.segments", NETWORKS, _("List whom you look for: target segments.")
    ),
    "segment": Entry(
        "segments.segment",
        NETWORKS,
        _("Show who is in a target segment; add, change or remove one."),
        (
            _(
                'kontor segment "Property managers" --new --trade "property manager" '
                "--word manager --importance 3"
            ),
            _('kontor segment "Property managers"'),
        ),
    ),  # fmt: skip
    "belongs": Entry(
        "segments.belongs",
        NETWORKS,
        _("Say that somebody is in a target segment, or is not."),
        (_('kontor belongs "Ben Brandt" "Property managers" --not'),),
    ),
    "knows": Entry(
        "segments.knows",
        NETWORKS,
        _("Note how many people of a target segment somebody knows."),
        (_('kontor knows "Ben Brandt" "Property managers" 5'),),
    ),
    "disclose": Entry(
        "held.disclose",
        DATA,
        _("Write all that is held on one person to a file, for them."),
        ("kontor disclose Ben Brandt", "kontor disclose Ben Brandt ben.html"),
    ),
    "letter": Entry(
        "held.letter",
        DATA,
        _("Draft a letter that tells somebody what is kept of them."),
        ("kontor letter Ben Brandt --language en", "kontor letter Ben --given"),
    ),
    "retention": Entry(
        "retention.retention",
        DATA,
        _("List who has been silent for long, and say who shall stay."),
        ("kontor retention", "kontor retention keep Ben Brandt"),
    ),
    "erase": Entry(
        "erase.erase",
        DATA,
        _("Erase a person from everything, for good; or delete a whole book."),
        ("kontor erase Ben Brandt", 'kontor erase --book "My book"'),
    ),
    "undo": Entry(
        "deeds.undo",
        BOOKS,
        _("Take back what was done last, or a deed by its number."),
        ("kontor undo", "kontor undo 17"),
    ),
    "deeds": Entry("deeds.deeds", BOOKS, _("List what was done.")),
    "books": Entry("books.books", BOOKS, _("List your books.")),
    "book": Entry("books.book", BOOKS, _("Open a further book.")),
    "settings": Entry(
        "settings.settings",
        BOOKS,
        _("Show the settings of a book, or change some."),
        ("kontor settings", "kontor settings rhythm_a=14 half_life=40"),
    ),
    "confidential": Entry(
        "settings.confidential",
        BOOKS,
        _("List, add or remove mail domains and calendars that are confidential."),
        (
            _("kontor confidential clinic.example"),
            _("kontor confidential Therapy --calendar"),
        ),
    ),
    "export": Entry(
        "export.export",
        BOOKS,
        _("Write everything out into a ZIP, or people or a calendar alone."),
        (
            "kontor export kontor.zip",
            _("kontor export people.vcf"),
            "kontor export kontor.zip --without-history",
        ),
    ),
    "backup": Entry(
        "backup.backup",
        BOOKS,
        _("Back everything up into one file while Kontor runs, encrypted if you like."),
        (
            "kontor backup",
            _("kontor backup kontor.kontor-backup --passphrase-file passphrase.txt"),
        ),
    ),
    "restore": Entry(
        "backup.restore",
        BOOKS,
        _("Put a backup back; what was there is kept aside."),
        (_("kontor restore kontor.kontor-backup"),),
    ),
    "account": Entry(
        "accounts.account",
        OTHERS,
        _("Make accounts with a password, list and remove them, set a password."),
        (
            "kontor account list",
            "kontor account add anna",
            "kontor account password anna",
        ),
    ),
    "share": Entry(
        "keepers.share",
        OTHERS,
        _("Let somebody else keep a book, too; list who does."),
        ('kontor share "My book" ben', 'kontor share "My book" ben --remove'),
    ),
    "devices": Entry(
        "devices.devices",
        OTHERS,
        _("List the browsers that are signed in; sign some out."),
        ("kontor devices", "kontor devices --sign-out 3"),
    ),
    "certificate": Entry(
        "certificate.certificate",
        OTHERS,
        _("Make a certificate for a network of your own, and show it."),
        ("kontor certificate", "kontor certificate kontor.local 192.168.1.20"),
    ),
}
