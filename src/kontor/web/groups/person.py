"""What a person's page says and asks of networks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.views.decorators.http import require_POST

from kontor.actions.groups.segments import say_reach
from kontor.core.errors import Invalid
from kontor.web.access import keeps_book
from kontor.web.answer import back, tell
from kontor.web.forms.segments import ReachForm
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_POST
def reach(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Note how many people of a segment somebody knows."""
    form = ReachForm(request.POST)
    if not form.is_valid():
        raise Invalid
    segment, count = form.cleaned_data["segment"], form.cleaned_data["count"]
    done = say_reach(book.id, segment, uid, hand=hand_of(request), count=count)
    tell(request, book, done)
    return back(request, "person", book.id, uid)
