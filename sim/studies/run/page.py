"""The report of one run: what the scenario asks, what its histories answer, and what stands behind it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from sim.engine.digest import rules_digest
from sim.outcomes.luck_and_parameters import words
from sim.outcomes.rounding import NONE, days, histories, level
from sim.report.assumptions import assumptions, differences_table, register, without
from sim.report.limits import run_limits
from sim.report.page import Cell, Page, Reproduce, Table, columns
from sim.report.pictures import pictures as embedded
from sim.results import versions
from sim.scenario import ScenarioError, load, parent_of, shipped
from sim.studies.run.clips import clip_warning
from sim.studies.run.figures import drawings
from sim.studies.run.question_rows import questions_table
from sim.studies.run.words import paragraph

if TYPE_CHECKING:
    from sim.scenario import Scenario
    from sim.studies.run.data import RunData


def run_page(result: RunData, pictures: Mapping[str, bytes]) -> Page:
    """Return the page of a run; `pictures` are PNGs by the name of their figure."""
    scenario, summary = result.scenario, result.summary
    parent = _parent(scenario)
    warning = clip_warning(result)
    return Page(
        kind=f"Run of a scenario: {histories(result.n)} of {days(scenario.horizon_days)} from {scenario.start}",
        title=scenario.title or scenario.name,
        questions=(scenario.question,) if scenario.question else (),
        warnings=(*((warning,) if warning else ()), *without(scenario), *result.notes),
        answer=tuple(text for text in (paragraph(summary), words(summary)) if text),
        pictures=embedded(drawings(result), pictures),
        tables=tuple(_tables(summary)),
        differences=(
            (differences_table(parent, scenario, (parent.name, scenario.name), "differences-parent"),) if parent else ()
        ),
        assumptions=assumptions([(scenario.name, parent, scenario)]) if parent else (),
        register=register(scenario),
        limits=run_limits(),
        reproduce=_reproduce(result),
    )


def _parent(scenario: Scenario) -> Scenario | None:
    """What the scenario extends, or the shipped baseline for a resolved file that no longer says; None for neither."""
    try:
        found = parent_of(scenario)
    except ScenarioError:
        # A results folder may outlive the file that its scenario extended.
        found = None
    if found is None and scenario.name != "baseline" and "baseline" in shipped():
        found = load("baseline")
    return found


def _tables(summary: Mapping[str, Any]) -> list[Table]:
    heads = summary["headlines"]
    shares_and_means = [figures for figures in heads.values() if figures["kind"] != "quantile"]
    quantiles = [figures for figures in heads.values() if figures["kind"] == "quantile"]
    caption = "Estimates over all histories with their 95% intervals: Wilson's for shares, Student's t for means."
    ends = "What ended the spells of moratoria; “in force” is a spell that outlives the horizon."
    spread = "Quantiles over histories, with order-statistic intervals: how different one history is from another."
    if "parameters" in summary:
        caption = (
            "Estimates over all histories with their 95% intervals for luck and for which sets of the parameters were "
            "drawn: Student's t, from the spread of independent scramblings of the sets."
        )
        spread = "Quantiles over histories of all sets: luck and the parameters; their intervals likewise."
        ends += " Intervals are for luck alone."
    asked = summary.get("questions", {})
    return [
        *([questions_table(asked)] if asked else []),
        _headline_table("headlines", "Headline outcomes", caption, shares_and_means),
        *_at_the_medians(summary),
        _headline_table("quantiles", "Spread over histories", spread, quantiles),
        _ends_table(summary["ends"], ends),
    ]


def _at_the_medians(summary: Mapping[str, Any]) -> list[Table]:
    if "medians" not in summary:
        return []
    heads = [figures for figures in summary["medians"]["headlines"].values() if figures["kind"] != "quantile"]
    caption = (
        f"{summary['medians']['n']:,} histories with every uncertain parameter at its median, which for a range is the "
        "default. Doubt does not move the inputs; it moves these figures, for the model is not linear."
    )
    return [_headline_table("medians", "The same with nothing in doubt", caption, heads)]


def _headline_table(name: str, title: str, caption: str, figures: list[Mapping[str, Any]]) -> Table:
    rows = tuple(
        (
            Cell(one["label"]),
            Cell(_noted(level(one["value"], one["low"], one["high"], one["kind"]), one.get("note", "")), one["value"]),
            Cell("of histories" if one["kind"] == "share" else one["unit"]),
        )
        for one in figures
    )
    return Table(name, title, caption, columns(["outcome", "estimate (95% interval)", "unit"], [1]), rows)


def _noted(text: str, note: str) -> str:
    """A figure without an interval, with the reason."""
    return f"{text} ({note})" if note else text


def _ends_table(ends: Mapping[str, Any], caption: str) -> Table:
    rows = []
    for which, group in ends.items():
        for cause, found in group["causes"].items():
            if found["count"]:
                share = level(found["value"], found["low"], found["high"], "share")
                words = (
                    f"{which.replace('_', ' ')} spells"
                    if which.startswith("all")
                    else f"{which.replace('_', ' ')} spell"
                )
                count = Cell(f"{found['count']:,}", found["count"])
                rows.append((Cell(words), Cell(cause.replace("_", " ")), count, Cell(share, found["value"])))
    heads = ["spells", "ended by", "count", "share (95% interval)"]
    return Table("ends", "How moratoria end", caption, columns(heads, (2, 3)), tuple(rows))


def _reproduce(result: RunData) -> Reproduce:
    scenario, manifest = result.scenario, result.folder.manifest if result.folder else None
    sets = f" --draws {result.draws}" if result.draws > 1 else ""
    command = f"moratorium run scenario.yaml -n {result.n // result.draws} --seed {result.seed}{sets}"
    made = manifest.versions if manifest else versions()
    facts = (
        ("Scenario", "scenario.yaml in the results folder: resolved, with every value stated"),
        ("Seed", str(result.seed)),
        ("Histories", f"{result.n:,}"),
        ("Digest of the scenario", scenario.digest()),
        ("Digest of the rules", manifest.rules if manifest else rules_digest()),
        ("Engine", f"{manifest.engine} (both engines give the same histories)" if manifest else NONE),
        ("Versions", ", ".join(f"{name} {version}" for name, version in made.items())),
    )
    return Reproduce(command, facts)
