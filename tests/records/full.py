"""A book with something in every table."""

from __future__ import annotations

from datetime import date

from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections.confidential import add_rule
from kontor.actions.connections.people import add_person, edit_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.rhythm import set_rhythm
from kontor.actions.connections.ties import add_tie
from kontor.actions.connections.touches import Promised, log_touch
from kontor.actions.groups.attendance import Newcomer, fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member, edit_member
from kontor.actions.groups.segments import add_segment, say_belongs, say_reach
from kontor.actions.overview.erase import erase_person
from kontor.actions.overview.imports.mapping import map_columns
from kontor.actions.overview.imports.stages import drop_batch
from kontor.actions.overview.merge.apart import keep_apart
from kontor.actions.overview.merge.search import look_through
from kontor.actions.overview.undo import undo
from kontor.actions.overview.week import plan_week
from kontor.lib.hand import Hand
from kontor.records.models import Book, Membership
from tests.actions.overview.bringing import bring, card, clock, look

# The smallest picture there is.
GIF = "R0lGODlhAQABAAAAACwAAAAAAQABAAA="


def fill(book: Book, hand: Hand) -> None:
    """Put something into every table of a book."""
    bring(
        book, hand,
        card(
            "ORG:Nord GmbH;Einkauf", "TITLE:Chefin", "EMAIL:ada@nord.example",
            "TEL:+4945112345", "ADR:;;Kai 1;Kiel;;24103;DE", "CATEGORIES:Hafen",
            f"PHOTO;ENCODING=b;TYPE=GIF:{GIF}", "X-SHOE:42", uid="ada", name="Ada Alt",
        ),
    )  # fmt: skip
    bo = add_person(
        book.pk, hand=hand, name="Bo Beck", emails=[Point("bo@x.example")],
        places=[Place(city="Kiel")], work=[Work("Elbe AG")], tags=["Chor"],
    ).uid  # fmt: skip
    cem = add_person(book.pk, hand=hand, name="Cem", met_through=bo).uid
    edit_person(book.pk, bo, hand=hand, note="x", birthday=(1970, 3, 4))
    promised = [Promised("Buch", date(2026, 3, 9))]
    log_touch(book.pk, [bo, cem], hand=hand, promises=promised, channel="call")
    add_tie(book.pk, bo, cem, hand=hand)
    add_rule(book.pk, hand=hand, kind="domain", value="y.example")
    set_rhythm(book.pk, cem, hand=hand, rhythm="9")
    change_settings(book.pk, hand=hand, rhythm_a=14)
    undo(book.pk, hand=hand)
    day = hand.moment.date()
    dora = add_person(book.pk, hand=hand, name="Dora").uid
    set_rhythm(book.pk, dora, hand=hand, rhythm="A")
    log_touch(book.pk, [dora], hand=hand, day=date(day.year - 1, 1, 5))
    fill_groups(book, hand, bo, cem)
    plan_week(book.pk, hand=hand)
    # What the columns of a table mean outlives the import it was said for.
    table = look(book, hand, "Nr;Kunde\n1;Eva Ems\n2;Fritz Falk\n")
    (file,) = table.files.all()
    choices = ["keep", "name"]
    map_columns(book.pk, table.uid, file.pk, choices=choices, has_heading=True)
    drop_batch(book.pk, table.uid, clock=clock)
    gil = add_person(book.pk, hand=hand, name="Gil", emails=[Point("gil@x.example")])
    erase_person(book.pk, gil.uid, hand=hand)
    # Somebody who stands in the book twice, and two who do not.
    for _ in "12":
        add_person(book.pk, hand=hand, name="Ina Iser", emails=[Point("i@x.example")])
    keep_apart(book.pk, cem, dora, hand=hand)
    look_through(book.pk, hand=hand)
    # Somebody of the same name, as yet a question.
    look(book, hand, card("NOTE:Wim", name="Bo Beck"))


def fill_groups(book: Book, hand: Hand, bo: str, cem: str) -> None:
    """Put something into every table of groups."""
    day = date(hand.moment.year - 1, 11, 4)
    group = add_group(
        book.pk, hand=hand, name="Kaitreff", kind="leads", exclusive=True,
        seats=["Segelmacherin"], joined_on=date(day.year, 3, 1), period_fee=9000,
        period="year", currency="EUR", rule="FREQ=WEEKLY;BYDAY=TU",
        rule_start=date(day.year, 3, 4), starts_at="7:00",
    ).uid  # fmt: skip
    add_member(book.pk, group, bo, hand=hand, since=day, trade="Schiffbau")
    add_member(
        book.pk, group, cem, hand=hand, standing="guest", since=day, until=day,
        invited_by=bo,
    )  # fmt: skip
    guest = Membership.objects.get(book=book, standing="guest").pk
    edit_member(book.pk, guest, hand=hand, outcome="declined", reason="Zu früh")
    held = add_gathering(book.pk, group, hand=hand, day=day, title="Frühstück").uid
    room = {bo: "present", cem: "late"}
    newcomers = [Newcomer("Hal", "Bootsbau", invited_by=bo)]
    fill_attendance(
        book.pk, held, hand=hand, states=room, talked=[bo], newcomers=newcomers
    )
    segment = add_segment(book.pk, hand=hand, name="Werften", trades=["Bootsbau"]).uid
    say_belongs(book.pk, segment, cem, hand=hand, belongs=True)
    say_reach(book.pk, segment, bo, hand=hand, count=12)
