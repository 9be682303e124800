"""Folders that are ours, folders that are not, disks that are full, writers that are two."""

import os
import subprocess
import sys

import pytest

from sim.results import Folder, Refused, Stopped, is_results_folder, writing
from tests.results.runs import contents, run


def test_a_folder_of_ours_is_replaced(tmp_path):
    run(tmp_path / "a", 60)
    run(tmp_path / "a", 40)
    assert Folder(tmp_path / "a").runs.collect().height == 40
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_the_user_put_there_comes_along(tmp_path):
    run(tmp_path / "a", 40, csv=True)
    (tmp_path / "a" / "notes.txt").write_text("mine")
    (tmp_path / "a" / "mine").mkdir()
    (tmp_path / "a" / "mine" / "x").write_text("mine")
    run(tmp_path / "a", 40)
    assert (tmp_path / "a" / "notes.txt").read_text() == "mine"
    assert (tmp_path / "a" / "mine" / "x").read_text() == "mine"
    assert not (tmp_path / "a" / "runs.csv").exists(), "an old table of ours does not outlive its run"


def test_a_folder_that_is_not_ours_is_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years")
    with pytest.raises(Refused, match="not results of `moratorium run`, and is left alone"):
        run(tmp_path, 40)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


@pytest.mark.parametrize("manifest", ["", "[]", "{}", '{"kind": "other"}', '{"kind": "moratorium results"}', "\0"])
def test_a_manifest_of_something_else_does_not_make_it_ours(tmp_path, manifest):
    place = tmp_path / "a"
    place.mkdir()
    (place / "manifest.json").write_text(manifest)
    with pytest.raises(Refused, match="left alone"):
        run(place, 40)
    assert not is_results_folder(place)
    assert (place / "manifest.json").read_text() == manifest


def test_an_empty_folder_may_be_used(tmp_path):
    (tmp_path / "a").mkdir()
    run(tmp_path / "a", 40)
    assert is_results_folder(tmp_path / "a")


def test_a_file_in_the_way_is_refused(tmp_path):
    (tmp_path / "a").write_text("file")
    with pytest.raises(Refused, match="is a file"):
        run(tmp_path / "a", 40)
    with pytest.raises(Refused, match="cannot make the folder"):
        run(tmp_path / "a" / "b", 40)


def test_a_place_where_nothing_can_be_written_is_refused():
    if not os.path.isdir("/proc/self"):  # noqa: PTH112
        pytest.skip("needs a read-only folder that binds root, such as /proc")
    with pytest.raises(Refused, match=r"cannot (write in|make) the folder /proc"):
        run("/proc/moratorium", 40)


def test_a_read_only_folder_is_refused(tmp_path):
    if os.geteuid() == 0:
        pytest.skip("permissions do not bind root")
    tmp_path.chmod(0o500)
    with pytest.raises(Refused, match="cannot write in the folder"):
        run(tmp_path / "a", 40)


def test_a_second_writer_is_told_and_the_first_is_not_disturbed(tmp_path):
    code = "import sys, time\nfrom pathlib import Path\nfrom sim.results import writing\n"
    code += "with writing(Path(sys.argv[1])):\n    print('held', flush=True)\n    time.sleep(60)\n"
    holder = subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "a")], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    holder.stdout.readline()
    try:
        with pytest.raises(Stopped, match=rf"being written by process {holder.pid} on .+ since"):
            run(tmp_path / "a", 40)
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    run(tmp_path / "a", 40)


def test_a_lock_is_given_back_after_a_refusal(tmp_path):
    (tmp_path / "x").write_text("")
    with pytest.raises(Refused):
        run(tmp_path, 40)
    with writing(tmp_path):
        pass


FULL = """
import resource, sys, sim
from sim.studies.run import keepers
from sim.results import Stopped
keepers.PART_ROWS = 40
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    sim.run(sim.load("baseline", ["horizon_days=60"]), n=300, out=sys.argv[1], bands=5, chunk=40, workers=1,
            resume=True, decorate=lambda result: None)
except Stopped as error:
    print(error)
    sys.exit(1)
"""


@pytest.mark.slow
def test_a_full_disk_says_so_and_keeps_what_is_done(tmp_path):
    run(tmp_path / "straight", bands=5)
    limit = (tmp_path / "straight" / "runs.parquet").stat().st_size - 1
    done = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path / "a"), str(limit)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1, done.stderr
    assert "cannot write" in done.stdout
    assert "File too large" in done.stdout
    assert f"replicates are kept in {tmp_path / '.a.partial'}" in done.stdout
    assert not (tmp_path / "a").exists()
    run(tmp_path / "a", bands=5, resume=True)
    assert contents(tmp_path / "a") == contents(tmp_path / "straight")


@pytest.fixture
def small_disk(tmp_path):
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("cannot mount a small disk here")
    yield place
    subprocess.run(["umount", str(place)], check=False)


def test_a_disk_that_is_really_full(small_disk, tmp_path):
    with pytest.raises(Stopped, match="No space left on device"):
        run(small_disk / "a", 20_000, bands=10)
    assert not (small_disk / "a").exists()
