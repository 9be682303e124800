"""Which outcomes a study was asked for."""

from __future__ import annotations

from collections.abc import Sequence

from sim.outcomes.headlines import Headline, headlines_for
from sim.scenario.problems import nearest
from sim.studies.errors import StudyError


def averaged(horizon_days: float, names: Sequence[str] | None = None) -> list[Headline]:
    """The headline outcomes that are shares or means, all or those named, in the order named.

    Raises StudyError for a name that is unknown, that is a quantile, or that the horizon is too short for.
    """
    possible = {h.name: h for h in headlines_for(horizon_days) if h.kind != "quantile"}
    if names is None:
        return list(possible.values())
    unknown = [name for name in names if name not in possible]
    if unknown:
        allowed = ", ".join(possible)
        raise StudyError([f"no outcome {name}{nearest(name, possible)}; there are {allowed}" for name in unknown])
    return [possible[name] for name in names]
