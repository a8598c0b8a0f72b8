"""TLS in front of the server: bytes come in sealed and go on plain, on loopback only.

The server (waitress) does no TLS. Here asyncio does it, in a thread of its own, and
hands what it reads to a port of this machine that answers nobody else: a request is
taken only from a connection that was opened here, so that nobody comes past the TLS.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

HANDSHAKE_SECONDS = 10.0
MOST_AT_ONCE = 200
PIECE = 65_536
START_SECONDS = 10.0
CLOSING_SECONDS = 0.1


class Sealed:
    """A door to the outside: takes TLS connections, hands on what they say.

    Args:
        listening: the socket that others reach.
        context: certificate and key.
        inner: the socket on loopback where the server listens.
    """

    def __init__(
        self,
        listening: socket.socket,
        context: ssl.SSLContext,
        inner: socket.socket,
    ) -> None:
        self._listening = listening
        self._context = context
        self._inner: tuple[str, int] = inner.getsockname()[:2]
        # Which port of this machine stands for whom outside.
        self._peers: dict[int, str] = {}
        self._open: set[asyncio.StreamWriter] = set()
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._end = asyncio.Event()
        self._thread = threading.Thread(target=self._run, name="tls", daemon=True)

    def start(self) -> None:
        """Begin to take connections."""
        self._thread.start()
        self._ready.wait(START_SECONDS)

    def stop(self) -> None:
        """Take no more, and let go of those that are open."""
        if self._loop is not None and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._end.set)
            self._thread.join(START_SECONDS)

    def guard(self, application: Application) -> Application:
        """Wrap the pages: what comes through here is HTTPS, from whoever sent it."""
        inner = str(self._inner[1])

        def guarded(
            environ: dict[str, Any], start: Callable[..., Any]
        ) -> Iterable[bytes]:
            if environ["SERVER_PORT"] != inner:
                return application(environ, start)
            peer = self._peers.get(int(environ["REMOTE_PORT"]))
            if peer is None:
                start("403 Forbidden", [("Content-Type", "text/plain")])
                return [b"Only by TLS.\n"]
            environ["wsgi.url_scheme"] = "https"
            environ["REMOTE_ADDR"] = environ["REMOTE_HOST"] = peer
            return application(environ, start)

        return guarded

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(
            self._take,
            sock=self._listening,
            ssl=self._context,
            ssl_handshake_timeout=HANDSHAKE_SECONDS,
            backlog=128,
        )
        self._ready.set()
        await self._end.wait()
        server.close()
        for writer in list(self._open):
            writer.transport.abort()
        # They are told that they are closed before the loop is.
        await asyncio.sleep(CLOSING_SECONDS)

    async def _take(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        if len(self._peers) >= MOST_AT_ONCE:
            writer.close()
            return
        port = 0
        within: asyncio.StreamWriter | None = None
        self._open.add(writer)
        try:
            answers, within = await asyncio.open_connection(*self._inner)
            self._open.add(within)
            port = within.get_extra_info("sockname")[1]
            self._peers[port] = writer.get_extra_info("peername")[0]
            await _both(_hand_on(reader, within), _hand_on(answers, writer))
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            self._peers.pop(port, None)
            for open_one in filter(None, (writer, within)):
                self._open.discard(open_one)
                open_one.close()


async def _both(*ways: Any) -> None:
    """Let bytes go both ways until one of the sides has no more to say."""
    tasks = [asyncio.ensure_future(way) for way in ways]
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def _hand_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while piece := await reader.read(PIECE):
        writer.write(piece)
        await writer.drain()
