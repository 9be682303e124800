"""`sim.trace`: one history, told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from sim.engine.history import History
    from sim.scenario import Scenario
    from sim.studies.trace.telling import Told


@dataclass(frozen=True, repr=False)
class Trace:
    """One history on the SimPy engine and its telling."""

    scenario: Scenario
    replicate: int
    seed: int
    history: History
    told: list[Told]

    @property
    def events(self) -> pl.DataFrame:
        """One row an event that counted: number, day, date, what, parent (number of what it answers), words."""
        import polars as pl

        columns = ("number", "day", "date", "what", "parent", "words")
        rows = [{name: getattr(one, name) for name in columns} for one in self.told]
        return pl.DataFrame(rows, infer_schema_length=None)

    def __repr__(self) -> str:
        """The telling itself: what one asks for is to read it."""
        about = f"history {self.replicate} of \u201c{self.scenario.title}\u201d, seed {self.seed}"
        return f"{about}\n{self.text()}"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(repr(self))}</pre>"

    def text(self, everything: bool = False) -> str:
        """The telling, a line an event; repairs only with `everything`."""
        from sim.studies.trace.telling import lines

        return "\n".join(lines(self.told, everything))


def trace(scenario: Scenario | str | Path | Mapping[str, object], replicate: int, seed: int = 1) -> Trace:
    """Run replicate `replicate` again on SimPy and tell it; it is the same history as in any ensemble of that seed.

    Raises `ScenarioError` for a scenario that is wrong or has parameters that are not drawn, ValueError for a
    replicate or seed out of range.

    >>> import sim
    >>> told = sim.trace("baseline", replicate=0)
    >>> told.events.columns
    ['number', 'day', 'date', 'what', 'parent', 'words']
    """
    from sim.api.core import load
    from sim.engine.simpy_engine import simulate
    from sim.scenario import Scenario
    from sim.studies.trace.drawn import refuse_undrawn
    from sim.studies.trace.telling import tell

    chosen: Any = scenario if isinstance(scenario, Scenario) else load(scenario)
    refuse_undrawn(chosen)
    history = simulate(chosen, replicate, seed)
    return Trace(chosen, replicate, seed, history, tell(history.log, chosen))
