from __future__ import annotations

import pytest

from kontor.exchange.card import (
    Entry,
    Job,
    Name,
    PartialDate,
    PostalAddress,
    Problem,
)


def test_a_name_has_five_parts(card):
    anna = card("N:Roth;Anna;Maria,Luise;Dr.;MBA,M.A.", "FN:Dr. Anna Roth")
    assert anna.name == Name("Anna", "Maria Luise", "Roth", "Dr.", "MBA, M.A.")
    assert anna.display == "Dr. Anna Roth"


def test_a_comma_before_a_blank_is_part_of_a_name(card):
    assert card("N:Sayn, Graf zu;Ferdinand").name.family == "Sayn, Graf zu"


def test_escapes_in_a_name_are_undone(card):
    assert card(r"N:O\;Neil;Jo\,Ann;;;").name == Name("Jo,Ann", family="O;Neil")


def test_a_second_name_goes_out_again_unchanged(card):
    anna = card("FN:Anna", "FN:Anna Roth", "N:Roth;Anna", "N:Rot;Anna")
    assert anna.display == "Anna"
    assert anna.unknown == [("FN", "FN:Anna Roth"), ("N", "N:Rot;Anna")]


def test_an_empty_name_does_not_stand_in_the_way_of_a_real_one(card):
    assert card("N:;;;;", "N:Roth;Anna;;;").name == Name("Anna", family="Roth")


def test_a_record_of_nobody_is_reported(read):
    nobody = "BEGIN:VCARD\nNOTE:x\nURL:https://example.com\nTITLE:y\nEND:VCARD\n"
    (problem,) = read(nobody)
    assert problem == Problem("no-name", record=1, line=1, outcome="failed")


@pytest.mark.parametrize(
    "line", ["FN:A", "N:;A", "NICKNAME:A", "EMAIL:a@example.com", "TEL:1", "ORG:A"]
)
def test_one_way_to_name_somebody_is_enough(card, line):
    assert card(line, "NOTE:x").note == "x"


def test_the_nickname_is_shown_where_there_is_no_name(card):
    johnny = card("FN:", "N:;;;;", "NICKNAME:Johnny")
    assert (johnny.display, johnny.nickname) == ("Johnny", "Johnny")


def test_a_nickname_does_not_replace_a_name(card):
    mike = card("N:Smith;Michael;;;", "NICKNAME:Mike,Micky")
    assert (mike.display, mike.nickname) == ("", "Mike, Micky")


def test_alternatives_are_one_value(card):
    yu = card("FN:Yu", "N;ALTID=1;LANGUAGE=ko:유;림", "N;ALTID=1;LANGUAGE=en:Yu;Rim")
    assert yu.name == Name("림", family="유")
    assert yu.unknown == [("N", "N;ALTID=1;LANGUAGE=en:Yu;Rim")]


def test_mail_addresses_have_kinds_and_a_preferred_one(card):
    anna = card(
        "EMAIL;TYPE=INTERNET,WORK,pref:a@example.com",
        "EMAIL;type=INTERNET;type=HOME:b@example.org",
        "EMAIL;INTERNET:mailto:c@example.net?subject=x",
        "EMAIL:Anna Roth <d@example.com>",
    )
    assert anna.emails == [
        Entry("a@example.com", "work", preferred=True),
        Entry("b@example.org", "home"),
        Entry("c@example.net"),
        Entry("d@example.com"),
    ]


def test_what_is_no_mail_address_is_reported_and_goes_out_again(card):
    anna = card("FN:Anna", "EMAIL:anna at home")
    assert anna.emails == []
    assert anna.unknown == [("EMAIL", "EMAIL:anna at home")]
    (problem,) = anna.problems
    assert (problem.code, problem.outcome) == ("bad-email", "noted")
    assert problem.facts == {"value": "anna at home"}


def test_the_best_ranked_entry_is_the_preferred_one(card):
    anna = card("TEL;PREF=50:1", "TEL;PREF=20:2", "TEL:3")
    assert [phone.preferred for phone in anna.phones] == [False, True, False]


def test_telephones_have_kinds_in_every_writing(card):
    anna = card(
        "TEL;WORK;VOICE:1",
        "TEL;TYPE=home,voice:2",
        'TEL;TYPE="cell,home":3',
        "TEL;TYPE=WORK;TYPE=FAX:4",
        "TEL;type=OTHER:5",
        "TEL;TYPE=X-Praxis:6",
        "TEL:7",
    )
    kinds = [phone.kind for phone in anna.phones]
    assert kinds == ["work", "home", "mobile", "fax", "other", "Praxis", ""]


def test_a_telephone_address_gives_its_number(card):
    anna = card("TEL;VALUE=uri:tel:+49-40-123;ext=9", version="4.0")
    assert anna.phones == [Entry("+49-40-123 ext. 9")]


