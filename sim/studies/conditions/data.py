"""What a study of conditions found, by outcome; what figures, tables and words read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sim.scenario import Scenario
from sim.studies.conditions.estimates import Weighed


@dataclass(frozen=True, eq=False)
class ConditionsData:
    """What each condition contributes to each outcome.

    `ids` are the conditions that were switched; `idle` those with a switch that would change nothing here, so that
    they contribute exactly nothing; `designs` how many combinations ran, `n` histories each; `pairs` whether only what
    removing one or two does was asked for.
    """

    scenario: Scenario
    ids: tuple[str, ...]
    idle: tuple[str, ...]
    outcomes: dict[str, Weighed]
    designs: int
    n: int
    seed: int
    pairs: bool
    notes: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    path: Path | None = None
