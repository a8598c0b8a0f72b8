"""A whole book brought in again, as a further one."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_required
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from kontor.actions.overview.bring_book import bring_book
from kontor.core.errors import Invalid
from kontor.exchange.kontor.archive import is_book
from kontor.exchange.kontor.lines import NotABook
from kontor.web.answer import go
from kontor.web.forms.everything import WholeBookForm
from kontor.web.frame import say
from kontor.web.hand import hand_of, now

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.actions.overview.bring_book import Brought


@login_required
@require_POST
def whole_book(request: HttpRequest) -> HttpResponse:
    """Make a book of the file that was sent.

    Raises:
        Invalid: nothing was sent.
        NotABook, NewerBook, BrokenBook, TooLarge: it is none that can be read.
    """
    form = WholeBookForm(request.POST, request.FILES)
    if not form.is_valid():
        raise Invalid
    brought = _brought(request, form)
    text = gettext("“%(name)s” is here, as it was.") % {"name": brought.name}
    say(request, text)
    return go("week", brought.book)


def _brought(request: HttpRequest, form: WholeBookForm) -> Brought:
    with tempfile.TemporaryDirectory(prefix="kontor-") as folder:
        path = Path(folder, "book")
        with path.open("wb") as file:
            for piece in form.cleaned_data["whole"].chunks():
                file.write(piece)
        if not is_book(path):
            raise NotABook
        name = form.cleaned_data["called"]
        return bring_book(path, hand=hand_of(request), name=name, clock=now)
