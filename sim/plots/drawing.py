"""Figures that wait until they are asked for, and the one way in which they are drawn into a folder.

Numbers are worth keeping: a figure that fails is named with its reason and costs neither the others nor the tables.
A full disk or a damaged folder is no fault of a figure, and is raised.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.plots.catalogue import FIGURES, alt_text, draw
from sim.plots.context import Context
from sim.plots.formats import dpi_of
from sim.plots.reading import read
from sim.results import ResultsError, atomic_write

if TYPE_CHECKING:
    from matplotlib.figure import Figure

FOLDER = "plots"
"""Where the pictures lie in a results folder."""


@dataclass(frozen=True)
class Drawing:
    """A figure of the catalogue with its data at hand; `make` draws it.

    `of` says in words what sets it apart from others of the same figure ("unserved energy"), if there are any.
    """

    figure: str
    make: Callable[[], Figure]
    context: Context
    of: str = ""

    @property
    def caption(self) -> str:
        """The line under the figure."""
        return f"{FIGURES[self.figure].caption}{self._more}."

    @property
    def alt(self) -> str:
        """The words for who cannot see it."""
        return f"{alt_text(self.figure, self.context)[:-1]}{self._more}."

    @property
    def _more(self) -> str:
        return f": {self.of}" if self.of else ""


def drawing(figure: str, *data: Any, context: Context, of: str = "", **settings: Any) -> Drawing:
    """A figure of the catalogue that will be drawn from `data` (as `Entry.needs` has it) and its `settings`."""
    return Drawing(figure, partial(draw, figure, *data, context=context, **settings), context, of)


@dataclass
class Drawn:
    """What was drawn: the PNG of each figure that came out, the files written, and what failed, in words."""

    pictures: dict[str, bytes] = field(default_factory=dict)
    written: list[Path] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


def draw_into(folder: Path, figures: Mapping[str, Drawing], formats: Sequence[str] = ("png",)) -> Drawn:
    """Draw each figure into `plots/` of `folder`, in each of the `formats`; what fails is told in the answer.

    Raises `OSError` for a full disk and `ResultsError` for data that cannot be read.
    """
    place = folder / FOLDER
    place.mkdir(exist_ok=True)
    drawn = Drawn()
    for name, images in _each(figures, formats, drawn):
        for ending in formats:
            path = place / f"{name}.{ending}"
            atomic_write(path, images[ending])
            drawn.written.append(path)
    return drawn


def draw_all(figures: Mapping[str, Drawing]) -> Drawn:
    """The same in memory: pictures for a page, no files."""
    drawn = Drawn()
    for _ in _each(figures, (), drawn):
        pass
    return drawn


def _each(figures: Mapping[str, Drawing], formats: Sequence[str], drawn: Drawn) -> Any:
    """Each figure in all formats, and as PNG for the page, one at a time: only the PNGs are kept in memory."""
    read()
    from sim.plots.rendering import render

    for name, one in figures.items():
        try:
            figure = one.make()
            images = {
                ending: render(figure, ending, dpi=dpi_of(formats)) for ending in dict.fromkeys([*formats, "png"])
            }
        except (OSError, ResultsError):
            raise
        except Exception as error:
            drawn.failed.append(f"picture {name} failed ({type(error).__name__}: {error})")
            continue
        drawn.pictures[name] = images["png"]
        yield name, images
