"""Figures for a page: the PNG, the words for who cannot see it, and the line under it, from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.report.page import Picture

if TYPE_CHECKING:
    from sim.plots.context import Context


def pictures(drawn: Mapping[str, bytes], context: Context) -> tuple[Picture, ...]:
    """Return the pictures of a page. `drawn` maps `NAME` or `NAME-VARIANT` (NAME of the catalogue) to a PNG."""
    from sim.plots.catalogue import FIGURES, alt_text
    from sim.plots.labels import OUTCOMES, label_of

    found = []
    for name, png in drawn.items():
        figure, _, variant = name.partition("-")
        words = label_of(variant) if variant in OUTCOMES else variant.replace("_", " ")
        more = f": {words}" if variant else ""
        caption = f"{FIGURES[figure].caption}{more}." if figure in FIGURES else f"{figure}{more}."
        alt = alt_text(figure, context) if figure in FIGURES else caption
        found.append(Picture(name, f"{alt[:-1]}{more}.", caption, png))
    return tuple(found)
