"""A figure as bytes: PNG, SVG or PDF; the same figure always gives the same bytes. Writing them is the caller's."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.plots.style import boxes_for_missing_letters

FORMATS = ("png", "svg", "pdf")

# Dates and random ids out, so that an unchanged result gives an unchanged file.
_METADATA: dict[str, dict[str, Any]] = {
    "png": {"Software": None},
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "ModDate": None, "Producer": None, "Creator": None},
}
# A picture of flat colours is hardly larger than with the level 6 that is usual, and takes a fifth of the time.
_PNG: dict[str, Any] = {"compress_level": 2}


def render(figure: Figure, format: str = "png", *, dpi: int = 150) -> bytes:
    """Draw `figure` in one of `FORMATS`; `dpi` matters for PNG and for images inside the others.

    The text of an SVG stays text, in DejaVu Sans or what the reader has instead, so that it can be searched and edited.
    Raises ValueError for another format, naming those there are.
    """
    if format not in FORMATS:
        raise ValueError(f"{format!r} is no format of a figure; there are {', '.join(FORMATS)}")
    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.hashsalt": "moratorium", "svg.fonttype": "none"}), boxes_for_missing_letters():
        if format == "png" and isinstance(figure.canvas, FigureCanvasAgg):
            with _laid_out(figure, dpi):
                metadata = _METADATA["png"]
                figure.canvas.print_png(buffer, metadata=metadata, pil_kwargs=_PNG)  # type: ignore[no-untyped-call]
        else:
            figure.savefig(buffer, format=format, dpi=dpi, metadata=_METADATA[format])
    return buffer.getvalue()


@contextmanager
def _laid_out(figure: Figure, dpi: int) -> Iterator[None]:
    """The figure at `dpi` with its panels in their places: `savefig` would draw all of it once more to find them."""
    engine, before = figure.get_layout_engine(), figure.dpi
    figure.dpi = dpi
    if engine is not None:
        engine.execute(figure)
        figure.set_layout_engine("none")
    try:
        yield
    finally:
        figure.set_layout_engine(engine)
        figure.dpi = before
