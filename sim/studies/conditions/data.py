"""What a study of conditions found, by outcome; what figures, tables and words read."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sim.outcomes.headlines import Headline
from sim.outcomes.questions.outcome import outcomes_with, units_of
from sim.outcomes.table import PREFIX, capital
from sim.scenario import Scenario
from sim.studies.conditions.estimates import Weighed
from sim.studies.run.asking import asking


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

    def headline(self, outcome: str) -> Headline:
        """What is known of an outcome: a headline, or a question of the scenario's."""
        return outcomes_with(asking(self.scenario).questions)[outcome]

    @property
    def asked_units(self) -> dict[str, str]:
        """The units of what the scenario asks, by outcome."""
        return units_of(asking(self.scenario).questions)

    def titled(self, outcome: str) -> str:
        """What stands above an outcome's figures: its label, or the question's name and text."""
        asked = {f"{PREFIX}{one.name}": f"{one.name}: {one.text}" for one in self.scenario.questions}
        return asked.get(outcome) or capital(self.headline(outcome).label)
