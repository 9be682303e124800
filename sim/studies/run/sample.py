"""A few dozen histories event by event, in words: what the strip of sample histories shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
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
    import numpy as np

    from sim.engine.ensemble import ensemble

    chunks = ensemble(scenario, min(n, SAMPLE), seed, options=options)
    return log_frame(np.concatenate([chunk.log for chunk in chunks if chunk.log is not None]))


def log_frame(log: np.ndarray[Any, Any]) -> pl.DataFrame:
    """The event log (`LOG_DTYPE`) as a frame, with words for codes; what has no result is null there."""
    import numpy as np
    import polars as pl

    from sim.model.codes import BRANCHES, RESULTS, WHATS
    from sim.scenario import KINDS, STAGES

    words = {"what": WHATS, "branch": BRANCHES, "result": RESULTS, "kind": KINDS, "stage": STAGES}
    columns = []
    for name in log.dtype.names or ():
        values = pl.Series(name, np.ascontiguousarray(log[name]))
        if name in words:
            meant = [word or None for word in words[name]]
            kind = pl.Enum([word for word in words[name] if word])
            values = values.replace_strict(range(len(meant)), meant, return_dtype=kind)
        if name != "fingerprint":
            columns.append(values)
    return pl.DataFrame(columns)
