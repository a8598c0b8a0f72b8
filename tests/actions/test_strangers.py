"""Clara keeps a book of her own: nothing of Anna's can be seen or changed from it.

Every action and report that takes a book is called with Clara's book and with what
is in Anna's. The table below has to name each of them: whoever adds one says there
what it is called with.
"""

from __future__ import annotations

import importlib
import inspect
import io
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import pytest
from django.db import transaction
from django.db.models import QuerySet

import kontor.actions
import kontor.reports
from kontor.actions.accounts.books import open_book
from kontor.actions.connections.people import add_person
from kontor.actions.connections.touches import Promised, log_touch
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.core.connections.naming import Naming
from kontor.core.errors import KontorError, Missing
from kontor.exchange.attendance.sheet import Member, Sheet
from kontor.lib.hand import Hand
from kontor.records.models import (
    Account,
    Batch,
    Book,
    ConfidentialRule,
    Deed,
    Gathering,
    Group,
    Item,
    Membership,
    Organisation,
    Person,
    Promise,
    Segment,
    Tie,
    Touch,
)
from kontor.reports.connections.people import Wanted
from kontor.reports.groups.group import group as group_view
from kontor.reports.overview.person import person as person_view
from tests.actions.overview.bringing import card, clock, look
from tests.conftest import MOMENT
from tests.records.full import fill
from tests.records.ledger import whole

TODAY = MOMENT.date()
# When those in Anna's group met, see ``tests.records.full``.
LAST_AUTUMN = date(TODAY.year - 1, 11, 4)
DAY = {"today": TODAY}
NOW = {"now": MOMENT}
PICTURE = b"GIF89a" + bytes(20)


class Strange:
    """What is in Anna's book, for Clara to try; and Clara's own hand and people."""

    def __init__(self, anna: Book, clara: Book, hand: Hand) -> None:
        self.anna, self.clara, self.hand = anna, clara, {"hand": hand}
        self.bo = str(Person.objects.get(book=anna, display="Bo Beck").uid)
        self.dora = str(Person.objects.get(book=anna, display="Dora").uid)
        self.nord = self._uid(Organisation, name="Nord GmbH")
        self.touch = self._uid(Touch, channel="call")
        self.promise, self.tie = self._uid(Promise), self._uid(Tie)
        self.group, self.gathering = self._uid(Group), self._uid(Gathering)
        self.segment = self._uid(Segment)
        members = Membership.objects.filter(book=anna)
        self.member = members[0].pk
        self.guest = members.filter(standing="guest")[0].pk
        self.her_group = Group.objects.get(book=clara).uid
        self.her_gathering = Gathering.objects.get(book=clara).uid
        self.applied = self._uid(Batch, state="done")
        self.waiting = self._uid(Batch, state="preview")
        self.item = Item.objects.get(book=anna, batch__uid=self.waiting).pk
        self.annas_account = anna.keepers.get().account_id
        self.rule = ConfidentialRule.objects.get(book=anna).pk
        self.deed = Deed.objects.get(book=anna, verb="add_tie").pk
        self.imported = Batch.objects.get(book=anna, state="done").deed_id
        self.zoe = Person.objects.get(book=clara, display="Zoe")
        self.her_touch = Touch.objects.get(book=clara).uid
        self.her_batch = Batch.objects.get(book=clara).uid

    def _uid(self, model: Any, **which: Any) -> str:
        row = model.objects.filter(book=self.anna, **which).first()
        assert row is not None
        return str(row.uid)


class Call(NamedTuple):
    """How a function is called beside the book, and what must come of it.

    ``missing`` says that what is asked for is not in the book; else it answers with
    what is Clara's own. ``row`` says that it takes the book as a row.
    """

    args: Callable[[Strange], tuple[Any, ...]] = lambda s: ()
    values: Callable[[Strange], dict[str, Any]] = lambda s: {}
    missing: bool = True
    row: bool = False


def hand(**values: Any) -> Callable[[Strange], dict[str, Any]]:
    return lambda s: {**s.hand, **values}


def fixed(**values: Any) -> Callable[[Strange], dict[str, Any]]:
    return lambda s: values


def own(
    values: Callable[[Strange], dict[str, Any]],
    args: Callable[[Strange], tuple[Any, ...]] = lambda s: (),
    *,
    row: bool = False,
) -> Call:
    return Call(args, values, missing=False, row=row)


