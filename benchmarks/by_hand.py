"""The compiled engine against the same model written by hand in C (`baseline.c`), one core, interleaved.

Histories differ, because the C program has its own order of draws; so its figures are held against ours within five
standard errors, and a fast wrong answer stops the benchmark. Skipped where there is no C compiler.
"""

from __future__ import annotations

import math
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.scenario import load

SOURCE = Path(__file__).with_name("baseline.c")
FIGURES = {
    "p180": lambda rows: _by(rows, "first_deal_day", 180.0),
    "p365": lambda rows: _by(rows, "first_deal_day", 365.0),
    "c365": lambda rows: _by(rows, "first_complete_day", 365.0),
    "tacit180": lambda rows: _by(rows, "tacit_end_day", 180.0),
    "larger": lambda rows: _by(rows, "broader_talks_day", math.inf),
    "outage": lambda rows: rows["customer_outage_hours"],
    "waves": lambda rows: rows["russian_waves"],
    "refinery": lambda rows: rows["refinery_strikes"],
    "hours": lambda rows: rows["hours_short"],
    "unserved": lambda rows: rows["unserved_gwh"],
    "schedule": lambda rows: rows["schedule_hours"],
}
"""Figures of the C program and what they are in our rows."""

Figures = dict[str, tuple[float, float]]
"""Each figure's mean and standard error by the C program."""


def _by(rows: Any, column: str, day: float) -> Any:
    """Whether it has happened by a day; what never happened is missing."""
    days = np.asarray(rows[column], dtype=float)
    return np.isfinite(days) & (days <= day)


def compiler() -> str | None:
    """A C compiler, if there is one."""
    return next((found for name in ("cc", "gcc", "clang") if (found := shutil.which(name))), None)


def build(folder: str, cc: str) -> Path:
    """The C program, compiled as fast as the compiler can."""
    program = Path(folder) / "baseline"
    subprocess.run([cc, "-O3", "-march=native", str(SOURCE), "-o", str(program), "-lm"], check=True)
    return program


def by_c(program: Path, n: int, seed: int, settings: tuple[str, ...] = ()) -> tuple[float, Figures]:
    """Microseconds of processor time a history, each figure's mean and standard error; `settings` are `name=value`."""
    begun = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    asked = [str(program), str(n), f"seed={seed}", *settings]
    said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - begun
    figures = {name: (float(mean), float(error)) for name, mean, error in map(str.split, said.splitlines()[1:])}
    return used / n * 1e6, figures


def distances(rows: Any, other: Figures) -> dict[str, float]:
    """How far each figure by hand is from ours, in joint standard errors; 0 or infinity where there is no error."""
    made = {}
    for name, of in FIGURES.items():
        values = np.asarray(of(rows), dtype=float)
        mean, error = other[name]
        joint = math.hypot(error, float(values.std()) / math.sqrt(values.size))
        off = abs(float(values.mean()) - mean)
        made[name] = off / joint if joint else math.inf if off else 0.0
    return made


def agree(rows: Any, figures: Figures) -> None:
    """Raise AssertionError where a figure lies further than five joint standard errors off, or is no number."""
    far = {name: distance for name, distance in distances(rows, figures).items() if not distance <= 5.0}
    assert not far, f"joint standard errors from the figures by hand: {far}"


def measure(n: int = 5_000, rounds: int = 11) -> dict[str, float]:
    """Ratios in one run: least, middle and largest over interleaved rounds."""
    cc = compiler()
    if cc is None:
        print("no C compiler found: the comparison with the program in C is skipped", file=sys.stderr)
        return {}
    plan = make_plan(load("baseline"))
    run_chunk(plan, 0, 10, 1, 0, False)
    ours, theirs = [], []
    with tempfile.TemporaryDirectory() as folder:
        program = build(folder, cc)
        for seed in range(rounds):
            begun = time.thread_time()
            rows = run_chunk(plan, 0, n, seed, 0, False).rows
            ours.append((time.thread_time() - begun) / n * 1e6)
            us, figures = by_c(program, n, seed)
            theirs.append(us)
            agree(rows, figures)
    ratios = sorted(a / b for a, b in zip(ours, theirs, strict=True))
    return {
        "compiled_us_per_replicate": median(ours),
        "by_hand_in_c_us_per_replicate": median(theirs),
        "compiled_over_c_least": ratios[0],
        "compiled_over_c": median(ratios),
        "compiled_over_c_largest": ratios[-1],
    }
