"""A sensitivity study in words: for each outcome the indices of both ways, side by side, and what to be careful of."""

from __future__ import annotations

from sim.report.text import near, paragraph, table
from sim.studies.sensitivity.data import SensitivityData
from sim.studies.sensitivity.page import HEADS, MEANING, indices_tables, varied
from sim.studies.strike_rates import caution


def words(result: SensitivityData) -> str:
    """The text that `moratorium sensitivity` prints."""
    about = result.about
    parts = [
        f"{result.scenario.title}: {len(about['parameters'])} parameters, {about['rows']} rows of the design, "
        f"{about['replicates']} histories an evaluation, seed {about['seed']}",
        varied(result),
    ]
    for one in indices_tables(result):
        parts.append(f"{one.title}\n" + table(HEADS, [[cell.text for cell in row] for row in one.rows]))
    parts.append(paragraph(MEANING))
    parts += [paragraph(f"Note: {note}.") for note in about["notes"]]
    if said := caution(result.effects["parameter"].unique(maintain_order=True)):
        parts.append(paragraph(said))
    return "\n\n".join([*parts, f"Results: {near(result.path)}"])
