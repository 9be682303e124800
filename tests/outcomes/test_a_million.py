"""A million histories: the estimators take the memory of the few columns that they read."""

import resource

import numpy as np
import polars as pl
import pytest

from sim.model.records import SPELL_DTYPE
from sim.outcomes.paired import compare_pairs
from sim.outcomes.summary import summarise
from sim.outcomes.tables import runs_frame, spells_frame
from sim.outcomes.times import Ensemble, compare_times

pytestmark = pytest.mark.slow
N = 1_000_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, rows) -> dict[str, pl.LazyFrame]:
    place = tmp_path_factory.mktemp("million")
    random = np.random.default_rng(1)
    table = rows(N)
    table["unserved_gwh"], table["hours_short"] = random.exponential(900, (2, N))
    table["first_deal_day"] = np.where(random.random(N) < 0.1, 365 * random.random(N), np.nan)
    runs_frame(table).write_parquet(place / "runs.parquet")
    spells = np.zeros(2 * N, dtype=SPELL_DTYPE)
    spells["replicate"] = np.repeat(np.arange(N), 2)
    spells["kind"], spells["cause"] = 1, random.integers(1, 4, 2 * N)
    spells["start"] = np.tile([0.0, 200.0], N)
    spells["end"] = spells["start"] + 165 * random.random(2 * N)
    spells_frame(spells).write_parquet(place / "spells.parquet")
    return {name: pl.scan_parquet(place / f"{name}.parquet") for name in ("runs", "spells")}


def test_a_million_rows_are_summed_up(folder, scenario) -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    summary = summarise(folder["runs"], folder["spells"], scenario())
    grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert summary["n"] == N
    assert summary["lives"]["tacit"]["n"] == N
    assert summary["headlines"]["deal_180"]["value"] == pytest.approx(0.1 * 180 / 365, abs=0.002)
    assert grown < 1024, f"{grown:.0f} MB more at the peak"


def test_a_million_pairs_are_compared(folder) -> None:
    other = folder["runs"].with_columns(unserved_gwh=0.9 * pl.col("unserved_gwh"), fingerprint=pl.lit("changed"))
    found = {contrast.headline.name: contrast for contrast in compare_pairs(folder["runs"], other, 365)}
    assert found["unserved_gwh"].better > 0.999
    a = Ensemble(folder["runs"], folder["spells"])
    frame = compare_times(a, Ensemble(other, folder["spells"]), 365, paired=True)
    assert frame["difference"].drop_nulls().to_list() == [0.0] * 4
