"""A file or a folder is the old one or the new one, never a piece and never nothing."""

import errno
import os
import subprocess
import sys
import threading

import pytest

from sim.results import atomic
from sim.results.atomic import atomic_write, recover_folder, replace_folder


def test_a_file_is_replaced_and_leaves_nothing_beside_it(tmp_path):
    path = tmp_path / "a.json"
    atomic_write(path, b"one")
    atomic_write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.json"]


def test_a_write_that_fails_leaves_the_old_file_and_no_litter(tmp_path):
    path = tmp_path / "a.bin"
    path.write_bytes(b"old")
    code = (
        "import resource, sys, pathlib\n"
        "from sim.results.atomic import atomic_write\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try:\n    atomic_write(pathlib.Path(sys.argv[1]), b'x' * 100_000)\n"
        "except OSError as error:\n    sys.exit(error.errno)\n"
    )
    assert subprocess.run([sys.executable, "-c", code, str(path)], check=False).returncode == errno.EFBIG
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.bin"]


def _folder(path, content):
    path.mkdir()
    (path / "x").write_text(content)
    return path


@pytest.mark.parametrize("exchange", [True, False], ids=["exchange", "step-aside"])
def test_a_folder_is_replaced_by_another(tmp_path, monkeypatch, exchange):
    if not exchange:
        monkeypatch.setattr(atomic, "_exchange", lambda one, other: False)
    target = _folder(tmp_path / "results", "old")
    replace_folder(_folder(tmp_path / ".new", "new"), target)
    assert (target / "x").read_text() == "new"
    assert [entry.name for entry in tmp_path.iterdir()] == ["results"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the exchange of two names is tested on Linux")
def test_there_is_never_a_moment_without_the_folder(tmp_path):
    target = _folder(tmp_path / "results", "0")
    stop, gone = threading.Event(), []

    def watch():
        while not stop.is_set():
            if not os.path.exists(target):  # noqa: PTH110 - the shortest look there is
                gone.append(True)

    watcher = threading.Thread(target=watch)
    watcher.start()
    for turn in range(300):
        replace_folder(_folder(tmp_path / ".new", str(turn)), target)
    stop.set()
    watcher.join()
    assert not gone
    assert (target / "x").read_text() == "299"


def test_a_replacement_killed_half_way_is_undone(tmp_path):
    _folder(tmp_path / ".results.old", "old")
    recover_folder(tmp_path / "results")
    assert (tmp_path / "results" / "x").read_text() == "old"
    _folder(tmp_path / ".results.old", "older")
    recover_folder(tmp_path / "results")
    assert (tmp_path / "results" / "x").read_text() == "old"
    assert not (tmp_path / ".results.old").exists()