def bo(s: Strange) -> tuple[Any, ...]:
    return (s.bo,)


def everybody_of(book: Book) -> list[int]:
    return list(Person.objects.filter(book=book).values_list("pk", flat=True))


def promise(s: Strange) -> tuple[Any, ...]:
    return (s.promise,)


def waiting(s: Strange) -> tuple[Any, ...]:
    return (s.waiting,)


def group_of(s: Strange) -> tuple[Any, ...]:
    return (s.group,)


def gathering_of(s: Strange) -> tuple[Any, ...]:
    return (s.gathering,)


def segment_of(s: Strange) -> tuple[Any, ...]:
    return (s.segment,)


def applied(s: Strange) -> tuple[Any, ...]:
    return (s.applied,)


ACTIONS = {
    "accounts.books.erase_book": Call(values=hand(name="Anna"), missing=True),
    "accounts.keepers.share_book": own(
        lambda s: {**s.hand, "account": s.hand["hand"].account_id, "role": "owner"}
    ),
    # Anna keeps no book of Clara's.
    "accounts.keepers.unshare_book": Call(
        values=lambda s: {**s.hand, "account": s.annas_account}
    ),
    "accounts.settings.change_settings": own(hand(rhythm_a=9)),
    "connections.confidential.add_rule": own(hand(kind="domain", value="z.example")),
    "connections.confidential.remove_rule": Call(lambda s: (s.rule,), hand()),
    "connections.keeping.note_informed": Call(bo, hand()),
    "connections.keeping.keep_person": Call(bo, hand()),
    "connections.organisations.edit_organisation": Call(
        lambda s: (s.nord,), hand(name="Mine")
    ),
    "connections.people.add_person": Call(
        values=lambda s: {**s.hand, "name": "Eva", "met_through": s.bo}
    ),
    "connections.people.edit_person": Call(bo, hand(note="mine")),
    "connections.people.remove_person": Call(bo, hand()),
    "connections.photos.set_photo": Call(bo, hand(data=PICTURE)),
    "connections.photos.remove_photo": Call(bo, hand()),
    "connections.promises.add_promise": Call(bo, hand(text="Boot")),
    "connections.promises.keep_promise": Call(promise, hand()),
    "connections.promises.reopen_promise": Call(promise, hand()),
    "connections.promises.move_promise": Call(promise, hand(due=TODAY)),
    "connections.promises.edit_promise": Call(promise, hand(text="Boot")),
    "connections.promises.remove_promise": Call(promise, hand()),
    "connections.rhythm.set_rhythm": Call(bo, hand(rhythm="A")),
    "connections.rhythm.let_rest": Call(bo, hand()),
    "connections.rhythm.wake": Call(bo, hand()),
    "connections.rhythm.sort_person": Call(bo, hand(answer="often")),
    "connections.tags.tag_people": Call(
        lambda s: ([s.zoe.uid, s.bo],), hand(tag="mine")
    ),
    "connections.tags.untag_people": Call(lambda s: ([s.bo],), hand(tag="Chor")),
    "connections.ties.add_tie": Call(lambda s: (s.zoe.uid, s.bo), hand()),
    "connections.ties.edit_tie": Call(lambda s: (s.tie,), hand(strength=1, how="x")),
    "connections.ties.remove_tie": Call(lambda s: (s.tie,), hand()),
    "connections.touches.log_touch": Call(lambda s: ([s.zoe.uid, s.bo],), hand()),
    "connections.touches.edit_touch": Call(lambda s: (s.touch,), hand(note="mine")),
    "connections.touches.remove_touch": Call(lambda s: (s.touch,), hand()),
    "connections.touches.taking_part_in": Call(lambda s: ([s.bo],), row=True),
    "connections.touches.checked_columns": own(
        fixed(), lambda s: (s.hand["hand"], {"note": "x"}), row=True
    ),
    "groups.attendance.fill_attendance": Call(
        lambda s: (s.gathering,), lambda s: {**s.hand, "states": {s.bo: "late"}}
    ),
    "groups.bring.bring_attendance": Call(group_of, hand(sheet=Sheet())),
    "groups.gatherings.add_gathering": Call(group_of, hand(day=TODAY)),
    "groups.gatherings.edit_gathering": Call(gathering_of, hand(note="mine")),
    "groups.gatherings.remove_gathering": Call(gathering_of, hand()),
    "groups.groups.add_group": own(hand(name="Hers", kind="circle")),
    "groups.groups.edit_group": Call(group_of, hand(note="mine")),
    "groups.groups.remove_group": Call(group_of, hand()),
    "groups.members.add_member": Call(lambda s: (s.group, s.dora), hand()),
    "groups.members.edit_member": Call(lambda s: (s.member,), hand(office="mine")),
    "groups.members.remove_member": Call(lambda s: (s.member,), hand()),
    "groups.members.member_columns": Call(
        lambda s: (Membership(), {"invited_by": s.bo}), row=True
    ),
    "groups.met.say_met_in": Call(bo, lambda s: {**s.hand, "group": s.group}),
    "groups.segments.add_segment": own(hand(name="Hers", tags=["x"])),
    "groups.segments.edit_segment": Call(segment_of, hand(importance=1)),
    "groups.segments.remove_segment": Call(segment_of, hand()),
    "groups.segments.say_belongs": Call(
        lambda s: (s.segment, s.bo), hand(belongs=True)
    ),
    "groups.segments.say_reach": Call(lambda s: (s.segment, s.bo), hand(count=3)),
    "groups.table.who.taken_out": own(
        fixed(), lambda s: (Group.objects.get(uid=s.group),), row=True
    ),
    "groups.table.who.who_they_are": own(
        fixed(),
        lambda s: (
            Group.objects.get(uid=s.group),
            [Member("Bo", email="bo@x.example")],
        ),
        row=True,
    ),
    "groups.welcome.add_new_member": Call(group_of, hand(name="Eva")),
    "groups.welcome.guest_joined": Call(lambda s: (s.guest,), hand()),
    "ground.the_book": own(fixed()),
    "overview.erase.erase_person": Call(bo, hand()),
    "overview.erasures.erase_everywhere": Call(bo, hand()),
    "overview.erasures.erase_listed": own(hand(), row=True),
    "overview.imports.claim.nobody_at_work": own(fixed(), lambda s: (MOMENT,)),
    "overview.imports.raw.drop_raw_files": own(
        fixed(), lambda s: (Naming(["Bo Beck"], [], [], []),), row=True
    ),
    "overview.imports.begin.begin_import": own(
        lambda s: {**s.hand, "files": [("z.vcf", io.BytesIO(b"BEGIN:VCARD"))]}
    ),
    "overview.imports.choose.choose": Call(
        lambda s: (s.waiting, s.item), fixed(wanted=False)
    ),
    "overview.imports.choose.choose_all": Call(
        lambda s: (s.waiting, "new"), fixed(wanted=False)
    ),
    "overview.imports.choose.choose_who": Call(
        lambda s: (s.waiting, s.item), fixed(whom=None)
    ),
    "overview.imports.columns.learned": own(fixed()),
    "overview.imports.mapping.map_columns": Call(
        lambda s: (s.waiting, 1), fixed(choices=["name"], has_heading=True)
    ),
    "overview.imports.mapping.leave_out_table": Call(lambda s: (s.waiting, 1)),
    "overview.imports.mapping.ask_columns": Call(waiting),
    "overview.imports.stages.read_batch": Call(waiting, fixed(clock=clock)),
    "overview.imports.stages.order_apply": Call(waiting),
    "overview.imports.stages.apply_batch": Call(waiting, fixed(clock=clock)),
    "overview.imports.stages.order_undo": Call(applied, hand(clock=clock)),
    "overview.imports.stages.order_redo": Call(applied, hand(clock=clock)),
    "overview.imports.stages.undo_batch": Call(applied, hand(clock=clock)),
    "overview.imports.stages.carry_on": Call(waiting, fixed(clock=clock)),
    "overview.imports.stages.hand_over": Call(waiting),
    "overview.imports.stages.drop_batch": Call(waiting, fixed(clock=clock)),
    "overview.learn.learn": own(hand()),
    "overview.learn.learn_at_first_look": own(hand()),
    "overview.log.note": Call(lambda s: ([s.bo],), hand()),
    "overview.log.note_birthday": Call(
        lambda s: ([s.bo],), hand(birthday=(None, 3, 12))
    ),
    "overview.merge.apart.keep_apart": Call(lambda s: (s.bo, s.dora), hand()),
    "overview.merge.merge.merge_people": Call(lambda s: (s.bo, s.dora), hand()),
    "overview.merge.search.look_through": own(hand()),
    "overview.merge.search.want_search": own(fixed()),
    "overview.undo.undo": Call(lambda s: (s.deed,), hand()),
    "overview.week.plan_week": own(hand()),
    "overview.week.line_done": Call(lambda s: (s.dora,), hand()),
    "overview.week.line_later": Call(lambda s: (s.dora,), hand()),
    "overview.week.line_rest": Call(lambda s: (s.dora,), hand()),
}
REPORTS = {
    "accounts.accounts.keepers_of": own(fixed()),
    "accounts.books.settings_of": own(fixed()),
    "accounts.books.rhythms_of": own(fixed()),
    "accounts.books.owner_of": own(fixed()),
    "accounts.deeds.deeds": own(fixed()),
    "connections.ids.short_ids": own(fixed(), lambda s: ([str(s.zoe.uid)],)),
    "connections.ids.whose_id": own(fixed(), lambda s: (s.bo[-8:],)),
    "connections.organisation.organisation": Call(lambda s: (s.nord,), fixed(**DAY)),
    "connections.organisation.organisation_uid": own(fixed(), lambda s: ("Nord GmbH",)),
    "connections.organisation.organisation_names": own(fixed()),
    "connections.people.people": own(
        fixed(**DAY), lambda s: (Wanted(tag="Chor", order="name"),)
    ),
    "connections.people.find_people": own(fixed(**DAY), lambda s: ("Beck",)),
    "connections.people.people_named": own(fixed(**DAY), lambda s: ("Bo Beck",)),
    "connections.people.count_named": own(fixed(), lambda s: ("Bo Beck",)),
    "connections.people.people_in_full": own(fixed(**DAY), lambda s: (Wanted("b"),)),
    "connections.people.tag_names": own(fixed()),
    "connections.promises.open_promises": own(fixed(**DAY)),
    "connections.sorting.sorting": own(fixed()),
    "connections.sorting.sorting_line": Call(bo),
    "connections.sorting.progress": own(fixed()),
    "connections.sorting.unsorted": own(fixed()),
    "connections.standing.standing_of": own(
        fixed(), lambda s: (s.zoe, TODAY), row=True
    ),
    "connections.standing.days_between": own(fixed(), lambda s: (s.zoe,), row=True),
    "connections.touch.touch": Call(lambda s: (s.touch,)),
    "groups.gathering.gathering": Call(gathering_of, fixed(**DAY)),
    "groups.group.group": Call(group_of, fixed(**DAY)),
    "groups.group.the_group": Call(group_of),
    "groups.groups.groups": own(fixed(**DAY)),
    "groups.groups.segments_of": own(fixed()),
    "groups.invitation.invitations": own(
        fixed(), lambda s: (group_view(s.clara.pk, s.her_group, today=TODAY), "de")
    ),
    "groups.names.gatherings_on": own(fixed(), lambda s: (s.group, LAST_AUTUMN)),
    "groups.names.group_names": own(fixed()),
    "groups.names.groups_called": own(fixed(), lambda s: ("kait",)),
    "groups.names.segment_names": own(fixed()),
    "groups.names.segments_called": own(fixed(), lambda s: ("werf",)),
    "groups.person.groups_of_person": Call(
        lambda s: (Person.objects.get(uid=s.bo).pk,), fixed(**DAY)
    ),
    "groups.segments.segment": Call(segment_of, fixed(**DAY)),
    "groups.segments.segments": own(fixed(**DAY)),
    "groups.sheet.sheet_of": own(fixed(), lambda s: (TODAY,)),
    "overview.duplicates.duplicates": own(fixed()),
    "overview.duplicates.every_pair": own(fixed()),
    "overview.duplicates.how_many": own(fixed()),
    "overview.duplicates.how_many_of": own(fixed(), lambda s: (s.applied,)),
    "overview.duplicates.search": own(fixed()),
    "overview.imports.imports_of": own(fixed()),
    "overview.imports.batches": own(fixed(**NOW)),
    "overview.imports.batch_view": Call(waiting, fixed(**NOW)),
    "overview.imports.batch_line": Call(waiting, fixed(**NOW)),
    "overview.imports.batch_of": own(fixed(), lambda s: (s.imported,)),
    "overview.imports.import_result": Call(applied),
    "overview.columns.tables_to_name": Call(waiting),
    "overview.disclosure.gather.disclosure": Call(bo, fixed(**DAY)),
    "overview.disclosure.page.language_for": Call(bo),
    "overview.disclosure.page.packed": Call(bo, fixed(**DAY)),
    "overview.erasing.erasing": Call(bo),
    "overview.erasing.removed": own(fixed()),
    "overview.erasing.erased": own(fixed()),
    "overview.letter.letter": Call(bo),
    "overview.mentions.mentions": Call(bo),
    "overview.origin.origin": Call(bo),
    "overview.retention.retention": own(fixed(**DAY)),
    "overview.retention.silent_count": own(fixed(), lambda s: (TODAY,), row=True),
    "overview.retention.silent": own(fixed(), lambda s: (1, TODAY)),
    "overview.log.read": own(fixed(**DAY), lambda s: ("Kaffee mit Bo",)),
    "overview.log.party_named": own(fixed(**DAY), lambda s: ("Bo",)),
    "overview.next_step.next_step": own(
        fixed(**DAY), lambda s: (person_view(s.clara.pk, s.zoe.uid, today=TODAY),)
    ),
    "overview.person.person": Call(bo, fixed(**DAY)),
    "overview.person.the_person": Call(bo),
    "overview.person.photo": Call(
        lambda s: (Person.objects.get(book=s.anna, display="Ada Alt").uid,)
    ),
    "overview.side_by_side.side_by_side": Call(lambda s: (s.bo, s.dora)),
    "overview.sides.sides": own(fixed(), lambda s: ([s.zoe.pk],)),
    "overview.everything.out.out_of": own(fixed(moment=MOMENT, confidential=True)),
    "overview.everything.pack.everything": own(fixed(moment=MOMENT)),
    "overview.everything.pack.people_alone": own(fixed(moment=MOMENT)),
    "overview.everything.pack.table_alone": own(fixed(moment=MOMENT)),
    "overview.everything.pack.calendar_alone": own(fixed(moment=MOMENT)),
    "overview.trust.trust_of": own(fixed()),
    "overview.week.this_week": own(fixed(**DAY)),
    "overview.week.resting_people": own(fixed(**DAY)),
}
EVERY = {
    **{f"actions.{name}": call for name, call in ACTIONS.items()},
    **{f"reports.{name}": call for name, call in REPORTS.items()},
}
# The same with what is half Clara's own.
MORE = {
    "actions.connections.people.edit_person": Call(
        lambda s: (s.zoe.uid,), lambda s: {**s.hand, "met_through": s.bo}
    ),
    "actions.connections.touches.edit_touch": Call(
        lambda s: (s.her_touch,), lambda s: {**s.hand, "people": [s.zoe.uid, s.bo]}
    ),
    "actions.connections.touches.log_touch": Call(lambda s: ([s.bo],), hand()),
    "actions.connections.ties.add_tie": Call(lambda s: (s.bo, s.zoe.uid), hand()),
    "actions.groups.attendance.fill_attendance": Call(
        lambda s: (s.her_gathering,),
        lambda s: {**s.hand, "states": {}, "talked": [s.bo]},
    ),
    "actions.groups.members.add_member": Call(
        lambda s: (s.her_group, s.zoe.uid), lambda s: {**s.hand, "invited_by": s.bo}
    ),
    "actions.groups.met.say_met_in": Call(
        lambda s: (s.zoe.uid,), lambda s: {**s.hand, "group": s.group}
    ),
    "actions.groups.segments.say_belongs": Call(
        lambda s: (s.segment, s.zoe.uid), hand(belongs=True)
    ),
    "actions.groups.segments.say_reach": Call(
        lambda s: (s.segment, s.zoe.uid), hand(count=3)
    ),
    "actions.overview.log.note": Call(
        lambda s: ([s.bo],), hand(is_touch=False, promises=[Promised("Boot")])
    ),
    "actions.overview.imports.choose.choose": Call(
        lambda s: (s.her_batch, s.item), fixed(wanted=False)
    ),
    "actions.overview.imports.choose.choose_who": Call(
        lambda s: (s.her_batch, s.item), fixed(whom=0)
    ),
    "actions.overview.undo.undo": Call(lambda s: (s.imported,), hand(again=False)),
    "actions.overview.merge.merge.merge_people": Call(
        lambda s: (s.zoe.uid, s.bo), hand()
    ),
    "actions.overview.merge.apart.keep_apart": Call(
        lambda s: (s.zoe.uid, s.bo), hand()
    ),
    "reports.overview.side_by_side.side_by_side": Call(lambda s: (s.zoe.uid, s.bo)),
    "reports.overview.sides.sides": own(fixed(), lambda s: (everybody_of(s.anna),)),
}


