"""What cards bring into a book."""

from __future__ import annotations

import base64
from datetime import date

import pytest

from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import (
    Book,
    ConfidentialRule,
    ContactPoint,
    Deed,
    Organisation,
    Person,
    PersonTag,
    Photo,
    PostalAddress,
    SourceCard,
    Tag,
    Tie,
)
from tests.actions.overview.bringing import (
    apply,
    bring,
    card,
    changed,
    codes,
    look,
    snapshot,
    verdicts,
)
from tests.records.ledger import check

pytestmark = pytest.mark.django_db

BEN = [
    "N:Brandt;Ben;;Dr.;",
    "EMAIL;TYPE=WORK:ben@brandt.example",
    "TEL;TYPE=CELL:0171 5550001",
    "ADR;TYPE=WORK:;;Hafenweg 3;Lübeck;;23552;Deutschland",
    "ORG:Brandt GmbH;Einkauf",
    "TITLE:Leiter",
    "BDAY:1970-03-05",
    "NOTE:Mag Segeln",
    "CATEGORIES:Hafen",
    "X-LEDGER:7",
]


def ben(*more: str, uid: str = "ben-1", name: str = "Dr. Ben Brandt") -> str:
    return card(*BEN, *more, uid=uid, name=name)


def without(word: str) -> str:
    """Write Ben's card without the lines that begin with a word."""
    lines = [line for line in BEN if not line.startswith(word)]
    return card(*lines, uid="ben-1", name="Dr. Ben Brandt")


def instead(word: str, line: str) -> str:
    lines = [line if old.startswith(word) else old for old in BEN]
    return card(*lines, uid="ben-1", name="Dr. Ben Brandt")


def people(book: Book) -> list[str]:
    rows = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return [row.display for row in rows]


def the_one(book: Book) -> Person:
    return Person.objects.get(book=book, is_owner=False)


def test_a_card_becomes_a_person_with_all_it_says(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, ben())
    row = the_one(book)
    assert (row.prefix, row.given, row.family) == ("Dr.", "Ben", "Brandt")
    assert (row.birth_year, row.birth_month, row.birth_day) == (1970, 3, 5)
    assert (row.note, row.known_since) == ("Mag Segeln", date(2026, 3, 2))
    assert (row.shown_organisation, row.shown_role) == ("Brandt GmbH", "Leiter")
    points = ContactPoint.objects.filter(person=row).values_list("kind", "key", "label")
    # The book is German: 0171 is a German mobile.
    assert set(points) == {
        ("email", "ben@brandt.example", "work"),
        ("phone", "+491715550001", "mobile"),
    }
    assert PostalAddress.objects.get(person=row).city == "Lübeck"
    assert PersonTag.objects.get(person=row).tag.name == "Hafen"
    assert row.deed == batch.deed
    assert Deed.objects.get(pk=batch.deed_id).state == "done"


