from __future__ import annotations

import json
from random import Random

import numpy as np
import pytest

from bench.duplicates import COLUMNS, figures, main
from bench.madebook import misspelt
from bench.namesonly import alike_names, equal_names

GIVEN = (
    "amber", "blake", "chloe", "dylan", "emiily", "fynn", "georgia", "harrison",
    "isabella", "joshua", "kirra", "lachlan", "mikayla", "nicholas", "olivia",
)  # fmt: skip
FAMILY = (
    "ashworth", "blackwell", "chandler", "dolling", "everett", "fleet", "goode",
    "hathaway", "irving", "jolly", "klemm", "linnell", "mcneill", "nguyen", "ottens",
    "white", "white", "white", "clarke", "clarke",
)  # fmt: skip
STREETS = ("kavel", "banks", "garling", "heagney", "nelson", "rosella", "swanton")
KINDS = ("street", "place", "crescent", "circuit", "close")
TOWNS = ("armidale", "berwick", "cremorne", "dubbo", "everton", "frankston", "gorokan")


def original(number, chance):
    """One person in the columns of ``COLUMNS``."""
    year, month, day = chance.randrange(1900, 2000), 1 + chance.randrange(12), 10
    return [
        f"rec-{number}-org",
        chance.choice(GIVEN),
        chance.choice(FAMILY),
        str(chance.randrange(1, 300)),
        f"{chance.choice(STREETS)} {chance.choice(KINDS)}",
        f"{chance.choice(STREETS)} {chance.choice(('park', 'lodge', 'village'))}",
        chance.choice(TOWNS),
        str(chance.randrange(2000, 8000)),
        f"{year}{month:02}{day + chance.randrange(18):02}",
    ]


def copy(row, number, chance):
    """Write a person again: misspelt, mixed up, with gaps."""
    fields = list(row)
    fields[0] = row[0].replace("org", f"dup-{number}")
    if chance.random() < 0.15:
        fields[1], fields[2] = fields[2], fields[1]
    for _ in range(chance.randint(1, 3)):
        at = chance.randrange(1, len(fields))
        gap = chance.random() < 0.25 or fields[at].isdigit()
        fields[at] = "" if gap else misspelt(fields[at], chance)
    return fields


def written(path, rows):
    lines = [", ".join([*COLUMNS, "state", "soc_sec_id"])]
    lines += [", ".join([*row, "nsw", "123"]) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return str(path)


def measured(capsys, *arguments):
    main(list(arguments))
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_misspelt_swapped_and_incomplete_records_are_found(tmp_path, capsys, seed):
    chance = Random(seed)
    rows = [original(number, chance) for number in range(800)]
    rows += [copy(chance.choice(rows[:800]), n, chance) for n in range(400)]
    chance.shuffle(rows)
    found = measured(capsys, written(tmp_path / "made.csv", rows))
    assert found["f1"] >= 0.97
    assert found["precision"] >= 0.98
    assert found["without_asking"]["wrong"] == 0
    # Names alone do far worse on the same file.
    assert found["exact_name"]["f1"] < 0.6
    assert found["jaro_winkler_name"]["f1"] < 0.8


def test_a_made_book_with_households_and_offices_is_searched(capsys):
    found = measured(capsys, "--people", "1500")
    assert found["people"] == 1_500
    assert found["f1"] >= 0.85
    assert found["without_asking"]["wrong"] == 0


def test_the_columns_may_stand_in_any_order(tmp_path, capsys):
    row = original(0, Random(0))
    pair = [row, copy(row, 0, Random(0))]
    path = tmp_path / "turned.csv"
    lines = [",".join(reversed(COLUMNS))] + [",".join(reversed(one)) for one in pair]
    path.write_text("\n".join(lines), encoding="utf-8")
    assert measured(capsys, str(path))["people"] == 2


def test_figures_count_each_pair_once():
    # Three of one are three pairs, two of another one: four. Found are two of them
    # and one that is none: 2/3, 2/4, 2 · 2 / (3 + 4).
    who = np.array([1, 1, 1, 2, 2])
    found = figures(np.array([0, 1, 0]), np.array([1, 2, 3]), who)
    assert found == {"precision": 0.6667, "recall": 0.5, "f1": 0.5714}


def test_the_baselines_look_at_names_alone():
    names = [("amber", "white"), ("amber", "white"), ("ambre", "white"), ("", "")]
    assert [part.tolist() for part in equal_names(names)] == [[0], [1]]
    left, right = alike_names(names)
    assert list(zip(left.tolist(), right.tolist(), strict=True)) == [
        (0, 1),
        (0, 2),
        (1, 2),
    ]


def test_a_file_of_another_layout_says_what_is_missing(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("rec_id, name\nrec-1-org, amber\n")
    with pytest.raises(SystemExit, match="no column address_1, address_2"):
        main([str(path)])


def test_a_record_without_the_truth_is_named(tmp_path):
    rows = [["7", *original(0, Random(0))[1:]], original(1, Random(0))]
    with pytest.raises(SystemExit, match="'7' is no rec_id"):
        main([written(tmp_path / "a.csv", rows)])


def test_a_file_without_records_says_so(tmp_path):
    with pytest.raises(SystemExit, match="fewer than two records"):
        main([written(tmp_path / "a.csv", [])])


def test_either_a_file_or_a_number_of_people_is_needed(capsys):
    with pytest.raises(SystemExit):
        main([])
    assert "Name a CSV file" in capsys.readouterr().err
