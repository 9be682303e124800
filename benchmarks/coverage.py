"""`python -m benchmarks.coverage [--pair A B] [--pool N] [--samples N] [--write]`: how often intervals hold the truth.

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

import numpy as np

import sim
from benchmarks import coverage_sets
from benchmarks.markers import DOCS, markdown, marks, put
from sim.outcomes.estimates import estimate, samples
from sim.outcomes.intervals import Estimate
from sim.outcomes.lives import LIVES, durations, ended_by, first_spells
from sim.outcomes.paired import estimate_difference
from sim.outcomes.restricted import restricted_difference, restricted_mean
from sim.outcomes.times import TIMES

SIZES = (30, 100, 300, 2000)
PAIR = ("baseline", "kursk_withdrawal")
SEED, POOL, SAMPLES = 20241030, 100_000, 1000
RARELY = 0.1
"""Where fewer samples than this have an interval, none is counted."""
WITHIN = 180.0
WANTED, AGAIN = (0.93, 0.985), 10
PAGE = DOCS / "intervals.md"
PLACE, PLACE_OF_SETS = "coverage", "coverage over sets"
BEGIN = marks(PLACE)[0]

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


def measure(sizes=SIZES, repetitions: int = SAMPLES, size: int = POOL, only: str = "", pair=PAIR) -> list[Cell]:
    """Coverage of every figure whose name contains `only`, at every size."""
    a, b = pool(pair, size)
    random = np.random.default_rng(SEED)
    cells = []
    for name, draw, truth in figures(a, b):
        if only not in name:
            continue
        for n in sizes:
            cell = _cell(lambda draw=draw, n=n: draw(random.integers(0, size, n)), truth, repetitions)
            cells.append(Cell(name, f"n = {n:,}", *cell))
    return cells


def measure_sets(repetitions: int = SAMPLES, size: int = coverage_sets.POOL, only: str = "", pair=PAIR) -> list[Cell]:
    """The same over parameter sets: of `size` scramblings, for every shape of `coverage_sets`."""
    random = np.random.default_rng(SEED)
    cells = []
    for name, draw, truth in coverage_sets.figures(coverage_sets.pool(pair, SEED, size)):
        if only not in name:
            continue
        for shape in coverage_sets.SHAPES:
            cell = _cell(
                lambda draw=draw, shape=shape: draw(coverage_sets.chosen(random, size), *shape), truth, repetitions
            )
            cells.append(Cell(name, coverage_sets.column(*shape), *cell))
    return cells


def _cell(sample: Callable[[], Estimate], truth: float, wanted: int) -> tuple[int, int, int]:
    """`_counted`; a cell that comes out outside of what is wanted is counted anew over `AGAIN` times as many samples.

    Of some two hundred cells chance puts one or two outside; only what stays there is a fault of the interval.
    """
    tried, given, held = _counted(sample, truth, wanted)
    if given < RARELY * tried or WANTED[0] <= held / given <= WANTED[1]:
        return tried, given, held
    return _counted(sample, truth, AGAIN * wanted)


def _counted(sample: Callable[[], Estimate], truth: float, wanted: int) -> tuple[int, int, int]:
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
    by_place = {(cell.figure, cell.size): cell for cell in cells}
    names = dict.fromkeys(cell.figure for cell in cells)
    return markdown(("figure", *sizes), ([name, *(_told(by_place[name, size]) for size in sizes)] for name in names))


def extremes(cells: list[Cell]) -> str:
    """How many cells are given, between what they lie, and which lie outside of what is wanted."""
    shown = sorted((cell for cell in cells if cell.given >= RARELY * cell.samples), key=lambda cell: cell.coverage)
    rare = [cell for cell in cells if 0.005 * cell.samples <= cell.given < RARELY * cell.samples]
    held, given = sum(cell.held for cell in rare), sum(cell.given for cell in rare)
    rarely = (
        f" Of the {given} intervals in the {len(rare)} cells hardly given {held / given:.0%} hold it." if rare else ""
    )
    out = [cell for cell in shown if not WANTED[0] <= cell.coverage <= WANTED[1]]
    named = "; ".join(f"{cell.figure}, {cell.size}: {_told(cell)}" for cell in out)
    return (
        f"{len(shown)} of {len(cells)} cells are given an interval; these hold the truth in {shown[0].coverage:.1%} to "
        f"{shown[-1].coverage:.1%}. Outside of {WANTED[0]:.0%} to {WANTED[1]:.1%}: {named or 'none'}.{rarely}"
    )


def _told(cell: Cell) -> str:
    """`95.1%`; `96% (given in 40%)` where not every sample has an interval; where hardly any has, only how many."""
    share = cell.given / cell.samples
    if share < RARELY:
        return "not given" if share < 0.005 else f"hardly given ({share:.0%})"
    return f"{cell.coverage:.1%}" if share > 0.995 else f"{cell.coverage:.1%} (given in {share:.0%})"


def main(arguments: list[str]) -> int:
    """Measure and print; `--write` into the page."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.coverage", description=__doc__)
    parser.add_argument("--pool", type=int, default=POOL)
    parser.add_argument("--samples", type=int, default=SAMPLES, help="intervals counted for each cell")
    parser.add_argument("--only", default="")
    parser.add_argument(
        "--pair", nargs=2, default=PAIR, metavar=("A", "B"), help="scenarios; B is measured, and B less A"
    )
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args(arguments)
    given = {"repetitions": asked.samples, "only": asked.only, "pair": tuple(asked.pair)}
    for place, cells in ((PLACE, measure(size=asked.pool, **given)), (PLACE_OF_SETS, measure_sets(**given))):
        made = f"{extremes(cells)}\n\n{table(cells)}"
        print(made, end="\n\n", flush=True)
        if asked.write:
            put(PAGE, place, f"\n{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
