from __future__ import annotations

from pathlib import Path

import pytest

from tools.corpus_manifest import Expected, expected, read_manifest

MANIFEST = """# Files

| group | origin | licence | files |
|---|---|---|---|
| vcard/a | a project | MIT | 2 |

| file | origin | special / what a right importer yields |
|---|---|---|
| csv/b.csv | b \\| c | 2 contacts; one without a name |

Then:

| file | a right importer yields (oracle count) | special |
|:--|---|---|
| vcard/a/one.vcf | 0 card(s) [BEGIN 1, other 0] | UTF-16: 1 card |
| ics/a.ics | 3 event(s), 2 RRULE |  |
"""


def test_every_table_that_tells_what_files_yield_is_read(tmp_path: Path) -> None:
    Path(tmp_path, "MANIFEST.md").write_text(MANIFEST)
    found = read_manifest(tmp_path)
    assert {file: (one.kind, one.count) for file, one in found.items()} == {
        "csv/b.csv": ("contact", 2),
        "vcard/a/one.vcf": ("contact", 1),
        "ics/a.ics": ("event", 3),
    }


def test_a_folder_may_have_no_manifest(tmp_path: Path) -> None:
    assert read_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    ("yields", "special", "kind", "count"),
    [
        ("1 card(s)", "", "contact", 1),
        ("20 event(s) [icalendar: 0]", "", "event", 20),
        ("1 event(s), 2 ATTENDEE, 3 RRULE", "", "event", 1),
        ("2 message(s)", "", "message", 2),
        ("1 row; the address must be reported", "", "contact", 1),
        ("3 organisation rows; row 3 is as row 1", "", "contact", 3),
        ("1 main contact; others in columns", "", "contact", 1),
        # A version is no number of anything.
        ("Monica 4.x export 1.0-preview.1: 2 contacts, 5 notes", "", "contact", 2),
        # What stands beside the count of other readers knows better.
        ("0 card(s) [BEGIN 1, other 0]", "no BOM: 1 card, FN “Ä”", "contact", 1),
        ("1 card(s)", "no card (0)", "contact", 0),
        ("2 card(s)", "1 card (another counts 2)", "contact", 1),
    ],
)
def test_the_number_said_first_counts(
    yields: str, special: str, kind: str, count: int
) -> None:
    found = expected(yields, special)
    assert (found.kind, found.count) == (kind, count)


@pytest.mark.parametrize(
    "text", ["18 women, 14 events", "15 families, 20 ties", "what another makes of it"]
)
def test_what_kontor_would_not_count_is_not_compared(text: str) -> None:
    assert expected(text) == Expected(text)


def test_a_table_without_a_heading_has_to_be_asked_about() -> None:
    found = expected("NO header: a right importer asks for the mapping; 2 contacts")
    assert (found.asks, found.count) == (True, 2)
    assert not expected("2 contacts; nobody asks; a mapping").asks
