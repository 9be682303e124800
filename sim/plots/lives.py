"""Curves of how long first spells last and what ends them, for one scenario and for several."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
import polars as pl
from matplotlib.axes import Axes
from matplotlib.patches import Patch
from numpy.typing import NDArray

from sim.outcomes.lives import CAUSE_NAMES, LIVES, Lasting, first_lives, incidence_curves, life_curve
from sim.plots.axes import band_alpha, day_axis, share_axis, stacked
from sim.plots.context import Context
from sim.plots.labels import CAUSE_LABELS
from sim.plots.palette import CAUSE_COLOURS, CAUSE_HATCHES, INK

_AT_RISK = 42  # points below the axis: under its ticks and its label
_POINTS = 400  # of a stacked curve: finer than the eye, however many spells there are

_MANY = 50_000  # lives; a curve of more has a step for each, and a million of them fill the memory

# Signing and upgrade censor the curve: a spell replaced by a stronger one did not fail.
LIFE_LABEL = "Share still holding"

Lives = dict[str, Lasting]


def lives_of(spells: pl.DataFrame | pl.LazyFrame) -> Lives:
    """The lives of first spells as figures take them: of many to a hundredth of a day.

    The eye sees no difference, and a curve stays small. Spells are read in pieces and once.
    """
    return {name: one if one.n <= _MANY else one.rounded(2) for name, one in first_lives(spells).items()}


def survival_curve(axes: Axes, lives: Lives | None, life: str, *, colour: str, dash: Any, count: int) -> int:
    """Kaplan-Meier's curve with limits for a life of `LIVES`, one of `count`; returns how many spells there are.

    Without any spell a line without points is drawn, so that nothing is dropped unseen.
    """
    curve = life_curve(lives[life], life) if lives is not None else pl.DataFrame()
    if curve.is_empty():
        axes.step([], [], where="post", color=colour, ls=dash)
        return 0
    day, survival, low, high = (curve[name].to_numpy() for name in ("day", "survival", "low", "high"))
    axes.fill_between(day, low, high, step="post", color=colour, alpha=band_alpha(count), linewidth=0)
    axes.step(day, survival, where="post", color=colour, ls=dash)
    return int(curve["at_risk"][0])


def incidence_areas(axes: Axes, lives: Lives | None, life: str) -> bool:
    """Stacked cumulative incidence of the causes of end, what is still in force on top; false without a spell."""
    shares = incidence_curves(lives[life], life) if lives is not None else pl.DataFrame()
    if shares.is_empty():
        return False
    grid = np.linspace(0, float(shares["day"].to_numpy().max()), _POINTS)
    layers = [(cause, _read(shares.filter(pl.col("cause") == cause), grid)) for cause in LIVES[life].ends]
    left = 1 - np.sum([height for _, height in layers], axis=0)
    stacked(axes, grid, [*layers, ("in_force", left)], CAUSE_COLOURS, CAUSE_HATCHES, step=True)
    axes.grid(False)
    return True


def causes_that_occur(lives: Iterable[Lasting], causes: tuple[str, ...]) -> tuple[str, ...]:
    """Those of `causes` that end one of the lives, in their order."""
    there = {CAUSE_NAMES[code] for one in lives for code in np.unique(one.causes)}
    return tuple(cause for cause in causes if cause in there)


def numbers_at_risk(axes: Axes, lives: Lives | None, life: str, row: int, colour: str) -> None:
    """Under the axis, how many spells are still under way at its ticks; a row a curve, in its colour."""
    if lives is None or not lives[life].n:
        return
    days = lives[life].days
    left, right = axes.get_xlim()
    ticks = [tick for tick in axes.get_xticks() if left <= tick <= right]
    for tick in ticks:
        count = int(np.count_nonzero(days >= tick))
        where = {"xy": (tick, 0), "xycoords": axes.get_xaxis_transform(), "xytext": (0, -_AT_RISK - 9 * row)}
        _below(axes, f"{count:,}", where, ha="center", color=colour)
    if row == 0:
        where = {"xy": (0, 0), "xycoords": axes.transAxes, "xytext": (0, -_AT_RISK + 9)}
        _below(axes, "still under way:", where, ha="left", color=INK)


def _below(axes: Axes, text: str, where: dict[str, Any], **look: Any) -> None:
    axes.annotate(text, **where, textcoords="offset points", va="top", fontsize=6.5, annotation_clip=False, **look)


def cause_patches(causes: tuple[str, ...]) -> tuple[list[Patch], list[str]]:
    """Legend patches and labels of these causes and of what is still in force."""
    names = (*causes, "in_force")
    return [
        Patch(facecolor=CAUSE_COLOURS[name], hatch=CAUSE_HATCHES[name], edgecolor="#777777", lw=0.4) for name in names
    ], [CAUSE_LABELS[name] for name in names]


def life_axes(axes: Axes, context: Context, title: str) -> None:
    """Days since the spell began, shares from 0 to 1, and a title."""
    day_axis(axes, context.horizon_days)
    axes.set_xlabel("Time since it began (days)", color=INK)
    share_axis(axes, "")
    axes.set_title(title)


def _read(steps: pl.DataFrame, grid: NDArray[np.float64]) -> NDArray[np.float64]:
    place = np.searchsorted(steps["day"].to_numpy(), grid, side="right") - 1
    share: NDArray[np.float64] = steps["share"].to_numpy()[place]
    return share
