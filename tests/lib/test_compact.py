from __future__ import annotations

import json

import pytest

from kontor.lib.compact import decoded, encoded

# Of a record that says the same, the same must be written by every version: it is
# told by a digest of it. So whatever writes JSON here writes it as the standard
# library does.
VALUE = {
    "name": "Jörg „Ö“ Müller-Żółć",
    "odd": '\u0000\u0001\b\t\n\f\r\u001f\u007f\u2028\u00a0/\\"😀',
    "list": [None, True, False, 0, -7, 1970, 0.1, 2.0, [], {}, ""],
}


def test_it_writes_as_the_standard_library_does() -> None:
    expected = json.dumps(VALUE, ensure_ascii=False, separators=(",", ":"))
    assert encoded(VALUE) == expected
    assert decoded(expected) == VALUE


def test_half_a_pair_of_code_units_is_refused() -> None:
    with pytest.raises(TypeError):
        encoded({"name": "\ud83d"})


def test_what_is_no_json_is_refused() -> None:
    with pytest.raises(ValueError, match="unexpected"):
        decoded("{")
