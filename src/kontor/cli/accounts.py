"""``kontor account``: who may sign in with a name and a password."""

from __future__ import annotations

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from django.utils.translation import gettext as _

from kontor.actions.accounts.accounts import add_account, remove_account
from kontor.actions.accounts.passwords import set_password
from kontor.cli.ask import agreed
from kontor.cli.first import place
from kontor.cli.ground import command, my_hand
from kontor.cli.options import Json, name_of
from kontor.cli.say import say, say_json, say_rows
from kontor.core.errors import Invalid, Missing, Unavailable
from kontor.lib.text import gettext_noop
from kontor.reports.accounts.accounts import (
    account_called,
    accounts,
    books_of_nobody,
)
from kontor.reports.words import word

if TYPE_CHECKING:
    from kontor.lib.hand import Hand

ACTS = ("list", "add", "password", "remove")


class NoSuchAct(Invalid):
    """Not one of the things that can be done with an account."""

    text = gettext_noop(
        "“{act}” is not possible. There are: list, add, password, remove."
    )


class NoSuchAccount(Missing):
    """Nobody is called that."""

    text = gettext_noop("There is no account called “{name}”. See: kontor account list")


class NoPassword(Invalid):
    """There is nothing to read a password from, or it is empty."""

    text = gettext_noop(
        "No password was given. Type it at a terminal, or name a file: --password-file."
    )


class NotTheSame(Invalid):
    """A password was mistyped."""

    text = gettext_noop("The two passwords differ; nothing was changed.")


class NoFile(Unavailable):
    """The file of the password cannot be read."""

    text = gettext_noop("{file} cannot be read: {reason}")


Act = Annotated[
    str,
    typer.Argument(
        metavar=_("ACT"),
        help=_("list, add, password or remove."),
        autocompletion=lambda: list(ACTS),
    ),
]
Called = Annotated[
    list[str] | None,
    typer.Argument(metavar=_("NAME"), help=_("The name of the account.")),
]
Language = Annotated[
    str,
    typer.Option(
        "--language", metavar=_("LANGUAGE"), help=_("Of its pages: de or en.")
    ),
]
Owner = Annotated[
    str,
    typer.Option(
        "--owner", metavar=_("NAME"), help=_("Whose network its new book holds.")
    ),
]
Apart = Annotated[
    bool,
    typer.Option(
        "--apart", help=_("Somebody else: do not take over what is kept here.")
    ),
]
File = Annotated[
    str,
    typer.Option(
        "--password-file",
        metavar=_("FILE"),
        help=_("Read the password from a file; - is the standard input."),
    ),
]
Yes = Annotated[bool, typer.Option("--yes", help=_("Do not ask."))]


@command
def account(
    act: Act = "list",
    name: Called = None,
    language: Language = "",
    owner: Owner = "",
    apart: Apart = False,
    password_file: File = "",
    yes: Yes = False,
    json: Json = False,
) -> None:
    """Make accounts, list and remove them, set a password.

    Raises:
        NoSuchAct: it is none of these.
    """
    called, hand = name_of(name or []), my_hand()
    if act == "list":
        _list(json)
    elif act == "add":
        _add(called, hand, password_file, json, (language, owner, apart))
    elif act == "password":
        number = known(called)
        set_password(number, new=_password(password_file))
        text = _("“{name}” has a new password; its devices are signed out.")
        _answer({"id": number, "name": called}, text, json)
    elif act == "remove":
        _remove(called, hand, json=json, yes=yes or json)
    else:
        raise NoSuchAct(act=act)


def _list(json: bool) -> None:
    found = accounts()
    if json:
        say_json(found)
        return
    say_rows(
        [
            (
                word(one.name, "account"),
                ("" if one.has_password else _("no password"), "dim"),
                (", ".join(title for _number, title in one.books), "dim"),
            )
            for one in found
        ]
    )
    _tell_orphans(books_of_nobody())


def _add(
    name: str, hand: Hand, file: str, json: bool, wishes: tuple[str, str, bool]
) -> None:
    language, owner, apart = wishes
    where = place() | ({"language": language} if language else {})
    number = add_account(
        hand=hand,
        name=name,
        password=_password(file),
        pages=language,
        owner=owner,
        apart=apart,
        **where,
    )
    found = next(one for one in accounts() if one.id == number)
    text = _("“{name}” can sign in now, and keeps: {books}.")
    books = ", ".join(title for _number, title in found.books)
    _answer({"id": number, "name": found.name, "books": books}, text, json)


def _remove(name: str, hand: Hand, *, json: bool, yes: bool) -> None:
    number = known(name)
    question = _("Remove the account “{name}”? Its books stay. [Y/n]")
    if not yes and not agreed(question.format(name=name)):
        say(_("Nothing was changed."))
        return
    alone = remove_account(number, hand=hand)
    if json:
        say_json({"id": number, "name": name, "books": alone})
        return
    say(_("The account “{name}” is removed.").format(name=name))
    _tell_orphans(alone)


def _tell_orphans(books: list[tuple[int, str]]) -> None:
    if not books:
        return
    say(_("Nobody keeps these books any more:"))
    say_rows([(str(number), title) for number, title in books], indent=2)
    say((_("Give one to somebody: kontor share NUMBER ACCOUNT --role owner"), "dim"))


def _answer(facts: dict[str, object], text: str, json: bool) -> None:
    say_json(facts) if json else say(text.format(**facts))


def known(name: str) -> int:
    """Find an account by its name.

    Raises:
        NoSuchAccount: nobody is called that.
    """
    found = account_called(name)
    if found is None:
        raise NoSuchAccount(name=name)
    return found


def _password(file: str) -> str:
    """Ask for a password twice, or read it from a file or a pipe.

    Raises:
        NoPassword, NotTheSame, NoFile: there is none to be had.
    """
    if file and file != "-":
        try:
            text = Path(file).read_text()
        except (OSError, UnicodeError) as error:
            reason = getattr(error, "strerror", None) or str(error)
            raise NoFile(file=file, reason=reason) from error
    elif file or not sys.stdin.isatty():
        text = sys.stdin.readline()
    else:
        text = _typed(_("Password:"))
        if text != _typed(_("Once more:")):
            raise NotTheSame
    found = text.removesuffix("\n").removesuffix("\r")
    if not found:
        raise NoPassword
    return found


def _typed(question: str) -> str:
    """Read a line that is not shown.

    Raises:
        typer.Abort: the user broke off.
    """
    try:
        return getpass.getpass(f"{question} ")
    except (EOFError, KeyboardInterrupt) as error:
        raise typer.Abort from error
