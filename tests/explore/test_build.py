"""The build gives the module that is shipped (skipped where there is no WebAssembly linker)."""

import subprocess
import sys

import pytest

from sim.studies.explore import shipped
from sim.studies.explore.link import NoLinkerError, link, linker


@pytest.fixture
def with_linker():
    try:
        linker()
    except NoLinkerError as error:
        pytest.skip(str(error))


@pytest.mark.slow
def test_building_again_gives_what_is_shipped(with_linker):
    before = shipped.WASM.read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "sim.studies.explore.build", "--check"], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "kernel.wasm" in done.stdout
    assert shipped.WASM.read_bytes() == before


def test_what_is_no_object_is_refused_with_the_linkers_words(with_linker):
    with pytest.raises(RuntimeError, match="kernel"):
        link(b"not an object", ("run_block",))


def test_without_a_linker_the_cure_is_named(monkeypatch):
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(NoLinkerError, match=r"pip install.*build"):
        linker()
