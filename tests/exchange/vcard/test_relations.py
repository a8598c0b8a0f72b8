from __future__ import annotations

from kontor.exchange.card import Entry, Job


def test_apple_labels_name_what_is_in_their_group(card):
    anna = card(
        "FN:A",
        "item1.TEL:1",
        "item1.X-ABLabel:_$!<Home>!$_",
        "item2.X-ABLabel:Segelboot",
        "item2.TEL;type=pref:2",
        "item3.URL:https://example.com",
        "item3.X-ABLabel:_$!<HomePage>!$_",
        "item4.ADR:;;Deich 3;;;;",
        "item4.X-ABLabel:Work",
    )
    assert [phone.kind for phone in anna.phones] == ["home", "Segelboot"]
    assert anna.links[0].kind == "homepage"
    assert anna.addresses[0].kind == "work"
    assert anna.unknown == []


def test_a_label_of_something_unknown_goes_out_with_it(card):
    lines = ("item1.X-ABDATE:2001-02-03", "item1.X-ABLabel:Jubiläum")
    assert [raw for _, raw in card("FN:A", *lines).unknown] == list(lines)


def test_related_people_have_the_kind_of_relation(card):
    anna = card(
        "FN:A",
        "RELATED;TYPE=friend:urn:uuid:4711",
        "RELATED;VALUE=text;TYPE=Spouse:Ben Roth",
        "item1.X-ABRELATEDNAMES:Clara",
        "item1.X-ABLabel:_$!<Mother>!$_",
        "X-EVOLUTION-ASSISTANT:Dora",
    )
    assert anna.related == [
        Entry("urn:uuid:4711", "friend"),
        Entry("Ben Roth", "spouse"),
        Entry("Clara", "mother"),
        Entry("Dora", "assistant"),
    ]


def test_a_group_has_members(card):
    choir = card(
        "KIND:group", "FN:Chor", "MEMBER:urn:uuid:4711", "MEMBER:mailto:a@example.com",
        version="4.0",
    )  # fmt: skip
    assert choir.kind == "group"
    assert choir.members == ["4711", "mailto:a@example.com"]


def test_apple_groups_have_members_too(card):
    choir = card(
        "X-ADDRESSBOOKSERVER-KIND:group",
        "N:Chor;;;;",
        "X-ADDRESSBOOKSERVER-MEMBER:urn:uuid:47\\:ABPerson",
    )
    assert (choir.kind, choir.members) == ("group", ["47:ABPerson"])


def test_an_organisation_says_so_in_several_ways(card):
    new = card("KIND:org", "FN:Roth GmbH", "ORG:Roth GmbH")
    apple = card("N:;;;;", "FN:Roth GmbH", "ORG:Roth GmbH;", "X-ABShowAs:COMPANY")
    same_name = card("FN:Roth GmbH", "ORG:Roth GmbH")
    no_name = card("ORG:Roth GmbH", "TEL:1")
    for firm in (new, apple, same_name, no_name):
        assert firm.kind == "organisation"
        assert firm.display == "Roth GmbH"
        assert firm.jobs == []


def test_a_department_of_an_organisation_stays(card):
    firm = card("KIND:org", "FN:Roth GmbH", "ORG:Roth GmbH;Einkauf")
    assert firm.jobs == [Job("Roth GmbH", "Einkauf")]


def test_somebody_named_like_the_firm_is_still_a_person(card):
    anna = card("N:Roth;Anna;;;", "FN:Anna Roth", "ORG:Anna Roth")
    assert anna.kind == "person"


def test_other_kinds_are_kept(card):
    van = card("FN:Lieferwagen", "KIND:device", "X-ABShowAs:PERSON")
    assert van.kind == "person"
    assert [name for name, _ in van.unknown] == ["KIND", "X-ABSHOWAS"]


def test_an_android_nickname_is_one(card):
    row = "X-ANDROID-CUSTOM:vnd.android.cursor.item/"
    anna = card("FN:A", row + "nickname;Anni;1;;;", row + "contact_event;2001-02-03;0")
    assert anna.nickname == "Anni"
    assert [name for name, _ in anna.unknown] == ["X-ANDROID-CUSTOM"]
