"""What is held on one person: where from, all of it to be handed over, a letter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_safe

from kontor.actions.connections.keeping import note_informed
from kontor.core.errors import Invalid
from kontor.lib.mail import mailto
from kontor.reports.overview.disclosure.page import packed
from kontor.reports.overview.letter import letter as draft
from kontor.reports.overview.origin import origin as origin_of
from kontor.reports.overview.person import person as person_view
from kontor.web.access import keeps_book
from kontor.web.answer import go, tell
from kontor.web.forms.held import LetterForm
from kontor.web.hand import hand_of, today_in

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from kontor.reports.accounts.books import BookView
    from kontor.reports.overview.letter import Letter

TONGUES = ("de", "en")


@keeps_book
@require_safe
def origin(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Show where each piece came from, and since when."""
    context = {
        "person": person_view(book.id, uid, today=today_in(book)),
        "pieces": origin_of(book.id, uid),
    }
    return render(request, "overview/origin.html", context)


@keeps_book
@require_safe
def disclosure(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Send all that is held on somebody as a file."""
    name, data = packed(book.id, uid, today=today_in(book))
    return _file(data, f"{name}.zip", "application/zip")


@keeps_book
@require_http_methods(["GET", "HEAD", "POST"])
def letter(request: HttpRequest, book: BookView, uid: UUID) -> HttpResponse:
    """Draft the letter that tells somebody what is kept of them; nothing is sent.

    A POST says with ``act`` what for: "use" shows the text as it was changed, "save"
    sends it as a file, "given" notes that they were told today.

    Raises:
        Invalid: there is no such button.
    """
    language = request.GET.get("language", "")
    found = draft(book.id, uid, language=language if language in TONGUES else "")
    if request.method != "POST":
        return _letter(request, found, {"subject": found.subject, "text": found.text})
    act = request.POST.get("act", "")
    if act == "given":
        tell(request, book, note_informed(book.id, uid, hand=hand_of(request)))
        return go("letter", book.id, uid)
    if act not in {"use", "save"}:
        raise Invalid
    form = LetterForm(request.POST)
    if act == "save" and form.is_valid():
        text = f"{form.cleaned_data['subject']}\n\n{form.cleaned_data['text']}\n"
        name = slugify(gettext("Letter to {name}").format(name=found.name))
        return _file(text.encode(), f"{name}.txt", "text/plain; charset=utf-8")
    return _letter(request, found, request.POST)


def _letter(
    request: HttpRequest, found: Letter, values: dict[str, str]
) -> HttpResponse:
    context = {
        "letter": found,
        "form": LetterForm(values),
        "mailto": mailto(found.to, values.get("subject", ""), values.get("text", "")),
        "tongues": TONGUES,
    }
    return render(request, "overview/letter.html", context)


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=kind, headers=headers)
