"""`sim.compare`, and what it gives back: tidy frames, figures, a report, and a view for notebooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.studies.compare.comparison import Comparison as Tables

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from sim.studies.settings import Settings

DPI = 110
"""Of PNG pictures, as in the report of a run."""


class Comparison(Tables):
    """Scenarios under the same luck: frames `levels`, `differences`, `times`, `lives`, `causes`, `moves`, `divergence`.

    `figures` lists what `plot` can draw; `report` gives one self-contained HTML page; `save` writes the folder that
    `moratorium compare` writes. In a notebook it shows its differences.
    """

    settings: Settings

    @classmethod
    def of(cls, tables: Tables, settings: Settings) -> Comparison:
        """The same with figures and report; `settings` are those it was made with."""
        made = cls(**{item.name: getattr(tables, item.name) for item in fields(tables)})
        made.settings = settings
        return made

    def __repr__(self) -> str:
        """A line; the frames, shown whole, would fill a terminal many times over."""
        others = ", ".join(arm.name for arm in self.others) or "nothing"
        return f"<sim.Comparison of {others} with {self.reference.name}; levels, differences, plot(), report()>"

    @property
    def figures(self) -> tuple[str, ...]:
        """The names that `plot` takes, in the order of the report."""
        from sim.studies.compare.figures import figures

        return tuple(figures(self))

    def plot(self, name: str = "deal_curves") -> Figure:
        """Draw one figure; raises KeyError for a name that is not in `figures`."""
        from sim.studies.compare.figures import figures

        known = figures(self)
        if name not in known:
            raise KeyError(f"{name!r} is no figure of this comparison; there are {', '.join(known)}")
        return known[name]()

    def report(self, path: str | Path | None = None) -> str:
        """Return the report as HTML text, and write it to `path` if one is given."""
        from sim.results import atomic_write

        text = self._report(self._draw(("png",)))
        if path is not None:
            atomic_write(Path(path), text.encode())
        return text

    def save(self, out: str | Path, formats: Sequence[str] = ("png",)) -> Path:
        """Write tables, pictures (in `formats`) and report to the folder `out`, whole or not at all.

        Raises `sim.results.Refused` for a folder that is not a comparison, `sim.results.Stopped` for a full disk.
        """
        from sim.results import atomic_write
        from sim.studies.compare.folder import write

        def decorate(folder: Path) -> None:
            (folder / "plots").mkdir()
            drawn = self._draw(("png", *formats))
            for (name, ending), content in drawn.items():
                if ending in formats:
                    atomic_write(folder / "plots" / f"{name}.{ending}", content)
            atomic_write(folder / "report.html", self._report(drawn).encode())

        return write(self, Path(out), self.settings, decorate)

    def paragraphs(self) -> list[str]:
        """What each scenario changes against the first, in plain words."""
        from sim.studies.compare.words import closing, paragraph

        return [paragraph(self, arm) for arm in self.others] + list(closing(self))

    def _draw(self, formats: Sequence[str]) -> dict[tuple[str, str], bytes]:
        """Every figure in every format, by name and format; one that fails is noted and costs no other."""
        from sim.plots import render
        from sim.studies.compare.figures import figures

        drawn: dict[tuple[str, str], bytes] = {}
        for name, make in figures(self).items():
            try:
                figure = make()
                for ending in dict.fromkeys(formats):
                    drawn[name, ending] = render(figure, ending, dpi=DPI)
            except OSError:
                raise
            except Exception as error:
                note = f"picture {name} failed ({type(error).__name__}: {error})"
                if note not in self.notes:
                    self.notes.append(note)
        return drawn

    def _report(self, drawn: dict[tuple[str, str], bytes]) -> str:
        from sim.report.render import render
        from sim.studies.compare.page import compare_page

        return render(compare_page(self, {name: png for (name, ending), png in drawn.items() if ending == "png"}))

    def _repr_html_(self) -> str:
        from sim.studies.compare.tables import differences_table

        parts = []
        for at, arm in enumerate(self.others):
            table = differences_table(self, arm, f"differences-{at}")
            head = "".join(f"<th>{escape(column.head)}</th>" for column in table.columns)
            rows = "".join(
                "<tr>" + "".join(f"<td>{escape(cell.text)}</td>" for cell in row) + "</tr>" for row in table.rows
            )
            parts.append(
                f"<h4>{escape(table.title)}</h4><p>{escape(table.caption)}</p>"
                f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
            )
        return "".join(parts) or f"<p>{escape(self.reference.name)} alone: nothing to compare.</p>"


def compare(
    *scenarios: object,
    n: int = 2000,
    seed: int = 1,
    out: str | Path | None = None,
    formats: Sequence[str] = ("png",),
    **settings: Any,
) -> Comparison:
    """Compare scenarios with the first of them, history by history under the same luck.

    Each of `scenarios` is a path, a shipped name, a mapping, a `Scenario`, a results folder or a `Result`; those that
    hold histories already are paired with the others if seed, n, draws, ceilings and rules agree, and else compared
    unpaired, with the reason in `unpaired`. With `out` the folder is written, too. Further `settings` are those of
    `sim.studies.settings.Settings`. Raises `ScenarioError` or `StudyError` for wrong input; a scenario that fails
    while it runs is named in every table.

    >>> import sim
    >>> found = sim.compare("baseline", "baseline", n=20, engine="simpy")
    >>> found.differences["difference"].abs().max()
    0.0
    """
    from sim.studies.compare.folder import check_target
    from sim.studies.compare.study import compare as compare_study
    from sim.studies.settings import Settings

    known = {item.name for item in fields(Settings)} - {"out", "resume", "decorate", "precision"}
    if unknown := [name for name in settings if name not in known]:
        raise TypeError(f"compare() knows no setting {unknown[0]!r}; there are {', '.join(sorted(known))}")
    chosen = Settings(n=n, seed=seed, **settings)
    if out is not None:
        check_target(Path(out))
    comparison = Comparison.of(compare_study(scenarios, chosen), chosen)
    if out is not None:
        comparison.save(out, formats)
    return comparison
