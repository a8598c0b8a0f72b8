"""``kontor backup`` and ``kontor restore``: the whole data folder in one file."""

from __future__ import annotations

import getpass
import secrets
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.overview.backup import NotTheSame, make_backup, prove
from kontor.actions.overview.restore import restore as put_back
from kontor.cli import serve
from kontor.cli.ask import agreed, ask
from kontor.cli.ground import command, my_hand, now, ready
from kontor.cli.options import Json
from kontor.cli.outfile import ENDING, place_for, written
from kontor.cli.progress import bar
from kontor.cli.say import note, printable, say, say_json
from kontor.core.errors import Invalid
from kontor.exchange.backup.errors import Damaged, InUse
from kontor.exchange.backup.seal import SALT, is_backup
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from typing import BinaryIO

    from kontor.actions.overview.backup import Made
    from kontor.actions.overview.restore import Restored

_LONGEST = 4_096


class NoBackupFile(Invalid):
    """There is nothing under that name."""

    text = gettext_noop("There is no file {path}. Nothing was restored.")


class NoPassphrase(Invalid):
    """The file for the passphrase is not there, or empty."""

    text = gettext_noop(
        "{path} holds no passphrase. Write one into it, on one line; only its first "
        "line counts."
    )


class NotAlike(Invalid):
    """The passphrase was typed in two ways."""

    text = gettext_noop("These are two passphrases. Nothing was written.")


Target = Annotated[
    str,
    typer.Argument(
        metavar=_("FILE"), help=_("Where to; a name with the day, here, if left out.")
    ),
]
Source = Annotated[str, typer.Argument(metavar=_("FILE"), help=_("The backup."))]
PassphraseFile = Annotated[
    str,
    typer.Option(
        "--passphrase-file",
        metavar=_("FILE"),
        help=_("A file with the passphrase; in a terminal it can be typed instead."),
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help=_("Do it without asking."))]


@command
def backup(
    file: Target = "", passphrase_file: PassphraseFile = "", json: Json = False
) -> None:
    """Write a backup, and read it back to prove it."""
    path = place_for(file or f"kontor-{now():%Y-%m-%d}{ENDING}", _is_ours)
    passphrase = _given(passphrase_file)
    if not passphrase and not json and sys.stdin.isatty():
        passphrase = _typed_twice()
    with bar(_("Backing up")) as progress, written(path) as out:
        made = make_backup(
            out,
            moment=now(),
            salt=secrets.token_bytes(SALT),
            passphrase=passphrase,
            progress=progress,
        )
        _proved(out, passphrase)
    _tell(made, path, json=json)


def _proved(out: BinaryIO, passphrase: str) -> None:
    out.flush()
    try:
        prove(Path(out.name), passphrase)
    except Damaged as error:
        raise NotTheSame(file=printable(out.name)) from error


def _tell(made: Made, path: Path, *, json: bool) -> None:
    size = path.stat().st_size
    if json:
        say_json(
            {
                "file": str(path),
                "bytes": size,
                "encrypted": made.encrypted,
                "counts": made.counts,
            }
        )
        return
    text = _("Wrote {file}: {size} MB, read back and found whole.")
    say(text.format(file=printable(str(path)), size=f"{max(size / 1e6, 0.1):.1f}"))
    if made.encrypted:
        say((_("It is encrypted: without the passphrase nobody can read it."), "dim"))
    else:
        note(_("It is not encrypted: keep it where nobody else can read it."))


def restore(
    file: Source,
    passphrase_file: PassphraseFile = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Put a backup in the place of everything that is there.

    Raises:
        NoBackupFile: there is none.
        InUse: Kontor is running.
        typer.Abort: the user thought better of it.
    """
    path = Path(file).expanduser()
    if not path.is_file():
        raise NoBackupFile(path=printable(file))
    if serve.running():
        raise InUse
    passphrase = _given(passphrase_file)
    if not yes and not json:
        _warn(path)
    with bar(_("Restoring")) as progress:
        done = put_back(
            path,
            moment=now(),
            ask=lambda: passphrase or _typed(),
            progress=progress,
        )
    erased = _bring_up_to_date()
    _tell_restored(done, erased, json=json)


def _warn(path: Path) -> None:
    text = _("{file} takes the place of everything in the book now. Go on?")
    if not agreed(text.format(file=printable(path.name))):
        raise typer.Abort


def _bring_up_to_date() -> int:
    """Bring the tables up to date, and erase again who was erased since."""
    from kontor.actions.overview.erasures import apply_erasures

    ready()
    return apply_erasures(hand=my_hand())


def _tell_restored(done: Restored, erased: int, *, json: bool) -> None:
    if json:
        say_json(
            {
                "made": done.made,
                "counts": done.counts,
                "before": done.before,
                "erased_again": erased,
            }
        )
        return
    people = done.counts.get("person", 0)
    text = _("Restored, as of {moment}: {count} people, everybody's books together.")
    say(text.format(moment=done.made[:16].replace("T", " "), count=people))
    say((_("Every browser signs in anew, with the password of that day."), "dim"))
    text = _("What was there before lies in {folder}, in the data folder.")
    say((text.format(folder=done.before), "dim"))


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return is_backup(file.read(32))


def _given(file: str) -> str:
    """Read the passphrase from a file; "" where none is named."""
    if not file:
        return ""
    try:
        with Path(file).expanduser().open("rb") as opened:
            found = opened.readline(_LONGEST).decode().strip("\r\n")
    except (OSError, UnicodeDecodeError) as error:
        raise NoPassphrase(path=printable(file)) from error
    if not found:
        raise NoPassphrase(path=printable(file))
    return found


def _typed_twice() -> str:
    first = _secret(_("Passphrase to encrypt it with (Enter for none):"))
    if first and _secret(_("The same once more:")) != first:
        raise NotAlike
    return first


def _typed() -> str:
    """Ask for the passphrase where somebody is there to type it."""
    return _secret(_("Passphrase:")) if sys.stdin.isatty() else ""


def _secret(question: str) -> str:
    """Ask for what nobody should read over one's shoulder."""
    if sys.stdin is sys.__stdin__:
        return getpass.getpass(f"{question} ", stream=sys.stderr)
    return ask(question)
