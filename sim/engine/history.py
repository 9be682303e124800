"""What one history leaves on the SimPy engine: row, spells, days, event log.

The recorder is told of every event that counted and of every tick, and makes the same arrays as the compiled engine
fills; in brief it keeps only what an ensemble asks for.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.engine.plan import Plan
from sim.engine.windows import begin_windows, end_windows, window_event, window_tick
from sim.model.fingerprint import fold_event
from sim.model.records import DAILY_DTYPE, LOG_DTYPE, ROW_DTYPE, SPELL_DTYPE, WINDOW_DTYPE
from sim.model.row import leave_row
from sim.model.state import State


@dataclass(frozen=True)
class History:
    """One history. Arrays are structured, with the dtypes of `sim.model.records`."""

    row: Any  # one ROW_DTYPE record
    spells: NDArray[Any]  # SPELL_DTYPE, in order of their ends
    daily: NDArray[Any]  # DAILY_DTYPE, one a day
    log: NDArray[Any]  # LOG_DTYPE, one an event that counted
    windows: NDArray[Any]  # WINDOW_DTYPE, one a window of the plan

    @property
    def fingerprint(self) -> str:
        """The history's digest as 16 hexadecimal digits."""
        return f"{int(self.row['fingerprint']):016x}"


class Recorder:
    """Collects what a history leaves while it runs."""

    def __init__(self, plan: Plan, replicate: int, brief: bool) -> None:
        """Begin with nothing; if `brief`, keep neither event log nor days."""
        self.horizon, self.replicate, self.logs = plan.horizon, replicate, not brief
        self.day = None if brief and not plan.cuts else self._day
        self._cuts = np.array(plan.cuts, dtype=np.int64)
        self._windows, self._window_at = np.zeros(len(plan.cuts), WINDOW_DTYPE).view(np.recarray), [0, 0]
        self._ticks = 0
        self._spells: list[tuple[Any, ...]] = []
        self._days: list[tuple[Any, ...]] = []
        self._log: list[tuple[Any, ...]] = []
        self._row = np.zeros(1, ROW_DTYPE)

    def begin(self, s: State) -> None:
        """The state stands at day 0."""
        if self._cuts.size:
            begin_windows(s, self._windows, self._window_at)

    def event(self, s: State, t: float, what: int, address: int, parent: int, branch: int) -> None:
        """An event counted at `t`: fold it into the fingerprint, log it, note the spell that it ended."""
        fold_event(s, what, address, t)
        if self.logs:
            stands = (s.result, s.kind, s.stage, s.units, s.heavy, s.light, s.idle, s.trust_ukraine, s.trust_russia)
            levels = (s.level_russia, s.level_ukraine)
            self._log.append((self.replicate, t, what, address, parent, branch, *stands, *levels, s.fingerprint))
        if s.ended_kind:
            self._spell(s, t)
        if self._cuts.size:
            window_event(s, t, self._windows, self._cuts, self._window_at)

    def _spell(self, s: State, t: float) -> None:
        self._spells.append((self.replicate, 0, s.ended_kind, s.ended_since, t, s.ended_cause))

    def _day(self, s: State) -> None:
        """A tick has passed."""
        if self.logs:
            self._days.append((s.supply_gw, s.demand_gw, s.idle_now, s.kind, s.stage))
        if self._cuts.size:
            self._ticks += 1
            window_tick(s, self._ticks, self._windows, self._cuts, self._window_at)

    def close(self, s: State, horizon: float) -> None:
        """The horizon: the spell in force and the row."""
        if s.ended_kind:
            self._spell(s, horizon)
        if self._cuts.size:
            end_windows(self._windows, self._cuts, self._window_at)
        row = SimpleNamespace(replicate=self.replicate, draw=0)
        leave_row(s, row, horizon)
        self._row[0] = tuple(getattr(row, name) for name in ROW_DTYPE.names or ())

    def history(self) -> History:
        """All that was collected."""
        return History(
            row=self._row[0],
            spells=np.array(self._spells, dtype=SPELL_DTYPE),
            daily=np.array(self._days, dtype=DAILY_DTYPE),
            log=np.array(self._log, dtype=LOG_DTYPE),
            windows=self._windows.view(WINDOW_DTYPE, np.ndarray),
        )
