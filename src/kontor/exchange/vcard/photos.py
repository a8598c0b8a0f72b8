"""Pictures inside a card."""

from __future__ import annotations

import binascii

from kontor.exchange.card import Photo

_MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n", "image/png"),
    (b"GIF8", "image/gif"),
    (b"BM", "image/bmp"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
)


def is_link(value: str) -> bool:
    """Tell whether a picture is only pointed at."""
    scheme, colon, _ = value.partition(":")
    return bool(colon) and scheme.strip().lower() != "data"


def parse_photo(value: str) -> Photo | None:
    """Read an inline picture.

    Args:
        value: base64 (blanks and line ends in it do no harm), or a data: URI
            with it, also escaped as in vCard 3.0.

    Returns:
        The picture, or None where the bytes are none. What it is, the bytes
        say: the type that a card gives for them is often wrong, and what is no
        raster image might carry a script.
    """
    if value[:5].lower() == "data:":
        marker, _, value = value.partition(",")
        if "base64" not in marker.lower():
            return None
    data = _from_base64(value)
    media_type = media_type_of(data)
    return Photo(media_type, data) if media_type else None


def _from_base64(value: str) -> bytes:
    text = "".join(value.split()).rstrip("=")
    if not text.isascii():
        return b""
    try:
        return binascii.a2b_base64(text + "=" * (-len(text) % 4))
    except binascii.Error:
        return b""


def media_type_of(data: bytes) -> str:
    """Tell what kind of picture the bytes are, "" where they are none."""
    for magic, media_type in _MAGIC:
        if data.startswith(magic):
            return media_type
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    if data[4:8] == b"ftyp" and data[8:11] in (b"hei", b"mif", b"avi"):
        return "image/avif" if data[8:11] == b"avi" else "image/heic"
    return ""
