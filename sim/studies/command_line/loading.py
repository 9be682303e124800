"""Loading a scenario for a command: what is doubtful about it is said on stderr."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sim.scenario import Scenario


def load(source: str, overrides: Sequence[str] = ()) -> Scenario:
    """Load a scenario and warn of values outside their plausible range that give no source. Raises ScenarioError."""
    from sim.scenario import load as load_scenario

    scenario = load_scenario(source, overrides)
    warn(scenario)
    return scenario


def warn(scenario: Scenario) -> None:
    """Say on stderr which values of a scenario lie outside their plausible range and give no source."""
    from sim.scenario.assumed import doubtful

    for line in doubtful(scenario):
        click.echo(f"warning: {line}", err=True)
