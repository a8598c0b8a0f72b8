"""A throw-away PostgreSQL server for the tests.

It runs in a fresh folder under the temporary folder, listens on a socket in that
folder only, and goes with it. PostgreSQL refuses to run as root: there it runs
as ``nobody``.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from tools import apt

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = "postgresql"
PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "/Applications/Postgres.app/Contents/Versions/*/bin",
)
# Nothing here has to outlive the run, so nothing waits for the disk.
OPTIONS = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "max_connections": "40",
}
STOP_SECONDS = 10.0
PATIENCE = 60.0


class CannotServe(Exception):
    """There is no server, and why; the text says what to do."""


def find() -> Path | None:
    """Find the folder with ``initdb`` and ``postgres``, the newest first."""
    for folder in _folders():
        if (folder / "initdb").is_file() and (folder / "postgres").is_file():
            return folder
    return None


def ensure() -> Path:
    """Find the programs, or install Debian's where that is allowed.

    Raises:
        CannotServe: there are none and none can be installed.
    """
    found = find()
    if not found and apt.install(PACKAGE):
        found = find()
    if not found:
        message = (
            "PostgreSQL is not installed, and it cannot be installed from here. "
            "Install its server (Debian and Ubuntu: apt-get install postgresql; "
            "macOS: brew install postgresql) or put its initdb on the PATH, "
            "then run this again."
        )
        raise CannotServe(message)
    return found


class Server:
    """One server; ``start`` gives the address for KONTOR_DATABASE_URL."""

    def __init__(self) -> None:
        self._folder: Path | None = None
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> str:
        """Make a cluster, start the server and wait until it answers.

        Raises:
            CannotServe: the programs are missing, or the server does not start.
        """
        programs = ensure()
        # Directly under /tmp: a socket's path may have 107 bytes at most.
        root = "/tmp" if Path("/tmp").is_dir() else None  # noqa: S108
        self._folder = Path(tempfile.mkdtemp(prefix="kontor-pg-", dir=root))
        if _as_root():
            nobody = pwd.getpwnam("nobody")
            os.chown(self._folder, nobody.pw_uid, nobody.pw_gid)
        self._make_cluster(programs)
        self._serve(programs)
        return f"postgresql://kontor@{quote(str(self._folder), safe='')}/postgres"

    def stop(self) -> None:
        """Stop the server, by its own process, and remove its folder."""
        # The fast shutdown first: open sessions are ended, not waited for. Started from
        # a background job a program may ignore it, so stronger words follow.
        for word in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
            if self._process is None or self._process.poll() is not None:
                break
            self._process.send_signal(word)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self._process.wait(STOP_SECONDS)
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _make_cluster(self, programs: Path) -> None:
        data = str(self._path("data"))
        made = self._run(
            [str(programs / "initdb"), "-D", data, "-U", "kontor"]
            + ["--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync"]
        )
        _, errors = made.communicate()
        if made.returncode:
            message = f"PostgreSQL cannot make a database:\n{errors.decode()}"
            raise CannotServe(message)

    def _serve(self, programs: Path) -> None:
        options = {**OPTIONS, "unix_socket_directories": str(self._path("."))}
        command = [str(programs / "postgres"), "-D", str(self._path("data"))]
        for name, value in options.items():
            command += ["-c", f"{name}={value}"]
        log = self._path("log")
        with log.open("wb") as written:
            self._process = self._run(command, written.fileno())
        until = time.monotonic() + PATIENCE
        while "ready" not in self._state():
            if self._process.poll() is not None or time.monotonic() > until:
                message = f"PostgreSQL does not start:\n{log.read_text()}"
                raise CannotServe(message)
            time.sleep(0.05)

    def _state(self) -> str:
        """Read the server's own word on how far it is: last line of its pid file."""
        try:
            return self._path("data/postmaster.pid").read_text().splitlines()[-1]
        except (OSError, IndexError):
            return ""

    def _path(self, name: str) -> Path:
        assert self._folder  # noqa: S101 - only called once there is one
        return self._folder / name

    def _run(
        self, command: list[str], errors: int = subprocess.PIPE
    ) -> subprocess.Popen[bytes]:
        nobody = pwd.getpwnam("nobody") if _as_root() else None
        return subprocess.Popen(
            command,
            cwd=self._path("."),
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            user=nobody.pw_uid if nobody else None,
            group=nobody.pw_gid if nobody else None,
            extra_groups=[] if nobody else None,
            # Ctrl-C at the terminal is for the tests, which then stop the server.
            start_new_session=True,
        )


def _folders() -> Iterator[Path]:
    yield from (Path(p) for p in os.environ.get("PATH", "").split(os.pathsep) if p)
    if config := shutil.which("pg_config"):
        asked = subprocess.run(
            [config, "--bindir"], capture_output=True, text=True, check=False
        )
        yield Path(asked.stdout.strip())
    for place in PLACES:
        yield from sorted(Path("/").glob(place[1:]), key=_version, reverse=True)


def _version(folder: Path) -> list[int]:
    return [
        int(n) for n in "".join(c if c.isdigit() else " " for c in str(folder)).split()
    ]


def _as_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0
