"""What calendars bring into a book."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Point
from kontor.actions.connections.touches import edit_touch, remove_touch
from kontor.actions.overview.undo import undo
from kontor.lib.hand import Hand
from kontor.records.models import (
    Book,
    ConfidentialRule,
    Deed,
    Participant,
    Person,
    Touch,
)
from tests.actions.overview.bringing import (
    bring,
    card,
    codes,
    look,
    snapshot,
    verdicts,
)

pytestmark = pytest.mark.django_db

ANNA = "anna@ahlers.example"
BEN = "ben@brandt.example"


@pytest.fixture(autouse=True)
def _own_address(book: Book, hand: Hand, owner: Person) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[Point(ANNA)])


def who(mail: str, name: str = "", status: str = "ACCEPTED", more: str = "") -> str:
    shown = f";CN={name}" if name else ""
    return f"ATTENDEE{shown};PARTSTAT={status}{more}:mailto:{mail}"


def event(
    *lines: str, uid: str = "1", start: str = "20260105T090000Z", title: str = "Treffen"
) -> str:
    own = [
        "BEGIN:VEVENT", f"UID:{uid}", f"DTSTART:{start}", "DURATION:PT40M",
        f"SUMMARY:{title}", "LOCATION:Hafenweg 3", f"ORGANIZER:mailto:{ANNA}",
    ]  # fmt: skip
    return "\r\n".join([*own, *lines, "END:VEVENT"]) + "\r\n"


def calendar(*events: str, head: str = "") -> str:
    top = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}"
    return top + "".join(events) + "END:VCALENDAR\r\n"


def names(book: Book) -> list[str]:
    rows = Person.objects.filter(book=book, is_owner=False).order_by("pk")
    return [row.display for row in rows]


def taking_part(book: Book) -> list[str]:
    rows = Participant.objects.filter(book=book).order_by("pk")
    return [row.person.display for row in rows.select_related("person")]


def test_a_past_meeting_becomes_a_touch(book: Book, hand: Hand) -> None:
    bring(book, hand, card(f"EMAIL:{BEN}", name="Ben Brandt"))
    batch = bring(book, hand, calendar(event(who(BEN, "Ben Brandt"))))
    touch = Touch.objects.get(book=book)
    assert (touch.day, touch.minutes) == (date(2026, 1, 5), 40)
    assert touch.moment == datetime(2026, 1, 5, 9, tzinfo=UTC)
    assert (touch.channel, touch.direction) == ("meeting", "both")
    assert (touch.source, touch.place) == ("ical", "Hafenweg 3")
    assert taking_part(book) == ["Ben Brandt"]
    assert batch.files.get().counts["touches"] == 1


def test_a_touch_counts_for_the_tie_at_once(book: Book, hand: Hand) -> None:
    bring(book, hand, calendar(event(who(BEN, "Ben Brandt"))))
    row = Person.objects.get(book=book, is_owner=False)
    assert (row.last_touch, row.touch_days) == (date(2026, 1, 5), 1)
    assert row.strength_key is not None


def test_titles_are_dropped_unless_asked_for(book: Book, hand: Hand) -> None:
    bring(book, hand, calendar(event(who(BEN), title="Scheidung")))
    assert Touch.objects.get(book=book).note == ""
    undo(book.pk, hand=hand)
    batch = bring(
        book, hand, calendar(event(who(BEN), title="Scheidung")), with_titles=True
    )
    assert Touch.objects.get(book=book).note == "Scheidung"
    assert "Scheidung" not in "".join(i.title for i in batch.items.all())


def test_who_is_not_in_the_book_is_offered(book: Book, hand: Hand) -> None:
    batch = look(
        book, hand, calendar(event(who(BEN, "Ben Brandt"), who("c@d.example")))
    )
    rows = batch.items.order_by("pk").values_list("kind", "title", "verdict", "wanted")
    assert list(rows) == [
        ("person", "Ben Brandt", "new", True),
        ("person", "c@d.example", "new", True),
        ("touch", "2026-01-05 Ben Brandt, c@d.example", "new", True),
    ]


def test_the_same_calendar_twice_changes_nothing(book: Book, hand: Hand) -> None:
    file = calendar(
        event(who(BEN, "Ben Brandt")),
        event(who(BEN), "RRULE:FREQ=WEEKLY;COUNT=4", uid="2", start="20260106T090000Z"),
    )
    bring(book, hand, file)
    assert Touch.objects.filter(book=book).count() == 5
    before = snapshot(book)
    assert set(verdicts(bring(book, hand, file))) == {"same"}
    assert snapshot(book) == before


def test_an_address_in_a_calendar_is_one_person_whatever_the_name(
    book: Book, hand: Hand
) -> None:
    bring(
        book,
        hand,
        calendar(
            event(who(BEN, "Brandt, Ben (Brandt GmbH)")),
            event(who(BEN, "Benjamin B."), uid="2"),
            event(who(BEN), uid="3"),
        ),
    )
    assert len(names(book)) == 1
    assert Participant.objects.filter(book=book).count() == 3


def test_people_of_a_card_file_are_known_to_a_calendar_beside_it(
    book: Book, hand: Hand
) -> None:
    file = calendar(event(who(BEN, "Ben Brandt")))
    bring(book, hand, card(f"EMAIL:{BEN}", name="Dr. Ben Brandt"), file)
    assert (names(book), taking_part(book)) == (["Dr. Ben Brandt"], ["Dr. Ben Brandt"])


def test_what_is_no_touch_is_left_out_with_the_reason(book: Book, hand: Hand) -> None:
    ben = who(BEN)
    batch = bring(
        book,
        hand,
        calendar(
            event(ben, "STATUS:CANCELLED", uid="1"),
            event(ben, uid="2", start="20260401T090000Z"),
            # Today, but an hour from now.
            event(ben, uid="3", start="20260302T100000Z"),
            event(uid="4"),
            event(ben, who(ANNA, status="DECLINED"), uid="5"),
            event("ATTENDEE;CUTYPE=ROOM:mailto:room@x.example", uid="6"),
            event("ATTENDEE;CUTYPE=GROUP:mailto:all@x.example", uid="7"),
            event(who(BEN, status="DECLINED"), uid="8"),
            event('ATTENDEE;CN="Ben Brandt":invalid:nomail', uid="9"),
        ),
    )
    assert codes(batch) == [
        "ical-cancelled", "ical-future", "ical-future", "ical-alone", "ical-declined",
        "ical-alone", "ical-alone", "ical-alone", "ical-no-address",
    ]  # fmt: skip
    assert not Touch.objects.filter(book=book).exists()
    assert names(book) == []
    counts = batch.files.get().counts["records"]
    assert counts == {"read": 9, "used": 0, "left_out": 9, "failed": 0}


def test_a_series_counts_as_one_record(book: Book, hand: Hand) -> None:
    # Ten weeks from 5 January: the last on 9 March lies in the future, as today is
    # 2 March at ten o'clock in Berlin, after the ninth on that day.
    series = event(who(BEN), "RRULE:FREQ=WEEKLY;COUNT=10", start="20260105T080000Z")
    batch = bring(book, hand, calendar(series))
    assert Touch.objects.filter(book=book).count() == 9
    counts = batch.files.get().counts
    assert counts["records"] == {"read": 1, "used": 1, "left_out": 0, "failed": 0}
    assert counts["touches"] == 9


def test_a_series_left_out_is_told_once(book: Book, hand: Hand) -> None:
    batch = bring(book, hand, calendar(event("RRULE:FREQ=DAILY;COUNT=9")))
    assert codes(batch) == ["ical-alone"]


def test_the_owner_is_known_by_name_where_no_address_is(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[])
    other = "anna.ahlers@firma.example"
    bring(book, hand, calendar(event(who(other, "Anna Ahlers"), who(BEN))))
    # The organizer, without a name, may be anybody.
    assert sorted(names(book)) == [ANNA, BEN]


def test_who_is_on_every_event_is_taken_for_the_owner(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[])
    others = [BEN, BEN, "c@d.example"]
    events = [event(who(mail), uid=str(n)) for n, mail in enumerate(others)]
    batch = bring(book, hand, calendar(*events))
    assert names(book) == [BEN, "c@d.example"]
    notes = batch.files.get().counts["notes"]
    assert [(n["code"], n["facts"]["value"]) for n in notes] == [
        ("ical-own-address", ANNA)
    ]


def test_a_calendar_named_by_an_address_is_the_owners(
    book: Book, hand: Hand, owner: Person
) -> None:
    edit_person(book.pk, owner.uid, hand=hand, emails=[])
    head = f"X-WR-CALNAME:{ANNA}\r\n"
    bring(book, hand, calendar(event(who(ANNA), who(BEN)), head=head))
    assert names(book) == [BEN]


def test_more_than_ten_make_an_event_and_words_a_call(book: Book, hand: Hand) -> None:
    crowd = [who(f"p{n}@x.example") for n in range(11)]
    bring(
        book,
        hand,
        calendar(
            event(*crowd, uid="1"),
            event(who(BEN), uid="2", title="Telefonat wegen Angebot"),
            event(who(BEN), uid="3", title="Hafenstammtisch"),
            event(*crowd[:10], uid="4"),
        ),
    )
    channels = Touch.objects.filter(book=book).order_by("source_id")
    assert [t.channel for t in channels] == ["event", "call", "event", "meeting"]


def test_a_touch_removed_by_hand_does_not_come_back(book: Book, hand: Hand) -> None:
    file = calendar(event(who(BEN)))
    bring(book, hand, file)
    remove_touch(book.pk, Touch.objects.get(book=book).uid, hand=hand)
    assert codes(bring(book, hand, file)) == ["removed-before"]
    assert not Touch.objects.filter(book=book).exists()


def test_somebody_taken_from_a_touch_by_hand_stays_out(book: Book, hand: Hand) -> None:
    file = calendar(event(who(BEN), who("c@d.example")))
    bring(book, hand, file)
    cem = Person.objects.get(book=book, display="c@d.example")
    touch = Touch.objects.get(book=book)
    edit_touch(book.pk, touch.uid, hand=hand, people=[cem.uid])
    assert verdicts(bring(book, hand, file)) == ["same"]
    assert taking_part(book) == ["c@d.example"]


def test_who_has_come_into_the_book_since_takes_part(book: Book, hand: Hand) -> None:
    file = calendar(event(who(BEN), who("c@d.example")))
    batch = look(book, hand, file)
    batch.items.filter(title="c@d.example").update(wanted=False)
    from tests.actions.overview.bringing import apply

    apply(batch)
    assert taking_part(book) == [BEN]
    # Not wanted once, not offered again, and nothing changes …
    assert verdicts(bring(book, hand, file)) == ["same"]
    # … until the book knows them.
    add_person(book.pk, hand=hand, name="Cem Celik", emails=[Point("c@d.example")])
    assert verdicts(bring(book, hand, file)) == ["changed"]
    assert taking_part(book) == [BEN, "Cem Celik"]
    assert Touch.objects.filter(book=book).count() == 1


def test_a_removed_person_is_not_offered_again(book: Book, hand: Hand) -> None:
    bring(book, hand, calendar(event(who(BEN))))
    ben = Person.objects.get(book=book, is_owner=False)
    remove_person(book.pk, ben.uid, hand=hand)
    batch = bring(book, hand, calendar(event(who(BEN), uid="2")))
    assert codes(batch) == ["ical-nobody-wanted"]
    assert names(book) == []


def test_confidential_calendars_and_domains_are_left_out(
    book: Book, hand: Hand
) -> None:
    deed = Deed.objects.filter(book=book).first()
    for kind, value in (("calendar", "Praxis"), ("domain", "amt.example")):
        ConfidentialRule.objects.create(book=book, deed=deed, kind=kind, value=value)
    head = "X-WR-CALNAME:Praxis\r\n"
    assert codes(bring(book, hand, calendar(event(who(BEN)), head=head))) == [
        "confidential"
    ]
    secret = who("x@amt.example")
    batch = bring(book, hand, calendar(event(secret), event(secret, who(BEN), uid="2")))
    assert codes(batch) == ["confidential"]
    assert taking_part(book) == [BEN]


def test_an_undone_calendar_leaves_nothing(book: Book, hand: Hand) -> None:
    before = {k: v for k, v in snapshot(book).items() if k != "Change"}
    file = calendar(event(who(BEN)))
    bring(book, hand, file)
    undo(book.pk, hand=hand)
    after = {k: v for k, v in snapshot(book).items() if k != "Change"}
    assert after == before
    assert verdicts(bring(book, hand, file)) == ["new", "new"]


def test_a_broken_off_calendar_is_reported(book: Book, hand: Hand) -> None:
    text = calendar(event(who(BEN)), event(who(BEN), uid="2"))
    batch = bring(book, hand, text[: text.rindex("DURATION")])
    counts = batch.files.get().counts
    assert counts["records"]["used"] == 1
    found = codes(batch) + [note["code"] for note in counts["notes"]]
    assert "ical-truncated" in found


def test_a_confidential_person_is_not_named_in_a_title(book: Book, hand: Hand) -> None:
    added = add_person(book.pk, hand=hand, name="Ben Brandt", emails=[Point(BEN)])
    Person.objects.filter(display="Ben Brandt").update(confidential=True, discreet=True)
    assert added
    one = event(who(BEN, "Ben Brandt"), who("c@d.example"))
    batch = look(book, hand, calendar(one, event(who(BEN, "Ben Brandt"), uid="2")))
    titles = [i.title for i in batch.items.order_by("pk") if i.kind == "touch"]
    assert titles == ["2026-01-05 c@d.example", "2026-01-05"]


def test_an_event_marked_private_is_left_out_unless_asked_for(
    book: Book, hand: Hand
) -> None:
    file = calendar(
        event(who(BEN), "CLASS:PRIVATE"), event(who(BEN), "CLASS:PUBLIC", uid="2")
    )
    batch = bring(book, hand, file)
    assert codes(batch) == ["ical-confidential"]
    assert len(taking_part(book)) == 1
    bring(book, hand, file, skip_confidential=False)
    assert len(taking_part(book)) == 2


def test_an_address_of_a_house_is_nobody_known(book: Book, hand: Hand) -> None:
    info = "info@firma.example"
    add_person(book.pk, hand=hand, name="Dora Duhn", emails=[Point(info)])
    batch = look(book, hand, calendar(event(who(info))))
    found = [(i.kind, i.verdict) for i in batch.items.order_by("pk")]
    assert found == [("person", "doubtful"), ("touch", "new")]
