"""Which outcomes a study was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from sim.outcomes.headlines import Headline, headlines_for
from sim.scenario.problems import nearest
from sim.studies.errors import StudyError

if TYPE_CHECKING:
    from sim.scenario.questions import Checked


def averaged(horizon_days: float, names: Sequence[str] | None = None, asked: Sequence[Checked] = ()) -> list[Headline]:
    """The outcomes that are shares or means, all or those named, in the order named: headlines, and what is `asked`.

    A question is named by its path, `questions.NAME`. Raises StudyError for a name that is unknown, that is a quantile,
    or that the horizon is too short for.
    """
    from sim.outcomes.questions.outcome import outcome_of

    every = [*headlines_for(horizon_days), *map(outcome_of, asked)]
    possible = {h.name: h for h in every if h.kind != "quantile"}
    if names is None:
        return list(possible.values())
    unknown = [name for name in names if name not in possible]
    if unknown:
        allowed = ", ".join(possible)
        raise StudyError([f"no outcome {name}{nearest(name, possible)}; there are {allowed}" for name in unknown])
    return [possible[name] for name in names]
