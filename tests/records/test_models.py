"""What holds of every table, also of those still to come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import IntegrityError, connection, models, transaction
from django.db.models import F

from kontor.actions.accounts.books import erase_book
from kontor.actions.groups.attendance import fill_attendance
from kontor.actions.groups.gatherings import add_gathering
from kontor.actions.groups.groups import add_group
from kontor.actions.groups.members import add_member
from kontor.actions.groups.met import say_met_in
from kontor.actions.overview.sample.load import load_sample
from kontor.lib.hand import Hand
from kontor.records.journal import EVERYTHING, TABLES
from kontor.records.models import (
    Account,
    Attendance,
    Batch,
    Book,
    Deed,
    Device,
    Gathering,
    Group,
    Membership,
    MetIn,
    Organisation,
    Person,
    Promise,
    Segment,
    SignInLink,
    Tie,
    Touch,
)
from kontor.records.models.accounts.deed import Row
from kontor.records.together import GROUPS
from tests.records.full import fill
from tests.records.ledger import check, tables_of_books, whole

MODELS = list(apps.get_app_config("records").get_models(include_auto_created=True))
# An account may keep several books; all else belongs to one.
OF_NO_BOOK = {Account, Device, SignInLink, Book}
OF_A_BOOK = [model for model in MODELS if model not in OF_NO_BOOK]


@pytest.mark.parametrize("model", OF_A_BOOK)
def test_every_table_hangs_on_a_book(model: type[models.Model]) -> None:
    field = model._meta.get_field("book")
    assert isinstance(field, models.ForeignKey)
    assert (field.remote_field.model, field.null) == (Book, False)
    assert not model._meta.auto_created


def test_the_tables_of_books_are_all_found() -> None:
    assert set(tables_of_books()) == set(OF_A_BOOK)


@pytest.mark.parametrize(
    "model",
    [Person, Organisation, Touch, Promise, Tie, Batch, Group, Gathering, Segment],
)
def test_what_other_programs_may_refer_to_has_a_uid(model: type[models.Model]) -> None:
    unique = [
        tuple(constraint.fields)
        for constraint in model._meta.constraints
        if isinstance(constraint, models.UniqueConstraint)
    ]
    assert ("book", "uid") in unique


@pytest.fixture
def room(book: Book, hand: Hand, ben: Person) -> tuple[Group, Gathering]:
    """A group with one gathering to which Ben came."""
    name = add_group(book.pk, hand=hand, name="Chor", kind="circle").uid
    add_member(book.pk, name, ben.uid, hand=hand, since=date(2026, 1, 1))
    held = add_gathering(book.pk, name, hand=hand, day=date(2026, 2, 3)).uid
    fill_attendance(book.pk, held, hand=hand, states={str(ben.uid): "late"})
    say_met_in(book.pk, ben.uid, hand=hand, group=name)
    return Group.objects.get(uid=name), Gathering.objects.get(uid=held)


def test_the_database_itself_refuses_what_a_group_cannot_be(
    room: tuple[Group, Gathering], ben: Person
) -> None:
    group, held = room
    told = {"book": group.book, "deed": group.deed, "person": ben}
    member = Membership.objects.get()
    wrong: dict[str, Callable[[], object]] = {
        "group_once": lambda: _again(group, uid=uuid4()),
        "group_uid": lambda: _again(group, folded="x"),
        "group_money_has_currency": lambda: _changed(group, joining_fee=0),
        "group_left_after_joined": lambda: _changed(
            group, joined_on=date(2026, 2, 1), left_on=date(2026, 1, 31)
        ),
        "gathering_uid": lambda: _again(held),
        "gathering_money_has_currency": lambda: _changed(held, cost=0),
        "membership_ends_after_it_begins": lambda: _changed(
            member, until=date(2025, 12, 31)
        ),
        "attended_once": lambda: Attendance.objects.create(gathering=held, **told),
        "met_in_once": lambda: MetIn.objects.create(group=group, **told),
    }
    for name, do in wrong.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            do()
        assert name in _CONSTRAINTS, name


_CONSTRAINTS = {
    constraint.name for model in MODELS for constraint in model._meta.constraints
}


def _again(row: models.Model, **values: Any) -> None:
    """Save a row once more as a new one."""
    row = type(row)._default_manager.get(pk=row.pk)
    row.pk = None
    for name, value in values.items():
        setattr(row, name, value)
    row.save(force_insert=True)


def _changed(row: models.Model, **values: Any) -> None:
    type(row)._default_manager.filter(pk=row.pk).update(**values)


def test_every_row_with_a_deed_is_erased_with_its_book() -> None:
    assert {m for m in MODELS if issubclass(m, Row)} <= set(EVERYTHING)
    assert {*EVERYTHING, Deed} == set(OF_A_BOOK)


@pytest.mark.parametrize("tables", [TABLES, EVERYTHING])
def test_what_hangs_on_another_table_comes_before_it(
    tables: tuple[type[models.Model], ...],
) -> None:
    for place, model in enumerate(tables):
        for field in model._meta.concrete_fields:
            parent = field.remote_field.model if field.remote_field else None
            if parent in tables and parent is not model:
                assert place < tables.index(parent), (model, parent)


def test_columns_that_belong_together_are_there() -> None:
    known = {m._meta.model_name: m for m in (*TABLES, Book)}
    for table, groups in GROUPS.items():
        columns = {field.attname for field in known[table]._meta.concrete_fields}
        assert columns >= {name for group in groups for name in group}


def test_no_row_points_into_another_book(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    assert hand.account_id is not None
    load_sample(hand.account_id, hand=hand)
    for one in (book, clara_book):
        fill(one, hand)
    pointing = 0
    for model in OF_A_BOOK:
        for field in model._meta.concrete_fields:
            if field.remote_field and field.remote_field.model in OF_A_BOOK:
                rows = model._default_manager.exclude(**{field.name: None})
                pointing += rows.count()
                strayed = rows.exclude(**{f"{field.name}__book": F("book")})
                assert list(strayed) == [], (model, field)
    assert pointing > 1_000


def test_a_full_book_has_something_in_every_table(book: Book, hand: Hand) -> None:
    # Else the tests that use it would say nothing of those left out.
    fill(book, hand)
    assert [name for name, rows in whole(book.pk).items() if not rows] == []


def test_what_is_derived_follows_whoever_wrote(book: Book, hand: Hand) -> None:
    # By an import in bulk, by acts one by one, by the sample.
    assert hand.account_id is not None
    fill(book, hand)
    for number in (book.pk, load_sample(hand.account_id, hand=hand)):
        check(number)


def test_of_an_erased_book_no_row_is_left_in_any_table(
    book: Book, clara_book: Book, hand: Hand
) -> None:
    fill(book, hand)
    fill(clara_book, hand)
    hers = whole(clara_book.pk)
    erase_book(book.pk, hand=hand, name=book.name)
    assert not any(whole(book.pk).values())
    assert whole(clara_book.pk) == hers
    connection.check_constraints()


def test_the_migrations_are_up_to_date_with_the_models(db: None) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)
