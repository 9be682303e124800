"""What a figure is drawn on: pixels, with texts that are shaped once for all figures of a process.

Matplotlib shapes a text when it is measured and again when it is drawn, glyph by glyph, for each figure anew; that took
a tenth of the time of a short run, whose pictures share title, question and most numbers on their axes.
"""

from __future__ import annotations

import math
from functools import cache, lru_cache
from typing import Any, NamedTuple

import matplotlib
import numpy as np
from matplotlib.backend_bases import GraphicsContextBase
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg, get_hinting_flag
from matplotlib.font_manager import FontProperties
from matplotlib.ft2font import FT2Font
from matplotlib.text import Text
from numpy.typing import NDArray

Extent = tuple[float, float, float]


class ShapedText(NamedTuple):
    """A text whose letters are in their places, in pixels."""

    extent: Extent  # width, height, and how much of the height lies below the line that letters stand on
    shade: NDArray[np.uint8]  # how much of each pixel the letters cover, of 255; the top row first
    along: int  # from where the text stands to the left edge of the shade
    above: int  # from the line to its upper edge


class Renderer(RendererAgg):
    """Matplotlib's renderer of pixels with a memory of texts, which it shares with all others of its kind."""

    def get_text_width_height_descent(self, s: str, prop: FontProperties, ismath: Any) -> Extent:
        """The size of a text in pixels."""
        if ismath or not can_shape():
            found: Extent = super().get_text_width_height_descent(s, prop, ismath)  # type: ignore[no-untyped-call]
            return found
        return self._shape(s, prop).extent

    def draw_text(
        self, gc: GraphicsContextBase, x: float, y: float, s: str, prop: FontProperties, angle: float,
        ismath: Any = False, mtext: Text | None = None,
    ) -> None:  # fmt: skip
        """Draw a text that stands at `x`, `y` (pixels, down from the top): level or a quarter turned to the left.

        All else is left to Matplotlib.
        """
        if ismath or not can_shape() or angle not in (0, 90) or not gc.get_antialiased():
            super().draw_text(gc, x, y, s, prop, angle, ismath, mtext)  # type: ignore[no-untyped-call]
            return
        _, shade, along, above = self._shape(s, prop)
        if not shade.size:
            return
        left, bottom = round(x) + along, round(y) - above + shade.shape[0]
        if angle:
            left, bottom, shade = round(x) - above, round(y) - along, np.rot90(shade)
        pixels = np.empty((*shade.shape, 4), np.uint8)
        pixels[..., :3] = np.round(255 * np.asarray(gc.get_rgb()[:3]))
        pixels[..., 3] = np.round(shade * gc.get_rgb()[3])
        self.draw_image(gc, left, self.height - bottom, pixels[::-1])

    def _shape(self, text: str, font: FontProperties) -> ShapedText:
        # A copy, for the properties may change, and with them the key. Figures that are not drawn by `render` may have
        # letters of another kind.
        kind = (matplotlib.rcParams["text.hinting"], *matplotlib.rcParams["font.sans-serif"])
        return _shaped(text, font.copy(), self.dpi, kind)


@cache
def can_shape() -> bool:
    """Whether this Matplotlib has what letters are shaped with, which it does not promise; else all is left to it."""
    bitmaps = ("set_text", "draw_glyphs_to_bitmap", "get_image", "get_bitmap_offset", "get_descent")
    return hasattr(RendererAgg, "_prepare_font") and all(hasattr(FT2Font, name) for name in bitmaps)


@lru_cache(4096)
def _shaped(text: str, font: FontProperties, dpi: float, _kind: tuple[str, ...]) -> ShapedText:
    face = measuring(dpi)._prepare_font(font)  # type: ignore[no-untyped-call]
    face.set_text(text, 0.0, flags=get_hinting_flag())  # type: ignore[no-untyped-call]
    face.draw_glyphs_to_bitmap(antialiased=True)
    width, height, below = (length / 64 for length in (*face.get_width_height(), face.get_descent()))
    # FreeType's box of whole pixels, with one more on each side.
    along, above = math.floor(face.get_bitmap_offset()[0] / 64), math.floor(height - below) + 1
    return ShapedText((width, height, below), np.array(face.get_image()), along, above)


@lru_cache(16)
def measuring(dpi: float) -> Renderer:
    """What measures letters for a canvas of any size; nothing is drawn with it."""
    return Renderer(8, 8, dpi)  # type: ignore[no-untyped-call]


class SheetCanvas(FigureCanvasAgg):
    """A canvas of pixels whose renderer knows the texts of other figures."""

    renderer: Renderer
    _size: tuple[float, ...] = ()

    def get_renderer(self) -> Renderer:
        """The renderer for the size that the figure has now."""
        size = (*self.get_width_height(physical=True), self.figure.dpi)
        if size != self._size:
            self.renderer, self._size = Renderer(*size), size  # type: ignore[no-untyped-call]
        return self.renderer
