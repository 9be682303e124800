"""What was kept is continued, to the bytes of a straight run; what does not belong together is refused."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from sim.results import Interrupted, Refused, Stopped, read_manifest
from sim.studies.run import keepers
from tests.results.runs import contents, run, short, stop_after


@pytest.fixture(scope="module")
def straight(tmp_path_factory):
    folder = tmp_path_factory.mktemp("straight") / "a"
    run(folder)
    return contents(folder)


@pytest.fixture
def stopped(tmp_path, monkeypatch):
    """A folder whose run was interrupted after 160 of 300 replicates, in parts of 40."""
    monkeypatch.setattr(keepers, "PART_ROWS", 40)
    with pytest.raises(Interrupted, match=r"160 replicates are kept in .*\.a\.partial; .*--resume"):
        run(tmp_path / "a", progress=stop_after(160))
    assert not (tmp_path / "a").exists(), "an unfinished run has no name"
    return tmp_path / "a"


def test_an_interrupted_run_continues(stopped, straight):
    said = []
    run(stopped, resume=True, say=said.append)
    assert said == ["continuing: 160 replicates are kept"]
    assert contents(stopped) == straight
    assert [path.name for path in stopped.parent.iterdir()] == ["a"], "nothing is left beside it"


def test_without_resume_it_begins_anew(stopped, straight):
    seen = []
    run(stopped, progress=lambda done, total: seen.append(done))
    assert seen[0] == 0
    assert contents(stopped) == straight


def test_only_what_is_missing_is_computed(stopped):
    seen = []
    run(stopped, resume=True, progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (160, 300)


@pytest.mark.parametrize("first", [20, 120], ids=["fewer-than-bands", "more-than-bands"])
def test_a_whole_folder_takes_more_replicates(tmp_path, straight, first):
    run(tmp_path / "a", first)
    run(tmp_path / "a", 300, resume=True)
    assert contents(tmp_path / "a") == straight


def test_a_whole_folder_stays_whole_while_more_are_added(tmp_path):
    run(tmp_path / "a", 120)
    before = contents(tmp_path / "a")
    with pytest.raises(Interrupted):
        run(tmp_path / "a", 300, resume=True, progress=stop_after(200))
    assert contents(tmp_path / "a") == before


def test_the_same_again_computes_nothing(tmp_path, straight):
    run(tmp_path / "a")
    seen = []
    run(tmp_path / "a", resume=True, progress=lambda done, total: seen.append(done))
    assert seen == [300]
    assert contents(tmp_path / "a") == straight


def test_another_scenario_is_refused_with_the_difference_named(stopped):
    with pytest.raises(Refused) as refused:
        run(stopped, scenario=short("talks.mediator=1"), resume=True)
    assert "another scenario" in str(refused.value)
    assert "talks.mediator: 0.5 there, 1 asked" in str(refused.value)
    assert "without --resume" in str(refused.value)


def test_a_whole_folder_of_another_scenario_is_refused_too(tmp_path):
    run(tmp_path / "a", 60)
    with pytest.raises(Refused, match=r"talks\.mediator: 0\.5 there, 1 asked"):
        run(tmp_path / "a", 60, scenario=short("talks.mediator=1"), resume=True)


def test_another_seed_is_refused(stopped):
    with pytest.raises(Refused, match="drawn with seed 1, now 2 is asked"):
        run(stopped, seed=2, resume=True)


def test_other_rules_are_refused(stopped):
    place = stopped.with_name(".a.partial") / "manifest.json"
    about = json.loads(place.read_text())
    place.write_text(json.dumps({**about, "rules": "0" * 64}))
    with pytest.raises(Refused, match="made by other rules"):
        run(stopped, resume=True)


def test_fewer_than_there_are_is_refused(stopped):
    with pytest.raises(Refused, match=r"already holds 160 replicates and 100 are asked; give -n 160 or more"):
        run(stopped, 100, resume=True)


def test_a_refusal_touches_nothing(stopped):
    place = stopped.with_name(".a.partial")
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    with pytest.raises(Refused):
        run(stopped, seed=2, resume=True)
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_other_versions_are_told(stopped):
    place = stopped.with_name(".a.partial") / "manifest.json"
    about = json.loads(place.read_text())
    about["versions"]["polars"] = "0.1"
    place.write_text(json.dumps(about))
    said = []
    run(stopped, resume=True, say=said.append)
    assert "polars 0.1 (now" in said[0]


def test_a_damaged_part_is_named_and_computed_again(stopped, straight):
    part = sorted((stopped.with_name(".a.partial") / "parts").glob("runs-*"))[1]
    content = bytearray(part.read_bytes())
    content[len(content) // 2] ^= 1
    part.write_bytes(bytes(content))
    said, seen = [], []
    run(stopped, resume=True, say=said.append, progress=lambda done, total: seen.append(done))
    assert f"damaged part {part}" in said[0]
    assert seen[0] == 120
    assert contents(stopped) == straight


def test_a_damaged_table_of_a_whole_folder_is_named_and_computed_again(tmp_path, straight):
    run(tmp_path / "a")
    with (tmp_path / "a" / "runs.parquet").open("r+b") as file:
        file.truncate(1000)
    said = []
    run(tmp_path / "a", resume=True, say=said.append)
    assert f"damaged file {tmp_path / 'a' / 'runs.parquet'}" in said[0]
    assert contents(tmp_path / "a") == straight


def test_resume_with_nothing_there_is_a_run(tmp_path, straight):
    run(tmp_path / "a", resume=True)
    assert contents(tmp_path / "a") == straight


def test_the_manifest_says_what_the_numbers_came_from(tmp_path):
    run(tmp_path / "a", 60)
    manifest = read_manifest(tmp_path / "a")
    assert (manifest.state, manifest.seed, manifest.replicates, manifest.name) == ("whole", 1, 60, "baseline")
    assert manifest.scenario == short().digest()
    assert {"python", "numpy", "polars", "numba", "simpy"} <= set(manifest.versions)
    assert sum(chunk["count"] for chunk in manifest.chunks) == 60
    assert all(len(digest) == 64 for digest in manifest.files.values())


def test_a_precision_is_met_by_the_same_replicates_after_an_interrupt(tmp_path):
    straight = run(tmp_path / "a", 60, precision=0.1)
    assert straight.n > 60
    assert f"took {straight.n:,} replicates" in straight.notes[0]
    with pytest.raises(Interrupted):
        run(tmp_path / "b", 60, precision=0.1, progress=stop_after(100))
    again = run(tmp_path / "b", 60, precision=0.1, resume=True)
    assert again.n == straight.n
    assert contents(tmp_path / "b") == contents(tmp_path / "a")


def test_a_precision_out_of_reach_ends_with_a_note(monkeypatch):
    monkeypatch.setattr("sim.studies.run.fill.PRECISION_LIMIT", 200)
    result = run(None, 60, precision=0.001)
    assert result.n == 200
    assert "not reached by 200 replicates" in result.notes[0]


@pytest.mark.parametrize(
    ("error", "caught"), [(KeyboardInterrupt(), Interrupted), (OSError(28, "No space left on device"), Stopped)]
)
def test_a_stop_while_pictures_are_drawn_keeps_every_replicate(tmp_path, straight, error, caught):
    def draw(result):
        raise error

    with pytest.raises(caught, match="300 replicates are kept"):
        run(tmp_path / "a", decorate=draw)
    assert not (tmp_path / "a").exists()
    seen = []
    run(tmp_path / "a", resume=True, progress=lambda done, total: seen.append(done))
    assert seen == [300]
    assert contents(tmp_path / "a") == straight


def test_adding_to_a_whole_folder_may_itself_be_interrupted(tmp_path, straight, monkeypatch):
    monkeypatch.setattr(keepers, "PART_ROWS", 40)
    run(tmp_path / "a", 120)
    with pytest.raises(Interrupted, match="replicates are kept"):
        run(tmp_path / "a", resume=True, progress=stop_after(200))
    said = []
    run(tmp_path / "a", resume=True, say=said.append)
    assert said == ["continuing: 200 replicates are kept"]
    assert contents(tmp_path / "a") == straight


def test_the_same_again_computes_nothing_where_bands_are_over_all(tmp_path):
    run(tmp_path / "a", 60, bands=2000)
    before, seen = contents(tmp_path / "a"), []
    run(tmp_path / "a", 60, bands=2000, resume=True, progress=lambda done, total: seen.append(done))
    assert seen == [60]
    assert contents(tmp_path / "a") == before


# The peak of the process's own memory: ru_maxrss would count that of the pytest which it was forked from.
MEMORY = """
import re, sys, sim
sim.run(sim.load("baseline", ["horizon_days=10"]), n=int(sys.argv[2]), out=sys.argv[1], bands=100)
print(re.search(r"VmHWM:\\s+(\\d+) kB", open("/proc/self/status").read())[1])
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="peak memory is read where Linux tells it")
def test_memory_does_not_follow_the_number_of_replicates(tmp_path):
    def peak(n):
        words = [sys.executable, "-c", MEMORY, str(tmp_path / str(n)), str(n)]
        return int(subprocess.run(words, check=True, capture_output=True, text=True).stdout) / 1024

    few, many = peak(20_000), peak(400_000)
    # 380,000 rows take 90 MB as the engine leaves them; what figures and estimates read of them takes less.
    assert many - few < 250
    assert many < 700
