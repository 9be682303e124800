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
from sim.plots.studies.partial_effects import ACROSS

from . import tables
from .examples import example


def words(figure: Figure) -> str:
    """All that is written on a figure, on one line."""
    return " ".join(" ".join(text.get_text().split()) for text in figure.findobj(Text))


@pytest.mark.parametrize(
    "name", ["deal_share", "spell_life", "deal_curves", "life_curves", "response_curves", "partial_effects"]
)
def test_bands_are_said_to_be_intervals(name: str) -> None:
    if name == "partial_effects":
        assert ACROSS in words(example(name))
    else:
        assert "95% intervals shaded" in words(example(name))


def test_bands_of_partial_effects_stay_within_what_the_outcome_can_be() -> None:
    curves = pl.DataFrame(
        {"parameter": ["a.b"] * 2, "x": [0.0, 1.0], "value": [0.1, 0.9], "low": [-0.2, 0.5], "high": [0.4, 1.3]}
    )
    figure = draw("partial_effects", curves, context=tables.context(), outcome="deal_180")
    band = figure.axes[0].collections[0].get_paths()[0].vertices[:, 1]
    assert 0 <= band.min() <= band.max() <= 1


@pytest.mark.parametrize("name", ["forest", "total_indices"])
def test_bars_are_said_to_be_intervals(name: str) -> None:
    assert "95% intervals as bars" in words(example(name))


@pytest.mark.parametrize(("across", "upward", "told"), [(3, 3, True), (7, 3, False), (6, 11, False)])
def test_brackets_are_spoken_of_where_they_are(across: int, upward: int, told: bool) -> None:
    grid = [{"x": float(x), "y": float(y)} for x in range(across) for y in range(upward)]
    limits = {"value": pl.lit(0.5), "low": pl.lit(0.4), "high": pl.lit(0.6)}
    points = pl.DataFrame(grid).with_columns(**limits).head(60)  # points may be missing: the grid is what counts
    figure = draw("heat_map", points, context=tables.context(), x="a.b", y="c.d", outcome="deal_180")
    assert ("95% intervals in brackets" in words(figure)) is ("(40–60%)" in words(figure)) is told


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


def test_a_cell_tells_its_interval_as_tables_do_where_there_is_room() -> None:
    limits = {"value": pl.lit(0.08), "low": pl.lit(0.071), "high": pl.lit(0.092)}
    settings = {"context": tables.context(), "x": "a", "y": "b", "outcome": "deal_180"}
    wide, narrow = (draw("heat_map", grid(cells).with_columns(**limits), **settings) for cells in (3, 7))
    assert [text.get_text() for text in wide.axes[0].texts] == ["8%\n(7–9%)"] * 9
    assert [text.get_text() for text in narrow.axes[0].texts] == ["8%"] * 49


def test_contours_carry_their_values_and_a_coarse_grid_has_none() -> None:
    settings = {"context": tables.context(), "x": "a", "y": "b", "outcome": "deal_180"}
    (fine,) = draw("heat_map", grid(9), **settings).findobj(ContourSet)
    assert {text.get_text() for text in fine.labelTexts} >= {"50%", "100%", "150%"}
    coarse = draw("heat_map", grid(4), **settings)
    assert not coarse.findobj(ContourSet)
    assert len([text for text in coarse.axes[0].texts if "%" in text.get_text()]) >= 15


def test_colours_make_no_pattern_of_luck() -> None:
    cells = grid(4).with_columns(value=0.1 + 0.001 * pl.col("value"), low=pl.lit(0.05), high=pl.lit(0.15))
    figure = draw("heat_map", cells, context=tables.context(), x="a", y="b", outcome="deal_180")
    low, high = figure.axes[0].collections[0].get_clim()
    assert high - low == pytest.approx(0.2)


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
