"""Starting, being found again, and the link that signs in."""

from __future__ import annotations

import http.server
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from kontor.actions.accounts.door import use_link
from kontor.cli import serve
from kontor.cli.outside import Way, Wish
from kontor.lib.hand import Hand
from kontor.records.models import Account, Book, SignInLink

Kontor = Callable[..., Any]


@pytest.fixture
def listener() -> Iterator[Callable[[str], int]]:
    """Something that listens on a port of this machine, by its server name."""
    servers: list[http.server.HTTPServer] = []

    def listen(name: str) -> int:
        class Handler(http.server.BaseHTTPRequestHandler):
            server_version, sys_version = name, ""

            def version_string(self) -> str:
                return name

            def do_HEAD(self) -> None:
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        server = http.server.HTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        servers.append(server)
        return int(server.server_address[1])

    yield listen
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.fixture
def note() -> Iterator[Callable[[int], None]]:
    """Write down that Kontor runs at a port."""
    file = Path(settings.DATA, "running.json")

    def write(port: int) -> None:
        told = {"host": "127.0.0.1", "port": port, "address": f"http://there:{port}"}
        file.write_text(json.dumps(told))

    yield write
    file.unlink(missing_ok=True)


def test_a_second_start_prints_a_link_instead_of_serving(
    kontor: Kontor,
    anna: Account,
    hand: Hand,
    listener: Callable[[str], int],
    note: Callable[[int], None],
) -> None:
    note(listener("kontor"))
    ran = kontor("start", "--no-browser")
    assert ran.status == 0
    assert ran.out.startswith("Kontor is running already.")
    link = ran.out.split()[-1]
    assert link.startswith("http://there:")
    # It signs in once, as the one person on this machine.
    assert use_link(link.split("/")[-2], hand=hand) == anna.pk
    assert not SignInLink.objects.exists()


def test_link_prints_nothing_but_the_link(
    kontor: Kontor, listener: Callable[[str], int], note: Callable[[int], None]
) -> None:
    note(listener("kontor"))
    assert kontor("link").out.count("\n") == 1
    assert "/door/" in kontor("link", "--json").json["link"]


def test_another_program_at_the_same_port_is_not_taken_for_kontor(
    kontor: Kontor, listener: Callable[[str], int], note: Callable[[int], None]
) -> None:
    note(listener("something else"))
    assert kontor("link", "--json").json["error"] == "not_running"


def test_a_note_left_by_a_kill_misleads_nobody(
    kontor: Kontor, note: Callable[[int], None]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    note(port)
    ran = kontor("link")
    assert ran.err == "Kontor is not running. Start it: kontor start\n"
    Path(settings.DATA, "running.json").write_text("[broken")
    assert serve.running() == ""


def test_other_machines_are_kept_out(kontor: Kontor) -> None:
    ran = kontor("start", "--host", "0.0.0.0", "--no-browser")
    assert ran.status == 1
    assert "would let others in" in ran.err


def test_what_runs_is_not_served_otherwise_by_another_start(
    kontor: Kontor, listener: Callable[[str], int], note: Callable[[int], None]
) -> None:
    note(listener("kontor"))
    ran = kontor("start", "--host", "0.0.0.0", "--no-browser")
    assert ran.status == 1
    assert ran.err.startswith("Kontor is running already, at http://there:")
    assert not SignInLink.objects.exists()


def test_a_port_that_is_taken_is_named(
    kontor: Kontor, listener: Callable[[str], int]
) -> None:
    port = listener("anybody")
    ran = kontor("start", "--port", str(port), "--no-browser")
    assert ran.status == 1
    assert ran.err.startswith(f"Port {port} cannot be used: ")


def test_the_usual_port_gives_way_to_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(serve, "PORT", taken.getsockname()[1])
        with serve._listen(Way("here", Wish())).main as listening:
            assert listening.getsockname()[1] != serve.PORT


def test_the_sample_is_opened_where_it_was_asked_for(
    kontor: Kontor, listener: Callable[[str], int], note: Callable[[int], None]
) -> None:
    note(listener("kontor"))
    ran = kontor("start", "--sample", "--no-browser")
    sample = Book.objects.get(is_sample=True)
    assert "This week in “Sample network”" in ran.out
    assert "everybody in it is invented" in ran.out
    assert ran.out.strip().endswith(f"/?next=/{sample.pk}/")


def test_no_browser_is_opened_without_a_screen(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    serve.open_in_browser("http://x")
    monkeypatch.setenv("DISPLAY", ":0")
    serve.open_in_browser("http://y")
    assert opened == ["http://y"]
