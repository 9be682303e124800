"""Compute what is missing: up to a number of replicates, or until a precision is reached."""

from __future__ import annotations

from collections.abc import Generator, Iterator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from sim.engine.ensemble import ensemble
from sim.outcomes.precision import look
from sim.studies.cluster_chunks import chunks_on
from sim.studies.executors import executor
from sim.studies.run.asking import asking

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from sim.engine.chunk import Chunk
    from sim.engine.ensemble import EnsembleOptions
    from sim.engine.plan import Plan
    from sim.studies.run.keepers import Keeper
    from sim.studies.run.parameter_sets import ParameterSets
    from sim.studies.settings import Settings

PRECISION_LIMIT = 10_000_000
"""A precision that needs more replicates than this is given up, with a note."""


def fill(sets: ParameterSets, settings: Settings, keeper: Keeper) -> tuple[ParameterSets, list[str]]:
    """Bring the replicates to `sets.total`, or to the precision asked for; gives the sets as run, and notes on it."""
    if settings.precision is None:
        complete(sets, settings, keeper)
        return sets, []
    (scenario,) = sets.scenarios
    while True:
        complete(sets, settings, keeper)
        seen = look(keeper.runs(sets.n), scenario, settings.precision)
        width = f"the widest half-interval is {seen.width:.3g} ({seen.headline})"
        if seen.reached:
            return sets, [f"A precision of {settings.precision:g} took {sets.n:,} replicates: {width}."]
        if sets.n >= PRECISION_LIMIT:
            return sets, [f"A precision of {settings.precision:g} is not reached by {sets.n:,} replicates: {width}."]
        sets = replace(sets, n=min(seen.needed, PRECISION_LIMIT))
        settings.say(f"{width}; going on to {sets.n:,} replicates")


def complete(sets: ParameterSets, settings: Settings, keeper: Keeper) -> None:
    """Compute the replicates below `sets.total` that `keeper` misses."""
    if settings.cluster is None:
        _complete(sets, settings, keeper, None)
        return
    with executor(settings.workers, cluster=settings.cluster) as pool:
        _complete(sets, settings, keeper, pool)


def _complete(sets: ParameterSets, settings: Settings, keeper: Keeper, pool: Executor | None) -> None:
    gaps = list(keeper.missing(sets.total))
    asked = asking(sets.scenarios[0], windows=settings.windows)
    done = sets.total - sum(end - first for first, end in gaps)
    settings.progress(done, sets.total)
    for draw, scenario, first, end in (piece for gap in gaps for piece in sets.pieces(*gap)):
        options = settings.options(bands=sets.kept_days(draw, settings.bands))
        chunks = _chunks(asked.plan(scenario), (first, end), settings.seed, options, pool)
        # Closed at once on an interrupt, so that no thread goes on behind the message.
        with closing(cast("Generator[Chunk]", chunks)):
            for chunk in chunks:
                chunk.rows["draw"] = chunk.spells["draw"] = draw
                keeper.add(chunk, asked.windows(chunk))
                done += len(chunk.rows)
                settings.progress(done, sets.total)
    keeper.flush()


def _chunks(
    plan: Plan, span: tuple[int, int], seed: int, options: EnsembleOptions, pool: Executor | None
) -> Iterator[Chunk]:
    """Replicates `span` (first, end) in chunks: computed here, or on a cluster if there is a `pool`."""
    if pool is None:
        return ensemble(plan, span[1], seed, options=options, start=span[0])
    return chunks_on(pool, plan, span, seed, options)
