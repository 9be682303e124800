"""The tables of a comparison, for the page and (the first of them) for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import polars as pl

from sim.outcomes.enough import in_short
from sim.outcomes.rounding import NONE, difference, level, without_interval
from sim.report.event_words import event_in_words
from sim.report.numbers import day, probability, ratio, share_of_all, unit_of, with_unit
from sim.report.page import Cell, Table, columns
from sim.studies.compare.bridge_tables import bridge_table
from sim.studies.compare.question_tables import asks, questions_table
from sim.studies.headline_words import MANY

if TYPE_CHECKING:
    from sim.studies.compare.arm import Arm
    from sim.studies.compare.data import ComparisonData

SHOWN_PARTINGS = 25
"""Rows of the divergence table on the page; `divergence.parquet` has all of them."""


def compare_tables(comparison: ComparisonData) -> tuple[Table, ...]:
    """Every table of the page, in the order in which it is read."""
    place = {arm.name: at for at, arm in enumerate(comparison.arms)}
    tables = [levels_table(comparison), levels_table(comparison, quantiles=True)]
    for arm in comparison.others:
        at = place[arm.name]
        if asks(comparison, arm):
            tables.append(questions_table(comparison, arm, f"questions-{at}"))
        tables.append(differences_table(comparison, arm, f"differences-{at}"))
        if arm.result is not None and comparison.reference.result is not None:
            if arm.name not in comparison.unpaired:
                tables.append(discordant_table(comparison, arm, f"discordant-{at}"))
            tables.append(times_table(comparison, arm, f"times-{at}"))
        if comparison.bridge is not None:
            tables.append(bridge_table(comparison, arm, f"bridge-{at}"))
        if arm.name in comparison.moves["scenario"]:
            tables.append(moves_table(comparison, arm, f"moves-{at}"))
        if arm.name in comparison.divergence["scenario"]:
            tables.append(divergence_table(comparison, arm, f"partings-{at}"))
    return tuple(tables)


def levels_table(comparison: ComparisonData, *, quantiles: bool = False) -> Table:
    """Outcomes down, scenarios across, shares and means or `quantiles`; a scenario that failed keeps its column."""
    levels = {
        (row["scenario"], row["outcome"]): row
        for row in comparison.levels.iter_rows(named=True)
        if (row["kind"] == "quantile") == quantiles
    }
    rows = []
    for outcome in dict.fromkeys(outcome for _, outcome in levels):
        found = [levels.get((arm.name, outcome)) for arm in comparison.arms]
        about = next(row for row in found if row)
        cells = [_level(row, arm) for row, arm in zip(found, comparison.arms, strict=True)]
        rows.append(
            (Cell(about["label"] if about["kind"] == "share" else with_unit(about["label"], about["unit"])), *cells)
        )
    heads = columns(["outcome", *(arm.name for arm in comparison.arms)], range(1, len(comparison.arms) + 1))
    if quantiles:
        caption = "Quantiles over histories, with order-statistic intervals: how different one history is from another."
        return Table("levels-quantiles", "Spread over histories", caption, heads, tuple(rows))
    caption = "Shares and means of each scenario, with their 95% intervals over histories."
    return Table("levels", "Levels", caption, heads, tuple(rows))


def differences_table(comparison: ComparisonData, arm: Arm, name: str, *, short: bool = False) -> Table:
    """One scenario against the reference: a row a headline; `short` for a narrow table."""
    paired = arm.name not in comparison.unpaired
    reference = comparison.reference.name
    heads = ["outcome", reference, arm.name, "difference", "95% interval"]
    heads += ["better", "equal", "worse", "saves"]
    found = comparison.differences.filter(pl.col("scenario") == arm.name)
    rows = tuple(_difference(row, short) for row in found.iter_rows(named=True))
    how = (
        "Paired: each history is set against the reference history of the same luck. Better, equal and worse are "
        "shares of histories, by a convention that is no ranking of policies: fewer strikes, hours and "
        "gigawatt-hours, and more deals, count as better. “Saves” is how many independent histories one pair is worth."
        if paired
        else "Unpaired: " + "; ".join(comparison.unpaired.get(arm.name, [])) + ". The intervals are those of "
        "independent samples, and nothing is said of single histories."
    )
    notes = "".join(f" Caution: {caution}." for caution in comparison.cautions.get(arm.name, ()))
    how = f"{how} {MANY}{notes}"
    failed = arm.failure or (comparison.reference.failure and f"the reference failed: {comparison.reference.failure}")
    caption = f"Failed, so there is nothing to compare: {failed}" if failed else how
    return Table(name, f"{arm.name} against {reference}", caption, columns(heads, range(1, 9)), rows)


def discordant_table(comparison: ComparisonData, arm: Arm, name: str) -> Table:
    """For each share, the histories that have the event in one scenario only, and McNemar's test of the two counts."""
    found = comparison.differences.filter((pl.col("scenario") == arm.name) & pl.col("gained").is_not_null())
    rows = tuple(
        (
            Cell(row["label"]),
            Cell(f"{row['gained']:,}", row["gained"]),
            Cell(f"{row['lost']:,}", row["lost"]),
            Cell(probability(row["p_value"]), row["p_value"]),
        )
        for row in found.iter_rows(named=True)
    )
    caption = (
        "Histories in which it happens in one scenario only. p is McNemar's (mid-p): how unusual so uneven a split "
        "would be if the scenario made no difference; with many histories it is small for differences of no interest."
    )
    heads = ["event", f"in {arm.name} only", f"in {comparison.reference.name} only", "p"]
    title = f"Events in one scenario only: {arm.name} against {comparison.reference.name}"
    return Table(name, title, caption, columns(heads, (1, 2, 3)), rows)


