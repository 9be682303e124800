"""What a sweep does not mix, where it stops, and what it says then; every refusal leaves what is there alone."""

import dataclasses
import errno
import os
import subprocess
import sys
from pathlib import Path

import polars as pl
import pytest

from sim.results import Refused, Stopped, read_manifest
from sim.studies.sweep.folder import open_folder as open_sweep
from sim.studies.sweep.write import KIND
from tests.studies.sweeps import N, contents, interrupted, sweep

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"seed": 2}, "drawn with seed 1, now 2 is asked"),
        ({"overrides": ["talks.round_days=20"]}, r"talks.round_days: 17.* there, 20.* asked"),
        ({"vary": ("talks.mediator=0:1:5",)}, "holds 6 points that are not asked for, such as talks.mediator = 0"),
        ({"n": 10}, "holds 20 replicates a point and 10 are asked for"),
    ],
)
def test_what_does_not_belong_together_is_refused_and_left_alone(tmp_path, change, message):
    vary = ("talks.mediator=0,0.5,1", "kursk.precondition.strictness=0,1")
    sweep(tmp_path / "a", vary=vary, n=20)
    before = contents(tmp_path / "a")
    with pytest.raises(Refused, match=message):
        sweep(tmp_path / "a", **{"vary": vary, "n": 20, "resume": True, **change})
    assert contents(tmp_path / "a") == before


def test_parts_of_other_rules_are_refused(tmp_path, monkeypatch):
    interrupted(tmp_path / "a")
    monkeypatch.setattr("sim.studies.sweep.write.rules_digest", lambda: "0123456789abcdef")
    with pytest.raises(Refused, match="made by other rules"):
        sweep(tmp_path / "a", resume=True)


def test_without_resume_a_sweep_of_ours_is_replaced_and_another_folder_is_not(tmp_path):
    sweep(tmp_path / "a", n=20)
    sweep(tmp_path / "a", n=10)
    assert open_sweep(tmp_path / "a").n == 10
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "thesis.txt").write_text("mine")
    with pytest.raises(Refused, match="left alone"):
        sweep(tmp_path / "b")
    (tmp_path / "c").write_text("a file")
    with pytest.raises(Refused, match="left alone"):
        sweep(tmp_path / "c")
    with pytest.raises(Refused, match=r"not a folder of `moratorium sweep`"):
        open_sweep(tmp_path / "b")
    assert read_manifest(tmp_path / "a", KIND).state == "whole"


def test_a_second_writer_is_told_and_the_first_is_not_disturbed(straight, tmp_path):
    told = []

    def progress(done, total):
        if done and not told:
            with pytest.raises(Stopped, match="is being written by this very process") as stopped:
                sweep(tmp_path / "a", resume=True)
            told.append(stopped)

    sweep(tmp_path / "a", progress=progress)
    assert told
    assert contents(tmp_path / "a") == contents(straight)


def test_a_failing_point_is_a_row_with_its_error_and_costs_no_other(tmp_path):
    vary = ("strikes.russia.per_day=0.02,5,0.03",)
    sweep(tmp_path / "a", vary=vary, n=20)
    kept = open_sweep(tmp_path / "a")
    rows = kept.runs
    assert rows.filter(pl.col("error").is_null()).height == 40
    assert rows.filter(pl.col("error").is_not_null())["point"].to_list() == [1]
    failed = kept.points.filter(pl.col("point") == 1)
    assert failed["value"].null_count() == failed.height
    assert "russian_wave reached" in failed["error"][0]
    straight = contents(tmp_path / "a")
    sweep(tmp_path / "a", vary=vary, n=20, resume=True)
    assert contents(tmp_path / "a") == straight


def test_a_worker_that_breaks_stops_the_sweep_and_keeps_the_rest(straight, tmp_path, monkeypatch):
    import sim.studies.sweep.pieces as rows

    real = rows.rows_of

    def breaks(task):
        if task.point == 7:
            raise OSError(errno.EIO, "worker gone")
        return real(task)

    monkeypatch.setattr(rows, "rows_of", breaks)
    with pytest.raises(Stopped, match=f"{7 * N:,} histories are kept"):
        sweep(tmp_path / "a")
    monkeypatch.setattr(rows, "rows_of", real)
    sweep(tmp_path / "a", resume=True)
    assert contents(tmp_path / "a") == contents(straight)


def test_workers_with_other_rules_are_refused(tmp_path, monkeypatch):
    """As on a cluster where another version is installed: the pieces carry our digest, the workers have theirs."""
    import sim.studies.sweep.pieces as rows

    real = rows.rows_of
    monkeypatch.setattr(rows, "rows_of", lambda task: real(dataclasses.replace(task, rules="0123456789abcdef")))
    with pytest.raises(Stopped, match=r"a worker has other rules than ours \([0-9a-f]{12}, not 0123456789ab\)"):
        sweep(tmp_path / "a", n=5)


FULL = """
import resource, sys
from pathlib import Path
from sim.results import Stopped
from tests.studies.sweeps import sweep
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    sweep(Path(sys.argv[1]))
except Stopped as error:
    print(error)
    sys.exit(1)
"""


@pytest.mark.slow
@pytest.mark.parametrize("table", ["part", "sweep.parquet"])
def test_a_full_disk_says_so_and_keeps_what_is_done(straight, tmp_path, table):
    """A quota on the size of a file: below that of one part, or of the table at the end."""
    limit = 5000 if table == "part" else (straight / table).stat().st_size - 1
    code = [sys.executable, "-c", FULL, str(tmp_path / "a"), str(limit)]
    done = subprocess.run(code, capture_output=True, text=True, check=False, cwd=ROOT)
    assert done.returncode == 1, done.stderr
    assert "cannot write" in done.stdout
    assert "File too large" in done.stdout
    expected = "stopped before any history was kept" if table == "part" else f"{10 * N:,} histories are kept in"
    assert expected in done.stdout
    assert not (tmp_path / "a").exists()
    sweep(tmp_path / "a", resume=True)
    assert contents(tmp_path / "a") == contents(straight)


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(place)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("cannot mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_disk_that_is_really_full(small_disk):
    with pytest.raises(Stopped, match=r"(?s)No space left on device.*histories are kept in"):
        sweep(small_disk / "a", n=2000)
    assert not (small_disk / "a").exists()


def test_a_place_where_nothing_can_be_written_is_refused(tmp_path):
    if Path("/proc/self").is_dir():
        with pytest.raises(Refused, match="cannot write in the folder /proc"):
            sweep(Path("/proc/moratorium"))
    if os.geteuid() != 0:
        tmp_path.chmod(0o500)
        with pytest.raises(Refused, match="cannot write in the folder"):
            sweep(tmp_path / "a")
