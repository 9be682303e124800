"""The figures of sweeps and sensitivity studies show every point, group, cell, factor and draw."""

import numpy as np
import polars as pl
import pytest

from sim.plots import draw

from . import tables
from .examples import drawn, entries, grid, one_response, words

CONTEXT = tables.context()


@pytest.mark.parametrize("outcomes", [("deal_180",), ("deal_180", "unserved_gwh", "breaches")])
def test_a_panel_for_each_outcome_of_a_sweep(outcomes: tuple[str, ...]) -> None:
    figure = draw("response_curves", tables.points(outcomes), context=CONTEXT, parameter="grid.crews")
    assert len([axes for axes in figure.axes if axes.get_visible()]) == len(outcomes)


def test_groups_of_a_sweep_are_lines_and_legend_entries() -> None:
    groups = [tables.points(("deal_180",)).with_columns(group=pl.lit(name)) for name in ("a", "b", "c")]
    figure = draw("response_curves", pl.concat(groups), context=CONTEXT, parameter="grid.crews")
    assert entries(figure) == ["a", "b", "c"]
    assert len(figure.axes[0].lines) == 3


def test_a_failed_point_is_marked_and_a_choice_is_drawn_apart() -> None:
    points = tables.points(("deal_180",), steps=4).with_columns(
        x=pl.Series(["none", "tacit", "partial", "complete"]),
        value=pl.when(pl.col("value") < 0.1).then(None).otherwise("value"),
    )
    figure = draw("response_curves", points, context=CONTEXT, parameter="moratorium.initial")
    failed = figure.axes[0].lines[-1]
    assert list(failed.get_xdata()) == [3.0]
    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ["none", "tacit", "partial", "complete"]


def test_choices_of_several_groups_stand_beside_each_other_under_one_set_of_words() -> None:
    points = tables.points(("deal_180",), steps=3).with_columns(x=pl.Series(["none", "tacit", "partial"]))
    groups = [points.with_columns(group=pl.lit("a")), points.reverse().head(2).with_columns(group=pl.lit("b"))]
    figure = draw("response_curves", pl.concat(groups), context=CONTEXT, parameter="moratorium.initial")
    a, b = (bars.lines[0].get_xdata() for bars in figure.axes[0].containers)
    assert [round(x) for x in a] == [0, 1, 2]
    assert [round(x) for x in b] == [1, 2]
    assert set(a).isdisjoint(b)


def test_heat_map_has_every_cell_and_says_which_are_missing() -> None:
    figure = draw("heat_map", grid(), context=CONTEXT, x="a.b", y="c.d", outcome="deal_180")
    cells = figure.axes[0].collections[0].get_array()
    assert cells.shape == (9, 9)
    assert int(np.isfinite(np.ma.filled(cells, np.nan)).sum()) == 80
    assert entries(figure) == ["no value (failed or missing)"]


def test_tipping_point_is_where_it_was_found_or_said_to_be_none() -> None:
    settings = {"parameter": "a.b", "outcome": "deal_180", "level": 0.15}
    found = draw("tipping_point", one_response(), context=CONTEXT, tip=(0.15, 0.14, 0.16), **settings)
    assert "Crosses at 0.15 (0.14 to 0.16)" in words(found)
    assert any(list(line.get_xdata()) == [0.15, 0.15] for line in found.axes[0].lines)
    none = draw("tipping_point", one_response(), context=CONTEXT, tip=None, **settings)
    assert "No tipping point shown in the range searched" in words(none)


def test_tornado_sorts_by_span_and_says_what_it_leaves_out() -> None:
    effects = tables.effects(30)
    figure = draw("tornado", effects, context=CONTEXT, outcome="unserved_gwh", base=900.0, most=25)
    assert len(figure.axes[0].patches) == 2 * 25
    assert "5 parameters of smaller effect are left out" in words(figure)
    low, high = figure.axes[0].patches[:25], figure.axes[0].patches[25:]
    spans = [
        max(a.get_x() + a.get_width(), b.get_x() + b.get_width(), a.get_x(), b.get_x())
        - min(a.get_x() + a.get_width(), b.get_x() + b.get_width(), a.get_x(), b.get_x())
        for a, b in zip(low, high, strict=True)
    ]
    assert spans == sorted(spans, reverse=True)


