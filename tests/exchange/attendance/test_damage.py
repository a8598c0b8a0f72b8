from __future__ import annotations

import io
import logging
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kontor.exchange.attendance.read import looks_like_attendance, read_attendance
from kontor.exchange.problems import SENTENCES
from tests.exchange.damage import SAME_EACH_TIME, WRITTEN

TODAY = date(2026, 3, 2)
SEEDS = [
    b"member,event,state\nAnna,E1,x\nAnna,E2,late\nBen,E1,\nBen,1.3.2024,q\n",
    b"Name;Firma;01.03.2024;08.03.2027;E3\nAnna;Abt;x;;1\nBen;;e;0;\nSumme;;2;1;1\n",
    b"Datum\tAnna\tBen\n2024-03-01\tx\t\n2024-03-08\t\te\n",
    b"Vorname;Nachname;E-Mail;Mitglied seit\nAnna;Abt;a@b.example;1.2.2020\n;;;\n",
    b"Report,,\nFrom:,9/30/2025\nTo:,9/30/2025\nFirst Name,Last Name,P,A,L,M,S\n"
    b"Anna,Abt,1,0,0,0,0\nBen,Beck,3,,,x,\nVisitors,,2,,,,\n",
]
_CRUMBS = st.sampled_from(
    [b"\0", b'"', b";", b",", b"\n", b"\r", b"\t", b"x", b"1.13.2024", b"99999",
     b"\xff", b"\xfc", b"31/12/2024", b"Name", b"P,A,L,M,S", b"Total", b"Datum",
     "²".encode(), "٣".encode(), b"0" * 5000, b";x" * 3000, b"2024-01-01" * 40]
)  # fmt: skip


@st.composite
def _lists(draw: st.DrawFn) -> bytes:
    data = draw(st.sampled_from(SEEDS))
    for _ in range(draw(st.integers(0, 5))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 12)))
        new = draw(st.one_of(_CRUMBS, st.binary(max_size=6), st.just(data[at:end] * 3)))
        data = data[:at] + new + data[end:]
    return draw(st.sampled_from(WRITTEN))(data)


def test_no_damage_raises_and_the_counts_add_up(
    caplog: pytest.LogCaptureFixture,
) -> None:
    @settings(SAME_EACH_TIME, max_examples=400, deadline=None)
    @given(st.one_of(_lists(), st.binary(max_size=400)))
    def look(data: bytes) -> None:
        _check(data)

    with caplog.at_level(logging.WARNING, "kontor"):
        look()
    # What is caught row by row is written into the log: it never happened.
    assert not caplog.records


def _check(data: bytes) -> None:
    sheet = read_attendance(io.BytesIO(data), today=TODAY)
    looks_like_attendance(data)
    assert sheet.rows_read == sheet.used + sheet.left_out + sheet.failed
    outcomes = [p.outcome for p in sheet.problems if p.record]
    untold = any(p.code == "attendance-more-problems" for p in sheet.problems)
    assert outcomes.count("left_out") == sheet.left_out or untold
    # A row for which there is no room fails without a word of its own.
    assert outcomes.count("failed") <= sheet.failed
    for problem in sheet.problems:
        assert SENTENCES[problem.code].format(**problem.facts)
    pairs = {(one.member, one.gathering) for one in sheet.present}
    assert len(pairs) == len(sheet.present)
    for one in sheet.present:
        day = sheet.gatherings[one.gathering].day
        assert sheet.members[one.member].name
        assert day is None or day <= TODAY
    for tally in sheet.tallies:
        assert sheet.members[tally.member]
        assert tally.count > 0
