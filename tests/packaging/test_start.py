"""The double-click starters, against stand-ins for everything they call."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parents[2] / "packaging"
WHEEL = "kontor_ledger-1.0-py3-none-any.whl"
# All that the scripts may use besides what they look for.
USED = ("sh", "dirname", "basename", "cat", "rm", "grep", "mkdir", "chmod")
PYTHON = """#!/bin/sh
# Is new enough, makes an environment, and installs a kontor into it.
case "$1 $2" in
  "-c "*) exit 0 ;;
  "-m venv")
    mkdir -p "$3/bin" && cat "$0" >"$3/bin/python" && chmod +x "$3/bin/python" ;;
  "-m pip")
    echo "pip: $@"
    bin=$(dirname "$0")
    echo '#!/bin/sh
echo "own kontor: $@"' >"$bin/kontor" && chmod +x "$bin/kontor" ;;
esac
"""


class Desk:
    """A home folder and a PATH of its own, with the launchers unpacked."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.home, self.at = (folder / n for n in ("bin", "home", "Kontor"))
        for place in (self.bin, self.home, self.at):
            place.mkdir()
        for name in USED:
            (self.bin / name).symlink_to(str(shutil.which(name)))
        self.put("uname", "echo Linux")
        script = (PACKAGING / "kontor-start").read_text()
        for place in ("/opt/homebrew/bin", "/usr/local/bin"):
            script = script.replace(f":{place}", "")
        (self.at / "kontor-start").write_text(script)
        shutil.copy(PACKAGING / "macos/Kontor.command", self.at)

    def put(self, name: str, *lines: str) -> None:
        program = self.bin / name
        program.write_text("#!/bin/sh\n" + "\n".join(lines) + "\n")
        program.chmod(0o755)

    def start(
        self, *command: str, **environment: str
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command or ("sh", str(self.at / "kontor-start")),
            env={"PATH": str(self.bin), "HOME": str(self.home), **environment},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
            timeout=30,
        )


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize("script", ["kontor-start", "macos/Kontor.command"])
def test_the_scripts_are_plain_shell(script: str) -> None:
    ran = subprocess.run(["sh", "-n", PACKAGING / script], capture_output=True)
    assert ran.returncode == 0, ran.stderr
    assert os.access(PACKAGING / script, os.X_OK)


def test_what_is_installed_is_started(desk: Desk) -> None:
    desk.put("kontor", 'echo "started: $@"')
    assert desk.start().stdout.endswith("started: start\n")


def test_the_mac_starter_does_the_same(desk: Desk) -> None:
    desk.put("kontor", 'echo "started: $@"')
    desk.put("uname", "echo Darwin")
    desk.put("defaults", "echo de_DE")
    said = desk.start("sh", str(desk.at / "Kontor.command")).stdout
    assert said.startswith("Kontor läuft.")
    assert said.endswith("started: start\n")


def test_uv_installs_the_wheel_that_lies_beside(desk: Desk) -> None:
    (desk.at / WHEEL).touch()
    desk.put("from-uv", "echo uv kontor: $@")
    desk.put(
        "uv",
        'if [ "$2" = dir ]; then echo "$HOME"; exit; fi',
        'echo "uv: $@"; cat "$(dirname "$0")/from-uv" >"$HOME/kontor"',
        'chmod +x "$HOME/kontor"',
    )
    said = desk.start().stdout
    assert f"uv: tool install --python >=3.11 {desk.at / WHEEL}" in said
    assert said.endswith("uv kontor: start\n")


def test_pipx_installs_it_where_there_is_no_uv(desk: Desk) -> None:
    desk.put("from-pipx", "echo pipx kontor: $@")
    desk.put(
        "pipx",
        'if [ "$1" = environment ]; then echo "$HOME"; exit; fi',
        'echo "pipx: $@"; cat "$(dirname "$0")/from-pipx" >"$HOME/kontor"',
        'chmod +x "$HOME/kontor"',
    )
    said = desk.start().stdout
    assert "pipx: install kontor-ledger\n" in said
    assert said.endswith("pipx kontor: start\n")


def test_python_alone_is_enough_and_the_second_start_installs_nothing(
    desk: Desk,
) -> None:
    desk.put("python3", PYTHON)
    first, second = desk.start().stdout, desk.start().stdout
    assert "pip: -m pip install --quiet --upgrade kontor-ledger" in first
    assert "pip:" not in second
    assert second.endswith("own kontor: start\n")


def test_a_newer_wheel_is_taken_and_only_once(desk: Desk) -> None:
    desk.put("python3", PYTHON)
    desk.start()
    (desk.at / WHEEL).touch()
    assert f"--upgrade {desk.at / WHEEL}" in desk.start().stdout
    assert "pip:" not in desk.start().stdout


def test_without_anything_a_sentence_says_what_to_do(desk: Desk) -> None:
    ended = desk.start()
    assert ended.returncode == 1
    assert "Install it from https://www.python.org/downloads/" in ended.stderr
    german = desk.start(LANG="de_DE.UTF-8").stderr
    assert "Richten Sie es von https://www.python.org/downloads/ ein" in german


def test_a_failed_installation_leaves_nothing_half_done(desk: Desk) -> None:
    desk.put("python3", PYTHON.replace('echo "pip: $@"', "exit 1"))
    ended = desk.start()
    assert ended.returncode == 1
    assert "could not be installed" in ended.stderr
    assert not list(desk.home.rglob("kontor-program"))


def _command(line: str, place: str) -> list[str]:
    """Read an Exec line as the desktop entry specification says."""
    text = line.removeprefix("Exec=").replace(r"\\", "\\")
    words = re.findall(r'"((?:[^"\\]|\\.)*)"|(\S+)', text)
    unquoted = [re.sub(r'\\(["`$\\])', r"\1", quoted) or bare for quoted, bare in words]
    return [place if word == "%k" else word for word in unquoted]


@pytest.mark.parametrize("form", ["{}", "file://{}"])
@pytest.mark.parametrize("folder", ["Kontor", "Kontor/linux"])
def test_the_desktop_file_starts_what_lies_beside_it(
    desk: Desk, folder: str, form: str
) -> None:
    desk.put("kontor", 'echo "started: $@"')
    there = desk.at.parent / folder / "kontor.desktop"
    there.parent.mkdir(exist_ok=True)
    shutil.copy(PACKAGING / "linux/kontor.desktop", there)
    (exec_line,) = [
        line for line in there.read_text().splitlines() if line.startswith("Exec=")
    ]
    said = desk.start(*_command(exec_line, form.format(there))).stdout
    assert said.startswith("Kontor is running.")
    assert said.endswith("started: start\n")


def test_the_windows_starter_is_what_windows_can_read() -> None:
    raw = (PACKAGING / "windows/Kontor.cmd").read_bytes()
    # The command interpreter misreads labels after a bare line feed, and
    # anything beyond ASCII depends on the code page.
    assert raw.count(b"\n") == raw.count(b"\r\n")
    text = raw.decode("ascii")
    labels = re.findall(r"^:(\w+)", text, re.MULTILINE)
    jumps = set(re.findall(r"(?:goto|call) :?(\w+)", text))
    assert jumps <= set(labels)
    assert len(labels) == len(set(labels))
    # "kontor" alone would find Kontor.cmd itself, without end.
    assert not re.search(r"where kontor(?!\.exe)", text)