def test_a_tornado_shows_both_ends_where_they_lie_on_one_side() -> None:
    effects = tables.effects(2).with_columns(at_low=pl.Series([950.0, 700.0]), at_high=pl.Series([1200.0, 1000.0]))
    figure = draw("tornado", effects, context=CONTEXT, outcome="unserved_gwh", base=900.0)
    bars = figure.axes[0].patches
    both_above, apart = [(low, high) for low, high in zip(bars[:2], bars[2:], strict=True)]
    assert both_above[0].get_y() + both_above[0].get_height() == pytest.approx(both_above[1].get_y())
    assert apart[0].get_y() == apart[1].get_y()


def test_total_indices_sort_star_and_set_luck_apart() -> None:
    figure = drawn("total_indices")
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert len(names) == 12
    assert names[-1].endswith(" *")
    bars = figure.axes[0].patches
    assert len(bars) == 24
    luck = names.index("luck")
    assert len({bar.get_facecolor() for bar in bars[:12]}) == 2
    assert bars[luck].get_facecolor() != bars[luck + 1].get_facecolor()


def test_luck_has_a_bar_and_a_dot_for_each_draw() -> None:
    figure = drawn("luck_and_parameters")
    assert len(figure.axes[0].collections[0].get_segments()) == 6
    means = figure.axes[0].lines[0].get_ydata()
    assert list(means) == sorted(means)
    assert len(means) == 6


def test_partial_effects_share_their_scale() -> None:
    figure = drawn("partial_effects")
    shown = [axes for axes in figure.axes if axes.get_visible()]
    assert len(shown) == 5
    assert len({axes.get_ylim() for axes in shown}) == 1


def test_bars_carry_their_parameters_in_words_and_shares_are_in_per_cent() -> None:
    effects = tables.effects(2).with_columns(
        parameter=pl.Series(["talks.mediator", "moratorium.terms.days"]), at_low=0.02, at_high=0.11
    )
    bars = draw("tornado", effects, context=CONTEXT, outcome="deal_180", base=0.038)
    said = " ".join(words(bars)).replace("\n", " ")
    assert "Weight of the mediator (talks.mediator): 0 to 2.5" in said
    assert "Length of one term of a formal deal (moratorium.terms.days, d)" in said
    assert "as it stands: 3.8%" in said
    assert "Formal deal within 180 days (of histories)" in said
    assert "10%" in said
    indices = tables.indices().with_columns(
        parameter=pl.when(pl.col("parameter") == "luck").then("parameter").otherwise(pl.lit("talks.mediator"))
    )
    shares = draw("total_indices", indices, context=CONTEXT, outcome="deal_180")
    assert "Weight of the mediator (talks.mediator)" in words(shares)


def test_axes_have_the_numbers_of_titles_and_tables() -> None:
    wide = grid().with_columns(pl.col("value") * 10_000)
    figures = [
        draw("tornado", tables.effects(3).with_columns(pl.col("at_low", "at_high") * 10), context=CONTEXT,
             outcome="unserved_gwh", base=9000.0),
        draw("heat_map", wide, context=CONTEXT, x="a.b", y="c.d", outcome="unserved_gwh"),
    ]  # fmt: skip
    for figure in figures:
        ticks = [text for text in words(figure) if text.replace(",", "").isdigit() and len(text) > 3]
        assert ticks
        assert all("," in text for text in ticks)


def test_an_end_of_a_crossing_beyond_the_range_is_told_as_that() -> None:
    settings = {"parameter": "a.b", "outcome": "deal_180", "level": 0.2}
    figure = draw("tipping_point", one_response(), context=CONTEXT, tip=(0.15, 0.14, None), **settings)
    assert "Crosses at 0.15 (0.14 to above the range)" in words(figure)
    assert "level asked for: 20%" in entries(figure)


def test_lines_of_a_second_parameter_are_its_values_under_its_name() -> None:
    points = tables.points(("deal_180",)).with_columns(group=pl.lit("0.5"))
    figure = draw("response_curves", points, context=CONTEXT, parameter="a.b", grouped="Weight of the mediator")
    assert figure.legends[0].get_title().get_text() == "Weight of the mediator"
    assert entries(figure) == ["0.5"]
