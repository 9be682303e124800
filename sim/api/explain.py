"""`sim.explain`: the register of assumptions of one scenario, as a frame."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl

from sim.scenario import Scenario, load
from sim.scenario.assumed import assumed, jsonable_rows

if TYPE_CHECKING:
    import polars as pl


def explain(scenario: Scenario | str | Path | Mapping[str, object]) -> pl.DataFrame:
    """Every parameter of a scenario, a row each: path, value, unit, default, range, role, basis, source, and so on.

    Values stand as text, for they are numbers, words and distributions. Raises `ScenarioError`.

    >>> import sim
    >>> frame = sim.explain("last_winter")
    >>> frame.filter(frame["path"] == "kursk.area_km2")["value"].item()
    '0.0'
    """
    rows = jsonable_rows(assumed(scenario if isinstance(scenario, Scenario) else load(scenario)))
    texts = ("value", "default", "allowed")
    return pl.DataFrame([{**row, **{name: str(row[name]) for name in texts}} for row in rows], infer_schema_length=None)
