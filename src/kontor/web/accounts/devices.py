"""The page of devices: a code for the phone, and who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_http_methods

from kontor.actions.accounts.devices import sign_out, sign_out_all
from kontor.actions.accounts.door import CODE_MINUTES, make_link
from kontor.core.errors import Invalid, Missing
from kontor.reports.accounts.accounts import anybody_has_password, has_password
from kontor.reports.accounts.devices import devices_of
from kontor.web.access import keeps_book
from kontor.web.answer import go
from kontor.web.device import word_of
from kontor.web.frame import say
from kontor.web.hand import hand_of
from kontor.web.qr import qr_code
from kontor.web.sealed import of_this_machine

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from kontor.reports.accounts.books import BookView


@keeps_book
@require_http_methods(["GET", "POST"])
def devices(request: HttpRequest, book: BookView) -> HttpResponse:
    """Show who is signed in; make a code for a phone; sign one or all others out.

    Raises:
        Invalid: the page has no such button.
        Missing: this account has no such device, or nothing leads here from outside.
    """
    if request.method != "POST":
        return _page(request)
    act = request.POST.get("act", "")
    if act == "code":
        return _code(request)
    if act == "others":
        _others(request)
    elif act == "out":
        _out(request)
    else:
        raise Invalid
    return go("devices", book.id)


def outside(request: HttpRequest) -> str:
    """Give the address at which another device reaches Kontor, "" where none does."""
    if not of_this_machine(request):
        return f"{request.scheme}://{request.get_host()}"
    return settings.OUTSIDE[0] if settings.OUTSIDE else ""


def _code(request: HttpRequest) -> HttpResponse:
    address = outside(request)
    if not address:
        raise Missing
    account = request.user.pk or 0
    token = make_link(account, hand=hand_of(request), minutes=CODE_MINUTES)
    link = address + reverse("door", args=[token])
    return _page(request, link=link)


def _out(request: HttpRequest) -> None:
    number = request.POST.get("device", "")
    if not number.isascii() or not number.isdigit() or len(number) > len("9" * 15):
        raise Missing
    sign_out(request.user.pk or 0, int(number))
    say(request, gettext("The device is signed out."))


def _others(request: HttpRequest) -> None:
    count = sign_out_all(request.user.pk or 0, but=word_of(request))
    text = ngettext(
        "{count} device is signed out.", "{count} devices are signed out.", count
    )
    say(request, text.format(count=count))


def _page(request: HttpRequest, link: str = "") -> HttpResponse:
    lines = devices_of(request.user.pk or 0, word_of(request))
    context = {
        "devices": lines,
        "others": sum(not line.here for line in lines),
        "outside": outside(request),
        "link": link,
        "code": qr_code(link) if link else "",
        "minutes": CODE_MINUTES,
        "has_password": has_password(request.user.pk or 0),
        "anybody": anybody_has_password(),
    }
    return render(request, "accounts/devices.html", context)
