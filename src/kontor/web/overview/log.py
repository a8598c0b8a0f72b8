"""The log line: read, shown for a nod, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.actions.overview.log import note, note_birthday
from kontor.core.errors import Invalid
from kontor.reports.overview.log import Reading, read
from kontor.reports.words import WORDS
from kontor.web.access import keeps_book
from kontor.web.answer import after, back, by_htmx, go, objected, tell
from kontor.web.forms.log import LogForm
from kontor.web.frame import here
from kontor.web.hand import hand_of, today_in
from kontor.web.overview.parties import Answers, answers_in, with_named

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView

# A letter goes one way; people who talk both have their say.
ONE_WAY = {"email", "message"}


@keeps_book
@require_http_methods(["GET", "POST"])
def log(request: HttpRequest, book: BookView) -> HttpResponse:
    """Read a line and show it for a nod, save it, or note a quick button's touch."""
    if request.method != "POST":
        return render(request, "overview/log.html")
    line = request.POST.get("line", "").strip()
    if not line and request.POST.get("person"):
        return _quick(request, book)
    if not line:
        return go("log", book.id)
    reading = with_named(read(book.id, line, today=today_in(book)), request, book)
    if request.POST.get("nod"):
        return _save(request, book, reading)
    return _nod(request, reading, LogForm(None, reading))


def _quick(request: HttpRequest, book: BookView) -> HttpResponse:
    person, channel = request.POST["person"], request.POST.get("channel", "")
    if channel not in WORDS["channel"]:
        raise Invalid
    direction = "out" if channel in ONE_WAY else "both"
    done = note(
        book.id, [person], hand=hand_of(request), channel=channel, direction=direction
    )
    tell(request, book, done)
    return back(request, "person", book.id, person)


def _save(request: HttpRequest, book: BookView, reading: Reading) -> HttpResponse:
    """Save what was nodded to; what is open or cannot be is shown again."""
    form = LogForm(request.POST, reading)
    answers = answers_in(reading, request)
    if form.is_valid() and answers.complete:
        try:
            return _noted(request, book, form, answers)
        except Invalid as error:
            objected(form, error, _field_of(error))
    elif not answers.complete:
        form.add_error(None, gettext("Say who is meant."))
    return _nod(request, answers.reading, form)


def _field_of(error: Invalid) -> str | None:
    if "month" in error.facts:
        return "birth_day"
    return "day" if "day" in error.facts else None


def _noted(
    request: HttpRequest, book: BookView, form: LogForm, answers: Answers
) -> HttpResponse:
    hand, born = hand_of(request), form.told_birthday()
    if born:
        done = note_birthday(
            book.id, answers.uids, hand=hand, new=answers.new, birthday=born
        )
    else:
        touch = form.cleaned_data["what"] == "touch"
        done = note(
            book.id,
            answers.uids,
            hand=hand,
            new=answers.new,
            promises=form.promises(),
            is_touch=touch,
            **(form.columns(book.time_zone) if touch else {}),
        )
    tell(request, book, done)
    return back(request, "week", book.id)


def _nod(request: HttpRequest, reading: Reading, form: LogForm) -> HttpResponse:
    context = {
        "reading": reading,
        "form": form,
        "page": not by_htmx(request),
        "who": request.POST.get("who", ""),
        # With htmx the address may have changed since the page was made.
        "next": here(request) if by_htmx(request) else after(request) or here(request),
    }
    template = "overview/_log_nod.html" if by_htmx(request) else "overview/log.html"
    return render(request, template, context)
