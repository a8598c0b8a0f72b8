"""Lists of words, typed one on each line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django import forms

if TYPE_CHECKING:
    from collections.abc import Iterable


def lines_field(label: Any, help_text: Any = "", rows: int = 3) -> forms.CharField:
    """Make a field for a list of words."""
    widget = forms.Textarea(attrs={"rows": rows})
    return forms.CharField(
        label=label, required=False, help_text=help_text, widget=widget
    )


def lines_of(text: str, *, commas: bool = True) -> list[str]:
    """Read a list, parted by lines and commas; a firm's name may have a comma."""
    parts = re.split(r"[\n,;]" if commas else r"\n", text)
    return [part.strip() for part in parts if part.strip()]


def shown_lines(words: Iterable[str]) -> str:
    """Write a list as it is typed."""
    return "\n".join(words)
