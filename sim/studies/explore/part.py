"""The page as the last section of a report: whoever is sent the report can move its assumptions."""

from __future__ import annotations

from collections.abc import Sequence

from sim.report.part import Part
from sim.scenario import Scenario
from sim.studies.explore import bundle
from sim.studies.explore.data import page_data
from sim.studies.explore.study import uncertain_notes


def explore_part(scenarios: Sequence[Scenario], seed: int) -> Part:
    """The section for these scenarios.

    Raises `shipped.StaleError` where the shipped module is of other rules: its histories would be others.
    """
    return Part(
        name="explore-section",
        title="Explore: move the assumptions",
        markup=bundle.section(page_data(scenarios, seed)),
        style=bundle.style(),
        script=bundle.script(),
        notes=tuple(uncertain_notes(scenarios)),
        script_allow=bundle.SCRIPT_ALLOW,
        allow=bundle.ALLOW,
    )
