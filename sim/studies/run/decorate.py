"""Pictures and report of a run, drawn into its results folder."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.results import ResultsError, atomic_write
from sim.studies.run.figures import figure, figures_of

if TYPE_CHECKING:
    from sim.studies.run.result import Result

DPI = 110
"""Of PNG pictures: sharp on a page, and twice as quick as print quality (which SVG and PDF have)."""


def decorator(formats: Sequence[str]) -> Callable[[Result], None]:
    """A function that decorates a result as `decorate` does, for `Settings.decorate`."""

    def draw(result: Result) -> None:
        decorate(result, formats)

    return draw


def decorate(result: Result, formats: Sequence[str] = ("png",)) -> list[Path]:
    """Draw every figure into `plots/` of the result's folder, and write `report.html`; returns what was written.

    A figure or a report that fails is told in `result.notes` and costs nothing else: the numbers are worth keeping.
    A full disk still raises `OSError`.
    """
    if result.folder is None:
        raise ValueError("a result in memory has no folder to draw into")
    plots = result.folder.path / "plots"
    plots.mkdir(exist_ok=True)
    written, pictures = [], {}
    for name in figures_of(result):
        try:
            drawn = _draw(result, name, formats)
        except (OSError, ResultsError):
            raise
        except Exception as error:
            result.notes.append(f"picture {name} failed ({type(error).__name__}: {error})")
            continue
        pictures[name] = drawn["png"]
        for ending in formats:
            path = plots / f"{name}.{ending}"
            atomic_write(path, drawn[ending])
            written.append(path)
    return written + _report(result, pictures)


def _draw(result: Result, name: str, formats: Sequence[str]) -> dict[str, bytes]:
    """A figure in each format; PNG always, for the report embeds it."""
    from sim.plots import render

    drawn = figure(result, name)
    return {ending: render(drawn, ending, dpi=DPI) for ending in dict.fromkeys([*formats, "png"])}


def _report(result: Result, pictures: dict[str, bytes]) -> list[Path]:
    """Write the report beside the tables."""
    assert result.folder is not None
    path = result.folder.path / "report.html"
    try:
        from sim.report.render import render
        from sim.studies.run.page import run_page

        page = render(run_page(result, pictures))
    except (OSError, ResultsError):
        raise
    except Exception as error:
        result.notes.append(f"the report failed ({type(error).__name__}: {error})")
        return []
    atomic_write(path, page.encode())
    return [path]
