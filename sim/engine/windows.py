"""Outcomes by window: what a history had gathered when each calendar month ended (docs/questions.md, "Windows").

Both drivers call these functions. `table` has one WINDOW_DTYPE entry a window; `cuts` the day on which each ends, not
included; `at` the window that the last event and the last tick stood in. Counts and sums run on from window to window;
`sim.outcomes.windows` takes the differences. An event on the first instant of a day belongs to that day, while the tick
of the day before, at the same time, belongs to the day before.
"""

from __future__ import annotations

from typing import Any


def begin_windows(s: Any, table: Any, at: Any) -> None:
    """Put the table at day 0 of a history."""
    at[0] = 0
    at[1] = 0
    empty_window(table, 0)
    note_stand(s, table, 0)


def empty_window(table: Any, j: int) -> None:
    """Zero the entry."""
    one = table[j]
    one.hours_short = 0.0
    one.schedule_hours = 0.0
    one.unserved_gwh = 0.0
    one.idle_days = 0.0
    one.peak_deficit_gw = 0.0


def note_stand(s: Any, table: Any, j: int) -> None:
    """Where counts and states stand after an event."""
    one = table[j]
    one.russian_waves = s.russian_waves
    one.russian_answers = s.russian_answers
    one.refinery_strikes = s.refinery_strikes
    one.ukrainian_answers = s.ukrainian_answers
    one.breaches = s.breaches
    one.incidents = s.incidents
    one.kind = s.kind
    one.stage = s.stage
    one.units = s.units


def carry_stand(table: Any, j: int) -> None:
    """The next window begins where this one ends."""
    here, after = table[j], table[j + 1]
    after.russian_waves = here.russian_waves
    after.russian_answers = here.russian_answers
    after.refinery_strikes = here.refinery_strikes
    after.ukrainian_answers = here.ukrainian_answers
    after.breaches = here.breaches
    after.incidents = here.incidents
    after.kind = here.kind
    after.stage = here.stage
    after.units = here.units


def carry_sums(table: Any, j: int) -> None:
    """The next window's sums begin where this one's end; its peak begins at 0."""
    here, after = table[j], table[j + 1]
    after.hours_short = here.hours_short
    after.schedule_hours = here.schedule_hours
    after.unserved_gwh = here.unserved_gwh
    after.idle_days = here.idle_days
    after.peak_deficit_gw = 0.0


def window_event(s: Any, now: float, table: Any, cuts: Any, at: Any) -> None:
    """An event counted at `now`."""
    j = at[0]
    while j < cuts.size - 1 and now >= cuts[j]:
        carry_stand(table, j)
        j += 1
    at[0] = j
    note_stand(s, table, j)


def window_tick(s: Any, k: int, table: Any, cuts: Any, at: Any) -> None:
    """Tick `k` has passed: it stands for the day that began at k - 1."""
    j = at[1]
    while j < cuts.size - 1 and k > cuts[j]:
        carry_sums(table, j)
        j += 1
    at[1] = j
    one = table[j]
    one.hours_short = s.hours_short
    one.schedule_hours = s.schedule_hours
    one.unserved_gwh = s.unserved_gwh
    one.idle_days += s.idle_now
    one.peak_deficit_gw = max(one.peak_deficit_gw, s.demand_gw - s.supply_gw)


def end_windows(table: Any, cuts: Any, at: Any) -> None:
    """The horizon: windows that no event has reached stand as the last one did."""
    j = at[0]
    while j < cuts.size - 1:
        carry_stand(table, j)
        j += 1
    at[0] = j
