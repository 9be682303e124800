"""The tables of a hindcast: the score table, and every question with what was said and what came."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from sim.report.page import Cell, Table, columns, text_row
from sim.studies.hindcast.scoring import Scored
from sim.studies.hindcast.summary import GROUPS, LABELS, Failure, Line

SCORE_HEADS = ("forecaster", "questions", "mean score", "ignorance (bits)", "in 50 / 80 / 90%", "less the model (90%)")
SCORE_NAMES = {"crps": "CRPS", "brier": "Brier score"}


def score_tables(lines: Sequence[Line]) -> tuple[Table, ...]:
    """A table for each kind of question."""
    made = []
    for group, words in GROUPS.items():
        here = [line for line in lines if line.group == group]
        if here:
            score = SCORE_NAMES[here[0].score]
            caption = (
                f"Mean {score}, lower is better; how often the central intervals held what came; and the score "
                "less the "
                "model's on the same questions, with a 90% interval by blocks of three months: above 0 the model is "
                "better."
            )
            rows = tuple(tuple(_cells(line)) for line in here)
            made.append(
                Table(f"scores-{group}", words[:1].upper() + words[1:], caption, columns(SCORE_HEADS, (1, 2, 3)), rows)
            )
    return tuple(made)


def _cells(line: Line) -> list[Cell]:
    held = " / ".join(f"{line.inside[level]:.2f}" for level in (50, 80, 90)) if len(line.inside) == 3 else "-"
    bits = "-" if line.ignorance is None else f"{line.ignorance:.2f}"
    return [
        Cell(LABELS[line.forecaster]),
        Cell(str(line.n), line.n),
        Cell("-" if line.mean is None else f"{line.mean:.2f}", line.mean),
        Cell(bits, line.ignorance),
        Cell(held),
        Cell("-" if line.forecaster == "model" or line.mean is None else difference(line)),
    ]


def difference(line: Line) -> str:
    """The difference to the model with its interval."""
    value, low, high = line.against.value, line.against.low, line.against.high
    if math.isnan(low):
        return f"{value:+.2f}"
    return f"{value:+.2f} ({low:+.2f} to {high:+.2f})"


def failures_table(found: Sequence[Failure]) -> Table:
    """Where the model failed, the worst first."""
    caption = (
        "Worse than always saying one half, or nine histories in ten lie elsewhere than what came; the worst first."
    )
    rows = tuple(text_row(one.row.hindcast, one.row.text, one.why) for one in found)
    return Table("failures", "Where it failed", caption, columns(("hindcast", "question", "what it said")), rows)


def questions_table(rows: Sequence[Scored]) -> Table:
    """Every question: what the model said, what came, and the scores."""
    heads = ("hindcast", "question", "model", "in doubt", "observed", "score", "in doubt ", "best baseline")
    caption = (
        "The model's probability, or its median with nine histories in ten; then the Brier score or the CRPS (in the "
        "unit of "
        "what is asked) of the model, of the model in doubt, and of the baseline that did best on that question."
    )
    lines = []
    for row in rows:
        model, doubt = row.forecasters["model"], row.forecasters.get("uncertain", {})
        key = "brier" if row.kind == "share" else "crps"
        others = {
            LABELS[who]: told[key]
            for who, told in row.forecasters.items()
            if who not in ("model", "uncertain") and key in told
        }
        best = min(others, key=lambda who: others[who], default=None)
        lines.append(
            text_row(
                row.hindcast, row.question, said(row.kind, model), said(row.kind, doubt), came(row),
                _number(model.get(key)), _number(doubt.get(key)),
                "-" if best is None else f"{_number(others[best])} ({best})",
            )
        )  # fmt: skip
    return Table("questions", "Every question", caption, columns(heads), tuple(lines))


def said(kind: str, told: dict[str, Any]) -> str:
    """A forecast in short."""
    if not told:
        return "-"
    if kind == "share":
        return f"{told['p']:.2f}"
    return f"{told['q50']:.3g} ({told['q05']:.3g} to {told['q95']:.3g})"


def came(row: Scored) -> str:
    """What was observed in short."""
    if row.observed is None:
        return "not yet known"
    if row.kind == "share":
        return "true" if row.observed.value else "false"
    low, high = min(row.observed.values), max(row.observed.values)
    return f"{row.observed.value:.3g}" + ("" if low == high else f" ({low:.3g} to {high:.3g})")


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:.3g}"


def truces_table(told: Mapping[str, Any]) -> Table:
    """Other limited truces: how long they held, and where that lies in the model's lives."""
    heads = ("truce", "text", "days", "ended by", "shorter in the model", "log, model", "log, lognormal")
    lives = told["model_lives"]
    spans = "; ".join(f"{kind} {x[1]:,.0f} ({x[0]:,.0f} to {x[2]:,.0f})" for kind, x in lives.items())
    caption = (
        f"The life of a deal in the model under doubt, in days (median, 5 to 95%): {spans}. Then the share of those "
        "lives that "
        "are shorter than the truce, and what its class of days costs in nats, beside a lognormal fitted to the others."
    )
    rows = tuple(
        (
            Cell(one["name"]),
            Cell("yes" if one["text"] else "no"),
            Cell(f"{one['days']:,.0f}", one["days"]),
            Cell(one["ended"]),
            Cell(f"{one['shorter_in_model']:.2f}", one["shorter_in_model"]),
            Cell(f"{one['log_model']:.2f}", one["log_model"]),
            Cell(f"{one['log_lognormal']:.2f}", one["log_lognormal"]),
        )
        for one in told["truces"]
    )
    return Table("truces", "Other limited truces", caption, columns(heads, (2, 4, 5, 6)), rows)
