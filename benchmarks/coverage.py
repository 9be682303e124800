"""`python -m benchmarks.coverage [--pool N] [--samples N] [--write]`: how often 95% intervals hold the truth.

A pool of histories of two scenarios under the same luck stands for the truth; samples of 30, 100, 300 and 2,000 are
drawn from it, and each is given to the estimators that every table and paragraph uses. What is counted is how often an
interval is given at all, and how often one that is given holds the value of the pool. `--write` puts the table into
docs/intervals.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

import sim
from benchmarks import coverage_sets
from sim.outcomes.estimates import estimate, samples
from sim.outcomes.intervals import Estimate
from sim.outcomes.lives import LIVES, durations, ended_by, first_spells
from sim.outcomes.paired import estimate_difference
from sim.outcomes.restricted import restricted_difference, restricted_mean
from sim.outcomes.times import TIMES

SIZES = (30, 100, 300, 2000)
PAIR = ("baseline", "kursk_withdrawal")
SEED, POOL, SAMPLES = 20241030, 100_000, 1000
RARELY = 0.05
"""Where fewer samples than this have an interval, none is counted."""
WITHIN = 180.0
PAGE = Path(__file__).parent.parent / "docs" / "intervals.md"
BEGIN, END = "<!-- coverage: written by python -m benchmarks.coverage --write -->", "<!-- end of coverage -->"
BEGIN_SETS, END_SETS = "<!-- coverage over sets: written likewise -->", "<!-- end of coverage over sets -->"

Draw = Callable[[np.ndarray], Estimate]
Lasting = list[tuple[np.ndarray, np.ndarray]]


@dataclass(frozen=True)
class Cell:
    """One figure at one size: how many samples gave an interval, and how many of those hold the truth."""

    figure: str
    size: str
    """How the column is headed."""
    samples: int
    given: int
    held: int

    @property
    def coverage(self) -> float:
        """Share of the intervals given that hold the truth; NaN where none is given."""
        return self.held / self.given if self.given else float("nan")


def pool(names: tuple[str, str] = PAIR, size: int = POOL, seed: int = SEED) -> tuple[sim.Result, ...]:
    """Histories of both scenarios under the same luck."""
    return tuple(sim.run(name, n=size, seed=seed) for name in names)


def figures(a: sim.Result, b: sim.Result) -> Iterator[tuple[str, Draw, float]]:
    """Every headline of `b`, every paired difference to `a`, and times and lives: a name, an estimator, the truth.

    An estimator takes the places of the sampled histories.
    """
    horizon = a.scenario.horizon_days
    for headline, (x, y) in samples([a.runs, b.runs], horizon):
        name = headline.name
        yield name, lambda at, h=headline, y=y: estimate(h, y[at]), _truth(y, headline.q)
        truth = _truth(y, headline.q) - _truth(x, headline.q)
        yield f"difference of {name}", lambda at, h=headline, x=x, y=y: estimate_difference(h, x[at], y[at]), truth
    for name, lasting, within in _times(a, b, horizon):
        yield from _restricted(name, lasting, within)


def _truth(sample: np.ndarray, q: float | None) -> float:
    return float(np.mean(sample) if q is None else np.quantile(sample, q))


def _times(a, b, horizon: float) -> Iterator[tuple[str, Lasting, float]]:
    for column in TIMES:
        days = [one.runs[column].fill_null(horizon).to_numpy().astype(float) for one in (a, b)]
        yield column, [(day, day < horizon) for day in days], float(horizon)
    for name, life in LIVES.items():
        lasting = []
        for one in (a, b):
            first = first_spells(one.spells, life.kinds)
            days, seen = np.full(one.n, np.nan), np.zeros(one.n, dtype=bool)
            days[first["replicate"].to_numpy()] = durations(first)
            seen[first["replicate"].to_numpy()] = ended_by(first, life.failures) > 0
            lasting.append((days, seen))
        yield f"{name}_life", lasting, min(WITHIN, horizon)


def _restricted(
    name: str, lasting: list[tuple[np.ndarray, np.ndarray]], within: float
) -> Iterator[tuple[str, Draw, float]]:
    (days_a, seen_a), (days_b, seen_b) = lasting
    truths = [restricted_mean(days, seen, within).value for days, seen in lasting]

    def level(at: np.ndarray) -> Estimate:
        return restricted_mean(days_b[at], seen_b[at], within)

    def difference(at: np.ndarray) -> Estimate:
        return restricted_difference((days_a[at], seen_a[at]), (days_b[at], seen_b[at]), within, paired=True)

    yield f"mean {name}", level, truths[1]
    yield f"difference of mean {name}", difference, truths[1] - truths[0]


def measure(sizes=SIZES, repetitions: int = SAMPLES, size: int = POOL, only: str = "") -> list[Cell]:
    """Coverage of every figure whose name contains `only`, at every size."""
    a, b = pool(size=size)
    random = np.random.default_rng(SEED)
    cells = []
    for name, draw, truth in figures(a, b):
        if only not in name:
            continue
        for n in sizes:
            cell = _cell(lambda draw=draw, n=n: draw(random.integers(0, size, n)), truth, repetitions)
            cells.append(Cell(name, f"n = {n:,}", *cell))
    return cells


def measure_sets(repetitions: int = SAMPLES, size: int = coverage_sets.POOL, only: str = "") -> list[Cell]:
    """The same over parameter sets: of `size` scramblings, for every shape of `coverage_sets`."""
    random = np.random.default_rng(SEED)
    cells = []
    for name, draw, truth in coverage_sets.figures(coverage_sets.pool(PAIR, SEED, size)):
        if only not in name:
            continue
        for shape in coverage_sets.SHAPES:
            cell = _cell(
                lambda draw=draw, shape=shape: draw(coverage_sets.chosen(random, size), *shape), truth, repetitions
            )
            cells.append(Cell(name, coverage_sets.column(*shape), *cell))
    return cells


def _cell(sample: Callable[[], Estimate], truth: float, wanted: int) -> tuple[int, int, int]:
    """How many samples were drawn, until `wanted` had an interval or hardly any has; those given; those that hold."""
    tried = given = held = 0
    while given < wanted and not (tried >= wanted and given < RARELY * tried):
        tried += 1
        one = _one(sample)
        if one is not None and one.low <= one.high and not one.note:
            given += 1
            held += one.low <= truth <= one.high
    return tried, given, held


def _one(sample: Callable[[], Estimate]) -> Estimate | None:
    """An estimate; None where the sample was not followed long enough to have one."""
    try:
        return sample()
    except ValueError:
        return None


def table(cells: list[Cell]) -> str:
    """The cells as a table in Markdown: a row a figure, a column a size."""
    sizes = list(dict.fromkeys(cell.size for cell in cells))
    lines = ["| figure | " + " | ".join(sizes) + " |", "|---" * (len(sizes) + 1) + "|"]
    for name in dict.fromkeys(cell.figure for cell in cells):
        row = [_told(next(cell for cell in cells if (cell.figure, cell.size) == (name, size))) for size in sizes]
        lines.append(f"| {name} | " + " | ".join(row) + " |")
    return "\n".join(lines)


def _told(cell: Cell) -> str:
    """`95.1%`; `96% (given in 40%)` where not every sample has an interval; `not given` below one in twenty."""
    share = cell.given / cell.samples
    if share < RARELY:
        return "not given"
    return f"{cell.coverage:.1%}" if share > 0.995 else f"{cell.coverage:.1%} (given in {share:.0%})"


def main(arguments: list[str]) -> int:
    """Measure and print; `--write` into the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage", description=__doc__)
    parser.add_argument("--pool", type=int, default=POOL)
    parser.add_argument("--samples", type=int, default=SAMPLES, help="intervals counted for each cell")
    parser.add_argument("--only", default="")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    luck = table(measure(repetitions=asked.samples, size=asked.pool, only=asked.only))
    sets = table(measure_sets(repetitions=asked.samples, only=asked.only))
    print(luck, sets, sep="\n\n")
    if asked.write:
        text = PAGE.read_text(encoding="utf-8")
        for made, begin, end in ((luck, BEGIN, END), (sets, BEGIN_SETS, END_SETS)):
            before, after = text[: text.index(begin) + len(begin)], text[text.index(end) :]
            text = f"{before}\n\n{made}\n\n{after}"
        PAGE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
