"""Runs of a scenario with uncertain parameters: draws of what is not known, and histories of luck within each.

Draw `d` is a point of a scrambled Sobol sequence over the uncertain parameters; history `h` belongs to draw
`h // per_draw` and has the luck of replicate `h`. So every history has luck of its own, the pooled figures are as
precise as their number allows, and more draws later leave the earlier ones as they are.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sim.scenario import REGISTRY, Distribution
from sim.studies.errors import StudyError
from sim.studies.executors import executor, in_order
from sim.studies.uncertain_values import value_of

if TYPE_CHECKING:
    import polars as pl

    from sim.engine.chunk import Chunk
    from sim.engine.ensemble import Options
    from sim.engine.plan import Plan
    from sim.scenario import Scenario


def uncertain_paths(scenario: Scenario) -> list[str]:
    """The parameters that are distributions, in the order of the registry."""
    return [path for path, value in scenario.values.items() if isinstance(value, Distribution)]


def drawn(scenario: Scenario, draws: int, seed: int) -> list[Scenario]:
    """`draws` scenarios with every distribution drawn: the first points of a scrambled Sobol sequence of `seed`.

    Raises StudyError if nothing is uncertain. That the ends of the distributions are valid together was checked when
    the scenario was loaded.
    """
    from sim.studies.designs import sobol

    paths = uncertain_paths(scenario)
    if not paths:
        raise StudyError(
            f"{scenario.name}: no parameter is uncertain, so there is nothing to draw; "
            "make one a distribution, or say `uncertain: all` in the file"
        )
    if draws < 2:
        raise StudyError(f"the number of draws is at least 2, not {draws}")
    cube = sobol(len(paths), draws, seed)
    return [
        scenario.replace({path: _value(scenario, path, float(u)) for path, u in zip(paths, row, strict=True)})
        for row in cube
    ]


def draws_frame(scenario: Scenario, draws: int, seed: int) -> pl.DataFrame:
    """The table of draws: `draw` and one column for each uncertain parameter."""
    import polars as pl

    paths = uncertain_paths(scenario)
    made = drawn(scenario, draws, seed)
    columns = {path: [float(one.values[path]) for one in made] for path in paths}  # type: ignore[arg-type]
    return pl.DataFrame({"draw": range(draws), **columns}, schema_overrides={"draw": pl.Int64})


@dataclass(frozen=True)
class _Piece:
    """Neighbouring histories of one draw."""

    draw: int
    plan: Plan
    first: int
    count: int
    kept: int
    seed: int
    options: Options


def ensemble_of_draws(
    scenarios: list[Scenario], per_draw: int, end: int, seed: int, *, options: Options, start: int = 0
) -> Iterator[Chunk]:
    """What `sim.engine.ensemble.ensemble` is for one scenario: chunks of histories `start` to `end - 1`, in order.

    `scenarios` are the draws, `per_draw` histories each; rows and spells carry the number of their draw.
    """
    workers = options.worker_count()
    pieces = _pieces(scenarios, per_draw, (start, end), seed, options)
    with executor(workers, processes=options.engine == "simpy") as pool:
        for _, chunk in in_order(pool, _run, pieces, ahead=2 * workers):
            yield chunk


def _pieces(
    scenarios: list[Scenario], per_draw: int, span: tuple[int, int], seed: int, options: Options
) -> Iterator[_Piece]:
    from sim.engine.plan import make_plan

    first, end = span
    while first < end:
        draw = first // per_draw
        plan = make_plan(scenarios[draw])
        stop = min((draw + 1) * per_draw, first + options.chunk_size(plan.horizon), end)
        kept = max(0, min(stop - first, options.bands - first))
        yield _Piece(draw, plan, first, stop - first, kept, seed, options)
        first = stop


def _run(piece: _Piece) -> Chunk:
    from sim.engine.ensemble import run_one_chunk

    options = piece.options
    chunk = run_one_chunk(options.engine, piece.plan, piece.first, piece.count, piece.seed, piece.kept, options.log)
    return replace(chunk, rows=_labelled(chunk.rows, piece.draw), spells=_labelled(chunk.spells, piece.draw))


def _labelled(table: Any, draw: int) -> Any:
    table["draw"] = draw
    return table


def _value(scenario: Scenario, path: str, u: float) -> float | int:
    distribution = scenario.values[path]
    assert isinstance(distribution, Distribution)
    return value_of(distribution, REGISTRY[path], u)
