"""A text as a QR code, drawn in a way the policy of the pages allows."""

from __future__ import annotations

import segno
from django.utils.safestring import SafeString, mark_safe

# A phone reads it from the screen at arm's length; the white rim is part of it.
SCALE = 6
RIM = 4


def qr_code(text: str) -> SafeString:
    """Draw a text as SVG, dark on white whatever the colours of the page."""
    code = segno.make(text, error="m", boost_error=False, micro=False)
    drawn = code.svg_inline(scale=SCALE, border=RIM, dark="#000", light="#fff")
    return mark_safe(drawn)  # noqa: S308 - squares, the text is not in it as letters
