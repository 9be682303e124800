"""What a comparison says in plain words, one paragraph a scenario, no bolder than its intervals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sim.report.numbers import level, share_of_all, signed

if TYPE_CHECKING:
    from sim.studies.arms import Arm
    from sim.studies.comparison import Comparison

_SHARES = {
    "deal_180": "a formal deal is signed within 180 days",
    "deal_365": "a formal deal is signed within 365 days",
    "complete_365": "a complete halt is signed within 365 days",
    "tacit_ended_180": "the tacit understanding is broken within 180 days",
}
_MEANS = {"russian_waves": "Russian waves", "unserved_gwh": "Expected energy not served"}
_UNITS = {"russian_waves": "", "unserved_gwh": " GWh"}


def paragraphs(comparison: Comparison) -> tuple[str, ...]:
    """One paragraph for each scenario but the reference, and a last one on what they are conditional on."""
    told = tuple(paragraph(comparison, arm) for arm in comparison.others)
    if not told:
        told = ("There is one scenario only, and nothing to compare it with.",)
    return (
        *told,
        "All of this holds for these scenarios and their assumptions, half of which are judgement: it is no forecast. "
        "In brackets are 95% intervals for the luck of the histories; they do not cover doubt about the parameters.",
    )


def paragraph(comparison: Comparison, arm: Arm) -> str:
    """What one scenario changes against the reference."""
    reference = comparison.reference
    names = f"{_quoted(arm)} against {_quoted(reference)}"
    if reference.result is None or arm.result is None:
        failed = [one for one in (reference, arm) if one.result is None]
        return f"{names}: nothing can be said. " + " ".join(f"{one.name} failed ({one.failure})." for one in failed)
    rows = _rows(comparison, arm)
    if arm.name in comparison.unpaired:
        how = f"{names}, unpaired, because {' and '.join(comparison.unpaired[arm.name])}."
    else:
        if all(row["difference"] == row["low"] == row["high"] == 0 for row in rows.values()):
            return f"{names}: every one of the {arm.result.n:,} histories is the same in both. Nothing differs."
        how = f"{names}, the same luck in each of {arm.result.n:,} histories."
    sentences = [_share(rows[name], words) for name, words in _SHARES.items() if name in rows]
    sentences += [_mean(rows[name], words, _UNITS[name]) for name, words in _MEANS.items() if name in rows]
    return " ".join([how, *sentences, *_flips(comparison, arm)])


def trace_command(comparison: Comparison, arm: Arm) -> str | None:
    """The command that tells the most typical changed history of an arm; None if there is none."""
    chosen = comparison.typical.get(arm.name)
    if chosen is None or arm.result is None:
        return None
    return f"moratorium trace {_source(arm)} --replicate {chosen.replicate} --seed {arm.result.seed}{_ceilings(arm)}"


def _rows(comparison: Comparison, arm: Arm) -> dict[str, dict[str, Any]]:
    import polars as pl

    found = comparison.differences.filter(pl.col("scenario") == arm.name)
    return {row["name"]: row for row in found.iter_rows(named=True)}


def _share(row: dict[str, Any], words: str) -> str:
    """`In 18% (17-20%) of histories a deal is signed, in the reference in 8% (7-9%): 10 points more (9 to 11)...`"""
    here = level(row["b"], row["b_low"], row["b_high"], "share")
    there = level(row["a"], row["a_low"], row["a_high"], "share")
    text = f"In {here} of histories {words}, in the reference in {there}: {_apart(row, 'points')}"
    if row["gained"] is None or not row["gained"] + row["lost"]:
        return text + "."
    return f"{text}; it happens only here in {row['gained']:,} and only there in {row['lost']:,}."


def _mean(row: dict[str, Any], words: str, unit: str) -> str:
    here = level(row["b"], row["b_low"], row["b_high"], "mean")
    there = level(row["a"], row["a_low"], row["a_high"], "mean")
    text = f"{words}: {here}{unit}, in the reference {there}{unit}, {_apart(row, unit.strip())}"
    if row["better"] is None:
        return text + "."
    fewer, more = (row["better"], row["worse"]) if row["better_is"] == "fewer" else (row["worse"], row["better"])
    return (
        f"{text}; lower in {share_of_all(fewer)} of histories, the same in {share_of_all(row['equal'])}, higher in "
        f"{share_of_all(more)}."
    )


def _apart(row: dict[str, Any], unit: str) -> str:
    """`10.2 points more (9.0 to 11.4)`, or that the histories cannot tell."""
    shown, interval = signed(row["difference"], row["low"], row["high"], row["kind"])
    if row["low"] is None or row["high"] is None:
        return f"a difference of {shown} {unit}, without an interval".replace("  ", " ")
    if row["low"] == row["high"] == 0:
        return "no difference at all"
    if row["low"] <= 0 <= row["high"]:
        return f"these histories cannot tell the difference from none ({interval})"
    amount = shown.lstrip("+-")
    return f"{amount} {unit} {'more' if row['difference'] > 0 else 'less'} ({interval})".replace("  ", " ")


def _flips(comparison: Comparison, arm: Arm) -> list[str]:
    """How many histories turned out otherwise, and which one shows it best."""
    import polars as pl

    moves = comparison.moves
    if arm.name in comparison.unpaired or moves.is_empty() or arm.result is None:
        return []
    changed = moves.filter((pl.col("scenario") == arm.name) & (pl.col("before") != pl.col("after")))
    if changed.is_empty():
        return ["In none of the histories do the talks turn out otherwise."]
    total = int(changed["histories"].sum())
    first = changed.row(0, named=True)
    told = [
        f"In {total:,} of the {arm.result.n:,} histories ({share_of_all(total / arm.result.n)}) the talks turn out "
        f"otherwise, most often from “{first['before']}” to “{first['after']}” ({first['histories']:,})."
    ]
    if (chosen := comparison.typical.get(arm.name)) is not None:
        told.append(
            f"History {chosen.replicate} is the most typical of these: {_where(comparison, arm, chosen.replicate)}."
        )
    return told


def _where(comparison: Comparison, arm: Arm, replicate: int) -> str:
    import polars as pl

    here = (pl.col("scenario") == arm.name) & (pl.col("replicate") == replicate)
    row = comparison.divergence.filter(here).row(0, named=True)
    if row["step_day"] is None:
        return "its talks and moratorium run alike, and only what follows differs"
    event, name = str(row["step_event"]).replace("_", " "), comparison.reference.name
    where = {"reference": f"in {name} only", "other": f"in {arm.name} only", "both": "with another result"}
    return (
        f"its talks part on day {row['step_day']:.0f}, over an event of the kind “{event}” {where[row['step_where']]}"
    )


def _quoted(arm: Arm) -> str:
    return f"“{arm.scenario.title or arm.name}”"


def _source(arm: Arm) -> str:
    import shlex

    return shlex.quote(str(arm.folder / "scenario.yaml") if arm.folder else arm.source)


def _ceilings(arm: Arm) -> str:
    """`--set` for each ceiling that the comparison raised: without it the luck would be other luck."""
    return "".join(f" --set ceilings.{clock}={rate:g}" for clock, rate in arm.raised.items())
