"""The figures of one scenario show every line, state, cause, spell and event that they are given."""

import re

import numpy as np
import polars as pl
import pytest
from matplotlib.collections import LineCollection, PolyCollection

from sim.plots import draw
from sim.plots.labels import CAUSE_LABELS, KIND_LABELS, STAGE_LABELS
from sim.plots.palette import KIND_COLOURS, STAGE_COLOURS
from sim.scenario import KINDS

from . import tables
from .examples import (
    drawn,
    entries,
)

CONTEXT = tables.context()


def test_deal_share_has_a_line_for_each_kind() -> None:
    figure = drawn("deal_share")
    assert len(figure.axes[0].lines) == len(entries(figure)) == 3
    end = [float(line.get_ydata()[-1]) for line in figure.axes[0].lines]
    assert end[0] == tables.runs(300, 1)["first_deal_day"].is_not_null().mean()
    assert max(end[1:]) <= end[0] <= sum(end[1:])


def test_states_and_causes_all_stand_in_the_legend() -> None:
    states = entries(drawn("state_shares"))
    assert states == [*KIND_LABELS.values(), *(f"talks: {label}" for label in STAGE_LABELS.values())]
    there = set(tables.spells(300, 2)["cause"].cast(str))
    assert set(entries(drawn("spell_life"))) > {CAUSE_LABELS[cause] for cause in there}


def test_a_cause_that_never_occurs_is_not_in_the_legend_and_numbers_at_risk_stand_below() -> None:
    spells = tables.spells(300, 2)
    without = spells.filter(spells["cause"].cast(str) != "shock")
    figure = draw("spell_life", without, context=tables.context())
    assert CAUSE_LABELS["shock"] not in entries(figure)
    texts = [text.get_text() for text in figure.axes[0].texts]
    assert "still under way:" in texts
    assert any(text.replace(",", "").isdigit() for text in texts)


def test_states_stand_in_the_legend_of_a_sample() -> None:
    assert "tacit" in entries(drawn("sample_histories"))


def test_stacked_areas_fill_the_panel() -> None:
    figure = drawn("state_shares")
    for axes, colours in zip(figure.axes, (KIND_COLOURS, STAGE_COLOURS), strict=True):
        assert len(axes.collections) == len(colours)
        top = axes.collections[-1].get_paths()[0].vertices[:, 1].max()
        assert top == pytest.approx(1.0)


def test_sample_histories_show_every_spell_strike_and_breach_of_their_rows() -> None:
    spells, events = tables.spells(12, 2), tables.events(12, 4)
    figure = draw("sample_histories", spells, events, context=CONTEXT, most=10)
    axes = figure.axes[0]
    assert sorted(int(label.get_text()) for label in axes.get_yticklabels()) == list(range(10))
    shown = spells.filter(pl.col("replicate") < 10)
    bars = [one for one in axes.collections if isinstance(one, PolyCollection)]
    assert [len(one.get_paths()) for one in bars] == [10, *(shown.filter(kind=kind).height for kind in KINDS[1:])]
    counted = events.filter(pl.col("replicate") < 10)["what"].value_counts()
    count = dict(counted.iter_rows())
    ticks = [one for one in axes.collections if isinstance(one, LineCollection)]
    waves, strikes = (len(lines.get_segments()) for lines in ticks)
    assert waves == count["russian_wave"]
    assert strikes == count["refinery_strike"] + count["ukrainian_answer"]
    assert len(axes.lines[0].get_xdata()) == count["breach"]


def test_sample_histories_come_in_the_order_of_their_deals() -> None:
    rows = [
        (0, 0, "tacit", 0.0, 300.0, "breach"),
        (1, 0, "tacit", 0.0, 50.0, "breach"),
        (2, 0, "tacit", 0.0, 90.0, "signed"),
        (2, 0, "complete", 90.0, 365.0, "in_force"),
    ]
    events = tables.events(4, 1)
    context = tables.context(n=4)
    figure = draw("sample_histories", tables.spells_table(rows), events, context=context)
    assert [label.get_text() for label in figure.axes[0].get_yticklabels()] == ["2", "1", "0", "3"]


def test_distributions_mark_the_quantiles_of_the_rows() -> None:
    rows = tables.runs(300, 1)
    strip = drawn("distributions").axes[0].lines[:3]
    wanted = np.quantile(rows["unserved_gwh"].to_numpy(), [0.05, 0.95, 0.25, 0.75, 0.5])
    assert np.concatenate([line.get_xdata() for line in strip]) == pytest.approx(wanted)


def test_histograms_count_every_history_or_say_how_many_lie_beyond() -> None:
    figure = drawn("distributions")
    for axes in figure.axes:
        (bars,) = (one for one in axes.collections if isinstance(one, PolyCollection))
        shown = sum(bar.get_extents().height for bar in bars.get_paths())
        said = [re.match(r"([\d.]+)% beyond", text.get_text()) for text in axes.texts]
        beyond = float(said[0][1]) / 100 if said and said[0] else 0.0
        assert shown + beyond == pytest.approx(1.0, abs=0.001)


def test_supply_and_demand_stand_on_their_dates() -> None:
    figure = drawn("supply_demand")
    supply, demand = figure.axes[0].lines[:2]
    assert len(supply.get_xdata()) == len(demand.get_xdata()) == 365
    assert figure.axes[0].get_xlim()[0] == supply.get_xdata()[0]
