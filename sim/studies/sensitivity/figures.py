"""The figures of a sensitivity study: tornado, total indices two ways, partial effects; one of each an outcome."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from sim.results import atomic_write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.plots import Context
    from sim.studies.sensitivity.folder import Kept

DPI = 110
WAYS = {"mean over luck": "indices_of_the_mean", "one history": "indices_of_one_history"}
"""How a way of taking indices is called in the name of its figure."""


def draw_into(kept: Kept, formats: Sequence[str] = ("png",)) -> list[Path]:
    """Draw the figures of a study into `plots/` of its folder; returns what was written."""
    from sim.plots import render

    folder = kept.path / "plots"
    folder.mkdir(exist_ok=True)
    written = []
    for name, make in figures(kept).items():
        figure = make()
        for ending in formats:
            atomic_write(folder / f"{name}.{ending}", render(figure, ending, dpi=DPI))
            written.append(folder / f"{name}.{ending}")
    return written


def figures(kept: Kept) -> dict[str, Callable[[], Figure]]:
    """The pictures of a study, by name; each is drawn when called."""
    return dict(_figures(kept))


def _figures(kept: Kept) -> Iterator[tuple[str, Callable[[], Figure]]]:
    import polars as pl

    from sim.plots import draw

    about = context(kept)
    effects, indices, curves = (kept.table(name) for name in ("effects", "indices", "curves"))
    for outcome in kept.about["outcomes"]:
        here = pl.col("outcome") == outcome
        rows = effects.filter(here)
        base = rows["base"].drop_nulls().first()
        one_at_a_time = replace(about, n=max(500, about.n), note=f"each end of a range{about.note}")
        drawn = {"context": one_at_a_time, "outcome": outcome, "base": float("nan") if base is None else base}
        yield f"tornado_{outcome}", partial(draw, "tornado", rows, **drawn)
        for way, name in WAYS.items():
            note = _way(way, kept) + about.note
            n = about.n if way == "mean over luck" else 1
            chosen = indices.filter(here & (pl.col("way") == way))
            said = replace(about, n=n, note=note)
            yield f"{name}_{outcome}", partial(draw, "total_indices", chosen, context=said, outcome=outcome)
        shown = curves.filter(here)
        yield f"partial_effects_{outcome}", partial(draw, "partial_effects", shown, context=about, outcome=outcome)


def context(kept: Kept) -> Context:
    """What every figure of a study says about itself; strike rates are named as uncertainties."""
    from sim.plots import Context
    from sim.studies.strike_rates import caution

    scenario, about = kept.scenario, kept.about
    parameters = kept.table("effects")["parameter"].unique()
    short = caution(parameters, short=True)
    return Context(
        scenario.title, scenario.question, about["replicates"], about["seed"], scenario.start, scenario.horizon_days,
        f" · {short}" if short else "",
    )  # fmt: skip


def _way(way: str, kept: Kept) -> str:
    if way == "mean over luck":
        return f"indices of the mean over luck, {kept.about['rows']} rows"
    return f"indices of one history, luck a factor, {kept.about['single_rows']} rows"
