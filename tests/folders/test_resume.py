"""Studies in one piece go on where they were stopped: nothing that is kept is run again, and the answer is the same."""

from __future__ import annotations

import pytest

from sim.studies.calibrate.study import Runner
from sim.studies.compare import arms
from sim.studies.conditions import study as weighing
from sim.studies.sensitivity import pieces
from sim.studies.tip.study import _Curve
from tests.folders.verbs import DATA, made, study

STOPPED = [
    "conditions",
    *(pytest.param(verb, marks=pytest.mark.slow) for verb in ("compare", "tip", "sensitivity", "calibrate")),
]
TABLES = {"compare": ("levels.parquet", "differences.parquet", "rows/runs.parquet"), "conditions": ("summary.json",)}


def stopping(monkeypatch, verb, after):
    """Raise what Ctrl-C raises after so many pieces of work; count them all."""
    done = []

    def counted(real):
        def work(*words, **more):
            if len(done) >= after:
                raise KeyboardInterrupt
            done.append(1)
            return real(*words, **more)

        return work

    if verb == "compare":
        monkeypatch.setattr(arms, "run", counted(arms.run))
    elif verb == "tip":
        monkeypatch.setattr(_Curve, "_run", counted(_Curve._run))
    elif verb == "conditions":
        monkeypatch.setattr(weighing, "BATCH_HISTORIES", 2)
        monkeypatch.setattr(weighing, "evaluate", counted(weighing.evaluate))
    elif verb == "calibrate":
        monkeypatch.setattr(Runner, "_engine", counted(Runner._engine))
    else:
        monkeypatch.setattr(pieces, "evaluate", counted(pieces.evaluate))
    return done


@pytest.mark.parametrize("verb", STOPPED)
def test_what_was_done_before_a_stop_is_not_done_again(verb, tmp_path, monkeypatch):
    made(verb, tmp_path, tmp_path / "straight")
    with monkeypatch.context() as patched:
        stopping(patched, verb, 1)
        stopped = study(verb, tmp_path, tmp_path / "r")
    assert stopped.exit_code == 1
    assert "the same command with --resume goes on from there" in stopped.stderr
    assert not (tmp_path / "r").exists()
    assert (tmp_path / ".r.partial").exists()
    with monkeypatch.context() as patched:
        done = stopping(patched, verb, 10_000)
        said = made(verb, tmp_path, tmp_path / "r", "--resume").stderr
    assert "continuing with what is kept" in said
    with monkeypatch.context() as patched:
        whole = stopping(patched, verb, 10_000)
        made(verb, tmp_path, tmp_path / "again")
    if verb != "compare":  # an arm's histories are kept part by part, below what is counted here
        assert len(done) == len(whole) - 1
    for name in {DATA[verb], *TABLES.get(verb, ())}:
        assert (tmp_path / "r" / name).read_bytes() == (tmp_path / "straight" / name).read_bytes(), name
    assert not (tmp_path / ".r.partial").exists()


@pytest.mark.parametrize("verb", STOPPED)
def test_what_was_begun_for_something_else_is_not_taken_up(verb, tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        stopping(patched, verb, 1)
        study(verb, tmp_path, tmp_path / "r")
    result = study(verb, tmp_path, tmp_path / "r", "--resume", "--seed", "9")
    assert result.exit_code == 2
    assert "it was drawn with seed 1, now 9 is asked" in result.stderr
