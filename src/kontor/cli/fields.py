"""The options that say what is known of a person, for ``add`` and ``edit`` alike."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any

import typer
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from kontor.cli.complete import (
    forms_of_address,
    organisation_names,
    people_names,
    relations,
    tag_labels,
)

Fields = dict[str, Any]


def _text(option: str, metavar: str, about: str, complete: Any = None) -> Any:
    named = typer.Option(option, metavar=metavar, help=about, autocompletion=complete)
    return Annotated[str | None, named]


def _several(option: str, metavar: str, about: str, complete: Any = None) -> Any:
    named = typer.Option(option, metavar=metavar, help=about, autocompletion=complete)
    return Annotated[list[str] | None, named]


def _flag(options: str, about: str) -> Any:
    return Annotated[bool | None, typer.Option(options, help=about)]


FIELDS: dict[str, Any] = {
    "emails": _several(
        "--email", _("ADDRESS"), _("Mail address; once for each, the first is usual.")
    ),
    "phones": _several(
        "--phone", pgettext("telephone", "NUMBER"), _("Telephone; once for each.")
    ),
    "links": _several("--link", _("ADDRESS"), _("A page on the web; once for each.")),
    "organisation": _text(
        "--organisation", _("NAME"), _("Where they work."), organisation_names
    ),
    "role": _text("--role", _("TEXT"), _("As what.")),
    "department": _text("--department", _("TEXT"), _("In which department.")),
    "tags": _several("--tag", _("TAG"), _("A tag; once for each."), tag_labels),
    "note": _text("--note", _("TEXT"), _("A note.")),
    "relation": _text(
        "--relation",
        _("KIND"),
        _("friend, family, colleague, supplier, client, prospect, member or other."),
        relations,
    ),
    "birthday": _text(
        "--birthday", _("DAY"), _("5.3.1970, or 5.3. where the year is not known.")
    ),
    "street": _text("--street", _("TEXT"), _("Street and number.")),
    "postal_code": _text("--postal-code", _("CODE"), _("Postal code.")),
    "city": _text("--city", _("PLACE"), _("Town or village.")),
    "country": _text("--country", _("COUNTRY"), _("Country.")),
    "met_through": _text(
        "--met-through", _("NAME"), _("Who brought you together."), people_names
    ),
    "met_day": _text("--met-day", _("DAY"), _("When you met.")),
    "met_place": _text("--met-place", _("PLACE"), _("Where you met.")),
    "nickname": _text("--nickname", _("NAME"), _("What they are called by friends.")),
    "language": _text("--language", _("CODE"), _("The language you speak: de, en …")),
    "address_form": _text(
        "--address-form", _("FORM"), _("du, sie or first_name."), forms_of_address
    ),
    "private": _flag("--private/--public", _("In the book, but never suggested.")),
    "do_not_contact": _flag(
        "--do-not-contact/--may-contact", _("They want no contact.")
    ),
    "confidential": _flag(
        "--confidential/--open",
        _(
            "Never matched, suggested, drafted, printed or shared; they stay in your "
            "own lists and search."
        ),
    ),
    "pinned": _flag("--pin/--unpin", _("A solid tie, even when it is silent.")),
}


def with_fields(function: Callable[..., None]) -> Callable[..., None]:
    """Give a command all these options; those given come to it as ``fields``."""

    @wraps(function)
    def wrapper(**given: Any) -> None:
        fields = {name: given.pop(name) for name in FIELDS}
        named = {name: value for name, value in fields.items() if value is not None}
        function(fields=named, **given)

    signature = inspect.signature(function, eval_str=True)
    own = {n: p for n, p in signature.parameters.items() if n != "fields"}
    after = [own.pop("book"), own.pop("json")]
    kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
    more = [
        inspect.Parameter(name, kind, default=None, annotation=annotation)
        for name, annotation in FIELDS.items()
    ]
    parameters = [*own.values(), *more, *after]
    wrapper.__signature__ = signature.replace(  # type: ignore[attr-defined]
        parameters=parameters
    )
    return wrapper
