"""Why a backup cannot be used."""

from __future__ import annotations

from kontor.core.errors import Invalid, Refused
from kontor.lib.text import gettext_noop


class NoBackup(Invalid):
    """The file is something else."""

    text = gettext_noop("{file} is no backup that Kontor has made.")


class NewerBackup(Refused):
    """A later version made it."""

    text = gettext_noop(
        "{file} was made by a newer Kontor. Bring Kontor up to date to restore it."
    )


class Damaged(Invalid):
    """The file was cut off or changed."""

    text = gettext_noop(
        "{file} is damaged: it was cut off or changed after it was made. Nothing was "
        "restored."
    )


class NeedsPassphrase(Invalid):
    """The backup is encrypted."""

    text = gettext_noop(
        "{file} is encrypted. Give its passphrase: --passphrase-file, or type it in a "
        "terminal."
    )


class WrongPassphrase(Invalid):
    """The passphrase is not the one it was made with."""

    text = gettext_noop("This is not the passphrase of {file}.")


class InUse(Refused):
    """Somebody has the data folder open."""

    text = gettext_noop(
        "Kontor is running with this data folder, or another program has the book "
        "open. Stop it, then restore."
    )
