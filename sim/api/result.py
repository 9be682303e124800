"""What `sim.run` gives back: tables, summary, figures, and a view for notebooks."""

from __future__ import annotations

from dataclasses import fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from sim.studies.run.result import Result as Tables

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Result(Tables):
    """Outcomes of one scenario: `runs`, `spells`, `bands`, `sample` (polars), `summary`, `plot(name)`.

    `figures` lists what `plot` can draw. In a notebook it shows its headline table.
    """

    @classmethod
    def of(cls, tables: Tables) -> Result:
        """The same with figures."""
        return cls(**{item.name: getattr(tables, item.name) for item in fields(tables)})

    def __repr__(self) -> str:
        """A line; the tables, shown whole, would fill a terminal many times over."""
        where = f", in {self.path}" if self.path else ""
        return f"<sim.Result of {self.scenario.name}: n = {self.n:,}, seed {self.seed}{where}; runs, summary, plot()>"

    @property
    def figures(self) -> tuple[str, ...]:
        """The names that `plot` takes."""
        from sim.studies.run.figures import figures_of

        return figures_of(self)

    def plot(self, name: str = "deal_share") -> Figure:
        """Draw one figure; raises KeyError for an unknown name, listing those there are."""
        from sim.studies.run.figures import figure

        return figure(self, name)

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(label)}</td><td>{escape(value)}</td><td>{escape(interval)}</td><td>{escape(unit)}</td></tr>"
            for label, value, interval, unit in self.headline_rows()
        )
        about = f"n = {self.n:,}, seed {self.seed}" + (f", {self.path}" if self.path else "")
        return (
            f"<h4>{escape(self.scenario.title)}</h4><p>{escape(self.scenario.question)}</p>"
            "<table><thead><tr><th>outcome</th><th>estimate</th><th>95% interval</th><th>unit</th></tr></thead>"
            f"<tbody>{rows}</tbody></table><p>{escape(about)}</p>"
        )

    def headline_rows(self) -> list[tuple[str, str, str, str]]:
        """The headline outcomes as texts: label, estimate, 95% interval, unit."""
        from sim.studies.run.headline_rows import headline_rows

        return headline_rows(self.summary)


def open_results(path: str | Path) -> Result:
    """The result in a folder that `moratorium run` wrote; raises `sim.results.Refused` if it is none."""
    from sim.results import Folder
    from sim.studies.run.result import stored

    return Result.of(stored(Folder(path)))
