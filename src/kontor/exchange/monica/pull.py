"""JSON read piece by piece, with bounded memory: objects and arrays are walked.

The standard library reads a file as a whole only. Here whoever reads decides for
each value whether to go into it, to take it, or to pass over it.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Iterator

# No single record is longer, in characters; pictures are passed over.
LIMIT = 8 * 1024**2
PIECE = 65_536
_SPACE = re.compile(r"[ \t\r\n]*")
_MARK = re.compile(r'["{}\[\]]')
_STRING = re.compile(r'(?:[^"\\]+|\\.)*', re.DOTALL)
# NUL, and what may be half of a character: no text may hold either.
_ODD = re.compile(r"\0|\\u(?:0000|[dD][89a-fA-F])")
_SCALAR = re.compile(r'[^,\]}\s"]*')
# Strict would refuse a line break within a text, which some programs write.
_decode = json.JSONDecoder(strict=False).raw_decode


class BrokenJson(ValueError):
    """The file is damaged here, or breaks off."""


class Pull:
    """A JSON text, read from the front.

    Args:
        source: the bytes, in UTF-8; wrong bytes are replaced.
    """

    def __init__(self, source: BinaryIO) -> None:
        self._source = source
        self._decoder = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._text = ""
        self._at = 0
        self._ended = False
        self.line = 1

    def peek(self) -> str:
        """Give the character with which the next value begins.

        Raises:
            BrokenJson: there is none.
        """
        while True:
            found = _SPACE.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                raise BrokenJson

    def members(self) -> Iterator[str]:
        """Walk an object: yields each name; its value has to be read then."""
        self._expect("{")
        if self._ends("}"):
            return
        while True:
            name = self.value() if self.peek() == '"' else None
            if not isinstance(name, str):
                raise BrokenJson
            self._expect(":")
            yield name
            if self._ends("}"):
                return
            self._expect(",")

    def elements(self) -> Iterator[int]:
        """Walk an array: yields the line of each element, which has to be read then."""
        self._expect("[")
        if self._ends("]"):
            return
        while True:
            self.peek()
            self._compact()
            yield self.line
            if self._ends("]"):
                return
            self._expect(",")

    def value(self) -> Any:
        """Take the next value as a whole.

        Raises:
            BrokenJson: it is damaged, or longer than ``LIMIT``.
        """
        self.peek()
        self._compact()
        size = PIECE
        while True:
            try:
                found, end = _decode(self._text, self._at)
            except (ValueError, RecursionError) as error:
                # A digit may follow where a number seems to end; so more is asked for.
                if len(self._text) > LIMIT or not self._more(size):
                    raise BrokenJson from error
            else:
                if end < len(self._text) or not self._more(size):
                    odd = _ODD.search(self._text, self._at, end)
                    self._at = end
                    return _cleaned(found) if odd else found
            size *= 2

    def skip(self) -> None:
        """Pass over the next value, however long it is."""
        first = self.peek()
        if first not in '{["':
            self._skip_scalar()
            return
        depth = 0
        while True:
            mark = self._next_mark()
            if mark == '"':
                self._skip_string()
            else:
                depth += 1 if mark in "{[" else -1
            if depth == 0:
                return

    def _next_mark(self) -> str:
        while True:
            found = _MARK.search(self._text, self._at)
            if found:
                self._at = found.end()
                return found[0]
            self._at = len(self._text)
            self._compact()
            if not self._more():
                raise BrokenJson

    def _skip_string(self) -> None:
        while True:
            found = _STRING.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) and self._text[self._at] == '"':
                self._at += 1
                return
            self._compact()
            if not self._more():
                raise BrokenJson

    def _skip_scalar(self) -> None:
        while True:
            found = _SCALAR.match(self._text, self._at)
            self._at = found.end() if found else self._at
            if self._at < len(self._text) or not self._more():
                return

    def _expect(self, mark: str) -> None:
        if self.peek() != mark:
            raise BrokenJson
        self._at += 1

    def _ends(self, mark: str) -> bool:
        if self.peek() != mark:
            return False
        self._at += 1
        return True

    def _compact(self) -> None:
        """Forget what has been read."""
        self.line += self._text.count("\n", 0, self._at)
        self._text, self._at = self._text[self._at :], 0

    def _more(self, size: int = PIECE) -> bool:
        """Read on; tell whether there was anything."""
        if self._ended:
            return False
        data = self._source.read(size)
        self._ended = not data
        self._text += self._decoder.decode(data, final=self._ended)
        return not self._ended


def _cleaned(value: Any) -> Any:
    """Take out of all texts of a value what no text may hold, however deep."""
    whole = [value]
    waiting: list[Any] = [whole]
    while waiting:
        part = waiting.pop()
        if isinstance(part, dict):
            members = [(_clean(name), _clean(inner)) for name, inner in part.items()]
            part.clear()
            part.update(members)
            waiting += part.values()
        elif isinstance(part, list):
            part[:] = map(_clean, part)
            waiting += part
    return whole[0]


def _clean(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return value.replace("\0", "").encode("utf-8", "replace").decode()
