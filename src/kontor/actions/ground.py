"""What the actions have in common: the book, a row of it, the answer."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from kontor.actions.done import Done
from kontor.core.errors import Missing
from kontor.records.models import Book, Deed

M = TypeVar("M", bound=models.Model)


def the_book(book: int) -> Book:
    """Fetch a book by its number.

    Raises:
        Missing: there is none.
    """
    found = Book.objects.filter(pk=book).first()
    if found is None:
        raise Missing
    return found


def the_row(model: type[M], book: Book, uid: UUID | str) -> M:
    """Fetch a row of this book by its uid.

    Raises:
        Missing: it is not in this book, whatever other book it may be in.
    """
    try:
        key = UUID(str(uid))
    except ValueError as error:
        raise Missing from error
    found = model._default_manager.filter(book=book, uid=key).first()
    if found is None:
        raise Missing
    return found


def deed_of(answer: Done) -> Deed:
    """Fetch the deed of an action that did something, to add to it."""
    assert answer.deed is not None
    return Deed.objects.get(pk=answer.deed)


def done(deed: Deed, uid: Any = "") -> Done:
    """Answer with a deed that stands."""
    return Done(deed.pk, deed.verb, dict(deed.facts), str(uid))
