"""A figure as bytes: PNG, SVG or PDF; the same figure always gives the same bytes. Writing them is the caller's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.plots.png import png
from sim.plots.style import SETTINGS, settings

FORMATS = ("png", "svg", "pdf")

# Dates and random ids out, so that an unchanged result gives an unchanged file.
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None},
}
_SETTINGS: dict[str, Any] = {
    "svg.hashsalt": "moratorium",
    "svg.fonttype": "none",
    "text.hinting": SETTINGS["text.hinting"],
}


def render(figure: Figure, format: str = "png", *, dpi: int = 150) -> bytes:
    """Draw `figure` in one of `FORMATS`; `dpi` matters for PNG and for images inside the others.

    The text of an SVG stays text, in DejaVu Sans or what the reader has instead, so that it can be searched and edited.
    Raises ValueError for another format, naming those there are.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is no format of a figure; there are {', '.join(FORMATS)}")
    canvas, buffer = figure.canvas, io.BytesIO()
    with settings(_SETTINGS):  # a figure has its own already, but for its letters, and for ticks as they are drawn
        if format == "png" and isinstance(canvas, FigureCanvasAgg):
            with _at(figure, dpi):
                canvas.draw()  # type: ignore[no-untyped-call]
                return png(np.asarray(canvas.buffer_rgba()), dpi)  # type: ignore[no-untyped-call]
        figure.savefig(buffer, format=format, dpi=dpi, metadata=_METADATA[format])
    return buffer.getvalue()


@contextmanager
def _at(figure: Figure, dpi: int) -> Iterator[None]:
    """The figure at `dpi`: `savefig`, which would set it, draws all of it once more than is needed."""
    before = figure.dpi
    figure.dpi = dpi
    try:
        yield
    finally:
        figure.dpi = before
