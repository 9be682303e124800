"""A figure that is passed on alone says what its bands and bars are, what it leaves out, what its lines are worth."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from matplotlib.contour import ContourSet
from matplotlib.figure import Figure
from matplotlib.text import Text

from sim.plots import draw
from sim.plots.labels import headline

from . import tables
from .examples import example


def words(figure: Figure) -> str:
    """All that is written on a figure, on one line."""
    return " ".join(" ".join(text.get_text().split()) for text in figure.findobj(Text))


@pytest.mark.parametrize(
    "name", ["deal_share", "spell_life", "deal_curves", "life_curves", "response_curves", "partial_effects"]
)
def test_bands_are_said_to_be_intervals(name: str) -> None:
    assert "95% intervals shaded" in words(example(name))


@pytest.mark.parametrize("name", ["forest", "total_indices"])
def test_bars_are_said_to_be_intervals(name: str) -> None:
    assert "95% intervals as bars" in words(example(name))


def test_over_words_the_intervals_are_bars() -> None:
    points = tables.points(("deal_180",)).head(2).with_columns(x=pl.Series(["none", "tacit"]))
    figure = draw("response_curves", points, context=tables.context(), parameter="moratorium.initial")
    assert "95% intervals as bars" in words(figure)


def test_a_tipping_point_names_the_level_of_its_intervals() -> None:
    assert "outcome, with its 95% interval" in words(example("tipping_point"))


def test_a_sample_says_how_many_it_shows_and_in_what_order() -> None:
    assert "n = 300 histories" in words(example("sample_histories"))
    assert "36 shown, ordered by the first formal deal" in words(example("sample_histories"))


def grid(cells: int) -> pl.DataFrame:
    steps = np.linspace(0, 1, cells)
    return pl.DataFrame([(x, y, x + y) for x in steps for y in steps], schema=["x", "y", "value"], orient="row")


def test_contours_carry_their_values_and_a_coarse_grid_has_none() -> None:
    settings = {"context": tables.context(), "x": "a", "y": "b", "outcome": "deal_180"}
    (fine,) = draw("heat_map", grid(9), **settings).findobj(ContourSet)
    assert {text.get_text() for text in fine.labelTexts} >= {"0.5", "1", "1.5"}
    assert not draw("heat_map", grid(4), **settings).findobj(ContourSet)


def test_a_scenario_named_in_words_keeps_its_name() -> None:
    assert headline("unserved energy: baseline less severe_winter")[0].endswith("severe_winter")
    assert headline("my_column")[0] == "my column"


def test_one_history_has_no_shares_beyond_all_and_no_broken_counts() -> None:
    figure = draw("distributions", tables.runs(1, 1), context=tables.context())
    figure.draw_without_rendering()
    assert "100%" in words(figure)
    assert "120%" not in words(figure)
    for axes in figure.axes[2:]:  # counts
        assert all(float(tick).is_integer() for tick in axes.get_xticks())
