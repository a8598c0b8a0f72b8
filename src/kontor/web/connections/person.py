"""One person's page, and what can be done there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kontor.reports.accounts.books import rhythms_of
from kontor.reports.groups.person import groups_of_person
from kontor.reports.overview.next_step import next_step
from kontor.reports.overview.person import PersonView
from kontor.reports.overview.person import person as person_view
from kontor.reports.overview.standing_text import (
    standing_figures,
    standing_odds,
    standing_text,
)
from kontor.reports.words import figure_text
from kontor.web.access import keeps_book
from kontor.web.answer import page_number
from kontor.web.chart import Chart, touch_chart
from kontor.web.connections.acts import act_on
from kontor.web.forms.acts import PromiseForm, RhythmForm, TieForm
from kontor.web.hand import today_in

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@dataclass(frozen=True, slots=True)
class Strength:
    """How strong a tie is, as the page shows it."""

    sentence: str
    chart: Chart | None
    odds: str
    figures: tuple[tuple[str, str], ...]
    sum: tuple[str, str] | None


@keeps_book
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show a person, or do one of the small acts of the page."""
    sent: dict[str, forms.Form] = {}
    if request.method == "POST":
        answer = act_on(request, book, uid, sent)
        if answer is not None:
            return answer
    return _page(request, book, uid, sent)


def _page(
    request: HttpRequest, book: BookView, uid: UUID, sent: dict[str, forms.Form]
) -> HttpResponse:
    """Render the page; a form sent with a mistake stands as it was sent."""
    today = today_in(book)
    view = person_view(book.id, uid, today=today, page=page_number(request))
    context = {
        "person": view,
        "strength": _strength(view, today),
        "networks": groups_of_person(book.id, view.id, today=today),
        "next": next_step(book.id, view, today=today),
        "rhythm_form": sent.get("rhythm")
        or RhythmForm(classes=rhythms_of(book.id), now=(view.rhythm, view.rhythm_days)),
        "promise_form": sent.get("promise") or PromiseForm(),
        "tie_form": sent.get("tie") or TieForm(book=book.id, today=today),
    }
    return render(request, "connections/person.html", context)


def _strength(view: PersonView, today: date) -> Strength:
    standing = view.standing
    sentence = standing_text(standing, today)
    if standing.strength is None:
        return Strength(sentence, None, "", (), None)
    return Strength(
        sentence=sentence,
        chart=touch_chart(standing.touches, standing.curve, today),
        odds=standing_odds(standing, pinned=view.pinned),
        figures=tuple(standing_figures(standing)),
        sum=(gettext("Strength of the tie today"), figure_text(standing.strength)),
    )
