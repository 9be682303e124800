"""A sensitivity study in words: for each outcome the indices of both ways, side by side, and what to be careful of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import polars as pl

    from sim.studies.sensitivity.folder import Kept


def words(kept: Kept) -> str:
    """The text that `moratorium sensitivity` prints."""
    from sim.report.text import near, paragraph
    from sim.studies.strike_rates import caution

    about = kept.about
    parts = [
        f"{kept.scenario.title}: {len(about['parameters'])} parameters, {about['rows']} rows of the design, "
        f"{about['replicates']} histories an evaluation, seed {about['seed']}"
    ]
    indices = kept.table("indices")
    parts += [_outcome(indices, outcome) for outcome in about["outcomes"]]
    parts.append(
        paragraph(
            "A total index is the share of the variance in which a parameter has a part, alone or with others; a "
            "first-order index what it does alone; in brackets 95% bootstrap intervals. Left: of the mean over luck, "
            "so of not knowing the parameters. Right: of a single history, luck being a factor like the others."
        )
    )
    parts += [paragraph(f"Note: {note}.") for note in about["notes"]]
    if said := caution(kept.table("effects")["parameter"].unique(maintain_order=True)):
        parts.append(paragraph(said))
    return "\n\n".join([*parts, f"Results: {near(kept.path)}"])


def _outcome(indices: pl.DataFrame, outcome: str) -> str:
    import polars as pl

    from sim.report.text import table

    rows = indices.filter(pl.col("outcome") == outcome)
    ways = {way: {row["parameter"]: row for row in part.iter_rows(named=True)} for (way,), part in rows.group_by("way")}
    mean, single = ways["mean over luck"], ways["one history"]
    names = sorted(mean, key=lambda name: -mean[name]["total"]) + [name for name in single if name not in mean]
    lines = [[name, *_cells(mean.get(name)), *_cells(single.get(name))] for name in names]
    heads = ("parameter", "total, of the mean", "first order", "total, of one history", "first order ")
    return f"{outcome}\n" + table(heads, lines)


def _cells(row: dict[str, Any] | None) -> tuple[str, str]:
    if row is None:
        return "-", "-"
    star = " *" if row["noisy"] else ""
    total = f"{row['total']:.2f} ({row['total_low']:.2f} to {row['total_high']:.2f}){star}"
    return total, f"{row['first']:.2f} ({row['first_low']:.2f} to {row['first_high']:.2f})"
