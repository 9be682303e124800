"""The tables of a comparison, for the page and (the first of them) for the terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.report.numbers import NONE, day, level, probability, ratio, share_of_all, signed, unit_of
from sim.report.page import Cell, Column, Table, columns

if TYPE_CHECKING:
    from sim.studies.arms import Arm
    from sim.studies.comparison import Comparison

SHOWN_PARTINGS = 40

_DIFFERENCES = "outcome,unit,reference,scenario,difference,95% interval,better,equal,worse,pairing saves,gained,lost,p"


def compare_tables(comparison: Comparison) -> tuple[Table, ...]:
    """Every table of the page, in the order in which it is read."""
    place = {arm.name: at for at, arm in enumerate(comparison.arms)}
    tables = [levels_table(comparison)]
    for arm in comparison.others:
        at = place[arm.name]
        tables.append(differences_table(comparison, arm, f"differences-{at}"))
        if arm.result is not None and comparison.reference.result is not None:
            tables.append(times_table(comparison, arm, f"times-{at}"))
        if arm.name in (frame := comparison.moves)["scenario"] and frame.height:
            tables.append(moves_table(comparison, arm, f"moves-{at}"))
        if arm.name in comparison.divergence["scenario"]:
            tables.append(partings_table(comparison, arm, f"partings-{at}"))
    return tuple(tables)


def levels_table(comparison: Comparison) -> Table:
    """Outcomes down, scenarios across; a scenario that failed keeps its column and says so."""
    levels = {(row["scenario"], row["outcome"]): row for row in comparison.levels.iter_rows(named=True)}
    outcomes = dict.fromkeys(outcome for _, outcome in levels)
    rows = []
    for outcome in outcomes:
        found = [levels.get((arm.name, outcome)) for arm in comparison.arms]
        about = next(row for row in found if row)
        cells = [Cell(about["label"]), Cell(_unit(about))]
        rows.append((*cells, *(_level(row, arm) for row, arm in zip(found, comparison.arms, strict=True))))
    heads = [*columns(["outcome", "unit"]), *(Column(arm.name, numeric=True) for arm in comparison.arms)]
    caption = "Every headline outcome of each scenario, with its 95% interval over histories."
    return Table("levels", "Levels", caption, tuple(heads), tuple(rows))


def differences_table(comparison: Comparison, arm: Arm, name: str) -> Table:
    """One scenario against the reference: a row a headline."""
    import polars as pl

    paired = arm.name not in comparison.unpaired
    reference = comparison.reference.name
    heads = _DIFFERENCES.replace("reference", reference, 1).replace("scenario", arm.name, 1).split(",")
    if reference == arm.name or len(heads) != 13:  # a name with a comma in it must not shift the columns
        heads = _DIFFERENCES.split(",")
    found = comparison.differences.filter(pl.col("scenario") == arm.name)
    rows = tuple(_difference(row) for row in found.iter_rows(named=True))
    how = (
        "Paired: each history is set against the reference history of the same luck. Better, equal and worse are "
        "shares of histories, by a convention that is no ranking of policies: fewer strikes, hours and "
        "gigawatt-hours, and more deals, count as better. “Pairing saves” is how many independent histories one "
        "pair is worth. Gained and lost count histories in which a share's event happens only here or only in the "
        "reference; p is McNemar's (mid-p)."
        if paired
        else "Unpaired: " + "; ".join(comparison.unpaired.get(arm.name, [])) + ". The intervals are those of "
        "independent samples, and nothing is said of single histories."
    )
    failed = arm.failure or (comparison.reference.failure and f"the reference failed: {comparison.reference.failure}")
    caption = f"Failed, so there is nothing to compare: {failed}" if failed else how
    return Table(name, f"{arm.name} against {reference}", caption, columns(heads, range(2, 13)), rows)


def times_table(comparison: Comparison, arm: Arm, name: str) -> Table:
    """Restricted means of times and lives against the reference."""
    import polars as pl

    rows = []
    for row in comparison.times.filter(pl.col("scenario") == arm.name).iter_rows(named=True):
        shown, interval = signed(row["difference"], row["low"], row["high"], "mean")
        rows.append(
            (
                Cell(row["label"]),
                Cell(f"{row['within_days']:g}", row["within_days"]),
                Cell(level(row["a"], row["a_low"], row["a_high"], "mean"), row["a"]),
                Cell(level(row["b"], row["b_low"], row["b_high"], "mean"), row["b"]),
                Cell(shown, row["difference"]),
                Cell(interval, row["low"]),
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


def moves_table(comparison: Comparison, arm: Arm, name: str) -> Table:
    """How many histories went from which class of outcome to which."""
    import polars as pl

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


def partings_table(comparison: Comparison, arm: Arm, name: str) -> Table:
    """Where histories whose class changed part from the reference history of the same luck."""
    import polars as pl

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


def _unit(row: dict[str, Any]) -> str:
    return "" if row["kind"] == "share" else str(row["unit"])


def _difference(row: dict[str, Any]) -> tuple[Cell, ...]:
    kind = row["kind"]
    shown, interval = signed(row["difference"], row["low"], row["high"], kind)
    return (
        Cell(row["label"]),
        Cell(unit_of(kind, row["unit"])),
        Cell(level(row["a"], row["a_low"], row["a_high"], kind), row["a"]),
        Cell(level(row["b"], row["b_low"], row["b_high"], kind), row["b"]),
        Cell(shown, row["difference"]),
        Cell(interval, row["low"]),
        *(Cell(share_of_all(row[name]), row[name]) for name in ("better", "equal", "worse")),
        Cell(ratio(row["variance_ratio"]), row["variance_ratio"]),
        *(Cell(NONE if row[name] is None else f"{row[name]:,}", row[name]) for name in ("gained", "lost")),
        Cell(probability(row["p_value"]), row["p_value"]),
    )


def _event(row: dict[str, Any], which: str, names: tuple[str, str]) -> str:
    """`round, both_yes, in baseline only`; the event's own name and result."""
    event = row[f"{which}_event"]
    if event is None:
        return "they do not part"
    where = {"reference": f"in {names[0]} only", "other": f"in {names[1]} only", "both": "in both"}[
        row[f"{which}_where"]
    ]
    result = row[f"{which}_result"]
    return f"{event}, {where}" if result in ("", "plain") else f"{event}, {result}, {where}"
