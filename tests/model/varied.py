"""Pairs of ensembles for the relations, made with `sim.testing`, so that a failure says how to trace its replicate."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import polars as pl

from sim.outcomes.tables import runs_frame
from sim.testing import Histories, Runs

from .runs import BARE, BARE_FILE, Changes, source
from .runs import Runs as Arrays
from .runs import run as arrays

Varied = tuple[str, Any, Any]  # a path (`*` in it: for every kind of moratorium), a low and a high value
Both = tuple[Runs, Runs]


def both(histories: Histories, varied: Varied, settings: Changes, n: int, base: str = BARE) -> Both:
    """The same luck with the low and the high value; no rate may exceed its ceiling."""
    low, high = histories.pair(named(base), *changes(varied, settings), n=n)
    for made in (low, high):
        assert made.frame["clips"].sum() == 0, "a rate exceeds its ceiling: this test says nothing"
    return low, high


def both_lives(varied: Varied, settings: Changes, n: int, base: str = BARE) -> Both:
    """The same with a column `first_life`, in days: the life of the spell in force at the start.

    It ends at the horizon at the latest. It is in the spells, which the fixture does not keep.
    """
    low, high = (_with_life(change, n, base) for change in changes(varied, settings))
    return low, high


def changes(varied: Varied, settings: Changes) -> tuple[Changes, Changes]:
    """`settings` with the low and with the high value."""
    path, low, high = varied
    paths = [path.replace("*", kind) for kind in ("tacit", "partial", "complete")] if "*" in path else [path]
    return {**settings, **dict.fromkeys(paths, low)}, {**settings, **dict.fromkeys(paths, high)}


def as_runs(made: Arrays, change: Changes, base: str = BARE) -> Runs:
    """What `arrays(change, n, base=base)` gave, in the form that the assertions take."""
    scenario = source(base)
    inner = ", ".join(f"{path} = {value}" for path, value in change.items())
    return Runs(f"{base} ({inner})", scenario.replace(change), 1, runs_frame(made.rows), named(base), dict(change))


def named(base: str) -> str:
    """What `moratorium trace` has to be given for it."""
    return str(BARE_FILE) if base == BARE else base


def _with_life(change: Changes, n: int, base: str) -> Runs:
    made = arrays(change, n, base=base)
    first = made.spells[made.spells["start"] == 0.0]
    life = np.zeros(n)
    life[first["replicate"]] = first["end"]
    assert (life > 0).all()
    runs = as_runs(made, change, base)
    return replace(runs, frame=runs.frame.with_columns(pl.Series("first_life", life)))
