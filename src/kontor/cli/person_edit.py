"""``kontor add``, ``edit`` and ``remove``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer
from django.utils.translation import gettext as _

from kontor.actions.connections import people as actions
from kontor.cli.choose import whom
from kontor.cli.complete import forms_of_address, organisation_names, relations
from kontor.cli.ground import at, command, said
from kontor.cli.options import Book, Json, Name, name_of
from kontor.cli.values import values_of

if TYPE_CHECKING:
    from kontor.cli.values import Given
