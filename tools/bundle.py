"""Pack the wheel and the double-click starters: one ZIP a system, into ``dist``."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
PARTS = {
    "windows": ["windows/Kontor.cmd"],
    "macos": ["macos/Kontor.command", "kontor-start"],
    "linux": ["linux/kontor.desktop", "kontor-start"],
}
RUNNABLE = {".command", ".desktop", ""}


def wheel(folder: Path) -> Path:
    """Build the wheel into a folder and give its place."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder],
        cwd=HERE,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    return max(folder.glob("*.whl"), key=lambda file: file.stat().st_mtime)


def bundle(built: Path, folder: Path) -> list[Path]:
    """Pack one ZIP for each system; all of its files lie in one folder."""
    return [_pack(system, parts, built, folder) for system, parts in PARTS.items()]


def _pack(system: str, parts: list[str], built: Path, folder: Path) -> Path:
    packed = folder / f"kontor-{built.name.split('-')[1]}-{system}.zip"
    files = [built, *(HERE / "packaging" / part for part in ["START.txt", *parts])]
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            entry = zipfile.ZipInfo(f"Kontor/{file.name}", (2020, 1, 1, 0, 0, 0))
            mode = 0o755 if file.suffix in RUNNABLE else 0o644
            entry.external_attr = (0o100000 | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())
    return packed


if __name__ == "__main__":
    for made in bundle(wheel(HERE / "dist"), HERE / "dist"):
        print(made.relative_to(HERE))
