"""The picture of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from kontor.actions.connections.photos import LARGEST, remove_photo, set_photo
from kontor.core.errors import Missing
from kontor.reports.overview.person import photo as photo_of
from kontor.web.access import keeps_book
from kontor.web.answer import go, tell
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from kontor.reports.accounts.books import BookView

# Pictures only: what a file called a photo might be anything, a page with scripts too.
SHOWN = {"image/jpeg", "image/png", "image/gif", "image/webp"}


@keeps_book
@require_http_methods(["GET", "HEAD", "POST"])
def photo(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Send the picture, or set it from a file; a POST without one removes it.

    Raises:
        Missing: there is none, or none that may be shown.
        NoPicture, TooLarge: the file cannot be one.
    """
    if request.method == "POST":
        return _set(request, book, uid)
    kind, data = photo_of(book.id, uid)
    if kind not in SHOWN:
        raise Missing
    return HttpResponse(data, content_type=kind)


def _set(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    given = request.FILES.get("picture")
    hand = hand_of(request)
    if given is None:
        done = remove_photo(book.id, uid, hand=hand)
    else:
        # One byte more than may be tells that it is too many.
        done = set_photo(book.id, uid, hand=hand, data=given.read(LARGEST + 1))
    tell(request, book, done)
    return go("person", book.id, uid)
