"""Serving the pages on this machine, with the worker beside them."""

from __future__ import annotations

import json
import os
import socket
import sys
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext

from kontor.actions.accounts.door import make_link
from kontor.actions.worker import Worker
from kontor.cli.ground import out
from kontor.core.errors import Refused, Unavailable
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
PORT = 8765
THREADS = 4


class OnlyLoopback(Refused):
    """Other machines may come in only once there are accounts with passwords."""

    text = gettext_noop(
        "Kontor serves this machine only; {host} would let others in, and there are "
        "no accounts with passwords yet. Leave --host out."
    )


class PortTaken(Unavailable):
    """Another program listens there."""

    text = gettext_noop(
        "Another program is using port {port}. Choose one with --port, or stop it."
    )


def running() -> str:
    """Tell the address of a Kontor that serves this data folder already, or ""."""
    file = _note()
    try:
        told = json.loads(file.read_text())
        with socket.create_connection((told["host"], told["port"]), timeout=0.3):
            return str(told["address"])
    except (OSError, ValueError, KeyError):
        return ""


def link_to(address: str, hand: Hand) -> str:
    """Make a link that signs one browser in."""
    token = make_link(hand.account_id or 0, hand=hand)
    return address + reverse("door", args=[token])


def serve(host: str, port: int | None, *, open_browser: bool, hand: Hand) -> None:
    """Serve the pages until the program is stopped.

    Args:
        host: an address of this machine itself.
        port: None for the usual one, or the next that is free.

    Raises:
        OnlyLoopback: the address would let other machines in.
        PortTaken: the port that was asked for is in use.
    """
    if host not in LOOPBACK:
        raise OnlyLoopback(host=host)
    listening = _listen(host, port)
    found = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{found}"
    _note().write_text(json.dumps({"host": host, "port": found, "address": address}))
    link = link_to(address, hand)
    _tell(address, link, open_browser=open_browser)
    worker = Worker()
    worker.start()
    try:
        _run(listening)
    finally:
        worker.stop()
        _note().unlink(missing_ok=True)


def _tell(address: str, link: str, *, open_browser: bool) -> None:
    out.print()
    out.print(gettext("Kontor is running at {address}").format(address=address))
    out.print(gettext("Open this link to sign this browser in; it works once:"))
    out.print(f"  {link}", style="bold")
    out.print(gettext("Stop with Ctrl+C."), style="dim")
    if open_browser and _has_screen():
        webbrowser.open(link)


def _has_screen() -> bool:
    """Tell whether a browser of the desktop could open; a text browser is none."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _listen(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = [port] if port is not None else [*range(PORT, PORT + 20), 0]
    for number in wanted:
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
        except OSError:
            listening.close()
            continue
        return listening
    raise PortTaken(port=port)


def _run(listening: socket.socket) -> None:
    import waitress
    from django.core.wsgi import get_wsgi_application

    waitress.serve(
        get_wsgi_application(),
        sockets=[listening],
        threads=THREADS,
        ident="kontor",
        _quiet=True,
    )


def _note() -> Path:
    """Give the file that says where Kontor is running."""
    return Path(settings.DATA, "running.json")
