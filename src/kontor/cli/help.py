"""The help of the command line, in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from kontor.cli.panels import COMMANDS
from kontor.cli.say import out, say

if TYPE_CHECKING:
    from collections.abc import Iterable

Row = tuple[str, str]
INDENT = 2
LONGEST_NAME = 28
HELP_OPTION = "help"


def print_help(group: Any, context: Any) -> None:
    """Print what Kontor is, and its commands under their headings."""
    _usage(context, _("COMMAND …"))
    say(group.help)
    panels: dict[str, list[Row]] = {}
    for name in group.list_commands(context):
        entry = COMMANDS[name]
        panels.setdefault(entry.panel, []).append((name, _(entry.about)))
    width = max(len(name) for rows in panels.values() for name, _about in rows)
    for panel, rows in panels.items():
        _section(_(panel), rows, width)
    _section(_("Options"), [_option(p) for p in group.get_params(context)])
    say()
    say((_("More on one of them: kontor COMMAND --help"), "dim"))


def print_command_help(command: Any, context: Any) -> None:
    """Print what one command does, its arguments, options and examples."""
    params = command.get_params(context)
    arguments = [p for p in params if p.param_type_name == "argument"]
    _usage(context, " ".join(_place(argument) for argument in arguments))
    say(command.help)
    _section(_("Arguments"), [(_name(p), p.help or "") for p in arguments])
    options = [p for p in params if p.param_type_name == "option"]
    _section(_("Options"), [_option(option) for option in options])
    entry = COMMANDS.get(context.info_name or "")
    if entry and entry.examples:
        say()
        say((_("Examples"), "bold"))
        for example in entry.examples:
            say(_(example), indent=INDENT)


def _usage(context: Any, rest: str) -> None:
    say((f"{context.command_path} {rest}".strip(), "bold"))
    say()


def _section(title: str, rows: Iterable[Row], width: int = 0) -> None:
    """Print names with what they are for, side by side."""
    found = list(rows)
    if not found:
        return
    width = width or min(max(len(name) for name, _about in found), LONGEST_NAME)
    say()
    say((title, "bold"))
    for name, about in found:
        _row(name, about, width)


def _row(name: str, about: str, width: int) -> None:
    """Print one; what it is for goes on below itself in a narrow window."""
    beside = INDENT + width + 2
    room = min(out.width, 100) - beside if out.is_terminal else 10_000
    lines = _broken(about, max(room, 20))
    if len(name) > width:
        say((name, "cyan"), indent=INDENT)
        name = ""
    say((f"{name:{width}}", "cyan"), "  ", lines[0], indent=INDENT)
    for line in lines[1:]:
        say(line, indent=beside)


def _broken(text: str, room: int) -> list[str]:
    import textwrap

    return textwrap.wrap(text, room) or [""]


def _name(param: Any) -> str:
    return str(param.metavar or param.name.upper())


def _place(param: Any) -> str:
    """Write an argument as it stands in the command."""
    name = _name(param) + ("…" if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _option(param: Any) -> Row:
    """Write an option with its other forms and what it takes."""
    if param.name == HELP_OPTION:
        return "-h, --help", _("Show this help.")
    forms = [*sorted(param.opts, key=len), *param.secondary_opts]
    takes = "" if param.is_flag else f" {_taken(param)}"
    return ", ".join(forms) + takes, param.help or ""


def _taken(param: Any) -> str:
    if param.metavar:
        return str(param.metavar)
    kind = getattr(param.type_descriptor, "annotation", str)
    return _("NUMBER") if kind is int else _("TEXT")
