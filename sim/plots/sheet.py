"""The sheet a figure is drawn on: header, panels, legend, and the sizes that keep them apart.

The header (title, question, provenance) is wrapped by measuring it, the panels keep their size whatever the header
and the legend take, and the legend stands below the panels, where no data can lie under it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.legend import Legend
from matplotlib.text import Text
from matplotlib.transforms import offset_copy

from sim.plots.arrangement import Arrangement
from sim.plots.axes import AMOUNT
from sim.plots.canvas import SheetCanvas, measuring
from sim.plots.context import Context
from sim.plots.formats import DPI
from sim.plots.palette import MUTED
from sim.plots.rendering import render

SHADED, BARRED = "95% intervals shaded", "95% intervals as bars"  # the remarks of figures that show them
_SCREEN_DPI = 96
_EDGE = 0.12  # inches of white at the left, right and top
_LONGEST_LABEL = 48  # characters of a legend entry on one line


class NotebookFigure(Figure):
    """A figure that a notebook shows by itself, with no backend chosen and no `%matplotlib inline`."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        """The picture, twice as fine as it is shown."""
        png = render(self, "png", dpi=2 * _SCREEN_DPI)
        return png, {"width": round(self.get_figwidth() * _SCREEN_DPI)}


def sheet(
    context: Context,
    *,
    rows: int = 1,
    cols: int = 1,
    panel: tuple[float, float] = (7.6, 3.6),
    share: tuple[bool, bool] = (False, False),
    widths: Sequence[float] | None = None,
    remark: str = "",
) -> tuple[Figure, list[Axes]]:
    """A figure with its header and `rows * cols` empty axes, row by row.

    `panel` is the width and height of one panel in inches, its labels included; `share` says whether the x and
    the y axes are shared by all panels; `widths` the columns' relative widths, equal without; `remark` what a reader
    must know of this figure (what its bands are), said after the provenance.
    """
    width = max(5.0, panel[0] * cols)
    figure = NotebookFigure(figsize=(width, panel[1] * rows), dpi=DPI, layout=Arrangement())
    SheetCanvas(figure)  # a canvas of its own: text can be measured, and pyplot never hears of the figure
    header = _write_header(figure, context, width, remark)
    grid = figure.subplots(rows, cols, sharex=share[0], sharey=share[1], squeeze=False, width_ratios=widths)
    _arrange(figure, header, panel[1] * rows)
    panels = list(np.asarray(grid).flat)
    for axes in panels:  # the same numbers on axes as in words; dates and shares have their own
        axes.xaxis.set_major_formatter(AMOUNT)
        axes.yaxis.set_major_formatter(AMOUNT)
    return figure, panels


def legend(figure: Figure, handles: Sequence[Artist], labels: Sequence[str], *, title: str | None = None) -> Legend:
    """One legend below all panels; the figure grows by what it takes, so that the panels do not shrink."""
    width = figure.get_figwidth() - 2 * _EDGE
    wrapped = [label_text(label, int(min(90, width / 0.085 - 8))) for label in labels]
    longest = max((len(line) for text in wrapped for line in text.split("\n")), default=1)
    columns = int(max(1, min(len(wrapped), width // (0.5 + 0.055 * longest))))
    while True:
        settings: dict[str, Any] = {"ncols": columns, "title": title, "handlelength": 2.8, "alignment": "left"}
        drawn = figure.legend(list(handles), wrapped, loc="lower center", borderaxespad=0.8, **settings)
        box = drawn.get_window_extent(measuring(figure.dpi))
        if box.width <= 0.97 * width * figure.dpi or columns == 1:
            break
        drawn.remove()
        columns -= 1
    taken = float(box.height / figure.dpi) + 0.15
    figure.set_figheight(figure.get_figheight() + taken)
    _engine(figure).set(below=taken)
    return drawn


def label_text(label: str, width: int = _LONGEST_LABEL) -> str:
    """A name as a legend or an axis may carry it: on one line or few, and never silently left out.

    Matplotlib drops labels that start with an underscore; a zero-width space in front keeps them.
    """
    lines = [""]
    for piece in _pieces(label, width):
        if lines[-1] and len((lines[-1] + piece).rstrip()) > width:
            lines.append("")
        lines[-1] += piece
    text = "\n".join(line.rstrip() for line in lines) or "(no name)"
    return "\u200b" + text if text.startswith("_") else text


def _pieces(label: str, width: int) -> Iterator[str]:
    """Words with a space behind; those longer than a line cut after their dots and underscores, as paths have them."""
    for word in label.split():
        parts = re.findall(r"[^._/]+[._/]*|[._/]+", word) if len(word) > width else [word]
        cut = [part[k : k + width] for part in parts for k in range(0, len(part), width)]
        yield from cut[:-1]
        yield cut[-1] + " "


def say_none(axes: Axes, text: str) -> Text:
    """Write in an empty panel what did not happen; an empty panel without a word looks like a fault.

    Its scales would mean nothing and are not labelled.
    """
    axes.grid(False)
    axes.tick_params(length=0, labelleft=False, labelbottom=False)
    note = textwrap.fill(text, 38)
    return axes.text(0.5, 0.5, note, transform=axes.transAxes, ha="center", va="center", color=MUTED, style="italic")


def _write_header(figure: Figure, context: Context, width: float, remark: str) -> float:
    """Title, question and provenance from the top down; the height they take, in inches."""
    top = _EDGE
    lines: list[tuple[str, dict[str, Any]]] = [
        (context.title, {"fontsize": 12.5, "fontweight": "bold"}),
        (context.question, {"fontsize": 10}),
        (context.provenance(remark), {"fontsize": 8.5, "color": MUTED}),
    ]
    for words, font in lines:
        if not words.strip():
            continue
        place = offset_copy(figure.transFigure, fig=figure, x=_EDGE, y=-top, units="inches")
        text = figure.text(0, 1, "", transform=place, va="top", ha="left", **font)
        top += _fill(figure, text, words, width - 2 * _EDGE) + 0.06
    return top + 0.04


def _fill(figure: Figure, text: Text, words: str, width: float) -> float:
    """Wrap `words` until they fit `width` inches as drawn; the height taken, in inches."""
    characters = max(12, int(width * 72 / (0.5 * float(text.get_fontsize()))))
    while True:
        text.set_text("\n".join(textwrap.wrap(" ".join(words.split()), characters)))
        box = text.get_window_extent(measuring(figure.dpi))
        # 3% to spare: who reads an SVG may have other letters, and who draws by other means has them hinted.
        if box.width <= 0.97 * width * figure.dpi or characters <= 6:
            return float(box.height / figure.dpi)
        characters -= max(1, characters // 20)


def _arrange(figure: Figure, header: float, below: float) -> None:
    """Make the figure `header + below` inches high and keep the panels under the header."""
    figure.set_figheight(header + below)
    _engine(figure).set(above=header)


def _engine(figure: Figure) -> Arrangement:
    engine = figure.get_layout_engine()
    assert isinstance(engine, Arrangement)
    return engine
