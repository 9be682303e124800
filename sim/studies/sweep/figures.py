"""The figures of a sweep: response curves of one or two parameters, heat maps of two, partial effects of more."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import polars as pl

from sim.outcomes.slices import binned
from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.plots.labels import headline, number, parameter_label, parameter_words
from sim.studies.strike_rates import caution
from sim.studies.sweep.data import SweepData

SHOWN = ("deal_180", "deal_365", "tacit_ended_180", "russian_waves", "hours_short", "unserved_gwh")
"""Outcomes that are drawn unless others are asked for."""

MOST_LINES = 6
"""Lines in one panel; of a longer second axis, so many values spread over it are drawn."""

Named = tuple[str, Drawing]
Units = Mapping[str, str]
"""The units of what the scenario asks, by outcome."""

BINS = 8


def drawings(result: SweepData) -> dict[str, Drawing]:
    """The pictures that the varied parameters allow, by name; each is drawn when it is asked for."""
    return dict(_drawings(result))


def _drawings(result: SweepData) -> Iterator[Named]:
    points = result.points
    there = points["outcome"].unique().to_list()
    wanted = [name for name in (result.outcomes or (*SHOWN, *result.asked_units)) if name in there]
    about, units = context(result, len(points["point"].unique())), result.asked_units
    if result.design != "grid" or len(result.paths) > 2:
        yield from _partial_effects(result, points, wanted, about)
    elif len(result.paths) == 1:
        named = points.rename({result.paths[0]: "x"})
        yield "response_curves", _curves(named, result.paths[0], wanted, about, units)
    else:
        x, line = result.paths
        grouped = points.rename({x: "x"}).with_columns(group=_named(points[line]))
        some = _spread(points[line].unique(maintain_order=True).to_list())
        yield "response_curves", _curves(grouped.filter(points[line].is_in(some)), x, wanted, about, units, line)
        yield from _heat_maps(points, (x, line), wanted, about, units)


def context(result: SweepData, points: int) -> Context:
    """What every figure of a sweep says about itself; strike rates among the varied are named as uncertainties."""
    scenario = result.scenario
    note = f"{points} points, n at each" + (f" · {caution(result.paths, short=True)}" if caution(result.paths) else "")
    return Context(
        f"{scenario.title}, over {in_words(result.paths)}",
        scenario.question,
        result.n,
        result.seed,
        scenario.start,
        scenario.horizon_days,
        note,
    )


def varied(paths: Sequence[str]) -> str:
    """What is varied, for a title: one or two paths by name, more by their number."""
    return " and ".join(paths) if len(paths) <= 2 else f"{len(paths)} parameters"


def in_words(paths: Sequence[str]) -> str:
    """The same for a picture: the parameters in words."""
    return " and ".join(f"“{parameter_words(path)}”" for path in paths) if len(paths) <= 2 else varied(paths)


def about_one(about: Context, outcome: str) -> Context:
    """The context of a figure of one outcome, which its title names."""
    return replace(about, title=about.title.replace(", over ", f": {headline(outcome)[0].lower()} over ", 1))


def _curves(
    points: pl.DataFrame, path: str, wanted: Sequence[str], about: Context, units: Units, grouped: str = ""
) -> Drawing:
    label, lines = parameter_label(path), parameter_label(grouped) if grouped else ""
    return drawing(
        "response_curves", points, context=about, parameter=label, outcomes=wanted, units=units, grouped=lines
    )


def _heat_maps(
    points: pl.DataFrame, paths: tuple[str, str], wanted: Sequence[str], about: Context, units: Units
) -> Iterator[Named]:
    named = points.rename({paths[0]: "x", paths[1]: "y"})
    x, y = (parameter_label(path) for path in paths)
    for outcome in wanted:
        cells = named.filter(pl.col("outcome") == outcome).select("x", "y", "value", "low", "high")
        said = headline(outcome)[0]
        its = about_one(about, outcome)
        made = drawing("heat_map", cells, context=its, of=said, x=x, y=y, outcome=outcome, units=units)
        yield f"heat_map_{outcome}", made


def _partial_effects(result: SweepData, points: pl.DataFrame, wanted: Sequence[str], about: Context) -> Iterator[Named]:
    numeric = [path for path in result.paths if points[path].dtype.is_numeric()]
    for outcome in wanted:
        here = points.filter((pl.col("outcome") == outcome) & pl.col("value").is_not_null())
        if numeric and len(here):
            curves = pl.concat(
                [binned(path, here[path].to_numpy(), here["value"].to_numpy(), BINS) for path in numeric]
            )
            made = drawing(
                "partial_effects", curves, context=about_one(about, outcome), of=headline(outcome)[0], outcome=outcome,
                units=result.asked_units,
            )  # fmt: skip
            yield f"partial_effects_{outcome}", made


def _named(values: pl.Series) -> pl.Series:
    if not values.dtype.is_numeric():
        return values.cast(pl.String)
    return pl.Series([number(value) if value is not None else "null" for value in values])


def _spread(values: list[object]) -> list[object]:
    """At most `MOST_LINES` of the values, evenly spread, the ends included."""
    if len(values) <= MOST_LINES:
        return values
    last = len(values) - 1
    return [values[round(place * last / (MOST_LINES - 1))] for place in range(MOST_LINES)]
