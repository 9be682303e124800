"""Nothing is dropped: as many lines, panels and legend entries as there are scenarios, in colours that stay."""

import numpy as np
import polars as pl
import pytest

from sim.outcomes.paired import compare_pairs
from sim.plots import draw
from sim.plots.palette import CAUSE_COLOURS, looks

from . import tables
from .examples import NAMES, contrasts, drawn, entries, line_colours, scenario_runs, scenario_spells

CONTEXT = tables.context()
COUNTS = [2, 3, 5]


@pytest.mark.parametrize("count", COUNTS)
def test_overlaid_curves_are_as_many_as_scenarios(count: int) -> None:
    names, runs, spells = NAMES[:count], scenario_runs(count), scenario_spells(count)
    for figure, panels in (
        (draw("deal_curves", runs, context=CONTEXT), 1),
        (draw("paired_differences", runs, context=CONTEXT), 1),
        (draw("life_curves", spells, context=CONTEXT), 2),
    ):
        assert len(entries(figure)) == count
        assert all(entry.startswith(name) for entry, name in zip(entries(figure), names, strict=True))
        for panel in range(panels):
            assert len(figure.axes[panel].lines) == count
            assert line_colours(figure, panel) == {look.colour for look in looks(names).values()}


@pytest.mark.parametrize("count", COUNTS)
def test_panels_are_as_many_as_scenarios(count: int) -> None:
    for figure in (
        draw("outcome_panels", scenario_runs(count), context=CONTEXT),
        draw("cause_panels", scenario_spells(count), context=CONTEXT, life="formal"),
    ):
        shown = [axes for axes in figure.axes if axes.get_visible()]
        assert [axes.get_title(loc="left") for axes in shown] == list(NAMES[:count])
        assert len({axes.get_xlim() for axes in shown}) == len({axes.get_ylim() for axes in shown}) == 1


@pytest.mark.parametrize("count", COUNTS)
def test_forest_has_a_mark_for_every_scenario_and_outcome(count: int) -> None:
    positions, settings = contrasts(count)
    figure = draw("forest", *positions, context=CONTEXT, **settings)
    axes = figure.axes[0]
    outcomes = len(axes.get_yticks())
    assert outcomes == 16  # every headline that is a share or a mean
    assert [len(bars.lines[0].get_xdata()) for bars in axes.containers] == [outcomes] * (count - 1)
    assert len(entries(figure)) == count


def test_forest_puts_its_marks_at_differences_in_standard_deviations() -> None:
    positions, settings = contrasts(2)
    figure = draw("forest", *positions, context=CONTEXT, **settings)
    names = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    x, y = figure.axes[0].containers[0].lines[0].get_data()
    rows = scenario_runs(2)
    a, b = (rows[name]["unserved_gwh"].to_numpy() for name in NAMES[:2])
    at = float(x[np.argmin(np.abs(y - names.index("Unserved energy")))])
    assert at == pytest.approx((b - a).mean() / a.std(ddof=1))


def test_forest_stars_what_has_no_scale() -> None:
    a = tables.runs(50, 1).with_columns(breaches=pl.lit(0.0))
    b = tables.runs(50, 2).with_columns(breaches=pl.lit(2.0))
    figure = draw("forest", {"other": compare_pairs(a, b, 365)}, context=CONTEXT, reference="same")
    assert "Breaches *" in [label.get_text() for label in figure.axes[0].get_yticklabels()]
    assert "does not vary" in figure.axes[0].get_title(loc="left")


def test_a_scenario_without_results_keeps_its_place() -> None:
    runs = {**scenario_runs(2), "failed": None, "last": tables.runs(300, 9)}
    for name in ("deal_curves", "paired_differences", "outcome_panels"):
        figure = draw(name, runs, context=CONTEXT)
        assert len(entries(figure)) == 4
        assert entries(figure)[2] == "failed (no results)"
    assert len(draw("deal_curves", runs, context=CONTEXT).axes[0].lines) == 4


def test_causes_and_what_is_left_fill_the_panel() -> None:
    figure = drawn("cause_panels")
    for axes in figure.axes:
        assert len(axes.collections) == 5  # breach, shock, signed, event, still in force
        assert axes.collections[-1].get_paths()[0].vertices[:, 1].max() == pytest.approx(1.0)
    assert set(CAUSE_COLOURS) > {"breach", "shock", "signed", "in_force"}


def test_paired_differences_are_zero_against_oneself() -> None:
    rows = tables.runs(100, 1)
    figure = draw("paired_differences", {"a": rows, "b": rows.reverse()}, context=CONTEXT)
    assert np.all(figure.axes[0].lines[1].get_ydata() == 0)
    assert entries(figure)[1] == "b mean 0 (none differs)"


def test_a_scenario_keeps_its_look_where_others_are_left_out() -> None:
    runs = scenario_runs(3)
    pair = {name: runs[name] for name in (NAMES[0], NAMES[2])}
    figure = draw("paired_differences", pair, context=CONTEXT, among=list(runs))
    assert line_colours(figure) == {looks(NAMES)[name].colour for name in pair}
    assert figure.legends[0].get_lines()[1].get_color() == looks(NAMES)[NAMES[2]].colour
