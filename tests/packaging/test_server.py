"""The container file and the systemd unit: whole, hardened, and understood."""

from __future__ import annotations

import configparser
import http.server
import json
import re
import shutil
import subprocess
import sys
import threading
from fnmatch import fnmatch
from pathlib import Path

import pytest

from kontor.cli.app import read_command

ROOT = Path(__file__).resolve().parents[2]
SERVER = ROOT / "packaging/server"
KNOWN = {
    "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE",
    "HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT", "CMD",
}  # fmt: skip
HARDENED = {
    "NoNewPrivileges": "yes",
    "ProtectSystem": "strict",
    "ProtectHome": "yes",
    "PrivateTmp": "yes",
    "PrivateDevices": "yes",
    "RestrictSUIDSGID": "yes",
    "StateDirectory": "kontor",
    "StateDirectoryMode": "0700",
    "UMask": "0077",
    "User": "kontor",
    "CapabilityBoundingSet": "CAP_NET_BIND_SERVICE",
}


def instructions() -> list[tuple[str, str]]:
    """Read the container file: each instruction with what it says."""
    text = (SERVER / "Containerfile").read_text()
    joined = re.sub(r"\\\n\s*", " ", text)
    lines = [line for line in joined.splitlines() if line and line[0] != "#"]
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in lines]


def last(name: str) -> str:
    return [said for found, said in instructions() if found == name][-1]


def test_the_container_file_has_only_instructions_there_are() -> None:
    found = instructions()
    assert {name for name, _ in found} == KNOWN
    assert found[0][0] == "FROM"
    for name in ("ENTRYPOINT", "CMD", "VOLUME"):
        assert isinstance(json.loads(last(name)), list)


def test_the_container_runs_as_nobody_special_and_keeps_its_data() -> None:
    names = [name for name, _ in instructions()]
    # The number is that of the user that was made, and is changed no more.
    assert last("USER").isdigit()
    assert f"--uid {last('USER')} " in last("RUN")
    assert not {"RUN", "COPY"} & set(names[names.index("USER") :])
    assert json.loads(last("VOLUME")) == ["/data"]
    assert "KONTOR_DATA=/data" in last("ENV")


def test_what_the_container_starts_is_understood() -> None:
    assert json.loads(last("ENTRYPOINT")) == ["kontor"]
    name, *rest = json.loads(last("CMD"))
    read_command(name).make_context(name, rest)


@pytest.mark.parametrize(("status", "well"), [(200, True), (503, False)])
def test_the_container_tells_whether_it_is_well(status: int, well: bool) -> None:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status if self.path == "/health/" else 500)
            self.end_headers()

        def log_message(self, *_: object) -> None:
            pass

    words = json.loads(last("HEALTHCHECK").partition("CMD ")[2])
    assert words[:2] == ["python", "-c"]
    with http.server.HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        code = words[2].replace("8765", str(server.server_address[1]))
        ran = subprocess.run([sys.executable, "-c", code], capture_output=True)
        thread.join()
    assert (ran.returncode == 0) is well


def test_what_the_container_is_built_from_is_not_kept_from_it() -> None:
    rules = [
        line
        for line in (ROOT / ".dockerignore").read_text().splitlines()
        if line and line[0] != "#"
    ]
    assert rules[0] == "*"
    let_in = [rule[1:] for rule in rules if rule[0] == "!"]
    for needed in ("pyproject.toml", "README.md", "LICENSE", "src", "tools"):
        assert (ROOT / needed).exists()
        assert any(fnmatch(needed, rule) for rule in let_in)


@pytest.fixture
def unit() -> configparser.ConfigParser:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment,method-assign]
    read.read(SERVER / "kontor.service")
    return read


def test_the_unit_is_hardened(unit: configparser.ConfigParser) -> None:
    assert unit.sections() == ["Unit", "Service", "Install"]
    service = unit["Service"]
    assert {name: service[name] for name in HARDENED} == HARDENED
    made = (SERVER / "kontor.sysusers").read_text()
    assert re.search(rf"^u {service['User']} ", made, re.M)


def test_what_the_unit_starts_is_understood(unit: configparser.ConfigParser) -> None:
    program, name, *rest = unit["Service"]["ExecStart"].split()
    assert program.endswith("/kontor")
    assert rest.pop() == "$KONTOR_OPTIONS"
    examples = re.findall(
        r"KONTOR_OPTIONS=(.+)", (SERVER / "kontor.service").read_text()
    )
    assert len(examples) == 2
    for options in ["", *examples]:
        read_command(name).make_context(name, [*rest, *options.split()])


def test_systemd_itself_has_nothing_to_say_of_the_unit(tmp_path: Path) -> None:
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        # Where there is no systemd, the reading above has to do.
        return
    program = tmp_path / "kontor"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    text = (SERVER / "kontor.service").read_text()
    file = tmp_path / "kontor.service"
    file.write_text(text.replace("/opt/kontor/bin/kontor", str(program)))
    ran = subprocess.run([analyze, "verify", file], capture_output=True, text=True)
    about_it = [line for line in ran.stderr.splitlines() if "kontor.service" in line]
    assert about_it == []
