"""The report of a sensitivity study: what each index says, the tables, and how to get them again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from sim.engine.digest import rules_digest
from sim.report.limits import run_limits
from sim.report.page import Page, Reproduce, Table, columns, text_row
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.scenario import REGISTRY
from sim.scenario.parameter import in_roles
from sim.studies.sensitivity.data import SensitivityData
from sim.studies.sensitivity.figures import drawings
from sim.studies.strike_rates import caution

MEANING = (
    "A total index is the share of the variance in which a parameter has a part, alone or with others; a first-order "
    "index what it does alone; in brackets 95% bootstrap intervals. Left: of the mean over luck, so of not knowing the "
    "parameters. Right: of a single history, luck being a factor like the others."
)

HEADS = ("parameter", "total, of the mean", "first order", "total, of one history", "first order ")


def sensitivity_page(result: SensitivityData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page of a study; `pictures` are PNGs by the name of their drawing."""
    scenario, about = result.scenario, result.about
    said = caution(result.effects["parameter"].unique(maintain_order=True))
    return Page(
        kind=f"Sensitivity to {len(about['parameters'])} parameters, apart from luck",
        title=scenario.title or scenario.name,
        questions=(scenario.question,) if scenario.question else (),
        warnings=tuple(result.notes),
        answer=(varied(result), MEANING, *([said] if said else [])),
        pictures=embedded(drawings(result), pictures),
        tables=indices_tables(result),
        limits=run_limits(),
        reproduce=_reproduce(result),
    )


def varied(result: SensitivityData) -> str:
    """What the study varied, by role."""
    return in_roles([REGISTRY[path].role for path in result.effects["parameter"].unique()])


def indices_tables(result: SensitivityData) -> tuple[Table, ...]:
    """For each outcome the indices of both ways, side by side, the largest of the mean first."""
    caption = "Total and first-order Sobol indices with 95% intervals; * replicate noise swamps it."
    return tuple(
        Table(f"indices-{outcome}", outcome, caption, columns(HEADS), tuple(text_row(*line) for line in lines))
        for outcome, lines in ((outcome, _lines(result.indices, outcome)) for outcome in result.outcomes)
    )


def _lines(indices: pl.DataFrame, outcome: str) -> list[list[str]]:
    rows = indices.filter(pl.col("outcome") == outcome)
    ways = {way: {row["parameter"]: row for row in part.iter_rows(named=True)} for (way,), part in rows.group_by("way")}
    mean, single = ways["mean over luck"], ways["one history"]
    names = sorted(mean, key=lambda name: -mean[name]["total"]) + [name for name in single if name not in mean]
    return [[name, *_cells(mean.get(name)), *_cells(single.get(name))] for name in names]


def _reproduce(result: SensitivityData) -> Reproduce:
    about = result.about
    asked = "".join(f" --outcome {name}" for name in about["outcomes"])
    asked += "".join(f" --parameter {path}" for path in result.effects["parameter"].unique(maintain_order=True))
    sizes = f" --rows {about['rows']} -n {about['replicates']} --single-rows {about['single_rows']}"
    command = f"moratorium sensitivity scenario.yaml{asked}{sizes} --seed {about['seed']}"
    facts = (
        ("Scenario", "scenario.yaml in the folder of the study: resolved, with every value stated"),
        *((path, f"varied over {distribution}") for path, distribution in about["parameters"].items()),
        ("Digest of the scenario", result.scenario.digest()),
        ("Digest of the rules", rules_digest()),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions().items())),
    )
    return Reproduce(command, facts)


def _cells(row: dict[str, Any] | None) -> tuple[str, str]:
    if row is None or row["variance"] == 0:  # an outcome that never changes has no indices
        return "-", "-"
    star = " *" if row["noisy"] else ""
    total = f"{row['total']:.2f} ({row['total_low']:.2f} to {row['total_high']:.2f}){star}"
    return total, f"{row['first']:.2f} ({row['first_low']:.2f} to {row['first_high']:.2f})"
