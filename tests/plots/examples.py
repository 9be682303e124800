"""One call of every figure, with data, and the same with nothing in the data: what the tests draw."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import polars as pl
from matplotlib.figure import Figure

from sim.outcomes.paired import compare_pairs
from sim.plots import Context, draw

from . import hindcast_tables, tables

Call = tuple[tuple[Any, ...], dict[str, Any]]  # positions and settings
NAMES = ("baseline", "kursk_withdrawal", "no_talks", "strong_mediator", "monitored_graduated", "severe_winter")
N = 300


def scenario_runs(count: int) -> dict[str, pl.DataFrame]:
    """Rows of so many scenarios."""
    return {name: tables.runs(N, k, deals=0.1 + 0.12 * k, scale=1 + 0.2 * k) for k, name in enumerate(NAMES[:count])}


def scenario_spells(count: int) -> dict[str, pl.DataFrame]:
    """Spells of so many scenarios."""
    return {name: tables.spells(N, k, life=60 + 40 * k, formal=0.1 * k) for k, name in enumerate(NAMES[:count])}


def contrasts(count: int) -> Call:
    """What `forest` takes for so many scenarios."""
    rows = scenario_runs(count)
    reference, *others = rows
    return ({name: compare_pairs(rows[reference], rows[name], 365) for name in others},), {"reference": reference}


def grid() -> pl.DataFrame:
    """Two parameters, one point missing."""
    steps = np.linspace(0, 2, 9)
    rows = [(x, y, 0.3 + 0.1 * x * y - 0.05 * x * x) for x in steps for y in steps if (x, y) != (2.0, 0.0)]
    return pl.DataFrame(rows, schema=["x", "y", "value"], orient="row")


def curves(count: int = 5) -> pl.DataFrame:
    """Partial effects of so many parameters."""
    names = [
        "strikes.russia.per_day",
        "grid.crews",
        "moratorium.collapse_retaliation.russia",
        "trust.initial",
        "talks.x",
    ]
    one = tables.points(("deal_180",)).drop("outcome")
    return pl.concat([one.with_columns(parameter=pl.lit(name)) for name in names[:count]])


def one_response() -> pl.DataFrame:
    """One outcome over one parameter."""
    return tables.points(("deal_180",)).drop("outcome")


_TIP = {"parameter": "strikes.ukraine.per_day (1/d)", "outcome": "deal_180", "level": 0.15}
_PAIR = {"x": "grid.crews", "y": "talks.mediator", "outcome": "deal_180"}

FULL: dict[str, Callable[[], Call]] = {
    "deal_share": lambda: ((tables.runs(N, 1),), {}),
    "spell_life": lambda: ((tables.spells(N, 2),), {}),
    "supply_demand": lambda: ((tables.bands(N, 3),), {}),
    "distributions": lambda: ((tables.runs(N, 1),), {}),
    "state_shares": lambda: ((tables.bands(N, 3),), {}),
    "sample_histories": lambda: ((tables.spells(N, 2), tables.events(40, 4)), {}),
    "deal_curves": lambda: ((scenario_runs(3),), {}),
    "paired_differences": lambda: ((scenario_runs(3),), {}),
    "forest": lambda: contrasts(3),
    "bridge": lambda: (
        (tables.steps(),),
        {"outcome": "deal_180", "names": ("baseline", "strong_mediator"), "ends": ("8%", "18%")},
    ),
    "outcome_panels": lambda: ((scenario_runs(3),), {}),
    "life_curves": lambda: ((scenario_spells(3),), {}),
    "cause_panels": lambda: ((scenario_spells(3),), {}),
    "response_curves": lambda: (
        (tables.points(("deal_180", "unserved_gwh", "hours_short")),),
        {"parameter": "strikes.ukraine.per_day (1/d)"},
    ),
    "heat_map": lambda: ((grid(),), _PAIR),
    "tipping_point": lambda: ((one_response(),), {**_TIP, "tip": (0.15, 0.14, 0.163)}),
    "tornado": lambda: ((tables.effects(),), {"outcome": "unserved_gwh", "base": 900.0}),
    "total_indices": lambda: ((tables.indices(),), {"outcome": "unserved_gwh"}),
    "partial_effects": lambda: ((curves(),), {"outcome": "deal_180"}),
    "luck_and_parameters": lambda: ((tables.runs(N, 1),), {"luck_share": 0.7}),
    "timelines": lambda: (tables.timelines(), {"parted": 60.0}),
    "saved_by": lambda: (tables.savings(), {}),
    "condition_contributions": lambda: (
        (tables.contributions(),),
        {"outcome": "unserved_gwh", "ends": "all off: 120 (100–140) GWh; all on: 5,900 (5,700–6,100) GWh"},
    ),
    "months_forecast": lambda: ((hindcast_tables.months(),), {"outcome": "Russian waves in the month (count)"}),
    "reliability": lambda: ((hindcast_tables.bins(),), {}),
    "pit": lambda: ((hindcast_tables.histogram(),), {}),
    "prior_posterior": lambda: ((hindcast_tables.parameter_bins(),), {}),
    "implausibility": lambda: ((hindcast_tables.parameter_bins(),), {"cutoff": 3.0}),
    "contraction": lambda: ((hindcast_tables.parameters(),), {"learnt": 0.3}),
    "predictive_checks": lambda: ((hindcast_tables.checks(),), {}),
}


def emptied(name: str) -> Call:
    """The same call with tables that have their columns and no row (scenarios: one such, and one without results)."""
    positions, settings = FULL[name]()
    if name == "tipping_point":
        settings = {**settings, "tip": None}
    return tuple(_empty(data) for data in positions), settings


def _empty(data: Any) -> Any:
    if isinstance(data, pl.DataFrame):
        return data.clear()
    first, *rest = data
    return {first: data[first].clear() if isinstance(data[first], pl.DataFrame) else [], **dict.fromkeys(rest)}


def example(name: str, context: Context | None = None) -> Figure:
    """Draw the figure `name` from its full example."""
    positions, settings = FULL[name]()
    return draw(name, *positions, context=context or tables.context(), **settings)


@cache
def drawn(name: str) -> Figure:
    """The example under the plain context, drawn once for all tests that only look at it."""
    return example(name)


def words(figure: Figure) -> list[str]:
    """Every visible text of a figure that is not blank, whatever it belongs to."""
    from matplotlib.text import Text

    figure.draw_without_rendering()
    texts = figure.findobj(Text)
    return [text.get_text() for text in texts if text.get_visible() and text.get_text().strip()]


def entries(figure: Figure) -> list[str]:
    """The texts of the legend."""
    return [text.get_text() for text in figure.legends[0].get_texts()]


def line_colours(figure: Figure, panel: int = 0) -> set[str]:
    """Colours of the lines in a panel."""
    return {str(line.get_color()) for line in figure.axes[panel].lines}
