"""A history that was told, told again from its folder."""

from __future__ import annotations

from pathlib import Path

from sim.studies.again import Again
from sim.studies.trace.about import about
from sim.studies.trace.folder import open_folder


def again(path: Path, workers: int) -> Again:
    """Run the history again, and the one beside it. Raises as `open_folder`."""
    now = open_folder(path)
    return Again(now.frames(), about(now), histories=1 if now.beside is None else 2)
