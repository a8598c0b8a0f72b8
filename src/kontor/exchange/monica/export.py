"""The frame of Monica's export: which lists it has, and what is beside them.

Source: monicahq/monica, app/ExportResources (4.x, version 1.0-preview.1). Lists are
named in the singular there and in the plural by programs that write the like.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from kontor.exchange.monica.pull import Pull

Piece = dict[str, Any]
# Lists of an account that are read, by their name in the singular.
READ = frozenset({"contact", "relationship", "activity", "user"})


def pieces(pull: Pull) -> Iterator[tuple[str, int, Any]]:
    """Walk an export: yields (list, line, value) for each entry of a known list.

    An entry of a list that is not read is yielded as (list, line, None). What
    belongs to the program itself comes as ("instance", line, value).

    Raises:
        BrokenJson: the file is damaged, or breaks off.
    """
    for name in pull.members():
        if name == "account" and pull.peek() == "{":
            yield from _account(pull)
        else:
            pull.skip()


def _account(pull: Pull) -> Iterator[tuple[str, int, Any]]:
    for name in pull.members():
        if name == "data" and pull.peek() == "[":
            for _ in pull.elements():
                yield from _list(pull)
        elif name == "instance":
            line = pull.line
            yield "instance", line, pull.value()
        else:
            pull.skip()


def _list(pull: Pull) -> Iterator[tuple[str, int, Any]]:
    """Walk ``{"count": …, "type": …, "values": […]}``; the type has to come first."""
    if pull.peek() != "{":
        pull.skip()
        return
    kind = ""
    for name in pull.members():
        if name == "type":
            kind = singular(str(pull.value()))
        elif name == "values" and pull.peek() == "[":
            for line in pull.elements():
                if kind in READ:
                    yield kind, line, pull.value()
                else:
                    pull.skip()
                    yield kind, line, None
        else:
            pull.skip()


def singular(kind: str) -> str:
    """Give the name of a list in the singular: ``activities`` is ``activity``."""
    if kind.endswith("ies"):
        return f"{kind[:-3]}y"
    if kind.endswith("ses"):
        return kind[:-2]
    return kind.removesuffix("s") if not kind.endswith("ss") else kind


def properties(piece: Any) -> Piece:
    """Give the properties of an entry, none where it is not one."""
    found = piece.get("properties") if isinstance(piece, dict) else None
    return found if isinstance(found, dict) else {}


def listed(piece: Any, kind: str) -> list[Any]:
    """Give the entries of a list that hangs on an entry."""
    data = piece.get("data") if isinstance(piece, dict) else None
    found = [
        values
        for part in (data if isinstance(data, list) else ())
        if isinstance(part, dict) and singular(text(part, "type")) == kind
        and isinstance(values := part.get("values"), list)
    ]  # fmt: skip
    return [value for values in found for value in values]


def text(piece: Any, name: str) -> str:
    """Give a text of an entry, "" where it is none."""
    value = piece.get(name) if isinstance(piece, dict) else None
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return str(value).strip()