def test_what_kontor_has_no_place_for_is_kept(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    kept = SourceCard.objects.get(book=book)
    assert kept.unknown == [["X-LEDGER", "X-LEDGER:7"]]
    assert (kept.source, kept.source_id) == ("vcard", "ben-1")
    assert "FN:Dr. Ben Brandt" in kept.raw


def test_a_person_is_found_by_search_once_imported(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    text = the_one(book).search_text
    for word in ("brandt", "lubeck", "luebeck", "hafen", "49171", "einkauf"):
        assert word in text


def test_the_same_file_twice_changes_nothing(book: Book, hand: Hand) -> None:
    file = ben() + card("EMAIL:cem@example.org", name="Cem Celik")
    bring(book, hand, file)
    before = snapshot(book)
    again = bring(book, hand, file)
    assert verdicts(again) == ["same", "same"]
    assert snapshot(book) == before


def test_files_in_another_order_change_nothing(book: Book, hand: Hand) -> None:
    first = ben()
    table = "First Name,Last Name,E-mail 1 - Value\r\nBen,Brandt,ben@brandt.example\r\n"
    bring(book, hand, first)
    bring(book, hand, table)
    before = snapshot(book)
    assert verdicts(bring(book, hand, table, first)) == ["same", "same"]
    assert verdicts(bring(book, hand, first, table)) == ["same", "same"]
    assert snapshot(book) == before


def test_a_file_after_edits_by_hand_changes_nothing(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    uid = the_one(book).uid
    edit_person(book.pk, uid, hand=hand, note="Kennt Cem", emails=[], tags=[])
    before = snapshot(book)
    assert verdicts(bring(book, hand, ben())) == ["same"]
    assert snapshot(book) == before


def test_a_source_that_changed_changes_the_book(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    batch = bring(book, hand, instead("NOTE", "NOTE:Mag Rudern"))
    assert changed(batch) == {"note": ("Mag Segeln", "Mag Rudern")}
    assert the_one(book).note == "Mag Rudern"
    # The card that was kept is the new one, so that the next time is the same.
    assert verdicts(bring(book, hand, instead("NOTE", "NOTE:Mag Rudern"))) == ["same"]


def test_what_was_edited_by_hand_stays(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    edit_person(book.pk, the_one(book).uid, hand=hand, note="Segelt nicht mehr")
    bring(book, hand, instead("NOTE", "NOTE:Mag Rudern"))
    assert the_one(book).note == "Segelt nicht mehr"


def test_a_value_deleted_by_hand_does_not_come_back(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    edit_person(book.pk, the_one(book).uid, hand=hand, phones=[])
    batch = bring(book, hand, instead("NOTE", "NOTE:Mag Rudern"))
    assert list(changed(batch)) == ["note"]
    assert not ContactPoint.objects.filter(book=book, kind="phone").exists()


def test_what_a_source_no_longer_says_stays(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    assert verdicts(bring(book, hand, without("EMAIL"))) == ["same"]
    assert ContactPoint.objects.filter(book=book, kind="email").count() == 1


def test_a_new_job_in_the_source_replaces_the_old(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    bring(book, hand, instead("ORG", "ORG:Celik KG"))
    row = the_one(book)
    assert (row.shown_organisation, row.affiliations.count()) == ("Celik KG", 1)
    # The word of the source and the new organisation are searched at once.
    assert "celik" in row.search_text


def test_a_second_source_fills_gaps_and_adds(book: Book, hand: Hand) -> None:
    bring(book, hand, without("BDAY"))
    table = (
        "First Name,Last Name,E-mail 1 - Value,E-mail 2 - Value,Birthday,Notes\r\n"
        "Ben,Brandt,ben@brandt.example,bb@example.org,1970-03-05,Trinkt Tee\r\n"
    )
    batch = bring(book, hand, table)
    assert verdicts(batch) == ["changed"]
    row = the_one(book)
    assert (row.birth_month, row.note) == (3, "Mag Segeln\n\nTrinkt Tee")
    assert row.points.filter(kind="email").count() == 2
    # Each source has its own card: none takes the other's word for its own.
    assert SourceCard.objects.filter(person=row).count() == 2


def test_an_address_with_a_fitting_name_is_the_same_person(
    book: Book, hand: Hand
) -> None:
    add_person(book.pk, hand=hand, name="Ben", phones=[], emails=[])
    bring(book, hand, ben())
    # An equal given name alone is not enough.
    assert people(book) == ["Ben", "Dr. Ben Brandt"]
    bring(book, hand, card("EMAIL:BEN@brandt.example", name="B. Brandt"))
    assert people(book) == ["Ben", "Dr. Ben Brandt"]


def test_a_telephone_is_the_same_however_it_is_written(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    batch = bring(book, hand, card("TEL:+49 (0)171/5550001", name="Ben Brandt"))
    assert (verdicts(batch), people(book)) == (["same"], ["Dr. Ben Brandt"])


def test_an_address_of_another_name_is_doubtful_and_new(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    batch = bring(book, hand, card("EMAIL:ben@brandt.example", name="Petra Schulz"))
    assert verdicts(batch) == ["doubtful"]
    assert people(book) == ["Dr. Ben Brandt", "Petra Schulz"]


def test_an_equal_name_alone_is_doubtful_and_new(book: Book, hand: Hand) -> None:
    bring(book, hand, card("EMAIL:a@example.org", name="Ben Brandt"))
    batch = look(book, hand, card("EMAIL:b@example.org", name="Ben Brandt"))
    item = batch.items.get()
    assert (item.verdict, item.data["who"]) == ("doubtful", [the_one(book).pk])


def test_two_who_fit_are_doubtful(book: Book, hand: Hand) -> None:
    mail = "EMAIL:office@brandt.example"
    bring(book, hand, card(mail, name="Ben Brandt"))
    bring(book, hand, card(mail, name="Petra Brandt"))
    # "Brandt" alone may be either.
    batch = look(book, hand, card("N:Brandt;;;;", mail, name="Brandt"))
    assert verdicts(batch) == ["doubtful"]
    assert len(batch.items.get().data["who"]) == 2


def test_two_cards_of_one_person_become_one(book: Book, hand: Hand) -> None:
    file = card("EMAIL:ben@brandt.example", name="Ben Brandt") + card(
        "EMAIL:ben@brandt.example", "TEL:0171 5550001", name="Brandt, Ben"
    )
    batch = bring(book, hand, file)
    assert (verdicts(batch), people(book)) == (["new", "changed"], ["Ben Brandt"])
    assert the_one(book).points.count() == 2
    before = snapshot(book)
    assert verdicts(bring(book, hand, file)) == ["same", "same"]
    assert snapshot(book) == before


def test_cards_are_one_person_across_chunks_and_files(
    book: Book, hand: Hand, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kontor.exchange.chunk.CHUNK", 1)
    monkeypatch.setattr("kontor.actions.overview.imports.todo.CHUNK", 1)
    one = card("EMAIL:ben@brandt.example", name="Ben Brandt")
    two = card("EMAIL:ben@brandt.example", "TEL:0171 5550001", name="Ben Brandt")
    three = card("TEL:0171 5550001", "TEL:0171 5550002", name="Ben Brandt")
    batch = bring(book, hand, one + two, three)
    assert verdicts(batch) == ["new", "changed", "changed"]
    assert the_one(book).points.count() == 3


def test_the_same_id_twice_with_two_contents_stays_the_same(
    book: Book, hand: Hand
) -> None:
    file = ben() + instead("NOTE", "NOTE:Mag Rudern")
    bring(book, hand, file)
    assert people(book) == ["Dr. Ben Brandt"]
    before = snapshot(book)
    assert verdicts(bring(book, hand, file)) == ["same", "same"]
    assert snapshot(book) == before


def test_a_word_that_another_record_takes_over_is_kept(book: Book, hand: Hand) -> None:
    one, two = ben(), instead("NOTE", "NOTE:Mag Rudern")
    bring(book, hand, two)
    # The first takes the card of the second, which then needs one of its own.
    bring(book, hand, one + two)
    before = snapshot(book)
    assert verdicts(bring(book, hand, one + two)) == ["same", "same"]
    assert snapshot(book) == before


def test_the_owners_card_is_the_owner(book: Book, hand: Hand, owner: Person) -> None:
    mail = "anna@ahlers.example"
    edit_person(book.pk, owner.uid, hand=hand, emails=[_point(mail)])
    file = card(f"EMAIL:{mail}", "TEL:0171 5550009", name="Ich")
    file += card(f"EMAIL:{mail}", name="Anna Ahlers")
    bring(book, hand, file)
    assert people(book) == []
    assert owner.points.count() == 2
    owner.refresh_from_db()
    assert owner.display == "Anna Ahlers"


def test_somebody_removed_by_hand_is_not_brought_back(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    remove_person(book.pk, the_one(book).uid, hand=hand)
    batch = bring(book, hand, ben())
    assert (verdicts(batch), codes(batch)) == (["left_out"], ["removed-before"])
    # Nor by a card that says something else by now, or comes from elsewhere.
    bring(book, hand, instead("NOTE", "NOTE:Mag Rudern"))
    bring(book, hand, card("EMAIL:ben@brandt.example", name="Ben Brandt"))
    assert people(book) == []


def test_after_an_undo_everybody_comes_in_again(book: Book, hand: Hand) -> None:
    before = {k: v for k, v in snapshot(book).items() if k != "Change"}
    bring(book, hand, ben())
    undo(book.pk, hand=hand)
    after = {k: v for k, v in snapshot(book).items() if k != "Change"}
    assert after == before
    assert verdicts(bring(book, hand, ben())) == ["new"]
    assert people(book) == ["Dr. Ben Brandt"]


def test_an_undo_keeps_what_was_edited_since_and_lists_it(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, ben() + card("EMAIL:cem@example.org", name="Cem Celik"))
    one = Person.objects.get(book=book, family="Brandt")
    edit_person(book.pk, one.uid, hand=hand, note="Segelt nicht mehr")
    done = undo(book.pk, Deed.objects.get(book=book, verb="import").pk, hand=hand)
    assert people(book) == ["Dr. Ben Brandt"]
    assert "Dr. Ben Brandt" in [entry["name"] for entry in done.kept]
    assert verdicts(bring(book, hand, ben())) == ["same"]


def test_undoing_a_change_gives_back_what_was_there(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    bring(book, hand, instead("NOTE", "NOTE:Mag Rudern"))
    undo(book.pk, hand=hand)
    assert the_one(book).note == "Mag Segeln"
    assert verdicts(bring(book, hand, ben())) == ["same"]


def test_everybody_of_an_import_carries_its_tag(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    bring(book, hand, ben() + card(name="Cem Celik"), tag="Messe")
    tagged = PersonTag.objects.filter(tag__name="Messe")
    assert tagged.count() == 2
    # Taken away by hand it does not come back with the same import.
    edit_person(book.pk, Person.objects.get(family="Brandt").uid, hand=hand, tags=[])
    again = bring(book, hand, ben() + card(name="Cem Celik"), tag="Messe")
    assert (verdicts(again), tagged.count()) == (["same", "same"], 1)


def test_an_organisation_is_no_person(book: Book, hand: Hand) -> None:
    firm = card("ORG:Brandt GmbH", "TEL:0451 5550001", uid="f", name="Brandt GmbH")
    bring(book, hand, ben() + firm)
    row = Organisation.objects.get(book=book)
    assert (people(book), row.name) == (["Dr. Ben Brandt"], "Brandt GmbH")
    assert row.points.get().key == "+494515550001"
    before = snapshot(book)
    assert verdicts(bring(book, hand, ben() + firm)) == ["same", "same"]
    assert snapshot(book) == before


def test_a_group_is_a_tag_of_its_members(book: Book, hand: Hand) -> None:
    group = card(
        "KIND:group", "MEMBER:urn:uuid:ben-1", "MEMBER:mailto:cem@example.org",
        "MEMBER:urn:uuid:nobody", uid="g", name="Skat", version="4.0",
    )  # fmt: skip
    file = group + ben() + card("EMAIL:cem@example.org", name="Cem Celik")
    bring(book, hand, file)
    skat = Tag.objects.get(book=book, name="Skat")
    members = PersonTag.objects.filter(tag=skat).values_list("person__display")
    assert sorted(members) == [("Cem Celik",), ("Dr. Ben Brandt",)]
    assert "skat" in Person.objects.get(family="Brandt").search_text
    before = snapshot(book)
    assert verdicts(bring(book, hand, file)) == ["same", "same", "same"]
    assert snapshot(book) == before


def test_a_member_taken_from_a_group_by_hand_stays_out(book: Book, hand: Hand) -> None:
    def group(*members: str) -> str:
        lines = [f"MEMBER:urn:uuid:{uid}" for uid in members]
        return card("KIND:group", *lines, uid="g", name="Skat", version="4.0")

    cem = card(uid="cem", name="Cem Celik")
    bring(book, hand, group("ben-1") + ben() + cem)
    edit_person(book.pk, Person.objects.get(family="Brandt").uid, hand=hand, tags=[])
    bring(book, hand, group("ben-1", "cem") + ben() + cem)
    tagged = PersonTag.objects.filter(tag__name="Skat").values_list("person__given")
    assert list(tagged) == [("Cem",)]


def test_related_people_are_tied(book: Book, hand: Hand) -> None:
    file = ben(
        "RELATED;TYPE=spouse:urn:uuid:eva", "RELATED;TYPE=friend;VALUE=text:Cem Celik"
    ) + card(name="Cem Celik") + card(uid="eva", name="Eva Brandt")  # fmt: skip
    bring(book, hand, file)
    ties = Tie.objects.filter(book=book).values_list("second__given", "strength", "how")
    # Whoever is married knows each other well: 3 of 3; a friend: 2.
    assert sorted(ties) == [("Cem", 2, "friend"), ("Eva", 3, "spouse")]


def test_a_relation_to_nobody_known_is_kept(book: Book, hand: Hand) -> None:
    bring(book, hand, ben("RELATED;TYPE=friend;VALUE=text:Dora, geb. Duhn"))
    assert not Tie.objects.filter(book=book).exists()
    kept = SourceCard.objects.get(book=book).unknown
    assert ["RELATED", "RELATED;TYPE=friend;VALUE=text:Dora\\, geb. Duhn"] in kept


def test_a_tie_removed_by_hand_is_not_made_again(book: Book, hand: Hand) -> None:
    related = "RELATED;TYPE=friend;VALUE=text:Cem Celik"
    bring(book, hand, ben(related) + card(uid="c", name="Cem Celik"))
    Tie.objects.filter(book=book).delete()
    changed_note = card(
        *[line.replace("Segeln", "Rudern") for line in BEN], related,
        uid="ben-1", name="Dr. Ben Brandt",
    )  # fmt: skip
    bring(book, hand, changed_note + card(uid="c", name="Cem Celik"))
    assert the_note(book) == "Mag Rudern"
    assert not Tie.objects.filter(book=book).exists()


def the_note(book: Book) -> str:
    return Person.objects.get(book=book, family="Brandt").note


def test_a_picture_comes_along(book: Book, hand: Hand) -> None:
    def pictured(data: bytes) -> str:
        return ben(f"PHOTO;ENCODING=b;TYPE=JPEG:{base64.b64encode(data).decode()}")

    one, two = b"\xff\xd8\xff one", b"\xff\xd8\xff two"
    bring(book, hand, pictured(one))
    photo = Photo.objects.get(book=book)
    assert (photo.media_type, bytes(photo.data)) == ("image/jpeg", one)
    assert verdicts(bring(book, hand, pictured(one))) == ["same"]
    assert verdicts(bring(book, hand, pictured(two))) == ["changed"]
    assert bytes(Photo.objects.get(book=book).data) == two
    undo(book.pk, hand=hand)
    assert bytes(Photo.objects.get(book=book).data) == one


def test_a_card_may_ask_for_secrecy(book: Book, hand: Hand) -> None:
    bring(book, hand, ben("CLASS:CONFIDENTIAL"))
    row = the_one(book)
    assert (row.confidential, row.discreet) == (True, True)


def test_a_confidential_domain_is_left_out(book: Book, hand: Hand) -> None:
    _confidential(book, "domain", "brandt.example")
    batch = bring(book, hand, ben() + card(name="Cem Celik"))
    assert (verdicts(batch), codes(batch)) == (["left_out", "new"], ["confidential"])
    assert batch.items.first().data is None
    bring(book, hand, ben(), skip_confidential=False)
    assert Person.objects.get(family="Brandt").discreet


def test_nobody_confidential_is_matched(book: Book, hand: Hand) -> None:
    bring(book, hand, ben())
    edit_person(book.pk, the_one(book).uid, hand=hand, confidential=True)
    batch = bring(book, hand, card("EMAIL:ben@brandt.example", name="Ben Brandt"))
    assert codes(batch) == ["confidential"]
    assert people(book) == ["Dr. Ben Brandt"]


def test_one_bad_card_costs_no_other(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, ben() + card("X-NOTHING:1") + card(name="Cem Celik"))
    assert verdicts(batch) == ["new", "failed", "new"]
    assert codes(batch) == ["no-name"]
    assert batch.files.get().counts["records"] == {
        "read": 3, "used": 2, "left_out": 0, "failed": 1,
    }  # fmt: skip


def test_somebody_known_by_an_address_only_gets_a_name(book: Book, hand: Hand) -> None:
    bring(book, hand, card("EMAIL:ben@brandt.example"))
    assert people(book) == ["ben@brandt.example"]
    bring(book, hand, ben())
    assert people(book) == ["Dr. Ben Brandt"]


def test_characters_no_database_holds_are_left_out(book: Book, hand: Hand) -> None:
    bring(book, hand, ben("NOTE:a\0b \\u0000 \\\\u0000"))
    assert the_note(book) == "Mag Segeln\nab \\u0000 \\u0000"
    assert SourceCard.objects.get(book=book).data["note"] == the_note(book)


def test_clara_sees_nothing_of_it(book: Book, hand: Hand, clara_book: Book) -> None:
    before = snapshot(clara_book)
    bring(book, hand, ben())
    assert snapshot(clara_book) == before
    # Ben in her book is somebody else: the same id is new there.
    assert verdicts(bring(clara_book, hand, ben())) == ["new"]


def _point(mail: str) -> object:
    from kontor.actions.connections.pieces import Point

    return Point(mail)


def _confidential(book: Book, kind: str, value: str) -> None:
    deed = Deed.objects.filter(book=book).first()
    ConfidentialRule.objects.create(book=book, deed=deed, kind=kind, value=value)


LANDLINE = "TEL:0451 5550001"


def test_whoever_shares_a_landline_is_not_lost(book: Book, hand: Hand) -> None:
    # The second completes the first: by then the third is somebody else.
    file = card("N:Müller;;;;", LANDLINE, name="Müller")
    file += card("N:Müller;Karla;;;", LANDLINE, name="Karla Müller")
    file += card("N:Müller;Max;;;", LANDLINE, name="Max Müller")
    batch = bring(book, hand, file)
    assert verdicts(batch) == ["new", "changed", "doubtful"]
    assert people(book) == ["Karla Müller", "Max Müller"]
    assert verdicts(bring(book, hand, file)) == ["same", "same", "same"]


def test_whoever_is_in_the_book_is_completed_once(book: Book, hand: Hand) -> None:
    bring(book, hand, card("N:Müller;;;;", LANDLINE, name="Müller"))
    file = card("N:Müller;Karla;;;", LANDLINE, name="Karla Müller")
    file += card("N:Müller;Max;;;", LANDLINE, name="Max Müller")
    assert verdicts(bring(book, hand, file)) == ["changed", "doubtful"]
    assert people(book) == ["Karla Müller", "Max Müller"]


def test_two_with_the_same_initial_are_two(book: Book, hand: Hand) -> None:
    file = card("N:Müller;K.;;;", LANDLINE, name="K. Müller")
    file += card("N:Müller;Karla;;;", LANDLINE, name="Karla Müller")
    file += card("N:Müller;Klaus;;;", LANDLINE, name="Klaus Müller")
    assert verdicts(bring(book, hand, file))[2] == "doubtful"


def test_an_equal_id_makes_nobody_somebody_else(book: Book, hand: Hand) -> None:
    bring(book, hand, card("EMAIL:a@example.org", uid="1", name="Anna Berger"))
    other = card("EMAIL:k@example.org", uid="1", name="Karl Zimmer")
    batch = bring(book, hand, other)
    assert (verdicts(batch), codes(batch)) == (["doubtful"], ["id-of-another"])
    assert people(book) == ["Anna Berger", "Karl Zimmer"]
    assert verdicts(bring(book, hand, other)) == ["same"]


def test_an_equal_id_and_address_is_the_same_under_a_new_name(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, card("EMAIL:a@example.org", uid="1", name="Anna Berger"))
    bring(book, hand, card("EMAIL:a@example.org", uid="1", name="Ani Zimmer"))
    assert people(book) == ["Ani Zimmer"]
    # After a wedding the given name is enough.
    bring(book, hand, card("TEL:0171 5550001", uid="1", name="Ani Sommer"))
    assert people(book) == ["Ani Sommer"]


def test_an_equal_id_is_weighed_by_what_the_source_said(book: Book, hand: Hand) -> None:
    bring(book, hand, card("NOTE:Segelt", uid="1", name="Anna Berger"))
    edit_person(
        book.pk, the_one(book).uid, hand=hand, given="Mama", family="", display="Mama"
    )
    batch = bring(book, hand, card("NOTE:Rudert", uid="1", name="Anna Berger"))
    assert (verdicts(batch), people(book)) == (["changed"], ["Mama"])


def test_an_id_given_to_all_tells_nothing(book: Book, hand: Hand) -> None:
    file = "".join(
        card(f"EMAIL:{name[0]}@example.org", uid="0", name=name)
        for name in ("Anna Berger", "Karl Zimmer", "Petra Schulz")
    )
    batch = bring(book, hand, file)
    assert verdicts(batch) == ["new", "new", "new"]
    assert codes(batch) == ["id-of-another", "id-of-another"]
    assert people(book) == ["Anna Berger", "Karl Zimmer", "Petra Schulz"]
    before = snapshot(book)
    assert verdicts(bring(book, hand, file)) == ["same", "same", "same"]
    assert snapshot(book) == before


def test_an_id_that_came_in_since_the_preview_is_weighed_too(
    book: Book, hand: Hand
) -> None:
    anna = look(book, hand, card("EMAIL:a@example.org", uid="1", name="Anna Berger"))
    karl = look(book, hand, card("EMAIL:k@example.org", uid="1", name="Karl Zimmer"))
    apply(anna)
    apply(karl)
    assert people(book) == ["Anna Berger", "Karl Zimmer"]


def test_a_card_without_a_name_is_nobody_at_a_switchboard(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, card(LANDLINE, "EMAIL:a@example.org", name="Anna Berger"))
    batch = bring(book, hand, card(LANDLINE, "ORG:Brandt GmbH", "NOTE:Zentrale"))
    assert verdicts(batch)[0] in ("doubtful", "new")
    assert Person.objects.get(family="Berger").note == ""
    # A mail address of one's own is enough.
    batch = bring(book, hand, card("EMAIL:a@example.org", "NOTE:Rudert"))
    assert verdicts(batch) == ["changed"]
    assert Person.objects.get(family="Berger").note == "Rudert"


def test_an_import_that_changes_nothing_is_not_the_last_deed(
    book: Book, hand: Hand
) -> None:
    bring(book, hand, ben())
    again = bring(book, hand, ben())
    assert Deed.objects.get(pk=again.deed_id).verb == "import_nothing"
    assert undo(book.pk, hand=hand).verb == "import"
    assert people(book) == []


def test_what_is_derived_of_somebody_new_is_what_it_is_derived_as_later(
    book: Book, hand: Hand
) -> None:
    # Two of each kind: which comes first is seen in the text that is searched.
    more = ("EMAIL:ben@privat.example", "TEL:0171 5550002", "URL:https://b.example")
    bring(book, hand, ben(*more), tag="Messe")
    check(book.pk)


@pytest.mark.parametrize(("sharing", "verdict"), [(3, "changed"), (2, "doubtful")])
def test_a_number_that_a_whole_house_has_tells_nobody(
    book: Book,
    hand: Hand,
    monkeypatch: pytest.MonkeyPatch,
    sharing: int,
    verdict: str,
) -> None:
    # Else everybody of a large house is compared with everybody else of it.
    for module in ("match", "pending"):
        path = f"kontor.actions.overview.imports.{module}.MOST_SHARING"
        monkeypatch.setattr(path, sharing)
    house = [card("TEL:0451 1234", name=name) for name in ("Ada A", "Bo B", "Cem C")]
    again = card("TEL:0451 1234", "NOTE:Mag Tee", name="Bo B")
    assert verdicts(look(book, hand, "".join([*house, again])))[-1] == verdict
    bring(book, hand, "".join(house))
    assert verdicts(look(book, hand, again)) == [verdict]
