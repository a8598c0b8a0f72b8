"""``kontor``, ``kontor start``, ``kontor link``: from a terminal into the browser."""

from __future__ import annotations

from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.cli import serve
from kontor.cli.first import own_book
from kontor.cli.ground import command, my_hand
from kontor.cli.options import Json
from kontor.cli.say import say, say_json
from kontor.core.errors import Unavailable
from kontor.lib.text import gettext_noop


class NotRunning(Unavailable):
    """There is nothing to sign in to."""

    text = gettext_noop("Kontor is not running. Start it: kontor start")


Sample = Annotated[
    bool, typer.Option("--sample", help=_("Load the sample network and show it."))
]
Host = Annotated[
    str,
    typer.Option(
        "--host", metavar=_("ADDRESS"), help=_("An address of this machine itself.")
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


@command
def start(
    sample: Sample = False,
    host: Host = "127.0.0.1",
    port: Port = None,
    browser: Browser = True,
) -> None:
    """Serve the pages, after what a first start needs."""
    hand = my_hand()
    own_book(hand)
    shown = _sample() if sample else None
    address = serve.running()
    if not address:
        serve.serve(host, port, hand=hand, book=shown, open_browser=browser)
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


def _sample() -> int:
    """Load the sample network if it is not there, and print its plan."""
    from kontor.actions.overview.sample.load import load_sample
    from kontor.cli.week import print_week

    hand = my_hand()
    number = load_sample(hand.account_id or 0, hand=hand)
    print_week(number, hand)
    return number