def found() -> dict[str, Callable[..., Any]]:
    """List the public functions of actions and reports that take a book first."""
    functions = {}
    for room in (kontor.actions, kontor.reports):
        for info in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
            module = importlib.import_module(info.name)
            for name, value in inspect.getmembers(module, inspect.isfunction):
                own_name = value.__module__ == info.name and not name.startswith("_")
                if own_name and next(iter(inspect.signature(value).parameters), "") == (
                    "book"
                ):
                    functions[f"{info.name}.{name}".removeprefix("kontor.")] = value
    return functions


FOUND = found()


def test_the_table_names_every_function_that_takes_a_book() -> None:
    assert sorted(EVERY) == sorted(FOUND)


@pytest.fixture(scope="module")
def strange(django_db_setup: None, django_db_blocker: Any) -> Iterator[Strange]:
    with django_db_blocker.unblock(), transaction.atomic():
        anna = opened("Anna")
        fill(*anna)
        clara, hand = opened("Clara")
        zoe = add_person(clara.pk, hand=hand, name="Zoe").uid
        log_touch(clara.pk, [zoe], hand=hand, day=TODAY - timedelta(days=9))
        look(clara, hand, card(name="Yann"))
        club = add_group(clara.pk, hand=hand, name="Club", kind="circle").uid
        add_gathering(clara.pk, club, hand=hand, day=TODAY)
        yield Strange(anna[0], clara, hand)
        transaction.set_rollback(True)


