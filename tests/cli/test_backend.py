"""Pictures are drawn whatever backend the caller's surroundings ask for."""

import os
import subprocess
import sys

import pytest

from tests.matrix import some

BACKENDS = ["no_such", "module://matplotlib_inline.backend_inline", "module://not.installed"]


@pytest.mark.slow
@pytest.mark.parametrize("backend", some(BACKENDS, every=3))
def test_files_are_drawn_in_memory_whatever_backend_is_asked_for(tmp_path, backend: str) -> None:
    words = ["run", "baseline", "-n", "3", "--set", "horizon_days=20", "--no-explore", "--out", str(tmp_path / "r")]
    made = subprocess.run(
        [sys.executable, "-m", "sim", *words],
        env={**os.environ, "MPLBACKEND": backend},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "failed" not in made.stderr
    assert (tmp_path / "r" / "plots" / "deal_share.png").stat().st_size > 1000


@pytest.mark.slow
@pytest.mark.parametrize("words", [["run", "baseline"], ["sweep", "baseline", "--vary", "trust.initial=0,1"]])
def test_a_command_runs_where_numba_is_told_to_compile_nothing(tmp_path, words: list[str]) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "sim", *words, "-n", "2", "--set", "horizon_days=20", "--out", str(tmp_path / "r")],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "failed" not in made.stderr + made.stdout
