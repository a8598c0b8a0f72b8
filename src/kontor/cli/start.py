"""``kontor``, ``kontor start``, ``kontor link``: from a terminal into the browser."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer
from django.utils.translation import gettext as _

from kontor.cli import serve
from kontor.cli.first import own_book
from kontor.cli.ground import command, my_hand, out

Sample = Annotated[
    bool, typer.Option("--sample", help=_("Load the sample network and show it."))
]
Host = Annotated[str, typer.Option(help=_("The address to listen at."))]
Port = Annotated[int | None, typer.Option(help=_("The port to listen at."))]
Browser = Annotated[bool, typer.Option(help=_("Open the browser, if there is one."))]


def add_to(app: typer.Typer) -> None:
    """Add the commands of this file; ``kontor`` alone is ``kontor start``."""

    @app.callback(invoke_without_command=True)
    def alone(context: typer.Context) -> None:
        if context.invoked_subcommand is None:
            context.invoke(start)

    app.command(help=_("Serve the pages on this machine and open the browser."))(start)
    app.command(help=_("Make a link that signs another browser in."))(link)


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
    if sample:
        _show_sample()
    address = serve.running()
    if address:
        again = serve.link_to(address, hand)
        out.print(_("Kontor is running already: {link}").format(link=again))
        if browser:
            webbrowser.open(again)
        return
    serve.serve(host, port, open_browser=browser, hand=hand)


@command
def link() -> None:
    """Print a link that signs one browser in."""
    address = serve.running()
    if not address:
        out.print(_("Kontor is not running. Start it with “kontor start”."))
        raise typer.Exit(1)
    out.print(serve.link_to(address, my_hand()))


def _show_sample() -> None:
    """Load the sample network if it is not there, and print its plan."""
    from kontor.actions.overview.sample.load import load_sample
    from kontor.cli.week import print_week

    hand = my_hand()
    print_week(load_sample(hand.account_id or 0, hand=hand), hand)
