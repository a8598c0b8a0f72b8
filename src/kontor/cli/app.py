"""The command line put together; the file of a command is read when it is used."""

from __future__ import annotations

from difflib import get_close_matches
from importlib import import_module
from typing import TYPE_CHECKING, Annotated, Any, cast

import typer
from django.utils.translation import gettext
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from kontor.cli.help import print_command_help, print_help
from kontor.cli.misuse import unknown_command
from kontor.cli.panels import COMMANDS
from kontor.cli.trouble import WRONG_USE, Trouble
from kontor.lib.text import gettext_noop

if TYPE_CHECKING:
    from collections.abc import Callable

ABOUT = gettext_noop(
    "The networker's own ledger: whom to be in touch with this week, and why."
)
INSTALL = gettext_noop("Let the Tab key complete commands and names in this shell.")
SHOW = gettext_noop("Print what does that, to be put in place by hand.")
VERSION = gettext_noop("Tell which Kontor this is.")
OWN_OPTIONS = {
    "install_completion": INSTALL,
    "show_completion": SHOW,
    "version": VERSION,
}
HELP = {"help_option_names": ["-h", "--help"]}

# Answered before the settings are read (``main``); here for the help and the Tab key.
Version = Annotated[bool, typer.Option("--version", help=VERSION)]


class OneCommand(TyperCommand):
    """A command whose help is in the user's language."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the help."""
        print_command_help(self, ctx)


class Commands(TyperGroup):
    """All commands; what is listed and what is run are told apart."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Give the names in the order of the help."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Give what the list of commands needs, without reading any file."""
        entry = COMMANDS.get(cmd_name)
        if entry is None:
            return None
        return OneCommand(cmd_name, help=gettext(entry.about))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Read the file of the command that is to be run.

        Raises:
            Trouble: there is no such command.
        """
        name, *rest = args
        if name in COMMANDS:
            return name, read_command(name), rest
        if ctx.resilient_parsing:
            return None, None, rest
        near = get_close_matches(name, COMMANDS)
        raise Trouble(unknown_command(name, near), "usage", WRONG_USE)

    def get_params(self, ctx: Any) -> Any:
        """Say in the user's language what the options are for."""
        params = super().get_params(ctx)
        for param in params:
            if param.name in OWN_OPTIONS:
                cast("Any", param).help = gettext(OWN_OPTIONS[param.name])
        return params

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Print the list of commands."""
        print_help(self, ctx)


def read_command(name: str) -> Any:
    """Make a command of the function that does it."""
    entry = COMMANDS[name]
    module, _, function = entry.place.partition(".")
    found: Callable[..., None] = getattr(
        import_module(f"kontor.cli.{module}"), function
    )
    one = typer.Typer(add_completion=False, context_settings=HELP)
    one.command(name, cls=OneCommand, help=gettext(entry.about))(found)
    return get_command(one)


def kontor() -> Any:
    """Give the whole command line; ``kontor`` alone is ``kontor start``."""
    app = typer.Typer(cls=Commands, help=gettext(ABOUT), context_settings=HELP)

    @app.callback(invoke_without_command=True)
    def alone(context: typer.Context, version: Version = False) -> None:
        if context.invoked_subcommand is None:
            import_module("kontor.cli.start").start()

    return get_command(app)
