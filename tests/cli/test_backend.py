"""Pictures are drawn whatever backend the caller's surroundings ask for."""

import os
import subprocess
import sys

import pytest


@pytest.mark.parametrize("backend", ["module://matplotlib_inline.backend_inline", "module://not.installed", "no_such"])
def test_files_are_drawn_in_memory_whatever_backend_is_asked_for(tmp_path, backend: str) -> None:
    made = subprocess.run(
        [sys.executable, "-m", "sim", "run", "baseline", "-n", "3", "--out", str(tmp_path / "r")],
        env={**os.environ, "MPLBACKEND": backend},
        capture_output=True,
        text=True,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    assert "failed" not in made.stderr
    assert (tmp_path / "r" / "plots" / "deal_share.png").stat().st_size > 1000


def test_an_engine_that_is_told_not_to_compile_says_which_one_to_use(tmp_path) -> None:
    words = ["run", "baseline", "-n", "2", "--set", "horizon_days=20", "--workers", "1", "--out", str(tmp_path / "r")]
    for engine, code in (("compiled", 2), ("simpy", 0)):
        made = subprocess.run(
            [sys.executable, "-m", "sim", *words, "--engine", engine],
            env={**os.environ, "NUMBA_DISABLE_JIT": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert made.returncode == code, made.stderr
        assert ("--engine simpy" in made.stderr) == (code == 2)
        assert "Traceback" not in made.stderr
