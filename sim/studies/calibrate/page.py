"""The page of a calibration: what was learnt, what stays unidentified, and the checks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sim.report.page import Cell, Finding, Page, Reproduce, Table, columns
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.studies.calibrate.data import LEARNT
from sim.studies.calibrate.figures import drawings

if TYPE_CHECKING:
    from sim.studies.calibrate.data import CalibrationData

LIMITS = (
    "The summaries are of one history; luck alone lets most sets stand, and that is the record's due, not the model's.",
    "Discrepancies are judgement. Smaller ones rule out more sets, and say more about who chose them.",
    "Parameters that are not calibrated stay at their prior; so does, in effect, any whose contraction is near 0.",
    "The defaults are not moved to the ensemble's centre: its summaries are few, and what they narrow lies within the "
    "ranges that the register gives with sources.",
)


def summary_words(result: CalibrationData) -> tuple[str, ...]:
    """What the calibration says, in sentences."""
    waves, parameters = result.tables["waves"], result.tables["parameters"].filter(calibrated=True)
    learnt = parameters.filter(parameters["contraction"] >= LEARNT)["parameter"].to_list()
    other = parameters.filter(parameters["contraction"] < LEARNT)["parameter"].to_list()
    told = "; ".join(f"{row['kept']:,} of {row['sets']:,} at {row['cutoff']:g}" for row in waves.iter_rows(named=True))
    worst = result.tables["checks"].sort("implausibility", descending=True).row(0, named=True)
    return (
        f"Not ruled out, wave by wave: {told}. {result.ensemble.height} sets are kept.",
        f"The record has said something of {', '.join(learnt) or 'no parameter'}; "
        f"unidentified among those it could see: {', '.join(other) or 'none'}.",
        f"The summary that the ensemble fits worst is {worst['summary']}: median implausibility "
        f"{worst['implausibility']:.1f} (prior {worst['prior_implausibility']:.1f}).",
    )


def calibration_page(result: CalibrationData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page; `pictures` are PNGs by the name of their figure."""
    about = result.about
    return Page(
        kind=f"Calibration to what was published by {about['as_of']}: {about['sets']:,} sets a wave",
        title=about["title"],
        questions=("Which sets of parameters does the record not rule out, and what does it leave open?",),
        warnings=tuple(result.notes),
        findings=(Finding("What was learnt", summary_words(result)),),
        answer=(f"A scenario uses the ensemble by the line uncertain: {about['use']}",),
        pictures=embedded(drawings(result), pictures),
        tables=(parameters_table(result), checks_table(result), noise_table(result)),
        limits=LIMITS,
        reproduce=_reproduce(about),
    )


def parameters_table(result: CalibrationData) -> Table:
    """Every parameter, the one that moves the summaries most first."""
    caption = (
        "How much a parameter moves the summaries (largest rank correlation), and of the calibrated ones how much of "
        "the "
        "prior's variance the record has taken away: near 0 it stays unidentified."
    )
    rows = tuple(
        (
            Cell(row["parameter"]),
            Cell(f"{row['moves']:.2f}", row["moves"]),
            Cell("-" if row["contraction"] is None else f"{row['contraction']:.2f}", row["contraction"]),
        )
        for row in result.tables["parameters"].iter_rows(named=True)
    )
    return Table("parameters", "Parameters", caption, columns(("parameter", "moves", "contraction"), (1, 2)), rows)


def checks_table(result: CalibrationData) -> Table:
    """Posterior-predictive checks, a row a summary."""
    caption = "Median (5 to 95% of histories) under the prior and under the ensemble, and the median implausibility."
    rows = tuple(
        (
            Cell(row["summary"]),
            Cell(f"{row['observed']:.3g}", row["observed"]),
            Cell(_spread(row, "prior_")),
            Cell(_spread(row, "")),
            Cell(f"{row['prior_implausibility']:.2f}", row["prior_implausibility"]),
            Cell(f"{row['implausibility']:.2f}", row["implausibility"]),
        )
        for row in result.tables["checks"].iter_rows(named=True)
    )
    heads = ("summary", "observed", "prior", "ensemble", "implausibility, prior", "implausibility")
    return Table("checks", "Posterior-predictive checks", caption, columns(heads, (1, 4, 5)), rows)


def _spread(row: dict[str, Any], part: str) -> str:
    return f"{row[f'{part}q50']:.3g} ({row[f'{part}q05']:.3g} to {row[f'{part}q95']:.3g})"


def noise_table(result: CalibrationData) -> Table:
    """The check that sets with noisy histories do not win by their noise."""
    caption = (
        "Luck's standard deviation in the sets that stay, over that in all sets: with luck capped at the middle "
        "set's, as "
        "it is, and were each set granted its own. Far above 1 noise would win."
    )
    rows = tuple(
        (Cell(row["summary"]), Cell(f"{row['capped']:.2f}", row["capped"]), Cell(f"{row['own']:.2f}", row["own"]))
        for row in result.tables["noise"].iter_rows(named=True)
    )
    return Table("noise", "Noisy sets do not win", caption, columns(("summary", "capped", "own luck"), (1, 2)), rows)


def _reproduce(about: Mapping[str, Any]) -> Reproduce:
    command = (
        f"moratorium calibrate {about['file']} --sets {about['sets']} --histories {about['histories']} "
        f"--particles {about['particles']} --seed {about['seed']}"
    )
    facts = (
        ("As of", about["as_of"]),
        ("Parameters calibrated", ", ".join(about["parameters"])),
        ("Digest of the rules", about["rules"]),
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions().items())),
    )
    return Reproduce(command, facts)
