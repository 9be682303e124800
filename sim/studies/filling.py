"""Compute what is missing: up to a number of replicates, or until a precision is reached."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sim.engine.chunk import Chunk
    from sim.studies.keeping import Keeper
    from sim.studies.parameter_sets import ParameterSets
    from sim.studies.run import Settings

PRECISION_LIMIT = 10_000_000
"""A precision that needs more replicates than this is given up, with a note."""


def fill(sets: ParameterSets, settings: Settings, keeper: Keeper) -> tuple[ParameterSets, list[str]]:
    """Bring the replicates to `sets.total`, or to the precision asked for; gives the sets as run, and notes on it."""
    if settings.precision is None:
        complete(sets, settings, keeper)
        return sets, []
    from sim.outcomes.precision import look

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
    from sim.engine.ensemble import ensemble

    gaps = list(keeper.missing(sets.total))
    done = sets.total - sum(end - first for first, end in gaps)
    settings.progress(done, sets.total)
    for draw, scenario, first, end in (piece for gap in gaps for piece in sets.pieces(*gap)):
        options = settings.options(bands=sets.kept_days(draw, settings.bands))
        chunks = ensemble(scenario, end, settings.seed, options=options, start=first)
        # Closed at once on an interrupt, so that no thread goes on behind the message.
        with closing(cast("Generator[Chunk]", chunks)):
            for chunk in chunks:
                chunk.rows["draw"] = chunk.spells["draw"] = draw
                keeper.add(chunk)
                done += len(chunk.rows)
                settings.progress(done, sets.total)
    keeper.flush()
