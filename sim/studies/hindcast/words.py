"""How good and how bad the model is, in sentences whose figures come from the score table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import isnan
from typing import TYPE_CHECKING, Any

from sim.outcomes.rounding import counted
from sim.report.text import near, paragraph, table
from sim.studies.hindcast.summary import LABELS, Line, best_baseline, failures
from sim.studies.hindcast.tables import SCORE_HEADS, score_tables

if TYPE_CHECKING:
    from sim.studies.hindcast.data import HindcastsData


def line_of(lines: Sequence[Line], group: str, forecaster: str) -> Line | None:
    """One line of the table, or None."""
    return next((line for line in lines if (line.group, line.forecaster) == (group, forecaster)), None)


def two_sentences(lines: Sequence[Line]) -> str:
    """What the record says of the model: monthly waves, then what is true or false."""
    return " ".join(text for text in (_waves(lines), _propositions(lines)) if text)


def _waves(lines: Sequence[Line]) -> str:
    model, doubt = (line_of(lines, "waves", who) for who in ("model", "uncertain"))
    best = best_baseline(lines, "waves")
    if model is None or best is None or model.mean is None or best.mean is None:
        return ""
    doubted = f" ({doubt.mean:.2f} with its parameters in doubt)" if doubt and doubt.mean is not None else ""
    held = f"; its 90% intervals held {100 * model.inside[90]:.0f}% of what came" if 90 in model.inside else ""
    name = LABELS[best.forecaster]
    return (
        f"On {model.n} monthly counts of Russian waves the model's mean CRPS is {model.mean:.2f}{doubted}, that of the "
        f"best baseline, {name}, {best.mean:.2f}: {_verdict(best)}{held}."
    )


def _verdict(best: Line) -> str:
    """What the difference to the best baseline says."""
    low, high = best.against.low, best.against.high
    if isnan(low):
        return f"baseline less model {best.against.value:+.2f}, of too few months to tell them apart"
    verdict = "no difference that the record could show" if low <= 0 <= high else ("better" if low > 0 else "worse")
    return f"{verdict} (baseline less model {best.against.value:+.2f}, 90% interval {low:+.2f} to {high:+.2f})"


def _propositions(lines: Sequence[Line]) -> str:
    model, doubt, half = (line_of(lines, "propositions", who) for who in ("model", "uncertain", "one_half"))
    if model is None or half is None or model.mean is None or half.mean is None:
        return ""
    doubted = f" ({doubt.mean:.2f} in doubt)" if doubt and doubt.mean is not None else ""
    skill = "it has no skill there" if model.mean >= half.mean else "it does better there"
    return (
        f"On {counted(model.n, 'question', 'questions')} of true or false about deals, understandings and "
        f"campaigns its mean Brier score is "
        f"{model.mean:.2f}{doubted}, against {half.mean:.2f} for always saying one half: {skill}."
    )


def declared(about: Sequence[Mapping[str, str]]) -> str:
    """Which of them are forecasts, and in what sense."""
    forecasts = [one["name"] for one in about if one["declares"] == "forecast"]
    others = [one["name"] for one in about if one["declares"] != "forecast"]
    parts = []
    if forecasts:
        parts.append(
            f"Forecasts in their numbers, which rest on nothing later than their as-of dates: {', '.join(forecasts)}."
        )
    if others:
        parts.append(f"Retrodictions, whose parameters rest on later evidence: {', '.join(others)}.")
    parts.append(
        "The rules themselves were written with the record to January 2026 in view, so that in a strict sense all of "
        "these "
        "are retrodictions of one history."
    )
    return " ".join(parts)


def truces_words(told: Mapping[str, Any]) -> str:
    """Other truces in a sentence."""
    model, other = told["log_model"], told["log_lognormal"]
    verdict = "worse than" if model > other else "better than"
    return (
        f"On the lives of {len(told['truces'])} other limited truces the model's mean logarithmic score is "
        f"{model:.2f} nats, "
        f"{verdict} the {other:.2f} of a lognormal fitted to the others: they can embarrass the model, not validate it."
    )


def for_people(result: HindcastsData) -> str:
    """The answer as the terminal shows it: failures, the two sentences, the score tables."""
    found = failures(result.rows)
    about = result.about
    parts = [
        f"Held against the record: {counted(len(result.rows), 'question', 'questions')} of "
        f"{counted(len(about['hindcasts']), 'hindcast', 'hindcasts')}, "
        f"{about['n']:,} histories each, seed {about['seed']}",
        paragraph(f"It failed on {len(found)} of them" + ("." if not found else ", the worst first:")),
    ]
    parts += [f"  {one.row.hindcast}, {one.row.question}: {one.why}" for one in found[:8]]
    told = [
        f"{one.title}\n" + table(SCORE_HEADS, [tuple(cell.text for cell in row) for row in one.rows], numeric=(1, 2, 3))
        for one in score_tables(result.lines)
    ]
    where = [f"Results: {near(result.path)}"] if result.path else []
    head = "\n".join(parts)
    truces = [paragraph(truces_words(result.truces))] if result.truces else []
    return "\n\n".join(
        [head, *told, paragraph(two_sentences(result.lines)), paragraph(declared(about["hindcasts"])), *truces, *where]
    )