def times_table(comparison: ComparisonData, arm: Arm, name: str) -> Table:
    """Restricted means of times and lives against the reference."""
    rows = []
    for row in comparison.times.filter(pl.col("scenario") == arm.name).iter_rows(named=True):
        shown, interval = difference(row["difference"], row["low"], row["high"], "mean")
        rows.append(
            (
                Cell(row["label"]),
                Cell(f"{row['within_days']:g}", row["within_days"]),
                Cell(level(row["a"], row["a_low"], row["a_high"], "mean"), row["a"]),
                Cell(level(row["b"], row["b_low"], row["b_high"], "mean"), row["b"]),
                Cell(shown, row["difference"]),
                Cell(interval_text(row, interval), row["low"]),
                Cell(ratio(row["variance_ratio"]), row["variance_ratio"]),
            )
        )
    heads = ["time or life", "within days", comparison.reference.name, arm.name, "difference (d)", "95% interval"]
    caption = (
        "Restricted means in days: how much of the first so-many days passes before it happens, or how long the first "
        "spell lasts; what had not ended by then counts as that many days."
    )
    title = f"Times and lives: {arm.name} against {comparison.reference.name}"
    return Table(name, title, caption, columns([*heads, "pairing saves"], range(1, 7)), tuple(rows))


def moves_table(comparison: ComparisonData, arm: Arm, name: str) -> Table:
    """How many histories went from which class of outcome to which."""
    rows = tuple(
        (
            Cell(row["before"]),
            Cell(row["after"]),
            Cell(f"{row['histories']:,}", row["histories"]),
            Cell(share_of_all(row["share"]), row["share"]),
        )
        for row in comparison.moves.filter(pl.col("scenario") == arm.name).iter_rows(named=True)
    )
    heads = [f"in {comparison.reference.name}", f"in {arm.name}", "histories", "share"]
    caption = "The same history in both scenarios, by how its talks turned out."
    return Table(name, f"Which histories changed: {arm.name}", caption, columns(heads, (2, 3)), rows)


def divergence_table(comparison: ComparisonData, arm: Arm, name: str) -> Table:
    """Where histories whose class changed part from the reference history of the same luck."""
    found = comparison.divergence.filter(pl.col("scenario") == arm.name)
    rows = tuple(
        (
            Cell(str(row["replicate"]), row["replicate"]),
            Cell(row["before"]),
            Cell(row["after"]),
            Cell(day(row["parting_day"]), row["parting_day"]),
            Cell(_event(row, "parting", (comparison.reference.name, arm.name))),
            Cell(day(row["step_day"]), row["step_day"]),
            Cell(_event(row, "step", (comparison.reference.name, arm.name))),
        )
        for row in found.head(SHOWN_PARTINGS).iter_rows(named=True)
    )
    heads = [
        "history",
        f"in {comparison.reference.name}",
        f"in {arm.name}",
        "parts on day",
        "over",
        "talks part on day",
    ]
    caption = (
        f"The first {len(rows)} of the {found.height} changed histories that were run again with their logs. They part "
        "at the first event that differs, and their talks at the first after which the stage of talks or the kind of "
        "moratorium differs."
    )
    return Table(name, f"Where they part: {arm.name}", caption, columns([*heads, "over "], (0, 3, 5)), rows)


def _level(row: dict[str, Any] | None, arm: Arm) -> Cell:
    if row is None:
        return Cell("failed" if arm.failure else NONE)
    return Cell(level(row["value"], row["low"], row["high"], row["kind"]), row["value"])


def starred(row: dict[str, Any]) -> str:
    """The asterisk of a difference that stands up to Holm's correction."""
    return " *" if row["p_holm"] is not None and row["p_holm"] < 0.05 else ""


def interval_text(row: dict[str, Any], interval: str, *, short: bool = False) -> str:
    """The interval of a difference, with or without what has to be said of it; `short` for a narrow table."""
    note = row["note"] or ""
    told = in_short(note) if short else note
    if row["low"] is None:
        return told or NONE
    return f"{told}: {interval}" if note.startswith("none of") else interval


def _difference(row: dict[str, Any], short: bool) -> tuple[Cell, ...]:
    kind = row["kind"]
    shown, interval = difference(row["difference"], row["low"], row["high"], kind)
    levels = [without_interval(row[name], row[f"{name}_low"], row[f"{name}_high"], kind) for name in ("a", "b")]
    return (
        Cell(with_unit(row["label"], unit_of(kind, row["unit"]))),
        Cell(levels[0], row["a"]),
        Cell(levels[1], row["b"]),
        Cell(shown + starred(row), row["difference"]),
        Cell(interval_text(row, interval, short=short), row["low"]),
        *(Cell(share_of_all(row[name]), row[name]) for name in ("better", "equal", "worse")),
        Cell(ratio(row["variance_ratio"]), row["variance_ratio"]),
    )


def _event(row: dict[str, Any], which: str, names: tuple[str, str]) -> str:
    """`a round of talks (both say yes), in baseline only`."""
    event = row[f"{which}_event"]
    if event is None:
        return "they do not part"
    where = {"reference": f"in {names[0]} only", "other": f"in {names[1]} only", "both": "in both"}[
        row[f"{which}_where"]
    ]
    return f"{event_in_words(event, row[f'{which}_result'])}, {where}"
