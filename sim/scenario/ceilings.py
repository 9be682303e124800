"""The ceilings under which scenarios share their luck."""

from __future__ import annotations

from collections.abc import Sequence

from sim.scenario.scenario import Scenario


def common_ceilings(scenarios: Sequence[Scenario]) -> dict[str, float]:
    """For each clock the largest ceiling of any of the scenarios, in candidates a day.

    The ceiling is the rate of candidates, so what shares its luck must have the same ceilings.
    """
    return {clock: max(scenario.ceilings[clock] for scenario in scenarios) for clock in scenarios[0].ceilings}
