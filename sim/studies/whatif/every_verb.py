"""`sim.whatif_all`: over all histories, what would have saved the deal."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sim.scenario import Scenario, load
from sim.studies.trace.drawn import refuse_undrawn
from sim.studies.whatif import shares
from sim.studies.whatif.every import Every, EverySettings, every
from sim.studies.whatif.every_folder import NAME, drawings
from sim.studies.whatif.every_words import head, sentences

if TYPE_CHECKING:
    import polars as pl
    from matplotlib.figure import Figure


class WhatIfAll:
    """What would have saved the deal: `tried` and `histories` (polars), `summary`, `plot()`, a notebook view."""

    def __init__(self, found: Every) -> None:
        """Keep what the study found."""
        self.found = found
        self.tried = shares.tried(found)
        self.histories = shares.histories(found)
        self.summary: dict[str, Any] = shares.about(found)

    def by(self, *columns: str) -> pl.DataFrame:
        """The share of tried undoings that save, by columns of `tried` (undo, what, side, month)."""
        return shares.by(self.found, *columns)

    def text(self) -> str:
        """The answer in a few sentences."""
        return " ".join([head(self.found), *(sentences(self.found) if self.found.answers else ())])

    def plot(self) -> Figure:
        """Shares of collapses, and the strengths of what saves."""
        return drawings(self.found)[NAME].make()

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{escape(shares.LABELS[name])}</td><td>{100 * one.value:.3g}%</td>"
            f"<td>{100 * one.low:.3g} to {100 * one.high:.3g}%</td></tr>"
            for name, one in shares.shares(self.found).items()
        )
        heads = "<tr><th>what would have saved it</th><th>of collapses</th><th>95% interval</th></tr>"
        return f"<p>{escape(self.text())}</p><table><thead>{heads}</thead><tbody>{rows}</tbody></table>"


def whatif_all(scenario: Scenario | str | Path | Mapping[str, object], **settings: Any) -> WhatIfAll:
    """Try every single undoing in every history whose first deal (or understanding) collapsed; nothing is written.

    `settings` are those of `sim.studies.whatif.every.EverySettings`: n, seed, save ('deal' or 'tacit'), for_days,
    futures, workers, progress. Raises `ScenarioError` or `StudyError`.

    >>> import sim
    >>> found = sim.whatif_all("baseline", n=20, save="tacit", futures=0)
    >>> found.summary["save"]
    'tacit'
    """
    chosen = scenario if isinstance(scenario, Scenario) else load(scenario)
    refuse_undrawn(chosen)
    return WhatIfAll(every(chosen, EverySettings(**settings)))
