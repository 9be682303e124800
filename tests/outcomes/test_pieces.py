"""Many histories: what is read in pieces and counted in blocks gives what the whole gives, and holds little."""

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import polars as pl
import pytest

from sim.outcomes import enough, estimates, risk_sets, spell_pieces
from sim.outcomes.area import area
from sim.outcomes.ends import ends_frame
from sim.outcomes.headlines import HEADLINES, headlines_for
from sim.outcomes.lives import first_lives, incidence_frame, life_frame
from sim.outcomes.restricted import restricted_mean
from sim.outcomes.risk_sets import SortedLives
from sim.outcomes.spell_pieces import in_pieces
from sim.outcomes.summary import LASTING_DAYS, summarise
from sim.outcomes.survival import kaplan_meier

CAUSES = ("breach", "shock", "signed", "in_force")


@pytest.fixture
def told(spells) -> pl.DataFrame:
    """Some 150 spells of 60 histories, one to four each, some of them at the same whole days."""
    random = np.random.default_rng(5)
    entries = []
    for replicate in range(60):
        day = 0.0
        for kind in random.choice(["tacit", "tacit", "partial", "complete"], random.integers(1, 5)):
            end = min(day + float(random.integers(1, 120)), 365.0)
            entries.append((replicate, str(kind), day, end, str(random.choice(CAUSES))))
            day = end
    return spells(entries)


def in_days(n: int) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(8)
    days = np.minimum(random.exponential(90, n), 365)
    return np.where(random.random(n) < 0.3, np.round(days), days), (days < 365) & (random.random(n) < 0.8)


def test_pieces_are_short_and_hold_histories_whole(told, monkeypatch: pytest.MonkeyPatch) -> None:
    (whole,) = in_pieces(told)
    monkeypatch.setattr(spell_pieces, "PIECE", 10)
    pieces = list(in_pieces(told.lazy()))
    assert len(pieces) > 10
    assert max(piece.height for piece in pieces) <= 10 + 4
    seen = [set(piece["replicate"]) for piece in pieces]
    assert sum(len(one) for one in seen) == len(set.union(*seen)) == 60
    assert pl.concat(pieces).equals(whole)


def test_spells_out_of_order_are_sorted(told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spell_pieces, "PIECE", 10)
    for mixed in (told.reverse(), pl.concat([told[20:], told[:20]])):
        (whole,) = in_pieces(mixed)
        assert whole.select("replicate", "start").equals(told.select("replicate", "start"))


def test_order_is_looked_at_across_pieces_too(told, monkeypatch: pytest.MonkeyPatch) -> None:
    half = 25
    first, later = told.filter(pl.col("replicate") < half), told.filter(pl.col("replicate") >= half)
    monkeypatch.setattr(spell_pieces, "PIECE", later.height)  # so that each piece by itself is in order
    (whole,) = in_pieces(pl.concat([later, first]))
    assert whole.select("replicate", "start").equals(told.select("replicate", "start"))


@pytest.mark.parametrize(
    "read", [ends_frame, *(lambda spells, f=f: f(spells, "tacit") for f in (life_frame, incidence_frame))]
)
def test_tables_are_the_same_in_whatever_pieces(
    told, read: Callable[..., pl.DataFrame], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = read(told)
    monkeypatch.setattr(spell_pieces, "PIECE", 7)
    assert read(told.lazy()).equals(whole)


def test_a_summary_is_the_same_in_whatever_pieces_and_blocks(
    told, runs, scenario, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = summarise(runs(60), told, scenario())
    monkeypatch.setattr(spell_pieces, "PIECE", 7)
    monkeypatch.setattr(risk_sets, "BLOCK", 4)
    assert summarise(runs(60), told, scenario()) == whole


@pytest.fixture
def queries(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The columns of each query of polars that is made from now on."""
    made: list[list[str]] = []
    collect = pl.LazyFrame.collect

    def counted(self: pl.LazyFrame, **how: Any) -> Any:
        made.append(self.collect_schema().names())
        return collect(self, **how)

    monkeypatch.setattr(pl.LazyFrame, "collect", counted)
    return made


def test_few_histories_are_summed_up_in_a_few_queries(told, runs, scenario, queries: list[list[str]]) -> None:
    summarise(runs(60).lazy(), told.lazy(), scenario())
    assert len(queries) <= 4


def test_of_many_histories_a_column_is_read_at_a_time(
    told, runs, scenario, queries: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = runs(
        60, unserved_gwh=np.arange(60.0), hours_short=3.0, first_deal_day=np.where(np.arange(60) < 9, 5.0, np.nan)
    )
    few = summarise(rows.lazy(), told.lazy(), scenario())
    monkeypatch.setattr(estimates, "_VALUES_AT_ONCE", 60)
    queries.clear()
    assert summarise(rows.lazy(), told.lazy(), scenario()) == few
    read = [{HEADLINES[name].column for name in names} for names in queries if set(names) <= HEADLINES.keys()]
    assert len(read) == len({one.column for one in headlines_for(365)})
    assert all(len(columns) == 1 for columns in read)


@pytest.mark.parametrize("block", [1, 7, 100])
def test_a_curve_is_the_same_in_whatever_blocks(block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    days, seen = in_days(500)
    whole, mean = kaplan_meier(days, seen), restricted_mean(days, seen, 180.0)
    monkeypatch.setattr(risk_sets, "BLOCK", block)
    cut = kaplan_meier(days, seen)
    for name in ("time", "survival", "low", "high", "at_risk"):
        assert np.array_equal(getattr(cut, name), getattr(whole, name)), name
    again = restricted_mean(days, seen, 180.0)
    assert [again.value, again.low, again.high, again.se] == pytest.approx(
        [mean.value, mean.low, mean.high, mean.se], rel=1e-12
    )
    few = kaplan_meier(days, seen, read_at=LASTING_DAYS)
    assert np.array_equal(few.at([*LASTING_DAYS, 366.0]), whole.at([*LASTING_DAYS, 366.0]), equal_nan=True)
    assert few.median() == whole.median()
    assert few.time.size <= min(7 * (seen.sum() // block + 1), whole.time.size)


def test_nobody_left_is_read_off_the_kept_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    days, seen = np.arange(1.0, 41.0), np.ones(40, dtype=bool)
    whole = kaplan_meier(days, seen)
    monkeypatch.setattr(risk_sets, "BLOCK", 9)
    few = kaplan_meier(days, seen, read_at=LASTING_DAYS)
    assert np.array_equal(few.at([39.5, 40.0, 90.0]), whole.at([39.5, 40.0, 90.0]))


def test_moves_that_are_summed_are_as_lopsided_as_the_moves_themselves() -> None:
    days, _ = in_days(500)
    # With none censored each moves the mean by what it lasted less the mean, over n.
    _, moves = area(SortedLives(days, np.ones(500, dtype=bool), 1), 365.0)
    assert moves.skewness == pytest.approx(enough.lopsided(days))
    assert moves.carriers == pytest.approx(enough.rests_on(days.max() - days))


def test_lives_take_a_few_bytes_a_history() -> None:
    def peak(n: int) -> int:
        days, seen = in_days(n)
        tracemalloc.start()
        restricted_mean(days, seen, 180.0)
        kaplan_meier(days, seen, read_at=LASTING_DAYS)
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    few, many = 4 * risk_sets.BLOCK, 8 * risk_sets.BLOCK
    assert peak(many) - peak(few) < 24 * (many - few)


def test_first_lives_keep_nine_bytes_a_history(told) -> None:
    for lasting in first_lives(told).values():
        assert lasting.days.nbytes + lasting.causes.nbytes == 9 * lasting.n
