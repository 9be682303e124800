"""The report of a sweep: the curves or maps, the table of points, and what stands behind them."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from sim.engine.digest import rules_digest
from sim.outcomes.rounding import histories
from sim.report.limits import run_limits
from sim.report.page import Page, Reproduce
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.studies.strike_rates import caution
from sim.studies.sweep.data import SweepData
from sim.studies.sweep.figures import drawings
from sim.studies.sweep.tables import points_table


def sweep_page(result: SweepData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page of a sweep; `pictures` are PNGs by the name of their drawing."""
    scenario = result.scenario
    answer = (
        "Every point has the same luck: a difference between two of them is the parameters' alone. What is not varied "
        "stands as in the scenario, an uncertain parameter at its median.",
        *([caution(result.paths)] if caution(result.paths) else []),
    )
    count = result.points["point"].n_unique()
    return Page(
        kind=f"Sweep over {', '.join(result.paths)}: {count:,} points of {histories(result.n)}",
        title=scenario.title or scenario.name,
        questions=(scenario.question,) if scenario.question else (),
        warnings=tuple(result.notes),
        answer=answer,
        pictures=embedded(drawings(result), pictures),
        tables=(points_table(result),),
        limits=run_limits(),
        reproduce=_reproduce(result),
    )


def _reproduce(result: SweepData) -> Reproduce:
    spread = result.design != "grid"
    design = f" --design {result.design} --points {result.points['point'].n_unique()}" if spread else ""
    vary = "".join(f" --vary {shlex.quote(asked)}" for asked in result.asked or result.paths)
    command = f"moratorium sweep scenario.yaml{vary}{design} -n {result.n} --seed {result.seed}"
    facts = (
        ("Scenario", "scenario.yaml in the folder of the sweep: resolved, with every value stated"),
        ("Points", "points.parquet (estimates) and sweep.parquet (every history)"),
        ("Seed", str(result.seed)),
        ("Digest of the scenario", result.scenario.digest()),
        ("Digest of the rules", rules_digest()),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions().items())),
    )
    return Reproduce(command, facts)
