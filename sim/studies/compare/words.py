"""What a comparison says in plain words, a few statements a scenario, no bolder than its intervals."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

import polars as pl

from sim.outcomes import rounding
from sim.outcomes.intervals import wilson
from sim.outcomes.rounding import histories
from sim.outcomes.spans import same_span
from sim.report.event_words import EVENTS
from sim.report.numbers import share_in_words
from sim.report.page import Finding
from sim.studies.compare.bridge_tables import bridged
from sim.studies.headline_words import MEANS, SHARES, UNITS

if TYPE_CHECKING:
    from sim.studies.compare.arm import Arm
    from sim.studies.compare.data import ComparisonData

_COUNTS = ("", "points")
"""Units of which there are fewer, not less."""


def findings(comparison: ComparisonData) -> tuple[Finding, ...]:
    """One finding for each scenario but the reference, its statements from talks to supply to single histories."""
    return tuple(Finding(f"{_quoted(arm)} against {_quoted(comparison.reference)}", statements(comparison, arm))
                 for arm in comparison.others)  # fmt: skip


def closing(comparison: ComparisonData) -> tuple[str, ...]:
    """What all of it is conditional on."""
    several = comparison.differences.height
    many = (
        f"Of 20 such intervals one misses, so of the {several} differences estimated here some may by chance; an "
        "asterisk in the table marks those that stand up to Holm's correction for their number."
    )
    alone = () if comparison.others else ("There is one scenario only, and nothing to compare it with.",)
    unsure = any(arm.result is not None and arm.result.draws > 1 for arm in comparison.arms)
    covered = "luck and for which sets of the parameters were drawn" if unsure else "the luck of the histories"
    return (
        *alone,
        "All of this holds for these scenarios and their assumptions, half of which are judgement: it is no forecast. "
        f"In brackets are 95% intervals for {covered}; they do not cover doubt about the parameters.",
        *((many,) if several > 1 else ()),
    )


def paragraph(comparison: ComparisonData, arm: Arm) -> str:
    """The finding on one scenario as running text, for a terminal."""
    return f"{_quoted(arm)} against {_quoted(comparison.reference)}: " + " ".join(statements(comparison, arm))


def statements(comparison: ComparisonData, arm: Arm) -> tuple[str, ...]:
    """What one scenario changes against the reference, a sentence or two each."""
    reference = comparison.reference
    if reference.result is None or arm.result is None:
        failed = [one for one in (reference, arm) if one.result is None]
        return ("Nothing can be said.", *(f"{one.name} failed ({one.failure})." for one in failed))
    rows = _rows(comparison, arm)
    if arm.name in comparison.unpaired:
        how = f"Unpaired, because {' and '.join(comparison.unpaired[arm.name])}."
    else:
        if rows and all(row["difference"] == row["low"] == row["high"] == 0 for row in rows.values()):
            return (
                f"They are the same scenario, and every one of the {histories(arm.result.n)} is the same in both. "
                "Nothing differs.",
            )
        how = f"Each of {histories(arm.result.n)} has the same luck in both."
    warned = tuple(f"Caution: {caution}." for caution in comparison.cautions.get(arm.name, ()))
    if rows and all((row["note"] or "").startswith("none of") for row in rows.values()):
        most = rounding.bound(wilson(0, arm.result.n).high)
        return (how, *warned, f"None of them differs in any of these outcomes; of others up to {most} may.")
    return (
        how,
        *warned,
        *(share_statement(rows[name], words) for name, words in SHARES.items() if name in rows),
        *(mean_statement(rows[name], words, UNITS[name]) for name, words in MEANS.items() if name in rows),
        *bridged(comparison, arm),
        *(_flips(comparison, arm) if same_span(reference.scenario, arm.scenario) else ()),
    )


def trace_command(comparison: ComparisonData, arm: Arm) -> str | None:
    """The command that tells the most typical changed history of an arm.

    None if there is none, or if its parameters were drawn: the file alone does not say with which it was run.
    """
    chosen = comparison.typical.get(arm.name)
    if chosen is None or arm.result is None or arm.result.draws > 1:
        return None
    if not same_span(comparison.reference.scenario, arm.scenario):
        return None
    return f"moratorium trace {typed(comparison, arm)} --replicate {chosen.replicate} --seed {arm.result.seed}"


def typed(comparison: ComparisonData, arm: Arm) -> str:
    """What to type for the scenario of an arm: what was typed, or the file of it in the comparison's folder.

    With `--set` for each ceiling that the comparison raised: without it the luck would be other luck.
    """
    if arm.folder:
        return shlex.quote(str(arm.folder / "scenario.yaml"))
    if not arm.source:
        return comparison.file_of(arm)
    ceilings = "".join(f" --set ceilings.{clock}={rate:g}" for clock, rate in arm.raised.items())
    return shlex.quote(arm.source) + ceilings


def _rows(comparison: ComparisonData, arm: Arm) -> dict[str, dict[str, Any]]:
    found = comparison.differences.filter(pl.col("scenario") == arm.name)
    return {row["name"]: row for row in found.iter_rows(named=True)}


def share_statement(row: dict[str, Any], words: str) -> str:
    """`A formal deal ...: 25% (23-27%) of histories, in the reference 7% (6-9%); 17.6 points more (15.9 to 19.3)...`"""
    here, there = (_shares_in_words(row, which) for which in ("b", "a"))
    text = f"{words}: {here} of histories, in the reference {there}; {_apart(row, 'points')}."
    if row["gained"] is None or not row["gained"] + row["lost"]:
        return text
    have = rounding.counted(row["gained"], "history has", "histories have")
    return f"{text} {have} it here only, {row['lost']:,} in the reference only."


def _shares_in_words(row: dict[str, Any], which: str) -> str:
    value, low, high = row[which], row[f"{which}_low"], row[f"{which}_high"]
    if low is None or high is None:
        return rounding.level(value, None, None, "share")
    if value == 0:
        return f"none (0–{rounding.bound(high)})"
    if value == 1:
        return f"all ({rounding.bound(low, up=False).removesuffix('%')}–100%)"
    return rounding.share(value, low, high)


def mean_statement(row: dict[str, Any], words: str, unit: str) -> str:
    """`Russian waves: 12.1 (12.0–12.2), in the reference 14.4 (14.3–14.5); 2.3 fewer (2.2 to 2.4). Lower in ...`"""
    here, there = (
        rounding.level(row[which], row[f"{which}_low"], row[f"{which}_high"], "mean") for which in ("b", "a")
    )
    text = f"{words}: {here}{unit}, in the reference {there}{unit}; {_apart(row, unit.strip())}."
    if row["better"] is None:
        return text
    fewer, more = (row["better"], row["worse"]) if row["better_is"] == "fewer" else (row["worse"], row["better"])
    return (
        f"{text} Lower in {share_in_words(fewer)} of histories, the same in {share_in_words(row['equal'])}, higher in "
        f"{share_in_words(more)}."
    )


def _apart(row: dict[str, Any], unit: str) -> str:
    """`10.2 points more (9.0 to 11.4)`, or that the histories cannot tell, or why no interval says so."""
    value, low, high, note = row["difference"], row["low"], row["high"], row["note"] or ""
    shown, interval = rounding.difference(value, low, high, row["kind"])
    of_unit = f" {unit}" if unit else ""
    if note.startswith("none of"):
        return note if low is None else f"{note} (another may: {interval}{of_unit})"
    if low is None or high is None:
        return f"a difference of {shown}{of_unit}, without an interval" + (f" ({note})" if note else "")
    if low == high == 0:
        return "no difference at all"
    if low <= 0 <= high:
        return f"these histories cannot tell the difference from none ({interval}{of_unit})"
    ends = (-high, -low) if value < 0 else (low, high)
    shown, interval = rounding.difference(abs(value), *ends, row["kind"])
    less = "fewer" if unit in _COUNTS else "less"
    return f"{shown.lstrip('+')}{of_unit} {less if value < 0 else 'more'} ({interval})"


def _flips(comparison: ComparisonData, arm: Arm) -> list[str]:
    """How many histories turned out otherwise, and which one shows it best."""
    moves = comparison.moves
    if arm.name in comparison.unpaired or moves.is_empty() or arm.result is None:
        return []
    changed = moves.filter((pl.col("scenario") == arm.name) & (pl.col("before") != pl.col("after")))
    if changed.is_empty():
        return ["In none of the histories do the talks turn out otherwise."]
    total = int(changed["histories"].sum())
    first = changed.row(0, named=True)
    told = [
        f"In {total:,} of the {arm.result.n:,} histories ({share_in_words(total / arm.result.n)}) the talks turn out "
        f"otherwise, most often from “{first['before']}” to “{first['after']}” ({first['histories']:,})."
    ]
    if (chosen := comparison.typical.get(arm.name)) is not None:
        told.append(
            f"History {chosen.replicate} is the most typical of these: {_where(comparison, arm, chosen.replicate)}."
        )
    return told


def _where(comparison: ComparisonData, arm: Arm, replicate: int) -> str:
    here = (pl.col("scenario") == arm.name) & (pl.col("replicate") == replicate)
    row = comparison.divergence.filter(here).row(0, named=True)
    if row["step_day"] is None:
        return "its talks and moratorium run alike, and only what follows differs"
    event, name = EVENTS.get(row["step_event"], str(row["step_event"])), comparison.reference.name
    where = {"reference": f"that counts in {name} only", "other": f"that counts in {arm.name} only"}
    how = where.get(row["step_where"], "with another result")
    return f"its talks part on day {row['step_day']:.0f}, over {event} {how}"


def _quoted(arm: Arm) -> str:
    return f"“{arm.scenario.title or arm.name}”"
