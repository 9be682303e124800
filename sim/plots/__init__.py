"""Figures: tidy data in, a `matplotlib.figure.Figure` out, one figure a file; no I/O, no pyplot, no global state.

`sim.plots.catalogue` lists them by name without importing matplotlib; `draw` and `render` do the rest::

    from sim.plots import Context, draw, render
    figure = draw("deal_share", runs, context=Context(title, question, n=2000, seed=1, start=start, horizon_days=365))
    png = render(figure, "png")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.plots.catalogue import FIGURES as FIGURES
from sim.plots.catalogue import Entry as Entry
from sim.plots.catalogue import alt_text as alt_text
from sim.plots.catalogue import draw as draw
from sim.plots.catalogue import figures_for as figures_for
from sim.plots.context import Context as Context

if TYPE_CHECKING:
    from sim.plots.rendering import render as render


def __getattr__(name: str) -> Any:
    """`render`, imported when first asked for: matplotlib takes its time (PEP 562)."""
    if name == "render":
        from sim.plots.rendering import render

        return render
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
