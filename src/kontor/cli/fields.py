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


def text_option(option: str, metavar: str, about: str, complete: Any = None) -> Any:
    """Give a text that may be left out."""
    named = typer.Option(option, metavar=metavar, help=about, autocompletion=complete)
    return Annotated[str | None, named]


def several_option(option: str, metavar: str, about: str, complete: Any = None) -> Any:
    """Give a text that may be there several times."""
    named = typer.Option(option, metavar=metavar, help=about, autocompletion=complete)
    return Annotated[list[str] | None, named]


def flag_option(options: str, about: str) -> Any:
    """Give a yes or no that may be left out."""
    return Annotated[bool | None, typer.Option(options, help=about)]


FIELDS: dict[str, Any] = {
    "emails": several_option(
        "--email", _("ADDRESS"), _("Mail address; once for each, the first is usual.")
    ),
    "phones": several_option(
        "--phone", pgettext("telephone", "NUMBER"), _("Telephone; once for each.")
    ),
    "links": several_option(
        "--link", _("ADDRESS"), _("A page on the web; once for each.")
    ),
    "organisation": text_option(
        "--organisation", _("NAME"), _("Where they work."), organisation_names
    ),
    "role": text_option("--role", _("TEXT"), _("As what.")),
    "department": text_option("--department", _("TEXT"), _("In which department.")),
    "tags": several_option("--tag", _("TAG"), _("A tag; once for each."), tag_labels),
    "note": text_option("--note", _("TEXT"), _("A note.")),
    "relation": text_option(
        "--relation",
        _("KIND"),
        _("friend, family, colleague, supplier, client, prospect, member or other."),
        relations,
    ),
    "birthday": text_option(
        "--birthday", _("DAY"), _("5.3.1970, or 5.3. where the year is not known.")
    ),
    "street": text_option("--street", _("TEXT"), _("Street and number.")),
    "postal_code": text_option("--postal-code", _("CODE"), _("Postal code.")),
    "city": text_option("--city", _("PLACE"), _("Town or village.")),
    "country": text_option("--country", _("COUNTRY"), _("Country.")),
    "met_through": text_option(
        "--met-through", _("NAME"), _("Who brought you together."), people_names
    ),
    "met_day": text_option("--met-day", _("DAY"), _("When you met.")),
    "met_place": text_option("--met-place", _("PLACE"), _("Where you met.")),
    "nickname": text_option(
        "--nickname", _("NAME"), _("What they are called by friends.")
    ),
    "language": text_option(
        "--language", _("CODE"), _("The language you speak: de, en …")
    ),
    "address_form": text_option(
        "--address-form", _("FORM"), _("du, sie or first_name."), forms_of_address
    ),
    "private": flag_option(
        "--private/--public", _("In the book, but never suggested.")
    ),
    "do_not_contact": flag_option(
        "--do-not-contact/--may-contact", _("They want no contact.")
    ),
    "confidential": flag_option(
        "--confidential/--open",
        _(
            "Never matched, suggested, drafted, printed or shared; they stay in your "
            "own lists and search."
        ),
    ),
    "pinned": flag_option("--pin/--unpin", _("A solid tie, even when it is silent.")),
}


def taking(
    known: dict[str, Any],
) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command all these options; those given come to it as ``fields``."""

    def with_options(function: Callable[..., None]) -> Callable[..., None]:
        @wraps(function)
        def wrapper(**given: Any) -> None:
            fields = {name: given.pop(name) for name in known}
            named = {name: value for name, value in fields.items() if value is not None}
            function(fields=named, **given)

        signature = inspect.signature(function, eval_str=True)
        own = {n: p for n, p in signature.parameters.items() if n != "fields"}
        after = [own.pop("book"), own.pop("json")]
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        more = [
            inspect.Parameter(name, kind, default=None, annotation=annotation)
            for name, annotation in known.items()
        ]
        parameters = [*own.values(), *more, *after]
        wrapper.__signature__ = signature.replace(  # type: ignore[attr-defined]
            parameters=parameters
        )
        return wrapper

    return with_options


with_fields = taking(FIELDS)
