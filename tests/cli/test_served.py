"""Kontor as others reach it: started for real, asked over the network."""

from __future__ import annotations

import http.client
import os
import re
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

import pytest

GOOD = "correct horse battery"
NAME = "kontor.example"
RUN = [sys.executable, "-c", "from kontor.cli.main import run; run()"]


class Machine:
    """A data folder of its own, and what is run in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.env = {**os.environ, "KONTOR_DATA": str(folder), "LANG": "en_GB.UTF-8"}
        self.env.pop("KONTOR_DATABASE_URL", None)

    def do(self, *words: str, typed: str = "") -> str:
        ran = subprocess.run(
            [*RUN, *words],
            env=self.env,
            input=typed,
            capture_output=True,
            text=True,
            check=True,
        )
        return ran.stdout

    @contextmanager
    def serving(self, *words: str) -> Iterator[str]:
        """Serve, and give what was said of it; ended by the system, it ends cleanly."""
        process = subprocess.Popen(
            [*RUN, "start", "--no-browser", *words],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        assert process.stdout is not None
        said = ""
        for line in process.stdout:
            said += line
            # The last thing that is said to others.
            if re.search(r"^(Fingerprint|  https?://kontor\.example)", line, re.M):
                break
        try:
            yield said
        finally:
            process.terminate()
            _, complaints = process.communicate(timeout=20)
        assert (process.returncode, complaints) == (0, "")


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path / "data")
    made.do("account", "add", "anna", "--owner", "Anna Ahlers", typed=GOOD)
    return made


def free_port() -> str:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return str(found.getsockname()[1])


def test_others_come_in_by_tls_and_password_and_this_machine_as_ever(
    machine: Machine,
) -> None:
    machine.do("certificate", NAME)
    port = free_port()
    with machine.serving("--host", "0.0.0.0", "--port", port) as said:
        assert f"https://{NAME}:{port}" in said
        trusting = ssl.create_default_context(cafile=machine.folder / "certificate.pem")
        trusting.check_hostname = False
        there = http.client.HTTPSConnection("127.0.0.1", int(port), context=trusting)
        token = _ask(there, "GET", "/door/")[1]["kontor-csrf"]
        form = {"name": "Anna", "password": GOOD, "csrfmiddlewaretoken": token}
        status, cookies, head = _ask(
            there,
            "POST",
            "/door/",
            urlencode(form),
            {
                "Cookie": f"kontor-csrf={token}",
                "Content-Type": "application/x-www-form-urlencoded",
                "Origin": f"https://{NAME}:{port}",
            },
        )
        assert status == 302
        assert all("Secure" in line for line in head.get_all("Set-Cookie") or [])
        assert "Strict-Transport-Security" in head
        cookie = {"Cookie": f"kontor={cookies['kontor']}"}
        assert _ask(there, "GET", "/books/", more=cookie)[0] == 200
        there.close()
        # This machine is served as before, without a certificate.
        link = machine.do("link").strip()
        assert link.startswith("http://127.0.0.1:")
        _wait_until_well(int(link.split(":")[2].partition("/")[0]))
        assert "Device" not in machine.do("devices", "--all")


def _ask(
    to: http.client.HTTPConnection,
    method: str,
    path: str,
    body: str = "",
    more: dict[str, str] | None = None,
) -> tuple[int, dict[str, str], http.client.HTTPMessage]:
    port = to.port
    to.request(method, path, body, {"Host": f"{NAME}:{port}", **(more or {})})
    answer = to.getresponse()
    answer.read()
    lines = answer.headers.get_all("Set-Cookie") or []
    cookies = dict(line.strip().partition(";")[0].split("=", 1) for line in lines)
    return answer.status, cookies, answer.headers


def _wait_until_well(port: int) -> None:
    """Wait for the worker, which begins a second after the pages."""
    for _ in range(100):
        here = http.client.HTTPConnection("127.0.0.1", port)
        here.request("GET", "/health/")
        answer = here.getresponse()
        said = answer.read()
        here.close()
        if answer.status == 200:
            assert said == b"ok\n"
            return
        time.sleep(0.1)
    pytest.fail("Kontor is not well")


def test_behind_a_proxy_only_the_proxy_is_believed(machine: Machine) -> None:
    port = free_port()
    words = ["--behind-proxy", "127.0.0.1", "--name", NAME, "--port", port]
    with machine.serving(*words):
        there = http.client.HTTPConnection("127.0.0.1", int(port))
        by_https = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.9"}

        status, _, head = _ask(there, "GET", "/door/", more={**by_https, "Host": NAME})
        assert status == 200
        assert "Strict-Transport-Security" in head
        # What came to the proxy without HTTPS, or came past it, is sent on.
        for more in ({"X-Forwarded-Proto": "http"}, {}):
            status, cookies, head = _ask(
                there, "GET", "/door/?next=/", more={**more, "Host": NAME}
            )
            assert (status, cookies) == (302, {})
            assert head["Location"] == f"https://{NAME}/door/?next=/"
        there.close()
    with machine.serving("--behind-proxy", "10.9.8.7", "--name", NAME, "--port", port):
        there = http.client.HTTPConnection("127.0.0.1", int(port))
        # Somebody else who says the same is not believed.
        assert _ask(there, "GET", "/door/", more={**by_https, "Host": NAME})[0] == 302
        there.close()
