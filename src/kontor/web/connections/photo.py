"""The picture of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from kontor.core.errors import Missing
from kontor.reports.overview.person import photo as photo_of
from kontor.web.access import keeps_book

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from kontor.reports.accounts.books import BookView

# Pictures only: what a file called a photo might be anything, a page with scripts too.
SHOWN = {"image/jpeg", "image/png", "image/gif", "image/webp"}


@keeps_book
@require_safe
@cache_control(private=True, max_age=300)
def photo(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Send the picture.

    Raises:
        Missing: there is none, or none that may be shown.
    """
    kind, data = photo_of(book.id, uid)
    if kind not in SHOWN:
        raise Missing
    return HttpResponse(data, content_type=kind)
