"""`moratorium verify`: equal, or what differs."""

from __future__ import annotations

import json

import polars as pl
import pytest

from sim.results.manifest import read_manifest
from sim.results.parquet import write_frame
from sim.results.parts import file_digest
from sim.studies.verify.study import blocks
from tests.folders.verbs import DATA, SHORT, VERBS, every_verb, invoke
from tests.matrix import matrix


def forge(folder, table, column, row):
    """Change one value and put the checksums right, as a forger would."""
    frame = pl.read_parquet(folder / table)
    values = frame[column].to_list()
    values[row] = values[row] + 1
    write_frame(frame.with_columns(pl.Series(column, values, dtype=frame[column].dtype)), folder / table)
    put_right(folder, table)


def put_right(folder, name):
    """The checksums of a file that was changed."""
    manifest = read_manifest(folder, None)
    manifest.files[name] = file_digest(folder / name)
    manifest.sizes = {}
    manifest.write(folder)


@every_verb
def test_an_honest_folder_is_equal(verb, tmp_path, present):
    present(verb, tmp_path, tmp_path / "r")
    result = invoke("verify", tmp_path / "r")
    assert result.exit_code == 0, result.output
    assert "equal:" in result.stdout


def test_histories_of_uncertain_parameters_are_equal_too(tmp_path):
    invoke("run", "baseline", *SHORT, "--set", "uncertain=all", "--draws", "4", "-n", "30", "--out", tmp_path / "r")
    result = invoke("verify", tmp_path / "r", "--share", 1, "--json")
    (about,) = json.loads(result.stdout)
    assert (result.exit_code, about["equal"], about["again"]) == (0, True, 120)


@pytest.mark.slow
def test_a_comparison_that_asks_over_dates_is_equal_and_says_what_was_not_made_again(tmp_path):
    (tmp_path / "q.yaml").write_text("few: count(russian_waves, 2024-11-01, 2024-11-20) <= 1\n")
    words = ("compare", "baseline", "no_talks", *SHORT, "--questions", tmp_path / "q.yaml", "-n", "20")
    assert invoke(*words, "--out", tmp_path / "r").exit_code == 0
    assert pl.read_parquet(tmp_path / "r" / "questions.parquet").height == 1
    result = invoke("verify", tmp_path / "r")
    assert result.exit_code == 0, result.output
    assert "answers to questions over dates" in " ".join(result.output.split())


@matrix("verb, column", ["run", "sweep"], ["russian_waves", "unserved_gwh", "breaches"])
def test_a_forged_history_is_found_and_named(verb, tmp_path, present, column):
    present(verb, tmp_path, tmp_path / "r")
    forge(tmp_path / "r", DATA[verb], column, 7)
    result = invoke("verify", tmp_path / "r", "--share", 1)
    assert result.exit_code == 1
    assert f"replicate 7: {column} is" in result.stdout
    assert "0 damaged files, 1 difference" in result.stdout


ESTIMATED = {
    "conditions": "value", "tip": "value", "sensitivity": "swing", "compare": "value", "trace": "day", "whatif": "day",
    "whatif-all": "days_before_end",
}  # fmt: skip
"""A column of the table of what was found in histories that the folder does not hold."""


@matrix("verb", list(ESTIMATED))
def test_a_forged_estimate_is_found_by_making_the_study_again(verb, tmp_path, present):
    present(verb, tmp_path, tmp_path / "r")
    forge(tmp_path / "r", DATA[verb], ESTIMATED[verb], 0)
    result = invoke("verify", tmp_path / "r")
    assert result.exit_code == 1
    assert f"{DATA[verb]}, row 0: {ESTIMATED[verb]} is" in result.stdout


def test_a_forged_arm_of_a_comparison_is_found(tmp_path, present):
    present("compare", tmp_path, tmp_path / "r")
    forge(tmp_path / "r", "rows/runs.parquet", "russian_waves", 45)
    result = invoke("verify", tmp_path / "r")
    assert result.exit_code == 1
    assert "other, history, replicate 5: russian_waves is" in result.stdout


def test_a_forged_summary_is_found(tmp_path, present):
    present("run", tmp_path, tmp_path / "r")
    path = tmp_path / "r" / "summary.json"
    about = json.loads(path.read_text())
    about["headlines"]["russian_waves"]["value"] += 1
    path.write_text(json.dumps(about))
    put_right(tmp_path / "r", "summary.json")
    result = invoke("verify", tmp_path / "r")
    assert result.exit_code == 1
    assert "summary.json: headlines: russian_waves: value is" in result.stdout


@pytest.mark.parametrize("verb", ["hindcast", "calibrate"])
def test_what_cannot_be_made_again_is_said(verb, tmp_path, present):
    present(verb, tmp_path, tmp_path / "r")
    assert "does not hold" in invoke("verify", tmp_path / "r").stderr


@matrix("verb, how", VERBS, ["flipped", "cut"])
def test_a_damaged_file_is_found_in_every_kind_of_folder(verb, tmp_path, present, how):
    present(verb, tmp_path, tmp_path / "r")
    path = tmp_path / "r" / DATA[verb]
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(bytes(content) if how == "flipped" else bytes(content)[:-5])
    result = invoke("verify", tmp_path / "r")
    assert result.exit_code == 1
    assert f"damaged file {path}" in result.stdout
    assert "1 damaged file" in result.stdout


@every_verb
def test_nothing_is_drawn_from_a_damaged_file(verb, tmp_path, present):
    present(verb, tmp_path, tmp_path / "r")
    path = tmp_path / "r" / ("tip.json" if verb == "tip" else "summary.json")
    path.write_bytes(path.read_bytes().replace(b'": ', b'":\t', 1))  # as many bytes, and the same values
    result = invoke("plot", tmp_path / "r")
    assert result.exit_code == 2
    assert f"damaged file {path}: its checksum is wrong" in result.stderr
    cure = result.stderr.rpartition("`moratorium ")[2].partition("` mends it")[0].split()
    assert invoke(cure[0], "--help").exit_code == 0
    assert all(option in invoke(cure[0], "--help").stdout for option in cure[1:])


def test_what_is_no_folder_of_ours_is_wrong_input(tmp_path):
    assert invoke("verify", tmp_path).exit_code == 2
    assert invoke("verify", tmp_path / "none").exit_code == 2


@pytest.mark.parametrize(("n", "share"), [(1, 0.05), (40, 0.05), (2_000, 0.05), (12_345, 0.1), (500, 1.0)])
def test_blocks_are_a_share_and_reach_both_ends(n, share):
    found = [replicate for first, end in blocks(n, share) for replicate in range(first, end)]
    assert len(found) == len(set(found))
    assert min(found) == 0
    assert max(found) < n
    assert len(found) >= min(n, max(100, share * n)) * 0.95
    assert max(found) >= 0.9 * n - 100 or n < 100
