"""Serving the pages on this machine, with the worker beside them."""

from __future__ import annotations

import http.client
import json
import logging
import os
import signal
import socket
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils.translation import gettext

from kontor.actions.accounts.door import make_link
from kontor.cli.say import say
from kontor.core.errors import Refused, Unavailable
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

LOOPBACK = {"127.0.0.1", "::1", "localhost"}
PORT = 8765
THREADS = 2
__import__("sys").setswitchinterval(float(__import__("os").environ.get("SWI", "0.005")))
NAME = "kontor"
BACKLOG = 128
# The first page comes first; the worker's many modules are read after it.
WORKER_DELAY = 1.0


class OnlyLoopback(Refused):
    """Other machines may come in only once there are accounts with passwords."""

    text = gettext_noop(
        "Kontor serves this machine only; {host} would let others in, and there are "
        "no accounts with passwords yet. Leave --host out."
    )


class PortTaken(Unavailable):
    """Another program listens there, or the port may not be used."""

    text = gettext_noop(
        "Port {port} cannot be used: {reason}. Choose another one with --port."
    )


def running() -> str:
    """Tell the address of a Kontor that serves this data folder already, or ""."""
    try:
        told = json.loads(_note().read_text())
        host, port, address = told["host"], int(told["port"]), str(told["address"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    return address if _answers(str(host), port) else ""


def _answers(host: str, port: int) -> bool:
    """Tell whether it is Kontor that listens there, and not some other program."""
    connection = http.client.HTTPConnection(host, port, timeout=2)
    try:
        connection.request("HEAD", "/static/favicon.svg")
        return connection.getresponse().getheader("Server") == NAME
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def link_to(address: str, hand: Hand, *, book: int | None = None) -> str:
    """Make a link that signs one browser in, and leads to a book if one is given."""
    token = make_link(hand.account_id or 0, hand=hand)
    after = f"?next=/{book}/" if book else ""
    return f"{address}/door/{token}/{after}"


def serve(
    host: str,
    port: int | None,
    *,
    hand: Hand,
    book: int | None = None,
    open_browser: bool = True,
) -> None:
    """Serve the pages until the program is stopped.

    Args:
        host: an address of this machine itself.
        port: None for the usual one, or the next that is free.
        book: the one to open; the one used last if None.

    Raises:
        OnlyLoopback: the address would let other machines in.
        PortTaken: the port that was asked for cannot be used.
    """
    if host not in LOOPBACK:
        raise OnlyLoopback(host=host)
    listening = _listen(host, port)
    # Whoever comes while the pages are being made ready waits for them.
    listening.listen(BACKLOG)
    found = listening.getsockname()[1]
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{found}"
    _note().write_text(json.dumps({"host": host, "port": found, "address": address}))
    link = link_to(address, hand, book=book)
    _tell(address, link)
    if open_browser:
        threading.Thread(target=open_in_browser, args=[link], daemon=True).start()
    try:
        _run(listening)
    finally:
        _note().unlink(missing_ok=True)


def open_in_browser(link: str) -> None:
    """Open a link where there is a screen; a browser in the terminal is none."""
    desktop = os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    if desktop or sys.platform in {"win32", "darwin"}:
        import webbrowser

        webbrowser.open(link)


def _tell(address: str, link: str) -> None:
    say()
    say(gettext("Kontor is running at {address}").format(address=address))
    say(gettext("Open this link to sign this browser in; it works once:"))
    # One piece, however narrow the window: it is to be clicked on and copied.
    sys.stdout.write(f"  {link}\n")
    say((gettext("Stop with Ctrl+C."), "dim"))
    sys.stdout.flush()


def _listen(host: str, port: int | None) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    wanted = [port] if port is not None else [*range(PORT, PORT + 20), 0]
    reason = ""
    for number in wanted:
        listening = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, number))
        except OSError as error:
            reason = error.strerror or str(error)
            listening.close()
            continue
        return listening
    raise PortTaken(port=port, reason=reason)


def _run(listening: socket.socket) -> None:
    """Serve until Ctrl+C or an end ordered by the system, and end cleanly."""
    import waitress
    from django.core.wsgi import get_wsgi_application

    signal.signal(signal.SIGTERM, _end)
    # That a page waits for a moment is nothing to be told in the terminal.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    worker = _Work()
    try:
        application = get_wsgi_application()
        worker.start()
        waitress.serve(
            application,
            sockets=[listening],
            threads=THREADS,
            ident=NAME,
            _quiet=True,
        )
    except KeyboardInterrupt:
        pass
    finally:
        worker.stop()


def _end(number: int, frame: object) -> None:
    raise KeyboardInterrupt


class _Work:
    """The worker, made ready beside the server so that nobody waits for it."""

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._ended.set()
        if self._thread.is_alive():
            self._thread.join(timeout=15)

    def _run(self) -> None:
        if self._ended.wait(WORKER_DELAY):
            return
        from kontor.actions.worker import Worker

        worker = Worker()
        worker.start()
        self._ended.wait()
        worker.stop()


def _note() -> Path:
    """Give the file that says where Kontor is running."""
    return Path(settings.DATA, "running.json")
