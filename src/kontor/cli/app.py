"""All commands, put together."""

from __future__ import annotations

import typer
from django.utils.translation import gettext as _

from kontor.cli import books, deeds, log, people, start, week

app = typer.Typer(
    help=_("The networker's own ledger: whom to be in touch with this week, and why."),
    no_args_is_help=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    pretty_exceptions_enable=False,
)
for part in (start, week, log, people, deeds, books):
    part.add_to(app)
