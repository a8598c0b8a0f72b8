"""A letter that tells somebody what is kept of them (GDPR, articles 13 and 14).

Drafted, never sent: the owner reads it, changes it and sends it in their own mail
program. Plain words, in the person's language and form of address.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.translation import gettext, gettext_noop, ngettext

from kontor.lib.text import fold
from kontor.records.models import (
    Affiliation,
    Book,
    ContactPoint,
    Person,
    PersonTag,
    Photo,
    PostalAddress,
    Promise,
)
from kontor.reports.overview.disclosure.page import language_for
from kontor.reports.overview.origin import origin
from kontor.reports.overview.person import the_person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from uuid import UUID

DU, SIE = "du", "sie"
_MOST_SOURCES = 5
TEXTS: dict[str, dict[str, str]] = {
    DU: {
        "subject": gettext_noop("You are in my address book"),
        "greeting": gettext_noop("Hello {name},"),
        "why": gettext_noop(
            "I keep an address book so as to stay in touch with people I know through "
            "work. You are in it, and you should know what I keep. The General Data "
            "Protection Regulation (articles 13 and 14) wants it so, and so do I."
        ),
        "what_for": gettext_noop(
            "What for: to stay in touch with you, to keep what we have agreed, and so "
            "that we can help each other in business. The ground in law is my "
            "legitimate interest in that (article 6(1)(f)). I sell nothing and pass "
            "nothing on, and no machine decides anything about you."
        ),
        "rights": gettext_noop(
            "If you do not want that, just say so, without giving a reason: then I "
            "erase it. You can also get a copy of everything from me, or have it "
            "corrected. A line is enough: {contact}. And you can complain to a data "
            "protection authority."
        ),
        "end": gettext_noop("Best wishes"),
    },
    SIE: {
        "subject": gettext_noop("What I keep about you in my address book"),
        "greeting": gettext_noop("Dear {name},"),
        "why": gettext_noop(
            "I keep an address book so as to stay in touch with people I know through "
            "my work. You are in it. The General Data Protection Regulation (articles "
            "13 and 14) obliges me to inform you, and I am glad to do so."
        ),
        "what_for": gettext_noop(
            "What for: to stay in touch with you, to keep what we have agreed, and to "
            "help each other in business. The ground in law is my legitimate interest "
            "in that (article 6(1)(f)). Nothing is sold or passed on, and no machine "
            "decides anything about you."
        ),
        "rights": gettext_noop(
            "You may object at any time, without giving a reason: then I will erase "
            "what I keep. You may also ask me for a copy of all of it, or have it "
            "corrected. A line to me is enough: {contact}. And you may complain to a "
            "data protection authority."
        ),
        "end": gettext_noop("Kind regards"),
    },
}


# What the owner of a book is called before they say their name.
UNNAMED = frozenset({"me", "ich"})


@dataclass(frozen=True, slots=True)
class Letter:
    """A draft.

    Attributes:
        language: in which it is written.
        form: "du" or "sie".
        to: their mail address, "" where none is known.
        informed_on: the day such a letter was given to them before.
    """

    uid: str
    name: str
    language: str
    form: str
    to: str
    subject: str
    text: str
    informed_on: date | None


def letter(book: int, uid: UUID | str, *, language: str = "") -> Letter:
    """Draft the letter; in the person's own language where none is named.

    Raises:
        Missing: nobody of this uid is in this book.
    """
    row = the_person(book, uid)
    language = language or language_for(book, uid)
    form = DU if row.address_form == Person.AddressForm.DU else SIE
    points = ContactPoint.objects.filter(person=row, kind="email")
    first = points.order_by("-preferred", "position", "pk").first()
    with translation.override(language):
        subject = _say(form, "subject")
        text = "\n\n".join(_paragraphs(row, form))
    return Letter(
        uid=str(row.uid),
        name=row.display,
        language=language,
        form=form,
        to=first.key if first else "",
        subject=subject,
        text=text,
        informed_on=row.informed_on,
    )


def _say(form: str, what: str) -> str:
    """Translate a text of ``TEXTS`` into the language in force."""
    text = TEXTS[form][what]
    return gettext(text)


def _paragraphs(row: Person, form: str) -> Iterator[str]:
    owner = Person.objects.get(book=row.book_id, is_owner=True)
    yield _say(form, "greeting").format(name=_addressed(row, form))
    yield _say(form, "why")
    yield gettext("What I keep: {kinds}.").format(kinds=", ".join(_kinds(row)))
    yield _whence(row)
    yield _say(form, "what_for")
    yield _where_and_how_long(row)
    yield _say(form, "rights").format(contact=_contact(owner))
    yield _say(form, "end") + f"\n{_signed(owner)}"


def _addressed(row: Person, form: str) -> str:
    """Choose the name to address somebody by."""
    by_first_name = form == DU or row.address_form == Person.AddressForm.FIRST_NAME
    first = row.nickname or row.given
    return first if by_first_name and first else row.display


def _kinds(row: Person) -> Iterator[str]:
    """Name what kinds of things are kept of somebody."""
    points = set(ContactPoint.objects.filter(person=row).values_list("kind", flat=True))
    for there, text in (
        (True, gettext("name")),
        ("email" in points, gettext("mail addresses")),
        ("phone" in points, gettext("telephone numbers")),
        ("link" in points, gettext("links to public profiles")),
        (PostalAddress.objects.filter(person=row).exists(), gettext("postal address")),
        (Affiliation.objects.filter(person=row).exists(), gettext("place of work")),
        (bool(row.birth_month), gettext("birthday")),
        (Photo.objects.filter(person=row).exists(), gettext("a picture")),
        (PersonTag.objects.filter(person=row).exists(), gettext("keywords")),
        (row.last_touch is not None, gettext("when and how we were in touch")),
        (Promise.objects.filter(person=row).exists(), gettext("what we agreed")),
        (bool(row.note), gettext("notes of mine")),
    ):
        if there:
            yield text


def _whence(row: Person) -> str:
    """Say where it came from: by hand, or out of which sources."""
    found = origin(row.book_id, row.uid)
    ways = dict.fromkeys(
        gettext("what I wrote down myself")
        if line.since.way != "import"
        else line.since.format or "import"
        for line in found
    )
    names = [_source(way) for way in ways][:_MOST_SOURCES]
    return gettext("Where it comes from: {sources}.").format(sources=", ".join(names))


def _source(way: str) -> str:
    known = {
        "vcard": gettext("my own contacts (address cards)"),
        "ical": gettext("my calendar"),
        "mail": gettext("my mail"),
        "eml": gettext("my mail"),
        "mbox": gettext("my mail"),
        "linkedin": gettext("our connection on LinkedIn"),
        "google": gettext("my own contacts (Google)"),
        "outlook": gettext("my own contacts (Outlook)"),
        "csv": gettext("a table of my contacts"),
        "import": gettext("a file of my contacts"),
    }
    return known.get(way, way)


def _where_and_how_long(row: Person) -> str:
    where = gettext("It lies on my own computer and nobody else gets to see it.")
    years = Book.objects.get(pk=row.book_id).retention_years
    if not years:
        stays = gettext("I keep it for as long as we are in touch.")
        return f"{where} {stays}"
    text = ngettext(
        "After {years} year without contact I decide anew whether to keep it.",
        "After {years} years without contact I decide anew whether to keep it.",
        years,
    )
    return f"{where} {text.format(years=years)}"


def _contact(owner: Person) -> str:
    points = ContactPoint.objects.filter(person=owner).order_by("-preferred", "pk")
    mails = points.filter(kind="email").values_list("value", flat=True)
    return mails.first() or gettext("[your mail address]")


def _signed(owner: Person) -> str:
    """Give the owner's name; a book just begun knows none but "Me"."""
    unnamed = not owner.family and fold(owner.display) in UNNAMED
    return gettext("[your name]") if unnamed else owner.display
