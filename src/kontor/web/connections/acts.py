"""The small acts of a person's page: each button of it, by its name."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from kontor.actions.connections import promises, rhythm, ties
from kontor.actions.connections.people import edit_person, remove_person
from kontor.core.errors import Invalid, Missing, Refused
from kontor.reports.accounts.books import rhythms_of
from kontor.reports.overview.person import person as person_view
from kontor.web.answer import back, go, objected, tell
from kontor.web.forms.acts import PromiseForm, RhythmForm, TieForm
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from kontor.actions.done import Done
    from kontor.reports.accounts.books import BookView

Act = Callable[["HttpRequest", "BookView", "UUID"], "Done"]
WEEK = timedelta(days=7)


def act_on(
    request: HttpRequest, book: BookView, uid: UUID, sent: dict[str, forms.Form]
) -> HttpResponse | None:
    """Do what the button pressed is for, and go back to where it was.

    Args:
        sent: where a form with a mistake is left, by the name of its act.

    Returns:
        None where there is such a form, to be shown again.

    Raises:
        Invalid: there is no such button.
    """
    act = request.POST.get("act", "")
    if act in FORMS:
        done = _with_form(request, book, uid, sent)
    elif act in ACTS:
        done = ACTS[act](request, book, uid)
    else:
        raise Invalid
    if done is None:
        return None
    tell(request, book, done)
    if act == "remove":
        return go("people", book.id)
    return back(request, "person", book.id, uid)


def _with_form(
    request: HttpRequest, book: BookView, uid: UUID, sent: dict[str, forms.Form]
) -> Done | None:
    act = request.POST["act"]
    make, save = FORMS[act]
    form = make(request.POST, book)
    if form.is_valid():
        try:
            return save(request, book, uid, form)
        except (Invalid, Refused) as error:
            objected(form, error)
    sent[act] = form
    return None


def _rest(request: HttpRequest, book: BookView, uid: UUID) -> Done:
    return rhythm.let_rest(book.id, uid, hand=hand_of(request))


def _wake(request: HttpRequest, book: BookView, uid: UUID) -> Done:
    return rhythm.wake(book.id, uid, hand=hand_of(request))


def _pin(request: HttpRequest, book: BookView, uid: UUID) -> Done:
    pinned = request.POST["act"] == "pin"
    return edit_person(book.id, uid, hand=hand_of(request), pinned=pinned)


def _remove(request: HttpRequest, book: BookView, uid: UUID) -> Done:
    return remove_person(book.id, uid, hand=hand_of(request))


def _untie(request: HttpRequest, book: BookView, uid: UUID) -> Done:
    return ties.remove_tie(book.id, request.POST.get("tie", ""), hand=hand_of(request))


def _on_promise(
    action: Callable[..., Done], **values: Any
) -> Callable[[HttpRequest, BookView, UUID], Done]:
    def act(request: HttpRequest, book: BookView, uid: UUID) -> Done:
        promise = request.POST.get("promise", "")
        return action(book.id, promise, hand=hand_of(request), **values)

    return act


def _postpone(request: HttpRequest, book: BookView, uid: UUID) -> Done:
    """Move a promise by a week, from today where its day has passed."""
    promise = request.POST.get("promise", "")
    hand = hand_of(request)
    due = max(_due(book, uid, promise), today_in(book)) + WEEK
    return promises.move_promise(book.id, promise, hand=hand, due=due)


def _due(book: BookView, uid: UUID, promise: str) -> date:
    today = today_in(book)
    view = person_view(book.id, uid, today=today)
    for line in view.open_promises:
        if line.uid == promise:
            return line.due or today
    raise Missing


ACTS: dict[str, Act] = {
    "rest": _rest,
    "wake": _wake,
    "pin": _pin,
    "unpin": _pin,
    "remove": _remove,
    "untie": _untie,
    "kept": _on_promise(promises.keep_promise),
    "reopen": _on_promise(promises.reopen_promise),
    "drop": _on_promise(promises.remove_promise),
    "postpone": _postpone,
}


def _rhythm_form(data: Any, book: BookView) -> RhythmForm:
    return RhythmForm(data, classes=rhythms_of(book.id))


def _promise_form(data: Any, book: BookView) -> PromiseForm:
    return PromiseForm(data)


def _tie_form(data: Any, book: BookView) -> TieForm:
    return TieForm(data, book=book.id, today=today_in(book))


def _set_rhythm(
    request: HttpRequest, book: BookView, uid: UUID, form: RhythmForm
) -> Done:
    hand = hand_of(request)
    return rhythm.set_rhythm(book.id, uid, hand=hand, rhythm=form.chosen())


def _promise(
    request: HttpRequest, book: BookView, uid: UUID, form: PromiseForm
) -> Done:
    hand = hand_of(request)
    return promises.add_promise(book.id, uid, hand=hand, **form.cleaned_data)


def _tie(request: HttpRequest, book: BookView, uid: UUID, form: TieForm) -> Done:
    values = dict(form.cleaned_data)
    other = values.pop("other")
    return ties.add_tie(book.id, uid, other, hand=hand_of(request), **values)


# By the name of the act: how its form is made from what was sent, and saved.
FORMS: dict[str, tuple[Callable[..., forms.Form], Callable[..., Done]]] = {
    "rhythm": (_rhythm_form, _set_rhythm),
    "promise": (_promise_form, _promise),
    "tie": (_tie_form, _tie),
}
