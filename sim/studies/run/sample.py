"""A few dozen histories event by event, in words: what the strip of sample histories shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sim.engine.ensemble import ensemble
from sim.outcomes.tables import log_frame

if TYPE_CHECKING:
    import polars as pl

    from sim.engine.ensemble import EnsembleOptions
    from sim.scenario import Scenario

SAMPLE = 36
"""How many histories are kept event by event."""


def sample(scenario: Scenario, n: int, seed: int, options: EnsembleOptions) -> pl.DataFrame:
    """Every event of the first histories, at most `SAMPLE`, one row each, in order of replicate and day.

    Columns: replicate, day (from the start), what, branch, result, kind, stage (words), units (held in Kursk), heavy
    (blocks waiting for repair), light (GW), idle (share), trust_ukraine, trust_russia, address, parent. `options` must
    ask for the log.
    """
    chunks = ensemble(scenario, min(n, SAMPLE), seed, options=options)
    return log_frame(np.concatenate([chunk.log for chunk in chunks if chunk.log is not None]))
