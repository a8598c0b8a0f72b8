"""A keeper who does this and that in a book, by numbers, for tests of undo.

Every number stands for something that is there: the third of five people. What the
book refuses is no matter; anything else that goes wrong is a defect.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django.db import models
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from kontor.actions.accounts.books import open_book
from kontor.actions.accounts.settings import change_settings
from kontor.actions.connections import promises, rhythm, ties, touches
from kontor.actions.connections.confidential import add_rule, remove_rule
from kontor.actions.connections.organisations import edit_organisation
from kontor.actions.connections.people import add_person, edit_person, remove_person
from kontor.actions.connections.pieces import Place, Point, Work
from kontor.actions.connections.tags import tag_people, untag_people
from kontor.actions.connections.touches import Promised
from kontor.actions.groups import gatherings, groups, members, segments
from kontor.actions.groups.attendance import Newcomer, fill_attendance
from kontor.actions.groups.met import say_met_in
from kontor.actions.overview.log import note
from kontor.actions.overview.merge.merge import merge_people
from kontor.actions.overview.week import line_done, line_later, line_rest, plan_week
from kontor.core.errors import Invalid, Missing, Refused
from kontor.lib.hand import Hand
from kontor.records.models import (
    Account,
    ConfidentialRule,
    Gathering,
    Group,
    Membership,
    Organisation,
    Person,
    PlanLine,
    Promise,
    Segment,
    Tie,
    Touch,
)
from tests.conftest import MOMENT

NAMES = ("Ada Alt", "Dr. Bo Beck", "Jörg Müller", "Eva von Ort", "Ida")
FIRMS = ("", "Nord GmbH", "nord gmbh", "Süd & Co")
TAGS = ("Segeln", "segeln", "Köln", "Verein")
MAILS = ("a@nord.example", "b@sued.example", "c@nord.example")
CIRCLES = ("Hafenrunde", "hafenrunde", "BNI Nord")
STATES = ("present", "late", "absent", "excused", "represented", "")
PHONES = ("0451 123456", "0171 3920000", "")

few = st.integers(0, 9)
numbers = st.lists(few, min_size=1, max_size=4)


class Keeper(RuleBasedStateMachine):
    """What a keeper can do; what is checked, and when, is for those who inherit."""

    def __init__(self) -> None:
        super().__init__()
        account = Account.objects.create(name="Ada", created=MOMENT)
        self.hand = Hand(account_id=account.pk, moment=MOMENT)
        self.book = open_book(account.pk, hand=self.hand, name="A", owner="Ada Ahlers")
        for name in NAMES[:3]:
            add_person(self.book, hand=self.hand, name=name)

    @property
    def today(self) -> date:
        return self.hand.today("Europe/Berlin")

    def act(self, do: Callable[..., Any], *args: Any, **values: Any) -> Any:
        """Do something; None where the book refuses."""
        try:
            return do(self.book, *args, hand=self.hand, **values)
        except (Invalid, Missing, Refused):
            return None

    def one(self, model: type[models.Model], number: int, **which: Any) -> Any:
        """Choose a row; one that is nowhere where there is none."""
        rows = model._default_manager.filter(book=self.book, **which).order_by("pk")
        found = list(rows)
        return found[number % len(found)] if found else model()

    def person(self, number: int) -> str:
        return str(self.one(Person, number, is_owner=False).uid)

    def people(self, some: list[int]) -> list[str]:
        return [self.person(number) for number in some]

    @rule(name=few, mail=few, phone=few, firm=few, tag=few, through=few)
    def add(
        self, name: int, mail: int, phone: int, firm: int, tag: int, through: int
    ) -> None:
        self.act(
            add_person,
            name=NAMES[name % len(NAMES)],
            emails=[Point(MAILS[mail % len(MAILS)])],
            phones=[Point(PHONES[phone % len(PHONES)])],
            work=[Work(FIRMS[firm % len(FIRMS)], "Chef" if mail % 2 else "")],
            tags=[TAGS[tag % len(TAGS)], TAGS[phone % len(TAGS)]],
            places=[Place(city="Köln")] if tag % 2 else [],
            met_through=self.person(through) if through % 2 else "",
            confidential=name > 8,
        )

    @rule(whom=few, name=few, how=few)
    def rename(self, whom: int, name: int, how: int) -> None:
        values: dict[str, Any] = {"name": NAMES[name % len(NAMES)]}
        if how % 3:
            values = {"family": f"Neu{name}"} if how % 2 else {"nickname": f"N{name}"}
        self.act(edit_person, self.person(whom), **values)

    @rule(whom=few, month=st.integers(1, 12), day=st.sampled_from((28, 30, 31)))
    def set_birthday(self, whom: int, month: int, day: int) -> None:
        self.act(edit_person, self.person(whom), birthday=(None, month, day))

    @rule(whom=few, mails=numbers, firm=few, tags=numbers)
    def set_pieces(
        self, whom: int, mails: list[int], firm: int, tags: list[int]
    ) -> None:
        self.act(
            edit_person,
            self.person(whom),
            emails=[Point(MAILS[n % len(MAILS)], str(n)) for n in mails[:-1]],
            work=[Work(FIRMS[firm % len(FIRMS)], f"Rolle {firm}")],
            tags=[TAGS[n % len(TAGS)] for n in tags],
            note=f"Notiz {firm}",
        )

    @rule(whom=few, through=few)
    def set_introducer(self, whom: int, through: int) -> None:
        self.act(edit_person, self.person(whom), met_through=self.person(through))

    @rule(whom=few, secret=st.booleans())
    def set_secret(self, whom: int, secret: bool) -> None:
        self.act(edit_person, self.person(whom), confidential=secret)

    @rule(whom=few)
    def remove(self, whom: int) -> None:
        self.act(remove_person, self.person(whom))

    @rule(whom=few, other=few, choice=few)
    def merge(self, whom: int, other: int, choice: int) -> None:
        side = ("this", "other")[choice % 2]
        choices = dict.fromkeys(("name", "birthday", "photo")[: choice % 4], side)
        self.act(merge_people, self.person(whom), self.person(other), choices=choices)

    @rule(whom=numbers, tag=few)
    def tag(self, whom: list[int], tag: int) -> None:
        self.act(tag_people, self.people(whom), tag=TAGS[tag % len(TAGS)])

    @rule(whom=numbers, tag=few)
    def untag(self, whom: list[int], tag: int) -> None:
        self.act(untag_people, self.people(whom), tag=TAGS[tag % len(TAGS)])

    @rule(whom=numbers, ago=few, channel=few, promised=st.booleans())
    def log(self, whom: list[int], ago: int, channel: int, promised: bool) -> None:
        self.act(
            touches.log_touch,
            self.people(whom),
            day=self.today - timedelta(days=9 * ago),
            channel=("email", "email", "call", "meeting")[channel % 4],
            direction=("out", "in", "both")[channel % 3],
            promises=[Promised("Angebot")] if promised else [],
        )

    @rule(whom=numbers, new=few, promised=st.booleans())
    def log_line(self, whom: list[int], new: int, promised: bool) -> None:
        self.act(
            note,
            self.people(whom[:-1]),
            new=[NAMES[new % len(NAMES)]] if new % 2 else [],
            promises=[Promised("Foto", self.today)] if promised else [],
            channel="call",
        )

    @rule(which=few, whom=numbers, ago=few)
    def change_touch(self, which: int, whom: list[int], ago: int) -> None:
        uid = self.one(Touch, which).uid
        people = self.people(whom) if ago % 2 else None
        day = self.today - timedelta(days=ago)
        channel = ("email", "call")[which % 2]
        self.act(touches.edit_touch, uid, people=people, day=day, channel=channel)

    @rule(which=few)
    def remove_touch(self, which: int) -> None:
        self.act(touches.remove_touch, self.one(Touch, which).uid)

    @rule(whom=few, days=few)
    def promise(self, whom: int, days: int) -> None:
        due = self.today + timedelta(days=days)
        self.act(promises.add_promise, self.person(whom), text="Buch", due=due)

    @rule(which=few, how=few)
    def change_promise(self, which: int, how: int) -> None:
        uid = self.one(Promise, which).uid
        if how % 5 == 0:
            self.act(promises.keep_promise, uid)
        elif how % 5 == 1:
            self.act(promises.reopen_promise, uid)
        elif how % 5 == 2:
            self.act(promises.move_promise, uid, due=self.today)
        elif how % 5 == 3:
            self.act(promises.edit_promise, uid, text=f"Buch {how}")
        else:
            self.act(promises.remove_promise, uid)

    @rule(one=few, other=few)
    def tie(self, one: int, other: int) -> None:
        self.act(ties.add_tie, self.person(one), self.person(other))

    @rule(which=few, strength=st.integers(1, 3))
    def change_tie(self, which: int, strength: int) -> None:
        uid = self.one(Tie, which).uid
        if which % 3:
            self.act(ties.edit_tie, uid, strength=strength, how="Chor")
        else:
            self.act(ties.remove_tie, uid)

    @rule(whom=few, how=few)
    def set_rhythm(self, whom: int, how: int) -> None:
        uid = self.person(whom)
        if how < 4:
            self.act(rhythm.set_rhythm, uid, rhythm=("A", "D", "9", "")[how])
        elif how < 6:
            until = self.today + timedelta(days=9) if how % 2 else None
            self.act(rhythm.let_rest, uid, until=until)
        elif how < 8:
            self.act(rhythm.wake, uid)
        else:
            answer = ("often", "rest", "private")[whom % 3]
            self.act(rhythm.sort_person, uid, answer=answer)

    @rule()
    def plan(self) -> None:
        self.act(plan_week)

    @rule(which=few, how=few)
    def deal_with_line(self, which: int, how: int) -> None:
        line = self.one(PlanLine, which, plan__day=self.today, state="open")
        uid = self.person(0) if line.pk is None else str(line.person.uid)
        self.act((line_done, line_later, line_rest)[how % 3], uid)

    @rule(how=few, value=few)
    def set_book(self, how: int, value: int) -> None:
        if how % 3 == 0:
            self.act(change_settings, half_life=20.0 + value)
        elif how % 3 == 1:
            self.act(change_settings, weight_call=float(value), currency="SEK")
        else:
            self.act(change_settings, rhythm_a=9 + value, rhythm_b=30 + 9 * value)

    @rule(value=few)
    def make_confidential(self, value: int) -> None:
        if value % 2:
            self.act(add_rule, kind="domain", value="nord.example")
        else:
            self.act(remove_rule, self.one(ConfidentialRule, value).pk or 0)

    @rule(which=few, name=few, secret=st.booleans())
    def rename_organisation(self, which: int, name: int, secret: bool) -> None:
        uid = self.one(Organisation, which).uid
        self.act(
            edit_organisation,
            uid,
            name=FIRMS[name % len(FIRMS)] or "Ost AG",
            confidential=secret,
        )

    @rule(name=few, fee=few)
    def add_group(self, name: int, fee: int) -> None:
        fees = {"gathering_fee": fee, "currency": "EUR"} if fee % 2 else {}
        circle = CIRCLES[name % len(CIRCLES)]
        self.act(groups.add_group, name=circle, kind="circle", **fees)

    @rule(which=few, how=few)
    def change_group(self, which: int, how: int) -> None:
        uid = self.one(Group, which).uid
        if how == 0:
            self.act(groups.remove_group, uid)
        elif how % 3 == 0:
            name = CIRCLES[how % len(CIRCLES)] + str(how % 2 or "")
            self.act(groups.edit_group, uid, name=name)
        elif how % 3 == 1:
            fees = {"period_fee": how, "currency": "SEK"}
            self.act(groups.edit_group, uid, **fees, seats=[f"Sitz {how}"])
        else:
            day = self.today - timedelta(days=9 * how)
            self.act(groups.edit_group, uid, joined_on=day, left_on=self.today)

    @rule(which=few, whom=few, by=few, ago=few)
    def add_member(self, which: int, whom: int, by: int, ago: int) -> None:
        values: dict[str, Any] = {"trade": TAGS[ago % len(TAGS)]}
        if by % 3 == 0:
            values |= {"standing": "guest", "invited_by": self.person(by)}
        if ago % 2:
            values["since"] = self.today - timedelta(days=9 * ago)
        group, person = self.one(Group, which).uid, self.person(whom)
        self.act(members.add_member, group, person, **values)

    @rule(which=few, how=few)
    def change_member(self, which: int, how: int) -> None:
        key = self.one(Membership, which).pk or 0
        if how % 4 == 0:
            self.act(members.remove_member, key)
        elif how % 4 == 1:
            self.act(members.edit_member, key, invited_by=self.person(how))
        elif how % 4 == 2:
            self.act(members.edit_member, key, until=self.today, outcome="joined")
        else:
            self.act(members.edit_member, key, since=None, office=f"Amt {how}")

    @rule(which=few, ago=few)
    def add_gathering(self, which: int, ago: int) -> None:
        group, day = self.one(Group, which).uid, self.today - timedelta(days=ago)
        self.act(gatherings.add_gathering, group, day=day, title="Frühstück")

    @rule(which=few, how=few)
    def change_gathering(self, which: int, how: int) -> None:
        uid = self.one(Gathering, which).uid
        if how == 0:
            self.act(gatherings.remove_gathering, uid)
        elif how % 3 == 0:
            self.act(gatherings.edit_gathering, uid, cancelled=how % 2 == 0)
        elif how % 3 == 1:
            day = self.today - timedelta(days=how)
            self.act(gatherings.edit_gathering, uid, day=day)
        else:
            self.act(gatherings.edit_gathering, uid, note=f"Notiz {how}", minutes=how)

    @rule(which=few, states=numbers, talked=numbers, new=few)
    def fill_room(
        self, which: int, states: list[int], talked: list[int], new: int
    ) -> None:
        gathering = self.one(Gathering, which)
        there = Membership.objects.filter(book=self.book, group=gathering.group_id)
        keys = list(there.order_by("pk").values_list("person__uid", flat=True))
        people = [str(keys[n % len(keys)]) for n in states] if keys else []
        newcomer = Newcomer(
            NAMES[new % len(NAMES)],
            invited_by=self.person(new) if new % 4 == 1 else "",
            talked=new % 3 == 0,
        )
        self.act(
            fill_attendance,
            gathering.uid,
            states={
                who: STATES[n % len(STATES)]
                for who, n in zip(people, states, strict=False)
            },
            talked=[people[n % len(people)] for n in talked[:-1]] if people else [],
            newcomers=[newcomer] if new % 2 else [],
        )

    @rule(whom=few, which=few, how=few)
    def meet(self, whom: int, which: int, how: int) -> None:
        held = self.one(Gathering, which)
        group = held.group.uid if held.pk else self.one(Group, which).uid
        if how % 3 == 0:
            self.act(say_met_in, self.person(whom), group=None)
        else:
            gathering = held.uid if held.pk and how % 3 == 1 else None
            self.act(say_met_in, self.person(whom), group=group, gathering=gathering)

    @rule(which=few, name=few, how=few)
    def sort_segment(self, which: int, name: int, how: int) -> None:
        uid = self.one(Segment, which).uid
        if how < 5:
            title = FIRMS[name % len(FIRMS)]
            self.act(segments.add_segment, name=title, tags=[TAGS[how % len(TAGS)]])
        elif how < 9:
            words = [f"Rolle {name}"]
            self.act(segments.edit_segment, uid, words=words, importance=how % 3 + 1)
        else:
            self.act(segments.remove_segment, uid)

    @rule(which=few, whom=few, how=few)
    def say_of_segment(self, which: int, whom: int, how: int) -> None:
        uid, person = self.one(Segment, which).uid, self.person(whom)
        if how % 2:
            belongs = (True, False, None)[how % 3]
            self.act(segments.say_belongs, uid, person, belongs=belongs)
        else:
            self.act(segments.say_reach, uid, person, count=how or None)

    @rule(days=st.integers(1, 9))
    def wait(self, days: int) -> None:
        self.hand = replace(self.hand, moment=self.hand.moment + timedelta(days=days))
