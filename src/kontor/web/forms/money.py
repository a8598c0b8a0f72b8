"""Sums of money as people type them in their language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.utils.formats import get_format, number_format
from django.utils.translation import gettext

from kontor.lib.money import decimals, minor_units
from kontor.web.forms.fields import TextInput, text_field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django import forms


def sum_field(label: Any, **more: Any) -> forms.CharField:
    """Make a field for a sum; its currency stands in another field."""
    widget = TextInput(attrs={"inputmode": "decimal"})
    return text_field(label, 30, widget=widget, **more)


def currency_field(label: Any) -> forms.CharField:
    """Make a field for a currency by its three letters."""
    widget = TextInput(attrs={"autocapitalize": "characters", "size": "4"})
    return text_field(label, 3, widget=widget)


def read_sums(form: forms.Form, names: Iterable[str]) -> None:
    """Turn sums that were typed into minor units, once a form was cleaned.

    What cannot be read has an error beside its field; an empty field is None.
    """
    values = form.cleaned_data
    currency = str(values.get("currency", ""))
    for name in names:
        typed = str(values.get(name, "") or "")
        values[name] = minor_units(figures(typed), currency) if typed else None
        if typed and values[name] is None:
            text = gettext("“%(value)s” is not a sum of money, such as %(sample)s.")
            sample = sum_text(123450, "EUR")
            form.add_error(name, text % {"value": typed, "sample": sample})


def figures(text: str) -> str:
    """Take out what groups thousands in the language in force.

    "1.234,50" of a German becomes "1234,50"; what is not grouped so stays.
    """
    plain = re.sub(r"[\s’']", "", text)
    point = re.escape(str(get_format("THOUSAND_SEPARATOR")))
    if re.fullmatch(rf"\d{{1,3}}(?:{point}\d{{3}})+(?:[.,]\d+)?", plain):
        return re.sub(rf"{point}(?=\d{{3}}(?:\D|$))", "", plain)
    return plain


def sum_text(amount: int | None, currency: str) -> str:
    """Write minor units as figures of the language in force; "" of none."""
    if amount is None:
        return ""
    places = decimals(currency)
    shown = f"{amount / 10**places:.{places}f}"
    return str(number_format(shown, use_l10n=True, force_grouping=True))
