"""The cache of compiled code: what it is keyed by, and that a folder in any state costs time and nothing else.

With bytes that cost nothing to make; `test_code_cache_runs` has the kernel itself, `test_machine_code` what is kept.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

import sim
from sim.engine import cache_entry, code_cache

CODE = b"machine code"
ANNOUNCEMENT = "Compiling the rules"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """A cache folder of our own; `digest` in it is the key in use."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(code_cache, "code_digest", lambda: "a" * 32)
    return tmp_path / "cache" / "moratorium"


def compile_it(capsys):
    """Compile; whether it was announced as a fresh compilation."""
    made = []
    assert code_cache.kept(lambda: made.append(1) or CODE) == CODE
    announced = ANNOUNCEMENT in capsys.readouterr().err
    assert announced == bool(made)
    return announced


def files(root):
    return sorted(path for path in root.rglob("*") if path.is_file())


def test_the_second_time_nothing_is_compiled(root, capsys):
    assert compile_it(capsys)
    kept = {path: path.read_bytes() for path in files(root)}
    assert kept
    assert not compile_it(capsys)
    assert {path: path.read_bytes() for path in files(root)} == kept


def test_another_digest_is_compiled_beside_the_first(root, capsys, monkeypatch):
    compile_it(capsys)
    monkeypatch.setattr(code_cache, "code_digest", lambda: "b" * 32)
    assert compile_it(capsys)
    assert sorted(path.name for path in root.iterdir()) == ["a" * 32, "b" * 32]


@pytest.mark.parametrize("spoil", [b"", b"junk", None], ids=["empty", "junk", "cut short"])
def test_a_damaged_entry_is_made_again(root, capsys, spoil):
    compile_it(capsys)
    (damaged,) = files(root)
    damaged.write_bytes(damaged.read_bytes()[:-7] if spoil is None else spoil)
    assert compile_it(capsys)
    assert not compile_it(capsys)  # mended: from now on the cache serves again


def test_an_entry_without_its_files_is_filled_again(root, capsys):
    compile_it(capsys)
    for path in files(root):
        path.unlink()
    compile_it(capsys)
    assert files(root)


@pytest.mark.parametrize("where", ["file", "below a file", "endless name"])
def test_a_folder_that_cannot_be_made_costs_only_time(tmp_path, capsys, monkeypatch, where):
    (tmp_path / "file").write_text("no folder")
    places = {"file": "file", "below a file": "file/deep", "endless name": "x" * 300}
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / places[where]))
    assert compile_it(capsys)
    assert compile_it(capsys)
    assert (tmp_path / "file").read_text() == "no folder"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_a_user_without_a_home_folder_pays_only_time(monkeypatch, capsys):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "expanduser", no_home)
    assert compile_it(capsys)


def no_home(path):
    raise RuntimeError("Could not determine home directory.")  # what pathlib says then


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_costs_only_time(root, capsys):
    root.mkdir(parents=True)
    root.chmod(0o500)
    try:
        assert compile_it(capsys)
    finally:
        root.chmod(0o700)


def test_no_leftovers_when_compilation_fails(root, capsys):
    def fail():
        raise RuntimeError("the rules do not compile")

    with pytest.raises(RuntimeError, match="do not compile"):
        code_cache.kept(fail)
    assert not root.exists()


def test_no_leftovers_where_another_process_was_first(root, capsys):
    def slowly():
        assert code_cache.kept(lambda: b"the other's") == b"the other's"
        return CODE

    assert code_cache.kept(slowly) == CODE
    assert [path.name for path in root.iterdir()] == ["a" * 32]
    assert code_cache.kept(slowly) == b"the other's"


def test_many_threads_at_once_leave_one_whole_entry(root, capsys):
    """The compiled engine takes a lock of its own; the cache is safe without it, too."""
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(lambda _: code_cache.kept(lambda: CODE), range(8))) == [CODE] * 8
    assert [path.name for path in root.iterdir()] == ["a" * 32]
    capsys.readouterr()
    assert not compile_it(capsys)


def test_without_xdg_the_cache_is_in_the_users_own(monkeypatch, tmp_path):
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    assert cache_entry.cache_root() == tmp_path / ".cache" / "moratorium"


def copy_package(target: Path) -> Path:
    """The package and the shipped scenarios under `target`, importable from there."""
    here = Path(sim.__file__).resolve().parent
    skip = shutil.ignore_patterns("__pycache__")
    shutil.copytree(here, target / "sim", ignore=skip)
    shutil.copytree(here.parent / "scenarios", target / "scenarios", ignore=skip)
    return target


EDIT_EACH = """
from pathlib import Path
from sim.engine import cache_entry, compiled, intrinsics, machine_code, one_module
from sim.engine.code_cache import code_digest

digests = {code_digest()}
modules = [*dict.fromkeys([*compiled.rule_modules(), compiled, intrinsics, machine_code, one_module, cache_entry])]
for count, module in enumerate(modules, start=2):
    path = Path(module.__file__)
    path.write_text(path.read_text() + "# edited\\n")
    digests.add(code_digest())
    assert len(digests) == count, f"{module.__name__} is compiled but not in the digest"
assert code_digest() in digests
print(len(modules))
"""


def test_an_edit_of_any_module_that_is_compiled_changes_the_digest(tmp_path):
    tree = copy_package(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", EDIT_EACH],
        cwd=tree,
        env=os.environ | {"PYTHONPATH": str(tree)},
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 15


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="users have no numbers here")
@pytest.mark.parametrize("foreign", ["folder", "entry", "file", "link", "pipe", "owner"])
def test_what_others_may_have_written_is_not_loaded(root, capsys, monkeypatch, foreign):
    compile_it(capsys)
    entry = root / ("a" * 32)
    if foreign == "owner":
        monkeypatch.setattr(os, "getuid", lambda: 4711)
    elif foreign == "link":
        (entry / "more").symlink_to("/dev/null")
    elif foreign == "pipe":
        os.mkfifo(entry / "more")
    else:
        entry.chmod(0o755)  # as an earlier version, or an unpacked archive, may have left it
        {"folder": root, "entry": entry, "file": files(root)[0]}[foreign].chmod(0o777)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    assert code_cache.kept(lambda: CODE) == CODE
    assert "compiled code there is not used" in capsys.readouterr().err
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


def test_a_cache_made_under_a_loose_umask_is_used_all_the_same(root, capsys):
    earlier = os.umask(0o002)
    try:
        assert compile_it(capsys)
    finally:
        os.umask(earlier)
    assert not compile_it(capsys)


def test_a_relative_cache_folder_is_ignored(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CACHE_HOME", "here")
    assert cache_entry.cache_root() == tmp_path / "home" / ".cache" / "moratorium"
