"""TLS in front of the server, on real sockets."""

from __future__ import annotations

import gc
import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import waitress.server

from kontor.cli import certificate, tls
from kontor.cli.listen import listen
from kontor.cli.tls import Sealed

HERE = "127.0.0.1"


def echo(environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
    """Answer with what came, and how it came."""
    body = environ["wsgi.input"].read()
    facts = "{wsgi.url_scheme} {REMOTE_ADDR} {PATH_INFO}".replace(".", "_")
    said = facts.format(**{k.replace(".", "_"): v for k, v in environ.items()})
    start("200 OK", [("Content-Length", str(len(body))), ("X-Said", said)])
    return [body]


@dataclass
class Served:
    """What serves, at which ports, and how to trust it."""

    outer: int
    inner: int
    main: int
    trusting: ssl.SSLContext
    sealed: Sealed

    def ask(self, body: bytes = b"", path: str = "/") -> tuple[str, bytes]:
        connection = http.client.HTTPSConnection(
            HERE, self.outer, context=self.trusting, timeout=10
        )
        try:
            connection.request("POST", path, body)
            answer = connection.getresponse()
            return answer.headers["X-Said"], answer.read()
        finally:
            connection.close()


pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)


@pytest.fixture
def served(settings: Any, tmp_path: Path) -> Iterator[Served]:
    settings.DATA = tmp_path
    certificate.make([HERE], datetime.now(UTC))
    file, key = certificate.own_files()
    outer, inner, main = (listen(HERE, [0]) for _ in range(3))
    sealed = Sealed(outer, certificate.context(file, key), inner)
    made = waitress.server.create_server(
        sealed.guard(echo), sockets=[main, inner], threads=2
    )
    end = threading.Event()
    thread = threading.Thread(target=_run, args=[made, end], daemon=True)
    thread.start()
    sealed.start()
    yield Served(
        outer.getsockname()[1],
        inner.getsockname()[1],
        main.getsockname()[1],
        ssl.create_default_context(cafile=file),
        sealed,
    )
    sealed.stop()
    end.set()
    thread.join(5)
    made.close()
    made.asyncore.close_all(made.map)
    for one in (outer, inner, main):
        one.close()
    # A connection in the middle of its handshake is let go only by the collector.
    gc.collect()


def _run(made: Any, end: threading.Event) -> None:
    while not end.is_set():
        made.asyncore.loop(timeout=0.05, map=made.map, count=1)


def test_a_request_comes_through_as_https_from_whoever_sent_it(served: Served) -> None:
    assert served.ask(b"hello", "/1/") == (f"https {HERE} /1/", b"hello")


def test_much_comes_through_whole_both_ways(served: Served) -> None:
    much = bytes(range(256)) * 20_000
    assert served.ask(much)[1] == much


def test_a_connection_is_kept_for_several_requests(served: Served) -> None:
    connection = http.client.HTTPSConnection(
        HERE, served.outer, context=served.trusting, timeout=10
    )
    for number in range(3):
        connection.request("POST", f"/{number}", b"x")
        answer = connection.getresponse()
        assert answer.headers["X-Said"].endswith(f"/{number}")
        answer.read()
    connection.close()


@pytest.mark.parametrize("port", ["inner", "main"])
def test_nobody_comes_past_the_seal(served: Served, port: str) -> None:
    connection = http.client.HTTPConnection(HERE, getattr(served, port), timeout=10)
    connection.request("GET", "/", headers={"X-Forwarded-Proto": "https"})
    answer = connection.getresponse()
    if port == "inner":
        assert (answer.status, answer.read()) == (403, b"Only by TLS.\n")
    else:
        # What this machine itself is served by stays as it is.
        assert answer.headers["X-Said"] == f"http {HERE} /"
        answer.read()
    connection.close()


def test_who_says_nothing_or_speaks_plain_holds_up_nobody(served: Served) -> None:
    silent = socket.create_connection((HERE, served.outer))
    plain = socket.create_connection((HERE, served.outer))
    plain.sendall(b"GET / HTTP/1.1\r\nHost: x\r\n\r\n")
    plain.settimeout(10)
    for _ in range(3):
        assert served.ask(b"x")[1] == b"x"
    # It is told that this is no TLS, in TLS, and let go; no page.
    assert b"HTTP" not in plain.recv(1_000)
    silent.close()
    plain.close()


def test_no_more_than_so_many_come_in_at_once(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tls, "MOST_AT_ONCE", 1)
    first = http.client.HTTPSConnection(
        HERE, served.outer, context=served.trusting, timeout=10
    )
    first.request("POST", "/", b"x")
    first.getresponse().read()
    with pytest.raises((OSError, http.client.HTTPException)):
        served.ask(b"y")
    first.close()
    # There is room again as soon as one has left.
    for _ in range(100):
        try:
            assert served.ask(b"z")[1] == b"z"
            break
        except (OSError, http.client.HTTPException):
            continue
    else:
        pytest.fail("nobody is let in any more")


def test_old_protocols_are_not_spoken(served: Served) -> None:
    old = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    old.check_hostname = False
    old.verify_mode = ssl.CERT_NONE
    with pytest.warns(DeprecationWarning):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
    with (
        socket.create_connection((HERE, served.outer)) as bare,
        pytest.raises(ssl.SSLError),
    ):
        old.wrap_socket(bare)


def test_after_the_end_nobody_comes_in(served: Served) -> None:
    served.sealed.stop()
    with pytest.raises(OSError):
        served.ask()
