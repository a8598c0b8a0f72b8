"""Everything out: the ZIP, or people alone, sent as it is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from kontor.core.errors import Invalid
from kontor.reports.overview.everything.pack import everything, people_alone
from kontor.web.access import keeps_book
from kontor.web.forms.everything import ExportForm
from kontor.web.hand import hand_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponseBase

    from kontor.reports.accounts.books import BookView

KINDS = {"everything": ("application/zip", "zip"), "people": ("text/vcard", "vcf")}


@keeps_book
@require_safe
def export(request: HttpRequest, book: BookView) -> HttpResponseBase:
    """Send a book as a file.

    Raises:
        Invalid: there is no such kind of file.
    """
    what = request.GET.get("what", "everything")
    if what not in KINDS:
        raise Invalid
    form = ExportForm(request.GET)
    form.is_valid()
    kind, ending = KINDS[what]
    hand = hand_of(request)
    name = f"kontor-{hand.today(book.time_zone):%Y-%m-%d}.{ending}"
    response: HttpResponseBase
    if request.method == "HEAD":
        response = HttpResponse(content_type=kind)
    else:
        pieces = _pieces(request, book, what, form)
        response = StreamingHttpResponse(pieces, content_type=kind)
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response.headers["Content-Disposition"] = disposition or ""
    return response


def _pieces(
    request: HttpRequest, book: BookView, what: str, form: ExportForm
) -> Iterator[bytes]:
    moment, chosen = hand_of(request).moment, form.cleaned_data
    if what == "people":
        return people_alone(book.id, moment=moment, confidential=chosen["confidential"])
    return everything(
        book.id,
        moment=moment,
        history=not chosen["without_history"],
        confidential=chosen["confidential"],
    )
