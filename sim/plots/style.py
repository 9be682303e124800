"""The style of every figure, applied around one call and undone after it: matplotlib's globals stay the user's."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, wraps
from typing import Any, ParamSpec

import matplotlib
from matplotlib.figure import Figure

from sim.plots.palette import FAINT, INK, MUTED

P = ParamSpec("P")

SETTINGS: dict[str, Any] = {
    "font.size": 9.0,
    "axes.titlesize": 10.0,
    "axes.titleweight": "normal",
    "axes.titlelocation": "left",
    "axes.titlepad": 6.0,
    "axes.titley": 1.0,  # nothing stands between a panel and its title; to look for it took a tenth of the drawing
    "axes.labelsize": 9.0,
    "axes.labelcolor": INK,
    "axes.edgecolor": MUTED,
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.grid": True,
    "axes.axisbelow": True,
    "grid.color": FAINT,
    "grid.linewidth": 0.5,
    "grid.alpha": 0.6,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
    "xtick.labelcolor": INK,
    "ytick.labelcolor": INK,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "legend.frameon": False,
    "legend.fontsize": 8.5,
    "lines.linewidth": 1.8,
    "hatch.linewidth": 0.5,
    "figure.facecolor": "white",
    "savefig.facecolor": "white",
    "text.color": INK,
    "text.hinting": "none",  # letters are as wide at any size, and drawn twice as fast
    "text.parse_math": False,  # a scenario's "$5 of $6" is money, not mathematics
}
# Settings of Matplotlib that say how pictures come to a screen, and are left alone.
_OF_THE_SESSION = (
    "backend",
    "interactive",
    "toolbar",
    "webagg.",
    "tk.",
    "savefig.directory",
    "docstring.",
    "date.epoch",
)


@cache
def _usual() -> dict[Any, Any]:
    """Matplotlib's default of every setting that a picture depends on."""
    return {name: value for name, value in matplotlib.rcParamsDefault.items() if not name.startswith(_OF_THE_SESSION)}


@contextmanager
def settings(ours: Mapping[str, Any]) -> Iterator[None]:
    """Matplotlib's defaults, `ours` in place of some, whatever the user's matplotlibrc says.

    A title in a script that DejaVu lacks is drawn with boxes; that is no reason to trouble the user's terminal.
    """
    with matplotlib.rc_context(_usual() | dict(ours)), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from")
        yield


def styled(draw: Callable[P, Figure]) -> Callable[P, Figure]:
    """Make figures under our `SETTINGS`."""

    @wraps(draw)
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> Figure:
        with settings(SETTINGS):
            return draw(*args, **kwargs)

    return wrapper
