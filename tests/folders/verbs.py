"""Every command that writes a folder, with words that make a small study of each, and of another study."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from sim.cli.main import cli

SHORT = ("--set", "horizon_days=60")

WORDS: dict[str, tuple[str, ...]] = {
    "run": ("run", "{file}", "-n", "40", "--workers", "1", "--no-explore"),
    "sweep": ("sweep", "{file}", "--vary", "talks.mediator=0,1", "-n", "10", "--workers", "1"),
    "compare": ("compare", "{file}", "{other}", "-n", "40", "--workers", "1"),
    "tip": (
        "sweep", "{file}", "--vary", "talks.mediator=0:1", "--tip", "formal_days=1", "-n", "20",
        "--workers", "1",
    ),
    "sensitivity": (
        "sensitivity", "{file}", "--rows", "16", "-n", "2", "--single-rows", "16", "--parameter", "talks.mediator",
        "--parameter", "grid.crews", "--outcome", "unserved_gwh", "--workers", "1",
    ),
    "conditions": ("conditions", "{file}", "-n", "2", "--only", "C1,C6", "--outcome", "unserved_gwh", "--workers", "1"),
    "trace": ("trace", "{file}", "--replicate", "3", "--against", "{other}"),
    "whatif": ("whatif", "{file}", "--replicate", "3", "--at", "20", "--set", "talks.mediator=0.9"),
    "whatif-all": (
        "whatif", "{file}", "--all", "--save", "tacit", "--for", "5", "-n", "40", "--futures", "2", "--workers", "1",
    ),
    "hindcast": ("hindcast", "{hindcast}", "-n", "20", "--draws", "0", "--workers", "1"),
    "calibrate": (
        "calibrate", "{calibration}", "--sets", "32", "--histories", "4", "--waves", "1", "--particles", "32",
        "--generations", "1", "--most", "2", "--workers", "1",
    ),
}  # fmt: skip
"""Verb: what is typed, without the folder. The names in braces are files beside the test."""

HINDCAST = """
as_of: 2024-10-30
declares: retrodiction
scenario: {extends: mine.yaml}
evidence: {trust.initial: 2024-10-01}
questions:
  waves: {ask: "count(russian_waves, 2024-10-30, 2024-11-30)", observed: {value: 1, source: made up}}
"""

CALIBRATION = """
title: Made up
as_of: 2024-10-30
periods:
  autumn: {extends: mine.yaml}
summaries:
  waves:
    {period: autumn, ask: "count(russian_waves, 2024-10-30, 2024-11-30)", observed: {value: 1, source: made up},
    discrepancy: 1.0}
  strikes:
    {period: autumn, ask: "count(refinery_strikes, 2024-10-30, 2024-11-30)", observed: {value: 2, source: made up},
    discrepancy: 2.0}
"""

VERBS = tuple(WORDS)

RESUMABLE = ("run", "sweep", "compare", "tip", "sensitivity", "conditions", "calibrate")
"""Verbs that keep what they have and go on from there; the others take seconds."""

every_verb = pytest.mark.parametrize(
    "verb", [pytest.param(verb, marks=() if verb in ("run", "sweep") else pytest.mark.slow) for verb in VERBS]
)
"""Over every command; the two that keep parts are tried each time, the others with the slow tests."""

DATA = {
    "run": "runs.parquet",
    "sweep": "sweep.parquet",
    "compare": "levels.parquet",
    "tip": "points.parquet",
    "sensitivity": "effects.parquet",
    "conditions": "contributions.parquet",
    "trace": "events.parquet",
    "whatif": "after.parquet",
    "whatif-all": "tried.parquet",
    "hindcast": "scores.parquet",
    "calibrate": "ensemble.parquet",
}
"""A table in the folder of each."""


def scenario(folder: Path, name: str = "mine", **more: str) -> Path:
    """A short scenario in a file of `folder`."""
    path = folder / f"{name}.yaml"
    lines = [f"{key}: {value}\n" for key, value in {"extends": "baseline", "horizon_days": "60", **more}.items()]
    path.write_text("".join(lines), encoding="utf-8")
    return path


def scenarios(folder: Path) -> tuple[Path, Path]:
    """The two that the commands are about."""
    return scenario(folder), scenario(folder, "other", **{"talks.mediator": "0.9"})


def typed(verb: str, folder: Path, *more: object, file: Path | None = None) -> list[str]:
    """The words of a command for scenarios in `folder`."""
    own, other = (file, folder / "other.yaml") if file else scenarios(folder)
    files = {"file": own, "other": other}
    for name, text in (("hindcast", HINDCAST), ("calibration", CALIBRATION)):
        if f"{{{name}}}" in WORDS[verb]:
            files[name] = folder / f"{name}.yaml"
            files[name].write_text(text, encoding="utf-8")
    return [word.format(**files) for word in WORDS[verb]] + [str(word) for word in more]


def invoke(*words: object) -> Result:
    """Run the command in this process; a fault of ours is raised, not hidden."""
    result = CliRunner().invoke(cli, [str(word) for word in words])
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def study(verb: str, folder: Path, out: Path, *more: object, file: Path | None = None) -> Result:
    """Run a small study of `verb` into `out`."""
    return invoke(*typed(verb, folder, "--out", out, *more, file=file))


def made(verb: str, folder: Path, out: Path, *more: object, file: Path | None = None) -> Result:
    """The same, which must succeed."""
    result = study(verb, folder, out, *more, file=file)
    assert result.exit_code == 0, result.output
    return result
