from __future__ import annotations

import gzip
import json

import pytest

from bench.ties import main

DAY = 86_400


def log(tmp_path, *, begin=0):
    """Twelve owners with twelve others each: six stay in touch, six fall silent."""
    lines = []
    for owner in range(12):
        for other in range(12):
            lasting = other % 2 == 0
            days = [20 + other, 60 + other] + ([130, 150 + other] if lasting else [61])
            lines += [
                f"{owner} {100 + owner * 12 + other} {(begin + d) * DAY}" for d in days
            ]
    # Others answer; a mail to oneself is no contact.
    lines += [f"100 0 {(begin + 60) * DAY + 5}", f"0 0 {(begin + 199) * DAY}"]
    file = tmp_path / "log.txt.gz"
    file.write_bytes(gzip.compress("\n".join(lines).encode()))
    return str(file)


def measured(capsys, *arguments):
    main(list(arguments))
    return json.loads(capsys.readouterr().out)


def test_every_figure_is_measured_on_one_log(tmp_path, capsys):
    found = measured(capsys, log(tmp_path), "--cutoff", "100", "--horizon", "90")
    assert set(found["auc"]) == {
        "recency", "fixed_30", "overdue_ratio",
        "strength_30", "strength_fitted", "probability",
    }  # fmt: skip
    assert (found["owners"], found["ranked"], found["ties"]) == (12, 144, 144)
    assert found["active"] == 0.5
    assert 0 <= found["brier"] <= 1
    assert found["brier_of_the_mean"] == 0.25


def test_without_a_cut_off_the_log_is_used_to_its_end(tmp_path, capsys):
    # The last mail between two people is on day 160: 160 + 1 - 90.
    assert measured(capsys, log(tmp_path))["cutoff"] == 71


def test_a_cut_off_counts_from_the_first_day_of_the_log(tmp_path, capsys):
    # The first mail is on day 20 of the year 1970, or on day 20,020 of the epoch.
    early = measured(capsys, log(tmp_path), "--cutoff", "100")
    late = measured(capsys, log(tmp_path, begin=20_000), "--cutoff", "80")
    assert late["cutoff"] == 20_100
    assert late["auc"] == early["auc"]


def test_a_log_without_ties_to_rank_says_so(tmp_path):
    file = tmp_path / "log.txt"
    file.write_text("1 2 0\n1 2 86400\n")
    with pytest.raises(SystemExit, match="No owner has ten ties"):
        main([str(file), "--cutoff", "2"])
