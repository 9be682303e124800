"""What never happened is said, not drawn as nothing: no deal, no spell, no rows, one history, constant outcomes."""

import polars as pl
import pytest

from sim.plots import FIGURES, draw

from . import tables
from .examples import emptied, words

CONTEXT = tables.context()
ONE = tables.context(n=1)


@pytest.mark.parametrize("name", FIGURES)
def test_tables_without_rows(name: str) -> None:
    positions, settings = emptied(name)
    said = words(draw(name, *positions, context=tables.context(n=0), **settings))
    assert any(text.startswith(("none", "no results")) for text in said)


def test_no_deal_ever() -> None:
    rows = tables.runs(200, 1, deals=0.0)
    said = words(draw("deal_share", rows, context=CONTEXT))
    assert any("none in the period" in text for text in said)
    figure = draw("deal_curves", {"a": rows, "b": rows}, context=CONTEXT)
    assert all(max(line.get_ydata()) == 0 for line in figure.axes[0].lines)


def test_no_formal_spell() -> None:
    said = words(draw("spell_life", tables.spells(200, 1, formal=0.0), context=CONTEXT))
    assert "none: no formal moratorium in any\nhistory" in said
    assert "first formal deal (none)" in said


def test_a_scenario_without_formal_spells_is_named() -> None:
    spells = {"a": tables.spells(50, 1), "b": tables.spells(50, 1, formal=0.0)}
    assert "First formal deal (none: b)" in words(draw("life_curves", spells, context=CONTEXT))


def test_no_spell_in_a_sample_of_histories() -> None:
    no_spells, events = tables.spells_table([]), tables.events(5, 1)
    figure = draw("sample_histories", no_spells, events, context=tables.context(n=5))
    assert len(figure.axes[0].get_yticklabels()) == 5


def test_one_history() -> None:
    runs, spells, bands = tables.runs(1, 1, deals=1.0), tables.spells(1, 1), tables.bands(1, 1)
    draw("deal_share", runs, context=ONE).draw_without_rendering()
    draw("spell_life", spells, context=ONE).draw_without_rendering()
    draw("distributions", runs, context=ONE).draw_without_rendering()
    draw("supply_demand", bands, context=ONE).draw_without_rendering()
    draw("state_shares", bands, context=ONE).draw_without_rendering()
    draw("sample_histories", spells, tables.events(1, 1), context=ONE).draw_without_rendering()
    draw("luck_and_parameters", runs, context=ONE).draw_without_rendering()
    for name in ("deal_curves", "paired_differences", "outcome_panels"):
        draw(name, {"a": runs, "b": runs}, context=ONE).draw_without_rendering()
    for name in ("life_curves", "cause_panels"):
        draw(name, {"a": spells}, context=ONE).draw_without_rendering()
    line = "n = 1 history · seed 1 · 365 days from 30 October 2024 · 95% intervals shaded"
    assert line in words(draw("deal_share", runs, context=ONE))


def test_one_day() -> None:
    context = tables.context(horizon_days=1)
    for name in ("supply_demand", "state_shares"):
        figure = draw(name, tables.bands(20, 1, days=1), context=context)
        figure.draw_without_rendering()
        assert not any(text.startswith("none") for text in words(figure))


def test_outcomes_that_never_vary_or_are_all_null() -> None:
    rows = tables.runs(50, 1).with_columns(
        unserved_gwh=pl.lit(0.0), hours_short=pl.lit(None, dtype=pl.Float64), russian_waves=pl.lit(7)
    )
    said = words(draw("distributions", rows, context=CONTEXT))
    assert "none: no history has a value" in said
    assert "Unserved energy: median 0, 5–95% 0 to 0" in said
    draw("outcome_panels", {"a": rows, "b": rows}, context=CONTEXT).draw_without_rendering()
    draw("luck_and_parameters", rows, context=CONTEXT).draw_without_rendering()


def test_every_point_failed() -> None:
    points = tables.points(("deal_180",)).with_columns(pl.lit(None, dtype=pl.Float64).alias("value"))
    assert "none: no point has a value" in words(draw("response_curves", points, context=CONTEXT, parameter="a.b"))


def test_no_value_to_measure_effects_from() -> None:
    figure = draw("tornado", tables.effects(), context=CONTEXT, outcome="unserved_gwh", base=float("nan"))
    assert "none: the scenario itself has no value" in words(figure)


def test_one_point_and_constant_cells() -> None:
    one = tables.points(("deal_180",), steps=1)
    draw("response_curves", one, context=CONTEXT, parameter="a.b").draw_without_rendering()
    cells = pl.DataFrame({"x": [1, 1, 2, 2], "y": ["a", "b", "a", "b"], "value": [0.5] * 4})
    draw("heat_map", cells, context=CONTEXT, x="a.b", y="c.d", outcome="deal_180").draw_without_rendering()
    single = pl.DataFrame({"x": [True], "y": [1.5], "value": [0.5]})
    draw("heat_map", single, context=CONTEXT, x="a.b", y="c.d", outcome="deal_180").draw_without_rendering()
