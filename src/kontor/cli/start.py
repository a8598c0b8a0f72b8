"""``kontor``, ``kontor start``, ``kontor link``: from a terminal into the browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kontor.cli import serve
from kontor.cli.first import own_book
from kontor.cli.ground import command, my_hand
from kontor.cli.options import Json
from kontor.cli.outside import Wish
from kontor.cli.say import say, say_json
from kontor.core.errors import Refused, Unavailable
from kontor.lib.text import gettext_noop


class RunningAlready(Refused):
    """A Kontor that runs is not served otherwise by starting another one."""

    text = gettext_noop(
        "Kontor is running already, at {address}. Stop it first with Ctrl+C in its "
        "window; then start it anew for others."
    )


class NotRunning(Unavailable):
    """There is nothing to sign in to."""

    text = gettext_noop("Kontor is not running. Start it: kontor start")


Sample = Annotated[
    bool, typer.Option("--sample", help=_("Load the sample network and show it."))
]
Host = Annotated[
    str,
    typer.Option(
        "--host",
        metavar=_("ADDRESS"),
        help=_("Where to listen: this machine only, or 0.0.0.0 for others, too."),
    ),
]
Port = Annotated[
    int | None,
    typer.Option(
        "--port",
        metavar=_("NUMBER"),
        min=0,
        max=65535,
        help=_("The port to listen at; 0 takes any that is free."),
    ),
]
Browser = Annotated[
    bool,
    typer.Option(
        "--browser/--no-browser", help=_("Open the browser, if there is one.")
    ),
]


Called = Annotated[
    list[str] | None,
    typer.Option(
        "--name",
        metavar=_("NAME"),
        help=_("A name by which others reach Kontor; may be given several times."),
    ),
]
Cert = Annotated[
    Path | None,
    typer.Option(
        "--cert", metavar=_("FILE"), help=_("A certificate with its chain, as PEM.")
    ),
]
Key = Annotated[
    Path | None,
    typer.Option("--key", metavar=_("FILE"), help=_("The key of the certificate.")),
]
Proxy = Annotated[
    str,
    typer.Option(
        "--behind-proxy",
        metavar=_("ADDRESS"),
        help=_("The proxy that does HTTPS; it alone is believed who asks and how."),
    ),
]
Plain = Annotated[
    bool,
    typer.Option(
        "--insecure-http", help=_("Let others in without encryption, at your own risk.")
    ),
]


@command
def start(
    sample: Sample = False,
    host: Host = "127.0.0.1",
    port: Port = None,
    name: Called = None,
    cert: Cert = None,
    key: Key = None,
    behind_proxy: Proxy = "",
    insecure_http: Plain = False,
    browser: Browser = True,
) -> None:
    """Serve the pages, after what a first start needs.

    Raises:
        RunningAlready: others are to be let in, and Kontor is running as it is.
    """
    wish = Wish(
        host, port, tuple(name or ()), cert, key, behind_proxy.strip(), insecure_http
    )
    hand = my_hand()
    own_book(hand)
    shown = _sample() if sample else None
    address = serve.running()
    if address and wish.is_for_others:
        raise RunningAlready(address=address)
    if not address:
        _erase_again()
        serve.serve(wish, hand=hand, book=shown, open_browser=browser)
        return
    link = serve.link_to(address, hand, book=shown)
    say(_("Kontor is running already. Open this link to sign this browser in:"))
    say((link, "bold"), indent=2)
    if browser:
        serve.open_in_browser(link)


@command
def link(json: Json = False) -> None:
    """Print a link that signs one browser in.

    Raises:
        NotRunning: Kontor has not been started.
    """
    address = serve.running()
    if not address:
        raise NotRunning
    found = serve.link_to(address, my_hand())
    if json:
        say_json({"link": found})
    else:
        say(found)


def _erase_again() -> None:
    """Erase whoever was erased before and has come back by an older backup."""
    from kontor.actions.overview.listed import anybody_listed

    if not anybody_listed():
        return
    from kontor.actions.overview.erasures import erased_again

    for name, count in erased_again(hand=my_hand()):
        text = ngettext(
            "“{book}”: {count} person you had erased was in it again and is erased "
            "anew.",
            "“{book}”: {count} people you had erased were in it again and are erased "
            "anew.",
            count,
        )
        say(text.format(book=name, count=count))


def _sample() -> int:
    """Load the sample network if it is not there, and print its plan."""
    from kontor.actions.overview.sample.load import load_sample
    from kontor.cli.week import print_week

    hand = my_hand()
    number = load_sample(hand.account_id or 0, hand=hand)
    print_week(number, hand)
    return number
