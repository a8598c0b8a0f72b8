"""Good files, damaged by chance."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

from tests.exchange.seeds import CRUMBS, KINDS

MOST = 65_536
# Chance is the same each time, so that a change that lands does not depend on luck.
# Making an example smaller takes minutes, and there is little damage anyway.
SAME_EACH_TIME = settings(
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
_VALUE = re.compile(rb"[^\s:;,=<>{}\[\]\"]+")
# What patterns look for, and may look for again and again.
_MARKS = [
    mark.encode() for mark in (*" \t\"'().,:;=<>@/\\-a1", "a ", "1 ", "a.", "(a)")
]
# Whole files in another charset, or with other ends of lines.
WRITTEN: list[Callable[[bytes], bytes]] = [
    lambda data: data,
    lambda data: b"\xef\xbb\xbf" + data,
    lambda data: data.decode("latin-1").encode("utf-16"),
    lambda data: data.decode("latin-1").encode("utf-16-be"),
    lambda data: data.decode("latin-1").encode("utf-32"),
    lambda data: data.decode("latin-1").encode(),
    lambda data: data.replace(b"\r\n", b"\n").replace(b"\n", b"\r"),
    lambda data: data.replace(b"\n", b"\r\r\n"),
    lambda data: data.replace(b"\n", b"\n\0"),
    lambda data: b"".join(line + b"\n" for line in reversed(data.split(b"\n"))),
]


@st.composite
def damaged(draw: st.DrawFn, kind: str, most: int = 6) -> bytes:
    """Damage a file in up to so many places; what came of it may be packed."""
    one = KINDS[kind]
    data = draw(st.sampled_from(one.seeds))
    for _ in range(draw(st.integers(0, most))):
        at, end = draw(_place(data))
        data = data[:at] + draw(_instead(kind, data[at:end])) + data[end:]
    if draw(st.integers(0, 2)) == 0:
        data = draw(st.sampled_from(WRITTEN))(data)
    return one.file(data[:MOST])


@st.composite
def repeated(draw: st.DrawFn, kind: str) -> bytes:
    """Repeat a piece of a file, or anything odd, as often as there is room."""
    one = KINDS[kind]
    seed = draw(st.sampled_from(one.seeds))
    at, end = draw(_place(seed))
    crumbs = st.sampled_from([*one.crumbs, *CRUMBS])
    piece = draw(st.sampled_from(_MARKS) | crumbs | _spliced([seed])) or b"\n"
    many = piece * ((MOST - len(seed)) // len(piece))
    return one.file(seed[:at] + many + seed[end:])


def _place(data: bytes) -> st.SearchStrategy[tuple[int, int]]:
    """Give where something is to stand in the place of something else."""
    anywhere = st.tuples(st.integers(0, len(data)), st.integers(0, 40)).map(
        lambda place: (place[0], place[0] + place[1])
    )
    values = [found.span() for found in _VALUE.finditer(data)]
    return anywhere | st.sampled_from(values) if values else anywhere


def _instead(kind: str, piece: bytes) -> st.SearchStrategy[bytes]:
    """Give what may stand in the place of a piece of a file."""
    own = KINDS[kind].seeds
    others = [seed for other in KINDS.values() for seed in other.seeds]
    crumbs = st.sampled_from([*KINDS[kind].crumbs, *CRUMBS])
    return st.one_of(
        crumbs.map(lambda crumb: crumb + piece),
        crumbs,
        st.integers(1, 255).map(lambda mask: bytes(byte ^ mask for byte in piece)),
        st.just(b""),
        st.integers(2, 50).map(lambda times: piece * times),
        _spliced(own),
        _spliced(others),
        st.binary(max_size=8),
    )


def _spliced(seeds: list[bytes]) -> st.SearchStrategy[bytes]:
    cuts = st.tuples(st.sampled_from(seeds), st.integers(0, 1_500), st.integers(1, 300))
    return cuts.map(lambda cut: cut[0][cut[1] : cut[1] + cut[2]])
