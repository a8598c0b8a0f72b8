from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from kontor.exchange.csv.lines import LIMIT, read_lines
from kontor.exchange.csv.rows import Row, read_rows


def rows(text: str, delimiter: str = ",", width: int | None = None) -> list[Row]:
    lines = read_lines(b"", io.BytesIO(text.encode()), "utf-8")
    return list(read_rows(lines, delimiter, width))


def cells(text: str, width: int | None = None) -> list[list[str]]:
    return [row.cells for row in rows(text, width=width)]


def test_a_cell_of_several_lines_is_one_cell_and_lines_are_counted_on() -> None:
    found = rows('a,b\n"x\ny",2\n3,4\n')
    assert [row.cells for row in found] == [["a", "b"], ["x\ny", "2"], ["3", "4"]]
    assert [row.line for row in found] == [1, 2, 4]
    assert found[1].raw == '"x\ny",2'


def test_blank_lines_are_no_rows_but_are_counted() -> None:
    assert [row.line for row in rows("a\n\n\r\nb\n")] == [1, 4]


def test_old_line_ends_part_rows() -> None:
    assert cells("a,b\rc,d\r") == [["a", "b"], ["c", "d"]]


def test_a_mark_that_is_never_closed_costs_no_other_row() -> None:
    found = rows('Anna,"Abt,a\nBen,Beck,b\nCarl,Carr,c\n', width=3)
    assert [row.cells for row in found] == [
        ["Anna", "Abt", "a"],
        ["Ben", "Beck", "b"],
        ["Carl", "Carr", "c"],
    ]
    assert [row.line for row in found] == [1, 2, 3]
    assert [row.faults for row in found] == [["csv-quote"], [], []]


def test_a_mark_that_only_the_next_row_closes_costs_no_other_row() -> None:
    found = cells('Anna,"Abt,a\nBen,"Beck, Co",b\nCarl,Carr,c\n', width=3)
    assert found == [
        ["Anna", "Abt", "a"],
        ["Ben", "Beck, Co", "b"],
        ["Carl", "Carr", "c"],
    ]


def test_an_open_mark_in_the_last_row_is_closed_by_the_end() -> None:
    found = rows('a,b\nx,"open', width=2)
    assert found[1].cells == ["x", "open"]
    assert found[1].faults == ["csv-quote"]


def test_marks_inside_a_cell_of_several_lines_do_not_part_it() -> None:
    found = rows('a,b\n"A note\nwith "marks" inside",x\nc,d\n', width=2)
    assert len(found) == 3
    assert found[1].cells[1] == "x"
    assert found[1].faults == ["csv-quote"]
    assert found[2].cells == ["c", "d"]


def test_a_mark_inside_an_open_cell_is_just_a_mark() -> None:
    found = rows('a,b\n5" pipe,x\n')
    assert found[1].cells == ['5" pipe', "x"]
    assert found[1].faults == []


def test_nul_bytes_are_taken_out_and_told() -> None:
    found = rows("a,b\nA\0nna,x\n")
    assert found[1].cells == ["Anna", "x"]
    assert "\0" not in found[1].raw
    assert found[1].faults == ["csv-nul"]


def test_a_row_beyond_the_limit_fails_alone() -> None:
    found = rows("a,b\n" + "x" * (LIMIT + 10) + "\nc,d\n")
    assert [row.faults for row in found] == [[], ["csv-too-long"], []]
    assert [row.line for row in found] == [1, 2, 3]
    assert found[2].cells == ["c", "d"]


def test_an_open_mark_swallows_no_more_than_its_own_line_of_a_long_file() -> None:
    # 30,000 rows of 40 characters are more than the limit.
    body = "".join(f"Person{i:05},{'x' * 27}\n" for i in range(30_000))
    found = rows('a,b\nAnna,"open\n' + body, width=2)
    assert len(found) == 30_002
    assert found[1].cells == ["Anna", "open"]
    assert found[-1].cells[0] == "Person29999"
    assert [row.line for row in found[-2:]] == [30_001, 30_002]


def test_a_long_note_within_the_limit_comes_back_whole() -> None:
    note = "word " * 100_000  # more than the csv module allows by itself
    assert cells(f'a,b\nx,"{note}"\n')[1] == ["x", note]


_TEXT = st.text(
    alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff"),
    max_size=12,
) | st.sampled_from(['"', '""', ",", "\n", '",', "\r\n", '"\n"', ";", " "])


@given(st.lists(st.lists(_TEXT, min_size=2, max_size=4), max_size=6))
def test_every_row_of_a_well_formed_table_comes_back(table: list[list[str]]) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(table)
    found = rows(stream.getvalue())
    assert [row.cells for row in found] == table
    assert all(not row.faults for row in found)


@given(st.text(alphabet='ab",\n\r\0', max_size=60), st.sampled_from([None, 2, 3]))
def test_no_letter_of_any_text_is_lost(text: str, width: int | None) -> None:
    found = rows(text, width=width)
    letters = [c for c in text if c in "ab"]
    assert [c for row in found for c in row.raw if c in "ab"] == letters
    assert sum(c in "ab" for row in found for c in "".join(row.cells)) == len(letters)
