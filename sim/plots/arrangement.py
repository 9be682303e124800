"""Where panels stand on a sheet: as large as the words around them leave, and in line.

Matplotlib's own engines measure every panel twice or more, which took a sixth of the time of a short run. Here each is
measured once, where it is likely to stand; what its words take hardly depends on that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
from matplotlib.layout_engine import LayoutEngine
from matplotlib.transforms import Bbox

from sim.plots.canvas import measuring

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure
    from matplotlib.gridspec import SubplotSpec
    from numpy.typing import NDArray

    Around = Mapping[str, NDArray[np.float64]]

_PAD = 0.08  # inches around a panel and its words
_USUAL = {"left": 0.65, "right": 0.1, "over": 0.3, "under": 0.5}  # inches of words, before they are measured


class Arrangement(LayoutEngine):
    """Sets the panels of a figure, which are one grid, between `above` and `below`: inches for header and legend.

    Columns are as wide as their ratios say, rows likewise, and the gaps between them equal.
    """

    _adjust_compatible = True
    _colorbar_gridspec = True

    def __init__(self) -> None:
        """Leave nothing above and below until `set` says how much."""
        super().__init__()
        self._params = {"above": 0.0, "below": 0.0}

    def set(self, **inches: float) -> None:
        """Leave another height `above` or `below`."""
        self._params |= inches

    def execute(self, fig: Figure) -> None:
        """Move the panels of `fig`; where their words leave no room for them they stay as they are."""
        shown = [axes for axes in fig.axes if axes.get_visible() and axes.get_subplotspec() is not None]
        if not shown:
            return
        rows, cols, *_ = _cell(shown[0]).get_geometry()
        sizes = {"left": cols, "right": cols, "over": rows, "under": rows}
        self._place(fig, {side: np.full(sizes[side], inches) for side, inches in _USUAL.items()})
        self._place(fig, _measured(fig, shown, sizes))

    def _place(self, fig: Figure, around: Around) -> None:
        """Put the panels where so many inches `around` each column and row leave them."""
        width, height = fig.get_size_inches()
        left, right, across = _divided(width, around["left"], around["right"], (0.0, 0.0))
        top, bottom, down = _divided(
            height, around["over"], around["under"], (self._params["above"], self._params["below"])
        )
        if min(across, down) >= 0:
            fig.subplots_adjust(left=left, right=1 - right, top=1 - top, bottom=bottom, wspace=across, hspace=down)


def _cell(axes: Axes) -> SubplotSpec:
    """The cell of the grid in which a panel stands, alone or with its colour bar."""
    spec = axes.get_subplotspec()
    assert spec is not None
    return spec.get_topmost_subplotspec()


def _measured(fig: Figure, shown: list[Axes], sizes: Mapping[str, int]) -> Around:
    """How far the words of the panels reach beyond them, in inches, on each side of each column and row."""
    renderer = measuring(fig.dpi)
    around = {side: np.zeros(size) for side, size in sizes.items()}
    for axes in shown:
        cell = _cell(axes)
        panel = Bbox(fig.transFigure.transform(cell.get_position(fig)))
        words = axes.get_tightbbox(renderer, for_layout_only=True)
        assert words is not None
        beyond = {
            "left": (cell.colspan.start, panel.x0 - words.x0),
            "right": (cell.colspan.stop - 1, words.x1 - panel.x1),
            "over": (cell.rowspan.start, words.y1 - panel.y1),
            "under": (cell.rowspan.stop - 1, panel.y0 - words.y0),
        }
        for side, (place, dots) in beyond.items():
            around[side][place] = max(around[side][place], dots / fig.dpi)
    return around


def _divided(
    length: float, before: NDArray[np.float64], after: NDArray[np.float64], kept: tuple[float, float]
) -> tuple[float, float, float]:
    """The white before the first and after the last panel as shares of the `length`; a gap as a share of a panel.

    The gap is negative where nothing is left for panels.
    """
    first, last = kept[0] + _PAD + before[0], kept[1] + _PAD + after[-1]
    gap = float(np.max(after[:-1] + before[1:], initial=0.0)) + 2 * _PAD if before.size > 1 else 0.0
    panel = (length - first - last - gap * (before.size - 1)) / before.size
    return first / length, last / length, gap / panel if panel > 0 else -1.0
