"""``kontor add``, ``edit`` and ``remove``, ``tag`` and ``untag``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from kontor.records.models import (
    Affiliation,
    ContactPoint,
    Person,
    PersonTag,
    PostalAddress,
)

Kontor = Callable[..., Any]


def test_somebody_is_added_with_all_there_is_to_say(
    kontor: Kontor, ben: Person
) -> None:
    ran = kontor(
        "add", "Dr.", "Clara", "von", "der", "Mühl",
        "--email", "clara@muehl.example", "--email", "c@home.example",
        "--phone", "0451 123456", "--link", "https://muehl.example",
        "--organisation", "Mühl KG", "--role", "Chefin", "--department", "Leitung",
        "--tag", "Hafen", "--note", "mag Tee", "--relation", "client",
        "--birthday", "5.3.1970", "--street", "Breite Straße 1",
        "--postal-code", "23552", "--city", "Lübeck", "--country", "Deutschland",
        "--met-through", "Ben", "--met-day", "1.2.2020", "--met-place", "Messe",
        "--nickname", "Cla", "--language", "de", "--address-form", "du",
        "--private", "--confidential", "--pin", "--do-not-contact", "--json",
    )  # fmt: skip
    clara = Person.objects.get(uid=ran.json["uid"])
    assert (clara.display, clara.prefix) == ("Dr. Clara von der Mühl", "Dr.")
    assert (clara.birth_year, clara.birth_month, clara.birth_day) == (1970, 3, 5)
    assert (clara.met_through, clara.met_day) == (ben, date(2020, 2, 1))
    assert (clara.relation, clara.address_form) == ("client", "du")
    assert clara.private and clara.confidential and clara.pinned
    assert clara.do_not_contact
    points = ContactPoint.objects.filter(person=clara).order_by("kind", "position")
    assert [point.value for point in points] == [
        "clara@muehl.example", "c@home.example", "https://muehl.example",
        "0451 123456",
    ]  # fmt: skip
    place = PostalAddress.objects.get(person=clara)
    assert (place.street, place.postal_code, place.city, place.country) == (
        "Breite Straße 1", "23552", "Lübeck", "Deutschland",
    )  # fmt: skip
    job = Affiliation.objects.get(person=clara)
    assert (job.role, job.department) == ("Chefin", "Leitung")


def test_a_mail_address_alone_will_do_but_nothing_will_not(kontor: Kontor) -> None:
    kontor("add", "--email", "somebody@some.example")
    assert Person.objects.filter(display="somebody@some.example").exists()
    assert kontor("add", "--json").json["error"] == "no_name"
    assert kontor("add", "X", "--email", "y", "--json").json["error"] == "bad_email"
    assert kontor("add", "X", "--phone", "y", "--json").json["error"] == "bad_phone"


def test_an_error_names_a_field_in_words(kontor: Kontor, ben: Person) -> None:
    ran = kontor("edit", "Ben", "--address-form", "ihr")
    assert ran.err == "“ihr” cannot be used for “Form of address”.\n"


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("5.3.", (None, 3, 5)),
        ("29.2.", (None, 2, 29)),
        ("March 5, 1970", (1970, 3, 5)),
        # Nobody is born in 2070.
        ("5.3.70", (1970, 3, 5)),
        ("5.3.10", (2010, 3, 5)),
        ("none", (None, None, None)),
    ],
)
def test_a_birthday_may_lack_its_year(
    kontor: Kontor, ben: Person, written: str, kept: tuple[int | None, ...]
) -> None:
    kontor("edit", "Ben", "--birthday", "1.1.1980")
    kontor("edit", "Ben", "--birthday", written)
    ben.refresh_from_db()
    assert (ben.birth_year, ben.birth_month, ben.birth_day) == kept


def test_what_is_no_birthday_is_refused(kontor: Kontor, ben: Person) -> None:
    ran = kontor("edit", "Ben", "--birthday", "31.2.", "--json")
    assert ran.json["error"] == "no_day"


def test_an_edit_replaces_lists_and_keeps_the_rest(kontor: Kontor, ben: Person) -> None:
    kontor("edit", "Ben", "--email", "a@x.example", "--role", "Boss", "--city", "Kiel")
    kontor("edit", "Ben", "--email", "b@x.example", "--organisation", "X AG")
    kontor("edit", "Ben", "--postal-code", "24103")
    assert [p.value for p in ContactPoint.objects.filter(person=ben)] == ["b@x.example"]
    job = Affiliation.objects.get(person=ben)
    assert job.organisation is not None
    assert (job.role, job.organisation.name) == ("Boss", "X AG")
    place = PostalAddress.objects.get(person=ben)
    assert (place.postal_code, place.city) == ("24103", "Kiel")
    kontor("edit", "Ben", "--email", "")
    assert not ContactPoint.objects.filter(person=ben).exists()


def test_flags_go_both_ways(kontor: Kontor, ben: Person) -> None:
    kontor("edit", "Ben", "--private", "--do-not-contact", "--name", "Benno Brandt")
    kontor("edit", "Benno", "--public")
    ben.refresh_from_db()
    assert (ben.display, ben.private, ben.do_not_contact) == (
        "Benno Brandt",
        False,
        True,
    )


def test_through_whom_can_be_taken_back(kontor: Kontor, ben: Person) -> None:
    kontor("add", "Cem", "--met-through", "Ben")
    kontor("edit", "Cem", "--met-through", "none", "--met-day", "none")
    assert Person.objects.get(display="Cem").met_through is None
    ran = kontor("edit", "Cem", "--met-through", "Cem", "--json")
    assert ran.json["error"] == "with_yourself"


def test_my_own_addresses_are_kept_with_me(kontor: Kontor, owner: Person) -> None:
    kontor("edit", "me", "--email", "anna@ahlers.example")
    assert ContactPoint.objects.get(person=owner).key == "anna@ahlers.example"


def test_an_edit_that_changes_nothing_says_so(kontor: Kontor, ben: Person) -> None:
    assert kontor("edit", "Ben").out == "Nothing to change.\n"


def test_who_is_removed_comes_back(kontor: Kontor, ben: Person) -> None:
    out = kontor("remove", "Ben", "Brandt").out
    assert out.startswith("Removed Ben Brandt\nTake it back: kontor undo ")
    assert not Person.objects.filter(pk=ben.pk).exists()
    kontor("undo")
    assert Person.objects.filter(pk=ben.pk).exists()
    assert kontor("remove", "me", "--json").json["error"] == "owner_stays"


def test_several_are_tagged_and_untagged_at_once(kontor: Kontor, ben: Person) -> None:
    kontor("add", "Cem Can")
    kontor("tag", "Hafen", "Ben Brandt", "Cem Can")
    assert PersonTag.objects.count() == 2
    kontor("untag", "hafen", "Cem")
    assert PersonTag.objects.get().person == ben
    # One who is unknown leaves the others as they are.
    assert kontor("tag", "Chor", "Ben", "Zoe", "--json").json["error"] == "nobody"
    assert PersonTag.objects.count() == 1
