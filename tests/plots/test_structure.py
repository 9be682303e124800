"""Nothing is dropped: as many lines, panels and legend entries as there are scenarios; units, n and seed are there."""

import re

import numpy as np
import polars as pl
import pytest
from matplotlib.figure import Figure

from sim.outcomes.paired import compare_pairs
from sim.plots import FIGURES, draw
from sim.plots.labels import CAUSE_LABELS, KIND_LABELS, STAGE_LABELS
from sim.plots.palette import CAUSE_COLOURS, KIND_COLOURS, STAGE_COLOURS, looks

from . import tables
from .examples import NAMES, contrasts, drawn, grid, one_response, scenario_runs, scenario_spells, words

CONTEXT = tables.context()
COUNTS = [2, 3, 5]


def entries(figure: Figure) -> list[str]:
    """The texts of the legend."""
    return [text.get_text() for text in figure.legends[0].get_texts()]


def line_colours(figure: Figure, panel: int = 0) -> set[str]:
    """Colours of the lines in a panel."""
    return {str(line.get_color()) for line in figure.axes[panel].lines}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_says_what_it_is(name: str) -> None:
    text = " ".join(words(drawn(name))).replace("\n", " ")
    assert CONTEXT.title in text
    assert CONTEXT.question in text
    assert "n = 300 histories" in text
    assert "seed 1" in text
    assert "365 days from 30 October 2024" in text


UNIT = re.compile(r"\((GW|GWh|h|d|days|count|share|rank|1/d|from .*|standard deviations.*|Sobol index, no unit)\)")
OWN_UNIT = {"Share", "Replicate", "Histories", "share", "GWh", "h"}  # shares, numbers, and labels that are only a unit


@pytest.mark.parametrize("name", FIGURES)
def test_axis_labels_carry_units(name: str) -> None:
    figure = drawn(name)
    labels = [label for axes in figure.axes for label in (axes.get_xlabel(), axes.get_ylabel()) if label]
    assert labels
    for label in labels:
        flat = label.replace("\n", " ")
        is_a_path = re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", flat.replace(" ", ""))  # the caller adds the unit if any
        assert UNIT.search(flat) or flat.split()[0] in OWN_UNIT or is_a_path, label


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
    assert outcomes == 15  # every headline that is a share or a mean
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


def test_names_that_matplotlib_would_drop_or_read_as_mathematics() -> None:
    runs = {"_hidden": tables.runs(50, 1), "$x^2$": tables.runs(50, 2)}
    figure = draw("deal_curves", runs, context=tables.context(title="$5 of $6", question="a_b^{c"))
    assert [entry.strip("\u200b") for entry in entries(figure)] == ["_hidden (reference)", "$x^2$"]
    assert "$5 of $6" in words(figure)


def test_deal_share_has_a_line_for_each_kind() -> None:
    figure = drawn("deal_share")
    assert len(figure.axes[0].lines) == len(entries(figure)) == 3
    end = [float(line.get_ydata()[-1]) for line in figure.axes[0].lines]
    assert end[0] == tables.runs(300, 1)["first_deal_day"].is_not_null().mean()
    assert max(end[1:]) <= end[0] <= sum(end[1:])


def test_states_and_causes_all_stand_in_the_legend() -> None:
    states = entries(drawn("state_shares"))
    assert states == [*KIND_LABELS.values(), *(f"talks: {label}" for label in STAGE_LABELS.values())]
    assert set(entries(drawn("spell_life"))) > set(CAUSE_LABELS.values())
    assert "tacit" in entries(drawn("sample_histories"))


def test_stacked_areas_fill_the_panel() -> None:
    figure = drawn("state_shares")
    for axes, colours in zip(figure.axes, (KIND_COLOURS, STAGE_COLOURS), strict=True):
        assert len(axes.collections) == len(colours)
        top = axes.collections[-1].get_paths()[0].vertices[:, 1].max()
        assert top == pytest.approx(1.0)


def test_causes_and_what_is_left_fill_the_panel() -> None:
    figure = drawn("cause_panels")
    for axes in figure.axes:
        assert len(axes.collections) == 4  # breach, shock, signed, still in force
        assert axes.collections[-1].get_paths()[0].vertices[:, 1].max() == pytest.approx(1.0)
    assert set(CAUSE_COLOURS) > {"breach", "shock", "signed", "in_force"}


def test_sample_histories_show_every_spell_strike_and_breach_of_their_rows() -> None:
    spells, events = tables.spells(12, 2), tables.events(12, 4)
    figure = draw("sample_histories", spells, events, context=CONTEXT, most=10)
    axes = figure.axes[0]
    assert sorted(int(label.get_text()) for label in axes.get_yticklabels()) == list(range(10))
    shown = spells.filter(pl.col("replicate") < 10)
    assert len(axes.patches) == 10 + shown.height  # the grey bars, and the spells on them
    counted = events.filter(pl.col("replicate") < 10)["what"].value_counts()
    count = dict(counted.iter_rows())
    waves, strikes = (len(lines.get_segments()) for lines in axes.collections)
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
        shown = sum(bar.get_height() for bar in axes.patches)
        said = [re.match(r"([\d.]+)% beyond", text.get_text()) for text in axes.texts]
        beyond = float(said[0][1]) / 100 if said and said[0] else 0.0
        assert shown + beyond == pytest.approx(1.0, abs=0.001)


def test_supply_and_demand_stand_on_their_dates() -> None:
    figure = drawn("supply_demand")
    supply, demand = figure.axes[0].lines[:2]
    assert len(supply.get_xdata()) == len(demand.get_xdata()) == 365
    assert figure.axes[0].get_xlim()[0] == supply.get_xdata()[0]


def test_paired_differences_are_zero_against_oneself() -> None:
    rows = tables.runs(100, 1)
    figure = draw("paired_differences", {"a": rows, "b": rows.reverse()}, context=CONTEXT)
    assert np.all(figure.axes[0].lines[1].get_ydata() == 0)
    assert entries(figure)[1] == "b mean 0 (0 to 0)"


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


def test_a_scenario_keeps_its_look_where_others_are_left_out() -> None:
    runs = scenario_runs(3)
    pair = {name: runs[name] for name in (NAMES[0], NAMES[2])}
    figure = draw("paired_differences", pair, context=CONTEXT, among=list(runs))
    assert line_colours(figure) == {looks(NAMES)[name].colour for name in pair}
    assert figure.legends[0].get_lines()[1].get_color() == looks(NAMES)[NAMES[2]].colour


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
    assert "No tipping point: none in the range searched" in words(none)


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