def test_a_postal_address_has_seven_parts(card):
    anna = card(
        "FN:A", r"ADR;TYPE=HOME:Postfach 1;Hof 2;Deich 3\, links;Elsfleth;NI;26931;DE"
    )
    assert anna.addresses == [
        PostalAddress(
            "Deich 3, links", "Postfach 1, Hof 2", "26931", "Elsfleth", "NI", "DE",
            "home",
        )
    ]  # fmt: skip


def test_an_address_of_its_label_alone_keeps_the_label(card):
    anna = card("FN:A", 'ADR;LABEL="Deich 3: hinten\\nElsfleth":;;;;;;')
    assert anna.addresses[0].street == "Deich 3: hinten\nElsfleth"


def test_an_empty_address_is_none(card):
    assert card("FN:A", "ADR;TYPE=WORK:;;;;;;").addresses == []


def test_a_job_is_organisation_department_and_title(card):
    anna = card("FN:Anna", r"ORG:Roth\; Söhne;Einkauf;Holz", "TITLE:Leiterin")
    assert anna.jobs == [Job("Roth; Söhne", "Einkauf, Holz", "Leiterin")]


def test_titles_find_their_organisation_by_group(card):
    anna = card(
        "FN:Anna", "a.ORG:Roth", "b.ORG:Weiss", "b.TITLE:Beirätin", "a.TITLE:Chefin"
    )
    assert anna.jobs == [Job("Roth", role="Chefin"), Job("Weiss", role="Beirätin")]


def test_a_title_too_many_is_a_job_without_organisation(card):
    anna = card("FN:Anna", "TITLE:Malerin", "TITLE:Lehrerin", "ORG:Roth")
    assert anna.jobs == [Job("Roth", role="Malerin"), Job(role="Lehrerin")]


def test_a_role_stands_in_for_a_missing_title(card):
    assert card("FN:A", "ORG:B", "ROLE:Rat").jobs == [Job("B", role="Rat")]
    both = card("FN:A", "ORG:B", "TITLE:Rätin", "ROLE:Rat")
    assert both.jobs == [Job("B", role="Rätin")]
    assert both.unknown == [("ROLE", "ROLE:Rat")]


def test_a_birthday_is_read_also_without_a_year(card):
    assert card("FN:A", "BDAY:1980-05-01").birthday == PartialDate(5, 1, 1980)
    apple = card("FN:A", "BDAY;X-APPLE-OMIT-YEAR=1896;VALUE=date:1896-02-29")
    assert apple.birthday == PartialDate(2, 29)


def test_a_birthday_in_words_is_kept_as_a_note(card):
    anna = card("FN:A", "BDAY;VALUE=text:circa 1800", "NOTE:Malt.")
    assert anna.birthday is None
    assert anna.note == "Malt.\nBDAY: circa 1800"
    assert anna.problems[0].code == "bad-date"


def test_a_birthday_in_words_is_noted_once(card):
    anna = card("FN:A", "BDAY:bald", r"NOTE:Malt.\nBDAY: bald")
    assert anna.note == "Malt.\nBDAY: bald"


def test_notes_are_joined_and_unescaped(card):
    anna = card("FN:A", r"NOTE:eins\, zwei\nC:\Users \\ drei", "NOTE:vier")
    assert anna.note == "eins, zwei\nC:\\Users \\ drei\nvier"


def test_categories_become_tags_once_each(card):
    anna = card("FN:A", r"CATEGORIES:Kunde,Holz\, Bau,, Kunde", "CATEGORY:Chor")
    assert anna.tags == ["Kunde", "Holz, Bau", "Chor"]


def test_links_say_whose_they_are(card):
    anna = card(
        "FN:A",
        r"URL:https\://example.com",
        "X-SOCIALPROFILE;type=mastodon:https://example.social/@a",
        "IMPP;X-SERVICE-TYPE=Matrix;type=HOME:matrix:u/a:example.org",
    )
    assert anna.links == [
        Entry("https://example.com"),
        Entry("https://example.social/@a", "mastodon"),
        Entry("matrix:u/a:example.org", "Matrix"),
    ]


def test_a_language_is_the_preferred_one(card):
    assert card("FN:A", "LANG;PREF=2:en", "LANG;PREF=1:de").language == "de"


def test_secrecy_is_read_and_public_is_none(card):
    assert card("FN:A", "CLASS:PRIVATE").secrecy == "private"
    assert card("FN:A", "CLASS:CONFIDENTIAL").secrecy == "confidential"
    assert card("FN:A", "CLASS:PUBLIC").secrecy == ""


def test_unknown_properties_go_out_again_unchanged(card):
    line = r"item7.X-Foo;X-BAR=baz:ä\,b;c"
    anna = card("FN:A", line, "REV:20200101T000000Z", "PRODID:x", "GEO:1;2")
    assert anna.unknown == [("X-FOO", line), ("GEO", "GEO:1;2")]


def test_the_uid_is_the_source_id(card):
    assert card("FN:A", "UID:urn:uuid:4711").source_id == "4711"
    assert card("FN:A", r"UID:47\:ABPerson").source_id == "47:ABPerson"
