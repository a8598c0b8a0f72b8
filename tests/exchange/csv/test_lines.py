from __future__ import annotations

import io
import tracemalloc

from kontor.exchange.csv.lines import LIMIT, read_lines, take_head


def lines(data: bytes, charset: str = "utf-8", cut: int = 4) -> list[str]:
    source = io.BytesIO(data)
    head = take_head(source, cut)
    return list(read_lines(head, source, charset))


def test_the_head_that_was_taken_out_is_put_back() -> None:
    assert lines(b"abcdef\nghi", cut=4) == ["abcdef\n", "ghi"]
    assert lines(b"abcdef\nghi", cut=400) == ["abcdef\n", "ghi"]


def test_a_letter_cut_in_two_by_the_head_is_whole() -> None:
    # "ü" is two bytes, and the head ends between them.
    assert lines("Mü\n".encode(), cut=2) == ["Mü\n"]


def test_every_kind_of_line_end_is_kept() -> None:
    assert lines(b"a\r\nb\nc\rd") == ["a\r\n", "b\n", "c\r", "d"]


def test_a_byte_order_mark_is_no_text() -> None:
    assert lines("\ufeffa\n".encode()) == ["a\n"]
    assert lines("\ufeffa\n".encode("utf-16-le"), "utf-16-le") == ["a\n"]


def test_a_wrong_byte_far_down_is_read_as_western() -> None:
    # The file looked like UTF-8 at its beginning; F6 is "ö" in windows-1252.
    assert lines(b"Mueller\nL\xf6we\n", cut=7) == ["Mueller\n", "Löwe\n"]


def test_what_is_beyond_the_limit_of_a_line_is_passed_over() -> None:
    found = lines(b"x" * (3 * LIMIT) + b"\nafter\n")
    assert [len(line) for line in found] == [LIMIT + 1, 6]
    assert found[1] == "after\n"


def test_a_file_without_line_ends_needs_little_memory() -> None:
    class Endless(io.RawIOBase):
        left = 60 * LIMIT

        def read(self, size: int = -1) -> bytes:
            size = min(size, self.left)
            self.left -= size
            return b"x" * size

    tracemalloc.start()
    assert len(list(read_lines(b"", Endless(), "utf-8"))) == 1  # type: ignore[arg-type]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    # The 60 million characters would be 60 MB; one line of the limit is 1 MB.
    assert peak < 12 * LIMIT
