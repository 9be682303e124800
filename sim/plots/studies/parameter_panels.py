"""A panel for each parameter of a calibration, over the quantile of its prior."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plots.context import Context
from sim.plots.sheet import label_text, say_none, sheet

_ACROSS = 4


class ParameterPanels:
    """A figure with one panel a parameter of `bins` (columns: parameter, low, high, and what the panels show).

    Where there are no parameters iterating gives nothing, and the figure says so.
    """

    def __init__(self, bins: pl.DataFrame, context: Context) -> None:
        """Lay the panels out, in the order in which the parameters come."""
        self._bins = bins
        self._names = bins["parameter"].unique(maintain_order=True).to_list()
        self._across = min(_ACROSS, max(1, len(self._names)))
        rows = -(-len(self._names) // self._across) or 1
        self.figure: Figure
        self.figure, self.panels = sheet(context, rows=rows, cols=self._across, panel=(2.6, 2.1), share=(True, True))
        if bins.is_empty():
            say_none(self.panels[0], "none: no parameter was calibrated")
            return
        for axes in self.panels[len(self._names) :]:
            axes.set_visible(False)

    def __iter__(self) -> Iterator[tuple[Axes, pl.DataFrame, bool]]:
        """Each panel, its rows of `bins`, and whether it stands first in its row."""
        for place, (axes, name) in enumerate(zip(self.panels, self._names, strict=False)):
            axes.set_title(label_text(name, 24), fontsize=8)
            if place >= len(self._names) - self._across:
                axes.set_xlabel("Share of the prior below")
            yield axes, self._bins.filter(parameter=name), place % self._across == 0
