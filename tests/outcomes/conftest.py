"""Rows and spells made by hand: what an ensemble would give, with every figure known."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np
import polars as pl
import pytest

from sim.model.codes import CAUSES
from sim.model.records import DAILY_DTYPE, ROW_DTYPE, SPELL_DTYPE
from sim.outcomes.tables import runs_frame, spells_frame
from sim.scenario import KINDS, Scenario

Rows = Callable[..., np.ndarray]
Runs = Callable[..., pl.DataFrame]


def make_rows(n: int, **columns: Any) -> np.ndarray:
    """n rows in which nothing happened (days missing, counts 0), but for the columns given; all histories differ."""
    rows = np.zeros(n, dtype=ROW_DTYPE)
    rows["replicate"] = np.arange(n)
    rows["fingerprint"] = np.arange(n) + 1
    for name in ROW_DTYPE.names or ():
        if name.endswith("_day") or name == "deal_days":
            rows[name] = np.nan
    for name, values in columns.items():
        rows[name] = values
    return rows


def make_spells(entries: Sequence[tuple[int, str, float, float, str]]) -> np.ndarray:
    spells = np.zeros(len(entries), dtype=SPELL_DTYPE)
    for spell, (replicate, kind, start, end, cause) in zip(spells, entries, strict=True):
        spell["replicate"], spell["start"], spell["end"] = replicate, start, end
        spell["kind"], spell["cause"] = KINDS.index(kind), CAUSES.index(cause)
    return spells


@pytest.fixture(scope="session")
def rows() -> Rows:
    return make_rows


@pytest.fixture(scope="session")
def runs() -> Runs:
    return lambda n, **columns: runs_frame(make_rows(n, **columns))


@pytest.fixture
def spells() -> Callable[[Sequence[tuple[int, str, float, float, str]]], pl.DataFrame]:
    return lambda entries: spells_frame(make_spells(entries))


@pytest.fixture
def daily() -> Callable[[Mapping[str, np.ndarray]], np.ndarray]:
    def build(columns: Mapping[str, np.ndarray]) -> np.ndarray:
        table = np.zeros(next(iter(columns.values())).shape, dtype=DAILY_DTYPE)
        for name, values in columns.items():
            table[name] = values
        return table

    return build


@pytest.fixture
def scenario() -> Callable[..., Scenario]:
    def build(horizon_days: int = 365, title: str = "By hand") -> Scenario:
        return Scenario(
            name="by_hand",
            title=title,
            question="What do the figures say?",
            start=datetime.date(2024, 10, 30),
            horizon_days=horizon_days,
            conditions=(),
            values={},
            events=(),
            ceilings={},
        )

    return build
