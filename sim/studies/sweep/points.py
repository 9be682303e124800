"""The points of a sweep, all of them validated before the first history runs.

Every point shares its luck with all others: the same seed, the same replicates and the same ceilings, so that a
replicate meets the same candidates at every point and differences are those of the parameters.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sim.scenario import REGISTRY, Scenario, ScenarioError, common_ceilings
from sim.studies import designs
from sim.studies.errors import StudyError
from sim.studies.run.asking import asking
from sim.studies.sweep.axes import Axis, check_axes
from sim.studies.unknowns import as_it_stands

DESIGNS = ("grid", "lhs", "sobol")
MOST_POINTS = 100_000
TOLD = 20
"""How many wrong points are told; the rest are counted."""


@dataclass(frozen=True)
class SweepPlan:
    """What a sweep runs: for each point its values (in the order of `paths`) and its scenario."""

    base: Scenario
    paths: tuple[str, ...]
    points: tuple[tuple[object, ...], ...]
    scenarios: tuple[Scenario, ...]
    n: int
    seed: int
    axes: tuple[Axis, ...] = ()

    @property
    def histories(self) -> int:
        """Points times replicates."""
        return len(self.points) * self.n

    def values(self, point: int) -> dict[str, object]:
        """The varied parameters of one point."""
        return dict(zip(self.paths, self.points[point], strict=True))

    def told(self, point: int) -> str:
        """One point for a message: `point 3 (talks.mediator = 0.5)`."""
        inner = ", ".join(f"{path} = {value}" for path, value in self.values(point).items())
        return f"point {point} ({inner})"


def plan(
    base: Scenario, axes: Sequence[Axis], n: int, seed: int, *, design: str = "grid", points: int | None = None
) -> SweepPlan:
    """The plan of a sweep. Raises StudyError with everything wrong, each point's problems included.

    `design` is `grid` (every combination of listed values), or `lhs` or `sobol` (`points` points; an axis between
    bounds is covered evenly, a listed one takes its values equally often). Uncertain parameters of `base` that are
    not varied stand at their medians.
    """
    check_axes(axes)
    base = as_it_stands(base)
    _check_numbers(n, seed)
    chosen = _grid(axes, points) if design == "grid" else _spread(axes, design, points)
    if len(chosen) > MOST_POINTS:
        raise StudyError(f"{len(chosen):,} points are more than the {MOST_POINTS:,} that one sweep may have")
    return SweepPlan(
        base, tuple(a.path for a in axes), tuple(tuple(p.values()) for p in chosen), variants(base, chosen), n, seed,
        tuple(axes),
    )  # fmt: skip


def variants(base: Scenario, points: Sequence[Mapping[str, object]]) -> tuple[Scenario, ...]:
    """`base` with each point's values, all with the largest ceilings of any, so that they share their candidates.

    Raises StudyError naming every point that is not a valid scenario (the first `TOLD` of them).
    """
    made: list[Scenario] = []
    problems: list[str] = []
    for number, values in enumerate(points):
        try:
            made.append(asking(base.replace(dict(values))).scenario)
        except ScenarioError as error:
            inner = ", ".join(f"{path} = {value}" for path, value in values.items())
            problems += [f"point {number} ({inner}): {problem.message}" for problem in error.problems]
    if problems:
        rest = len(problems) - TOLD
        raise StudyError(problems[:TOLD] + ([f"and {rest} more problems"] if rest > 0 else []))
    common = common_ceilings(made)
    return tuple(
        scenario if scenario.ceilings == common else scenario.replace({}, ceilings=common) for scenario in made
    )


def _grid(axes: Sequence[Axis], points: int | None) -> list[dict[str, object]]:
    if points is not None:
        raise StudyError("--points belongs to --design lhs or sobol; a grid has as many points as its values give")
    open_ended = [axis.path for axis in axes if not axis.listed]
    if open_ended:
        raise StudyError(
            [f"{path}: a grid needs values: say {path}=LO:HI:STEPS or {path}=a,b,c" for path in open_ended]
        )
    size = 1
    for axis in axes:
        size *= len(axis.values)
    if size > MOST_POINTS:
        raise StudyError(f"a grid of {size:,} points is more than the {MOST_POINTS:,} that one sweep may have")
    return designs.grid({axis.path: axis.values for axis in axes})


def _spread(axes: Sequence[Axis], design: str, points: int | None) -> list[dict[str, object]]:
    if design not in DESIGNS:
        raise StudyError(f"found design {design}; allowed are {', '.join(DESIGNS)}")
    if points is None or not 2 <= points <= MOST_POINTS:
        raise StudyError(f"--design {design} needs --points, from 2 to {MOST_POINTS:,}")
    make = designs.latin_hypercube if design == "lhs" else designs.sobol
    # The design has a seed of its own, fixed: another seed of luck must look at the same points.
    cube = make(len(axes), points, 1)
    return [{axis.path: _at(axis, float(u)) for axis, u in zip(axes, row, strict=True)} for row in cube]


def _at(axis: Axis, u: float) -> object:
    if axis.listed:
        return axis.values[int(u * len(axis.values))]
    parameter = REGISTRY.get(axis.path)
    if axis.path == "horizon_days" or (parameter is not None and parameter.type == "integer"):
        return int(axis.low) + int(u * (int(axis.high) - int(axis.low) + 1))
    return float(f"{axis.low + (axis.high - axis.low) * u:.12g}")


def _check_numbers(n: int, seed: int) -> None:
    if n < 1:
        raise StudyError(f"the number of replicates is at least 1, not {n}")
    if not 0 <= seed < 2**63:
        raise StudyError(f"a seed is a whole number from 0 to 2^63 - 1, not {seed}")
