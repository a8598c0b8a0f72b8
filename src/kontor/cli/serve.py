"""Serving the pages, to this machine or to others, with the worker beside them."""

from __future__ import annotations

import http.client
import json
import logging
import os
import signal
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext

from kontor.actions.accounts.door import make_link
from kontor.cli.listen import EVERYWHERE, listen, shown
from kontor.cli.outside import Way, Wish, open_up, way_of
from kontor.cli.say import err, say

if TYPE_CHECKING:
    import socket

    from kontor.cli.tls import Application, Sealed
    from kontor.lib.hand import Hand

HERE = "127.0.0.1"
PORT = 8765
SEALED_PORT = 8443
THREADS = 2
NAME = "kontor"
# The first page comes first; the worker's many modules are read after it.
WORKER_DELAY = 1.0
SOON_DAYS = 30


@dataclass(frozen=True, slots=True)
class Open:
    """What Kontor listens at.

    Attributes:
        main: for plain HTTP: this machine, a proxy, or whoever was let in so.
        inner, outer: where TLS comes in, and where it is handed on to.
    """

    main: socket.socket
    outer: socket.socket | None = None
    inner: socket.socket | None = None


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
    wish: Wish, *, hand: Hand, book: int | None = None, open_browser: bool = True
) -> None:
    """Serve the pages until the program is stopped.

    Args:
        book: the one to open; the one used last if None.

    Raises:
        OnlyLoopback, NoSeal: the address would let others in, and may not.
        PortTaken, NoAddress: there is nothing to listen at.
        Invalid: the options do not go together, or a certificate cannot be used.
    """
    way = way_of(wish)
    sockets = _listen(way)
    outer = sockets.outer or sockets.main
    addresses = open_up(way, outer.getsockname()[1])
    host, port = _reached_at(way), sockets.main.getsockname()[1]
    address = f"http://{shown(host)}:{port}"
    if way.kind == "proxy" and host != HERE:
        # Asked for without its proxy Kontor would only send on.
        address = addresses[0]
    _note().write_text(json.dumps({"host": host, "port": port, "address": address}))
    link = link_to(address, hand, book=book)
    _tell(address, link)
    _tell_others(way, addresses)
    if open_browser:
        threading.Thread(target=open_in_browser, args=[link], daemon=True).start()
    try:
        _run(way, sockets)
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


def _tell_others(way: Way, addresses: list[str]) -> None:
    """Say where others come in, and what they are to know of it."""
    if not addresses:
        return
    say(gettext("Others reach it, with name and password, at:"))
    for address in addresses:
        sys.stdout.write(f"  {address}\n")
    if way.kind == "plain":
        text = gettext(
            "This is not encrypted: everything, passwords too, can be read and "
            "changed on the way."
        )
        say((text, "red"), to=err)
    if way.certificate is not None:
        _tell_certificate(way)
    sys.stdout.flush()


def _tell_certificate(way: Way) -> None:
    from kontor.cli.certificate import fingerprint
    from kontor.cli.ground import now

    found = way.certificate
    assert found is not None
    text = gettext("Fingerprint of the certificate (SHA-256):")
    say((f"{text} {fingerprint(found)}", "dim"))
    days = (found.not_valid_after_utc - now()).days
    if days < SOON_DAYS:
        until = found.not_valid_after_utc.date().isoformat()
        late = gettext("The certificate is good until {day} only. Renew it.")
        say((late.format(day=until), "red"), to=err)


def _listen(way: Way) -> Open:
    wish = way.wish
    usual = [*range(PORT, PORT + 20), 0]
    if way.kind == "tls":
        wanted = [wish.port] if wish.port is not None else [SEALED_PORT]
        outer = listen(wish.host, wanted)
        # This machine needs no certificate to be asked for its own pages.
        return Open(listen(HERE, usual), outer, listen(HERE, [0]))
    wanted = [wish.port] if wish.port is not None else usual
    return Open(listen(wish.host, wanted))


def _reached_at(way: Way) -> str:
    """Tell at which address this machine itself finds the pages."""
    return HERE if way.kind == "tls" or way.wish.host in EVERYWHERE else way.wish.host


def _run(way: Way, sockets: Open) -> None:
    """Serve until Ctrl+C or an end ordered by the system, and end cleanly."""
    import waitress
    from django.core.wsgi import get_wsgi_application

    signal.signal(signal.SIGTERM, _end)
    # That a page waits for a moment is nothing to be told in the terminal.
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)
    worker = _Work()
    sealed = _sealed(way, sockets)
    try:
        application: Application = get_wsgi_application()
        worker.start()
        if sealed is not None:
            application = sealed.guard(application)
            sealed.start()
        waitress.serve(
            application,
            sockets=[one for one in (sockets.main, sockets.inner) if one],
            threads=THREADS,
            ident=NAME,
            _quiet=True,
            **_trust(way),
        )
    except KeyboardInterrupt:
        pass
    finally:
        if sealed is not None:
            sealed.stop()
        worker.stop()


def _sealed(way: Way, sockets: Open) -> Sealed | None:
    if sockets.outer is None or sockets.inner is None or way.context is None:
        return None
    from kontor.cli.tls import Sealed

    return Sealed(sockets.outer, way.context, sockets.inner)


def _trust(way: Way) -> dict[str, Any]:
    """Believe a proxy who asked and whether by HTTPS; believe nobody else."""
    if way.kind != "proxy":
        return {}
    return {
        "trusted_proxy": way.wish.proxy,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
        "clear_untrusted_proxy_headers": True,
    }


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
