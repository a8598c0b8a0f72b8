"""Damage files by chance, led by what the readers do with them, for as long as wanted.

``make fuzz`` looks at every reader for a minute, ``make fuzz READER=ical SECONDS=600``
at one of them for ten. What must hold is told by ``tests/exchange/fuzzing.py``; what is
begun with is ``tests/exchange/seeds.py``, with ``--seeds FOLDER`` real files as well,
which stay where they are. All that is written lies in one folder outside the project.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
NOT_HERE = (
    "Fuzzing needs atheris, which there is for CPython on Linux (x86-64) only, and for "
    "the newest Python perhaps not yet. The tests of tests/exchange/test_fuzz.py look "
    "at the same things anywhere."
)
NOT_INSTALLED = (
    "atheris could not be installed, which needs the network once. pip said:\n{said}"
)
WRONG = "{reader}: something is wrong with {file}\n  the last lines of {log} say what"
AGAIN = "  see it again with: python -m tools.fuzz {reader} --again {file}"
STOPPED = "{reader}: it was broken off, {log} says why"
DONE = "{reader:9} {runs:>8} files in {seconds} s, {edges} branches, nothing wrong"
LONGEST = 65_536
# Given to the process that fuzzes, which never comes back from it.
INSIDE = "--inside"
# Watching makes reading slower, by how much depends on the reader.
SECONDS_FOR_64_KB = 20.0
SECONDS_FOR_ONE = 60
MEGABYTES = 2_048
_KEPT = re.compile(r"Test unit written to (\S+)")


def main(arguments: list[str]) -> int:
    """Fuzz one reader or all; give the exit code."""
    options = _options(arguments, _readers(watched=INSIDE in arguments))
    if options.again:
        _again(options.reader, options.again)
        print(f"{options.again}: nothing is wrong")
        return 0
    if why_not := _missing():
        print(why_not, file=sys.stderr)
        return 1
    folder = options.folder or Path(tempfile.gettempdir(), "kontor-fuzz")
    if options.inside:
        _fuzz(options.reader, folder, options.seconds)
        return 0
    seeds = [file for file in _files(options.seeds) if file.stat().st_size <= LONGEST]
    readers = [options.reader] if options.reader else _readers()
    fine = [_run(reader, folder, options.seconds, seeds) for reader in readers]
    return 0 if all(fine) else 1


def _readers(*, watched: bool = False) -> list[str]:
    """Give the names of the readers; what they are made of is watched from now on."""
    if watched:
        import atheris

        with atheris.instrument_imports(include=["kontor"]):
            import tests.exchange.fuzzing  # noqa: F401
    from tests.exchange.seeds import KINDS

    return list(KINDS)


def _options(arguments: list[str], readers: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="tools.fuzz", description=__doc__)
    add = parser.add_argument
    add("reader", nargs="?", choices=readers, help="one reader; all if left out")
    add("--seconds", type=int, default=60, help="for each reader")
    add("--seeds", type=Path, help="a folder with real files to begin with")
    add("--folder", type=Path, help="where to keep what was found to lead further")
    add("--again", type=Path, metavar="FILE", help="look at one file, as it was kept")
    add(INSIDE, action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.again and not options.reader:
        parser.error("--again needs the reader")
    return options


def _missing() -> str:
    """Say why atheris is not here, although it was to be installed; "" if it is."""
    if not _says("-c", "import atheris"):
        return ""
    text = (HERE / "pyproject.toml").read_text(encoding="utf-8")
    needs = tomllib.loads(text)["dependency-groups"]["fuzz"]
    print("Installing atheris …", flush=True)
    # Where it is not to be had, the marker in pyproject.toml lets pip pass it over.
    if said := _says("-m", "pip", "install", "--quiet", *needs):
        return NOT_INSTALLED.format(said=said)
    return NOT_HERE if _says("-c", "import atheris") else ""


def _says(*command: str) -> str:
    """Give what Python says to a command that does not end well, else ""."""
    ended = subprocess.run([sys.executable, *command], capture_output=True, text=True)
    return (ended.stderr.strip() or "?") if ended.returncode else ""


def _files(folder: Path | None) -> list[Path]:
    return sorted(f for f in folder.rglob("*") if f.is_file()) if folder else []


def _run(reader: str, folder: Path, seconds: int, seeds: list[Path]) -> bool:
    """Fuzz a reader in a process of its own; tell whether all was well."""
    place = folder / reader
    (place / "corpus").mkdir(parents=True, exist_ok=True)
    _write_down(reader, place, seeds)
    command = [sys.executable, "-m", "tools.fuzz", reader, INSIDE]
    command += ["--seconds", str(seconds), "--folder", str(folder)]
    log = place / "log.txt"
    with log.open("wb") as out:
        ended = subprocess.run(command, cwd=HERE, stdout=out, stderr=out)
    said = log.read_text(errors="replace")
    kept = _KEPT.findall(said)
    if ended.returncode == 0 and not kept:
        print(DONE.format(reader=reader, **_figures(said)), flush=True)
        return True
    for file in kept:
        print(WRONG.format(reader=reader, file=file, log=log))
        print(AGAIN.format(reader=reader, file=file), flush=True)
    if not kept:
        print(STOPPED.format(reader=reader, log=log), flush=True)
    return False


def _figures(said: str) -> dict[str, str]:
    """Take out of the log how many files there were and how far they led."""
    done = re.search(r"Done (\d+) runs in (\d+) second", said)
    edges = re.findall(r"cov: (\d+)", said)
    runs, seconds = done.groups() if done else ("?", "?")
    return {"runs": runs, "seconds": seconds, "edges": edges[-1] if edges else "?"}


def _write_down(reader: str, place: Path, seeds: list[Path]) -> None:
    """Write seeds and crumbs down as libFuzzer wants them."""
    from tests.exchange.seeds import CRUMBS, KINDS

    kind = KINDS[reader]
    for number, seed in enumerate(kind.seeds):
        (place / "corpus" / f"seed-{number}").write_bytes(seed)
    words = (
        '"' + "".join(f"\\x{byte:02x}" for byte in crumb[:64]) + '"'
        for crumb in (*kind.crumbs, *CRUMBS)
    )
    (place / "words.txt").write_text("\n".join(words) + "\n")
    # What has to be packed first is no file that anybody has.
    real = [] if kind.packs else seeds
    (place / "seeds.txt").write_text(",".join(map(str, real)))


def _fuzz(reader: str, folder: Path, seconds: int) -> None:
    """Go on until the time is up, or something is wrong; does not come back."""
    import atheris

    place = folder / reader
    flags = [
        f"-max_total_time={seconds}",
        f"-max_len={LONGEST}",
        f"-timeout={SECONDS_FOR_ONE}",
        f"-report_slow_units={SECONDS_FOR_ONE}",
        f"-rss_limit_mb={MEGABYTES}",
        f"-dict={place / 'words.txt'}",
        f"-artifact_prefix={place}/",
    ]
    if (place / "seeds.txt").stat().st_size:
        flags.append(f"-seed_inputs=@{place / 'seeds.txt'}")
    atheris.Setup(
        [sys.argv[0], *flags, str(place / "corpus")],
        lambda data: _check(reader, data, place / "file", SECONDS_FOR_64_KB),
    )
    atheris.Fuzz()


def _again(reader: str, kept: Path) -> None:
    from tests.exchange.fuzzing import SECONDS

    with tempfile.TemporaryDirectory() as folder:
        _check(reader, kept.read_bytes(), Path(folder, "file"), SECONDS)


def _check(reader: str, data: bytes, path: Path, seconds: float) -> None:
    from tests.exchange.fuzzing import check
    from tests.exchange.seeds import KINDS

    path.write_bytes(KINDS[reader].file(data))
    check(path, seconds)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
