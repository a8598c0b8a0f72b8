"""Make ``.venv`` and put Kontor into it; do nothing where all is up to date.

``python3 tools/setup.py run`` installs what Kontor needs to run, ``… dev`` the
tools for tests and checks as well. Runs with the standard library alone.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

if __package__ in {None, ""}:
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools import apt

HERE = Path(__file__).resolve().parent.parent
VENV = HERE / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "kontor-stamp.json"
WORDS = HERE / "src/kontor/locale"
OLDEST = (3, 11)
TOO_OLD = (
    "Kontor needs Python 3.11 or newer, and here is only {version}. Install a newer "
    "one from python.org or with your system's packages, then run: "
    "make {target} PYTHON=/path/to/python3"
)
NO_VENV = (
    "This Python ({python}) cannot make a virtual environment. Install what is "
    "missing (Debian and Ubuntu: sudo apt-get install python3-venv), then run "
    "this again."
)
NO_INSTALL = (
    "Kontor could not be installed; the reason stands above. The first start needs "
    "the network to fetch what Kontor is built on. When it is there, run this again."
)


class CannotSetUp(Exception):
    """It does not work; the text says what to do."""


def main(target: str) -> None:
    """Bring ``.venv`` up to date for a target, "run" or "dev".

    Raises:
        CannotSetUp: it does not work, and what to do about it.
    """
    if sys.version_info < OLDEST:
        _with_newer_python(target)
    stamp, wanted = _stamp(), _wanted(target)
    if stamp.get("place") != str(HERE) or not PYTHON.exists():
        stamp = {}
    if any(stamp.get(key) != wanted[key] for key in ("place", "needs", target)):
        _install(target, fresh=not stamp)
        wanted["dev"] = wanted["dev"] or stamp.get("dev", "")
    elif stamp.get("words") != wanted["words"] or not _compiled():
        _compile()
        wanted["dev"] = stamp.get("dev", "")
    else:
        return
    STAMP.write_text(json.dumps(wanted, indent=1))


def _wanted(target: str) -> dict[str, str]:
    """Give what the stamp says when everything is up to date."""
    needs = _digest([HERE / "pyproject.toml", HERE / "tools/build_hook.py"])
    return {
        "place": str(HERE),
        "needs": needs,
        "words": _digest(sorted(WORDS.rglob("*.po"))),
        "run": needs,
        "dev": needs if target == "dev" else "",
    }


def _stamp() -> dict[str, str]:
    try:
        return dict(json.loads(STAMP.read_text()))
    except (OSError, ValueError):
        return {}


def _digest(files: list[Path]) -> str:
    sums = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    return hashlib.sha256(" ".join(sums).encode()).hexdigest()


def _compiled() -> bool:
    return all(file.with_suffix(".mo").exists() for file in WORDS.rglob("*.po"))


def _install(target: str, *, fresh: bool) -> None:
    if fresh and not _has_pip():
        _make_venv()
    print("Installing Kontor into .venv (once; a minute or two) …", flush=True)
    more = _dev_tools() if target == "dev" else []
    _pip("-e", str(HERE), *more)


def _dev_tools() -> list[str]:
    # Read here, as --group is unknown to the pip that older Pythons bring along.
    import tomllib

    project = tomllib.loads((HERE / "pyproject.toml").read_text(encoding="utf-8"))
    return list(project["dependency-groups"]["dev"])


def _compile() -> None:
    """Compile the catalogues: with Babel where it is, else by the build itself."""
    if _ends_well([PYTHON, "-c", "import babel"]):
        subprocess.run(
            [PYTHON, "-m", "tools.messages", "compile"], cwd=HERE, check=True
        )
    else:
        _pip("--no-deps", "-e", str(HERE))


def _pip(*what: str) -> None:
    command = [str(PYTHON), "-m", "pip", "install", "--quiet"]
    if subprocess.run([*command, "--disable-pip-version-check", *what]).returncode:
        raise CannotSetUp(NO_INSTALL)


def _has_pip() -> bool:
    """Tell whether there is a usable environment made for this very place."""
    made_here = _ends_well(
        [PYTHON, "-c", "import sys, pip; sys.exit(sys.version_info < (3, 11))"]
    )
    script = PYTHON.with_name("pip")
    return made_here and script.exists() and str(VENV) in script.read_text()


def _make_venv() -> None:
    """Try every way to make an environment with pip in it, the usual one first.

    Debian's Python comes without ``ensurepip`` unless python3-venv is installed.
    """
    print("Making .venv …", flush=True)
    for way in (_by_venv, _by_virtualenv, _by_uv, _by_fetched_virtualenv, _by_apt):
        shutil.rmtree(VENV, ignore_errors=True)
        if way() and _ends_well([PYTHON, "-c", "import pip"]):
            return
    shutil.rmtree(VENV, ignore_errors=True)
    raise CannotSetUp(NO_VENV.format(python=sys.executable))


def _by_venv() -> bool:
    return _ends_well([sys.executable, "-m", "venv", VENV])


def _by_virtualenv() -> bool:
    if importlib.util.find_spec("virtualenv"):
        return _ends_well([sys.executable, "-m", "virtualenv", VENV])
    command = shutil.which("virtualenv")
    return bool(command) and _ends_well([command, "-p", sys.executable, VENV])


def _by_uv() -> bool:
    command = shutil.which("uv")
    return bool(command) and _ends_well(
        [command, "venv", "--seed", "--python", sys.executable, VENV]
    )


def _by_fetched_virtualenv() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        fetch = ["-m", "pip", "install", "--quiet", "--target", folder, "virtualenv"]
        if not _ends_well([sys.executable, *fetch]):
            return False
        path = {**os.environ, "PYTHONPATH": folder}
        return _ends_well([sys.executable, "-m", "virtualenv", VENV], path)


def _by_apt() -> bool:
    return apt.install("python3-venv") and _by_venv()


def _with_newer_python(target: str) -> None:
    """Go on with a newer Python, where one is on the PATH."""
    for minor in range(16, OLDEST[1] - 1, -1):
        if found := shutil.which(f"python3.{minor}"):
            os.execv(found, [found, __file__, target])
    raise CannotSetUp(TOO_OLD.format(version=sys.version.split()[0], target=target))


def _ends_well(command: list[object], env: dict[str, str] | None = None) -> bool:
    try:
        ended = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=env,
        )
    except OSError:
        return False
    return ended.returncode == 0


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except CannotSetUp as reason:
        sys.exit(str(reason))