def opened(name: str) -> tuple[Book, Hand]:
    account = Account.objects.create(name=name, created=MOMENT)
    hand = Hand(account_id=account.pk, moment=MOMENT)
    number = open_book(account.pk, hand=hand, name=name, owner=f"{name} Ahlers")
    return Book.objects.get(pk=number), hand


def test_what_the_table_tries_is_there_in_annas_book(strange: Strange) -> None:
    # Called with her own book, next to nothing of it would be missing.
    missing = []
    for name, call in EVERY.items():
        if not call.missing:
            continue
        with transaction.atomic():
            try:
                answer(name, call, strange, strange.anna)
            except Missing:
                missing.append(name)
            except KontorError:
                pass
            transaction.set_rollback(True)
    # Clara's hand may not erase what it does not keep; the others name her Zoe.
    assert missing == [
        "actions.accounts.books.erase_book",
        "actions.accounts.keepers.unshare_book",
        "actions.connections.tags.tag_people",
        "actions.connections.ties.add_tie",
        "actions.connections.touches.log_touch",
    ]


CALLS = [*EVERY.items(), *MORE.items()]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "call"), CALLS, ids=[f"{n}-{name}" for n, (name, _) in enumerate(CALLS)]
)
def test_from_claras_book_nothing_of_annas_is_seen_or_changed(
    strange: Strange, name: str, call: Call
) -> None:
    before = whole(strange.anna.pk)
    hers = whole(strange.clara.pk)
    if call.missing:
        with pytest.raises(Missing if name not in REFUSED else KontorError):
            answer(name, call, strange, strange.clara)
        # Nor is anything half done in her own.
        assert whole(strange.clara.pk) == hers
    else:
        seen = answer(name, call, strange, strange.clara)
        assert [text for text in secrets(strange) if text in seen] == []
    assert whole(strange.anna.pk) == before


# To erase a book one has to know its name, which a stranger does not even get wrong.
REFUSED = {"actions.accounts.books.erase_book"}


def answer(name: str, call: Call, strange: Strange, book: Book) -> str:
    """Call a function and give all it answers as a text."""
    given = book if call.row else book.pk
    result = FOUND[name](given, *call.args(strange), **call.values(strange))
    if isinstance(result, QuerySet):
        result = list(result.values())
    if isinstance(result, Iterator):
        result = list(result)
    return repr(result)


def secrets(strange: Strange) -> list[str]:
    """List what only Anna's book knows."""
    people = Person.objects.filter(book=strange.anna).values_list("uid", flat=True)
    uids = [str(uid) for uid in people]
    texts = ["Anna", "Ada", "Beck", "Cem", "Dora", "Nord", "Elbe", "Hafen", "Chor",
             "Kaitreff", "Bootsbau", "Werften", "Hal", "Zu früh"]  # fmt: skip
    return [*texts, "y.example", "Buch", "Wim", *uids, strange.waiting, strange.applied]
