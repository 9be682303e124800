"""Figures for a page: the PNG, the words for who cannot see it, and the line under it."""

from __future__ import annotations

from collections.abc import Mapping

from sim.plots.drawing import Drawing
from sim.report.page import Picture


def pictures(drawings: Mapping[str, Drawing], drawn: Mapping[str, bytes]) -> tuple[Picture, ...]:
    """The pictures of a page; `drawn` maps the name of each drawing that came out to its PNG."""
    return tuple(Picture(name, drawings[name].alt, drawings[name].caption, png) for name, png in drawn.items())
