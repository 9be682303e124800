"""Which histories turned out otherwise, and where they part: for the arms that share the reference's luck."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import polars as pl

from sim.engine.digest import rules_digest
from sim.outcomes.classes import classes, counts, flipped, no_moves, transitions
from sim.studies.compare.arm import Arm
from sim.studies.compare.reruns import divergences, no_divergences
from sim.studies.compare.typical import Typical, typical
from sim.studies.run.result import Result
from sim.studies.settings import Settings


@dataclass(frozen=True)
class Changed:
    """`moves` and `divergence` as in `ComparisonData`; `typical` by arm; `notes` on what could not be followed."""

    moves: pl.DataFrame
    divergence: pl.DataFrame
    typical: dict[str, Typical] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def follow(reference: Arm, others: Sequence[Arm], settings: Settings) -> Changed:
    """Count the moves between classes of outcome, and run again those histories that changed class."""
    moves, divergence = [named(reference, no_moves())], [named(reference, no_divergences())]
    chosen: dict[str, Typical] = {}
    notes: list[str] = []
    for arm in others if reference.result else ():
        before, after = result_of(reference), result_of(arm)
        changed = transitions(classes(before.runs, before.spells), classes(after.runs, after.spells))
        moves.append(named(arm, counts(changed)))
        flips = flipped(changed)
        if flips.is_empty():
            continue
        if arm.rules != rules_digest():
            notes.append(f"{arm.name}: made by earlier rules, so no history of it was run again and followed")
            continue
        settings.say(f"{arm.name}: following histories that changed")
        found = divergences(reference, arm, flips, settings.engine)
        divergence.append(named(arm, found))
        if one := typical(found, (before.runs, after.runs), flips):
            chosen[arm.name] = one
    return Changed(stacked(moves), stacked(divergence), chosen, notes)


def result_of(arm: Arm) -> Result:
    """The histories of an arm; ValueError for one that failed."""
    if arm.result is None:
        raise ValueError(f"{arm.name} has no histories: {arm.failure}")
    return arm.result


def named(arm: Arm, frame: pl.DataFrame) -> pl.DataFrame:
    """The frame with the arm's name in front, as `scenario`."""
    return frame.select(pl.lit(arm.name).alias("scenario"), pl.all())


def stacked(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The frames below one another, by the names of their columns."""
    return pl.concat(frames, how="diagonal_relaxed") if frames else pl.DataFrame(schema={"scenario": pl.String})
