"""What every verb gives back: tidy frames, figures by name, one page, a view for notebooks."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sim.plots.drawing import Drawing, Drawn, draw_all, draw_into
from sim.plots.formats import explore_of
from sim.report.notebook import view
from sim.report.page import Page, Table
from sim.report.render import render
from sim.results import ResultsError, atomic_write
from sim.scenario import Scenario
from sim.studies.explore.part import explore_part
from sim.studies.explore.shipped import StaleError

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure

REPORT = "report.html"


class StudyResult(ABC):
    """The answer of a study, in memory or in its folder.

    `figures` lists what `plot` can draw, `report` gives one self-contained HTML page, `frames` the tidy tables by
    name. `notes` are things to tell the person who asked; `failures` those among them that failed (a picture, a
    point), whose number decides the exit code of a command.
    """

    NOUN = "a study"
    """What messages call it: "no figure of a sweep"."""

    notes: list[str]
    failures: list[str]

    @abstractmethod
    def drawings(self) -> dict[str, Drawing]:
        """The figures that this answer has, by the name of their file, in the order of the report."""

    @abstractmethod
    def page(self, pictures: Mapping[str, bytes]) -> Page:
        """The report; `pictures` are PNGs by the name of their drawing."""

    @abstractmethod
    def frames(self) -> dict[str, pl.DataFrame]:
        """The tidy tables by the name of their file."""

    @abstractmethod
    def heading(self) -> tuple[str, str, str]:
        """Title, question, and a line on what it was made from."""

    @abstractmethod
    def shown(self) -> tuple[Table, ...]:
        """The tables that a notebook shows."""

    def explored(self) -> tuple[tuple[Scenario, ...], int]:
        """The scenarios that the report's last section lets its reader move, and the seed; none for no such section."""
        return (), 1

    @property
    def whole(self) -> bool:
        """Whether all is there that the report needs; an older folder may hold less, and keeps the page it has."""
        return True

    @property
    def figures(self) -> tuple[str, ...]:
        """The names that `plot` takes, in the order of the report."""
        return tuple(self.drawings())

    def plot(self, name: str = "") -> Figure:
        """Draw one figure, the first without a name; raises KeyError for an unknown name, listing those there are."""
        known = self.drawings()
        chosen = name or next(iter(known), "")
        if chosen not in known:
            raise KeyError(f"{chosen!r} is no figure of {self.NOUN}; there are {', '.join(known) or 'none'}")
        return known[chosen].make()

    def report(self, path: str | Path | None = None, *, explore: bool = True) -> str:
        """The report as HTML text, written to `path` if one is given; a figure that fails is named on the page.

        Its last section lets the reader move the assumptions, unless `explore` is false.
        """
        drawn = draw_all(self.drawings())
        self._tell(drawn)
        text = render(self._whole_page(drawn.pictures, explore))
        if path is not None:
            atomic_write(Path(path), text.encode())
        return text

    def draw_into(self, folder: Path, formats: Sequence[str] = ("png",)) -> list[Path]:
        """Draw every figure and write the report into a results folder; returns the files written.

        What fails is told in `notes` and `failures`, and costs nothing else. Without formats nothing is drawn. Raises
        `OSError` for a full disk, `ResultsError` for data that cannot be read.
        """
        if not formats:
            return []
        try:
            drawn = draw_into(folder, self.drawings(), formats)
        except (OSError, ResultsError):
            raise
        except Exception as error:
            drawn = Drawn(failed=[f"the pictures failed ({type(error).__name__}: {error})"])
        self._tell(drawn)
        if not self.whole:
            return drawn.written
        try:
            text = render(self._whole_page(drawn.pictures, explore_of(formats)))
        except (OSError, ResultsError):
            raise
        except Exception as error:
            self._tell(Drawn(failed=[f"the report failed ({type(error).__name__}: {error})"]))
            return drawn.written
        atomic_write(folder / REPORT, text.encode())
        return [*drawn.written, folder / REPORT]

    def _whole_page(self, pictures: Mapping[str, bytes], explore: bool) -> Page:
        """The page and its last section; where that cannot be had it is told why, and the page has all else."""
        page, (scenarios, seed) = self.page(pictures), self.explored()
        if not explore or not scenarios:
            return page
        try:
            return replace(page, explore=explore_part(scenarios, seed))
        except StaleError as error:
            self.notes.append(f"the report has no part to explore: {error}")
        except Exception as error:
            self._tell(Drawn(failed=[f"the part to explore failed ({type(error).__name__}: {error})"]))
        return page

    def _tell(self, drawn: Drawn) -> None:
        for line in drawn.failed:
            if line not in self.failures:
                self.failures.append(line)
                self.notes.append(line)

    def _repr_html_(self) -> str:
        title, question, about = self.heading()
        return view(title, question, self.shown(), about)

    @abstractmethod
    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
