"""The report of a comparison: the questions, what changes under the same luck, and what stands behind it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import TYPE_CHECKING

from sim.outcomes.rounding import NONE
from sim.report.assumptions import assumptions, differences_table
from sim.report.limits import compare_limits
from sim.report.page import Page, Reproduce
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.studies.compare.figures import drawings, title_of
from sim.studies.compare.tables import compare_tables
from sim.studies.compare.words import closing, findings, trace_command

if TYPE_CHECKING:
    from sim.studies.compare.arm import Arm
    from sim.studies.compare.data import ComparisonData


def compare_page(comparison: ComparisonData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page of a comparison; `pictures` are PNGs by the names of `figures.drawings`."""
    reference = comparison.reference
    place = {arm.name: at for at, arm in enumerate(comparison.arms)}
    changes = [(arm.name, reference.scenario, arm.scenario) for arm in comparison.others]
    tables = [
        differences_table(before, after, (reference.name, name), f"changes-{place[name]}")
        for name, before, after in changes
        if after.differences(before)
    ]
    return Page(
        kind=f"Comparison of {len(comparison.arms)} scenarios, {'paired' if comparison.paired else 'unpaired'}",
        title=title_of(comparison),
        questions=tuple(dict.fromkeys(arm.scenario.question for arm in comparison.others if arm.scenario.question)),
        warnings=tuple(_warnings(comparison)),
        findings=findings(comparison),
        answer=closing(comparison),
        pictures=embedded(drawings(comparison), pictures),
        tables=compare_tables(comparison),
        differences=tuple(tables),
        assumptions=assumptions(changes),
        limits=compare_limits(paired=comparison.paired),
        reproduce=_reproduce(comparison),
    )


def _warnings(comparison: ComparisonData) -> list[str]:
    """What changes how the rest is read: failures, what is unpaired and why, cautions."""
    failed = [f"{arm.name} failed and has no figures: {arm.failure}" for arm in comparison.failed]
    unpaired = [
        f"{name} is compared unpaired: {'; '.join(reasons)}. Its intervals are wider than pairing would give."
        for name, reasons in comparison.unpaired.items()
    ]
    return failed + unpaired + comparison.notes


def _reproduce(comparison: ComparisonData) -> Reproduce:
    arms = comparison.arms
    run = next((arm.result for arm in arms if arm.result and not arm.folder), None)
    settings = f" -n {run.n // run.draws} --seed {run.seed}" if run else ""
    settings += f" --draws {run.draws}" if run and run.draws > 1 else ""
    commands = ["moratorium compare " + " ".join(_typed(comparison, arm) for arm in arms) + settings]
    commands += [told for arm in comparison.others if (told := trace_command(comparison, arm))]
    facts = [
        ("Versions", ", ".join(f"{name} {version}" for name, version in versions().items())),
        ("Scenarios", "resolved, with every value stated, in the folder scenarios/ beside this page"),
    ]
    for arm in arms:
        facts += [(f"{arm.name}: {what}", text) for what, text in _facts(arm)]
    return Reproduce("\n".join(commands), tuple(facts))


def _facts(arm: Arm) -> list[tuple[str, str]]:
    raised = ", ".join(f"{clock} {rate:g} a day" for clock, rate in arm.raised.items())
    return [
        ("histories, seed", f"{arm.result.n:,}, {arm.result.seed}" if arm.result else NONE),
        ("digest of the scenario", arm.scenario.digest()),
        ("digest of the rules", arm.rules),
        *([("ceilings raised for all to share their luck", raised)] if raised else []),
    ]


def _typed(comparison: ComparisonData, arm: Arm) -> str:
    return shlex.quote(str(arm.folder) if arm.folder else arm.source or comparison.file_of(arm))
