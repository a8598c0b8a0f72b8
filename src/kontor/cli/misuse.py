"""A command given in a wrong way: what is wrong with it, and where to look it up."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

if TYPE_CHECKING:
    import typer

# How alike an option must be to what was written: --jsn and --json are, at 0.86, and
# --lock and --book are not, at 0.5.
ALIKE = 0.7


def misuse_text(error: typer.TyperException) -> str:
    """Say in one line what was wrong; typer itself says it in English only."""
    say = _SAID.get(type(error).__name__)
    text = say(error) if say else error.format_message()
    context = getattr(error, "ctx", None)
    if context is None:
        return " ".join(text.split())
    return f"{' '.join(text.split())} {_look(context.command_path)}"


def unknown_command(name: str, near: list[str]) -> str:
    """Say that there is no such command, and which may have been meant."""
    text = _("There is no command “{name}”.").format(name=name)
    return f"{text} {_meant(near) if near else _look('kontor')}"


def _look(command: str) -> str:
    return _("See: {command} --help").format(command=command)


def _option(error: Any) -> str:
    text = _("There is no option {name}.").format(name=error.option_name)
    near = _nearest(error)
    return f"{text} {_meant([near])}" if near else text


def _nearest(error: Any) -> str:
    """Find the option of the command that is most like what was written, or ""."""
    if error.ctx is None:
        return ""
    params = error.ctx.command.get_params(error.ctx)
    names = [name for param in params for name in (*param.opts, *param.secondary_opts)]
    # The dashes are alike in all of them and would tell nothing.
    known = {name.strip("-"): name for name in names if name.startswith("--")}
    found = get_close_matches(error.option_name.strip("-"), known, n=1, cutoff=ALIKE)
    return known[found[0]] if found else ""


def _meant(near: list[str]) -> str:
    return _("Did you mean {names}?").format(names=", ".join(near))


def _missing(error: Any) -> str:
    return _("{what} is missing.").format(what=_name_of(error))


def _bad_option(error: Any) -> str:
    if "not take a value" in error.message:
        text = _("The option {name} takes no value.")
    else:
        text = _("The option {name} needs a value.")
    return text.format(name=error.option_name)


def _bad_value(error: Any) -> str:
    what, param = _name_of(error), error.param
    if getattr(param, "type_descriptor", None) is None:
        return str(error.message)
    least, most = getattr(param, "min", None), getattr(param, "max", None)
    if most is not None:
        text = _("{what} takes a whole number from {least} to {most}.")
    elif least is not None:
        text = _("{what} takes a whole number from {least} on.")
    else:
        text = _("{what} takes a whole number.")
    return text.format(what=what, least=least, most=most)


def _usage(error: Any) -> str:
    extra = error.message.partition("extra argument")[2]
    if not extra:
        return str(error.message)
    words = extra.partition("(")[2].rpartition(")")[0].removeprefix("s) (")
    return _("This is one word too many: {words}").format(words=words)


def _name_of(error: Any) -> str:
    """Give the name of an argument or option as the help shows it."""
    param = error.param
    if param is None:
        return "?"
    options = [name for name in param.opts if name.startswith("-")]
    return max(options, key=len) if options else str(param.metavar or param.name)


_SAID = {
    "NoSuchOption": _option,
    "MissingParameter": _missing,
    "BadOptionUsage": _bad_option,
    "BadParameter": _bad_value,
    "UsageError": _usage,
}
