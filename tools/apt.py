"""Install a package of Debian or Ubuntu, where that is allowed without asking."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys


def install(package: str) -> bool:
    """Install one package; tell whether it is there afterwards.

    Only where there is an ``apt-get`` and root's rights, or ``sudo`` that needs
    no password. The package lists are fetched only if the first try fails.
    """
    rights = _rights()
    apt = shutil.which("apt-get")
    if rights is None or not apt:
        return False
    print(f"Installing {package} (apt-get) …", file=sys.stderr, flush=True)
    wanted = [*rights, apt, "install", "-y", "-q", "--no-install-recommends", package]
    failed = _run(wanted) and (_run([*rights, apt, "update", "-q"]) or _run(wanted))
    if failed:
        print("\n".join(failed.splitlines()[-5:]), file=sys.stderr)
    return not failed


def _rights() -> list[str] | None:
    """Give what to put before a command, or None where it is not allowed."""
    if sys.platform != "linux":
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    return [sudo, "-n"] if sudo and not _run([sudo, "-n", "true"]) else None


def _run(command: list[str]) -> str:
    """Run a command; give what it said if it failed, else nothing."""
    ended = subprocess.run(
        command,
        check=False,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        env={
            **os.environ,
            "DEBIAN_FRONTEND": "noninteractive",
            # dpkg looks for its helpers there; a plain user's PATH lacks them.
            "PATH": f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/bin:/sbin:/bin",
        },
    )
    return "" if ended.returncode == 0 else ended.stdout or "It failed in silence."
