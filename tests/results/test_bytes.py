"""The bytes of a results folder follow scenario, rules, seed and n, and nothing else."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from sim.studies.run import keepers
from tests.results.runs import contents, run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    folder = tmp_path_factory.mktemp("straight") / "a"
    run(folder)
    return contents(folder)


@pytest.mark.parametrize("settings", [{"chunk": 1}, {"chunk": 7}, {"chunk": 500}, {"workers": 2}], ids=str)
def test_chunks_and_threads_change_nothing(tmp_path, straight, settings):
    run(tmp_path / "a", **settings)
    assert contents(tmp_path / "a") == straight


def test_parts_change_nothing(tmp_path, straight, monkeypatch):
    monkeypatch.setattr(keepers, "PART_ROWS", 1)
    run(tmp_path / "a", chunk=13)
    assert contents(tmp_path / "a") == straight


@pytest.mark.slow
def test_threads_of_the_tables_change_nothing(tmp_path):
    code = "import sys; from pathlib import Path; from tests.results.runs import run; run(Path(sys.argv[1]), 500)"
    for threads in ("1", "2"):
        words = [sys.executable, "-c", code, str(tmp_path / threads)]
        subprocess.run(words, check=True, env={**os.environ, "POLARS_MAX_THREADS": threads}, cwd=ROOT)
    assert contents(tmp_path / "1") == contents(tmp_path / "2")


def test_both_engines_give_the_same_folder(tmp_path):
    run(tmp_path / "a", 30)
    run(tmp_path / "b", 30, engine="simpy")
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_memory_and_disk_give_the_same_tables(tmp_path):
    stored, held = run(tmp_path / "a", 120), run(None, 120)
    for table in ("runs", "spells", "bands", "sample"):
        assert getattr(stored, table).equals(getattr(held, table)), table
    assert stored.summary == held.summary
    assert held.path is None


def test_the_files_are_all_there(straight):
    assert set(straight) == {
        "scenario.yaml", "summary.json", "runs.parquet", "spells.parquet", "bands.parquet", "sample.parquet"
    }  # fmt: skip


def test_another_seed_gives_other_histories(straight, tmp_path):
    run(tmp_path / "a", seed=2)
    assert contents(tmp_path / "a")["runs.parquet"] != straight["runs.parquet"]
