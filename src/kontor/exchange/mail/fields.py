"""The fields of a head that tell who wrote to whom, and when; no other is kept."""

from __future__ import annotations

from functools import lru_cache

from kontor.exchange.charset import decode_value

Fields = dict[str, list[str]]
_WANTED = {
    name.encode(): name
    for name in (
        "from", "sender", "to", "cc", "date", "received", "message-id",
        "auto-submitted", "precedence", "x-spam-flag", "x-gmail-labels",
        "x-mozilla-status",
    )
}  # fmt: skip
LIST = "list-"
_LONGEST_NAME = 40


def fields_of(text: bytes) -> Fields:
    """Give the values of the wanted fields by name, unfolded, in their order.

    Every field of a mailing list counts as one, "list-".
    """
    found: dict[str, list[list[bytes]]] = {}
    value: list[bytes] = []
    for line in text.split(b"\n"):
        if line[:1] in (b" ", b"\t"):
            value.append(line)
            continue
        name, _, rest = line.partition(b":")
        value = [rest]
        # No name that is wanted is longer.
        if len(name) < _LONGEST_NAME and (wanted := _wanted(name)):
            found.setdefault(wanted, []).append(value)
    return {name: [_text(parts) for parts in some] for name, some in found.items()}


@lru_cache(maxsize=4_096)
def _wanted(name: bytes) -> str:
    bare = name.strip().lower()
    return LIST if bare.startswith(b"list-") else _WANTED.get(bare, "")


def _text(parts: list[bytes]) -> str:
    raw = b" ".join([part.strip() for part in parts])
    try:
        text = raw.decode()
    except UnicodeDecodeError:
        text = decode_value(raw)
    return text.replace("\0", "").strip()
