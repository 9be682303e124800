"""The figures of a comparison, drawn from what it holds, in the order in which the page shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from sim.outcomes.spans import equally_long
from sim.plots.context import Context, long_date
from sim.plots.drawing import Drawing, drawing
from sim.plots.labels import label_of
from sim.studies.compare.bridge_tables import BRIDGED, ends_in_words

if TYPE_CHECKING:
    from sim.outcomes.intervals import Estimate
    from sim.outcomes.paired import Contrast
    from sim.studies.compare.data import ComparisonData


MOST_NAMED = 4
"""Scenarios that a title names besides the reference; legends and tables name all of them."""


def context_of(comparison: ComparisonData) -> Context:
    """What every figure says about itself: both titles, the reference's question, histories, seed, and pairing."""
    reference = comparison.reference
    whole = next((arm.result for arm in comparison.arms if arm.result), None)
    note = "paired: the same luck in each scenario" if comparison.paired else "not all scenarios share their luck"
    note = " · ".join([note, *_other_starts(comparison)])
    question = next((arm.scenario.question for arm in comparison.others if arm.scenario.question), "")
    return Context(
        title=title_of(comparison),
        question=question if len(comparison.arms) == 2 else "",
        n=whole.n if whole else 0,
        seed=whole.seed if whole else 0,
        start=reference.scenario.start,
        # Beyond the shortest span some scenario has no histories, and a curve there would say that nothing happened.
        horizon_days=min(arm.scenario.horizon_days for arm in comparison.arms if arm.result or arm is reference),
        note=note,
    )


def _other_starts(comparison: ComparisonData) -> list[str]:
    """What the line above a figure must add where its one start date does not hold for all scenarios."""
    first = comparison.reference.scenario.start
    others = [arm for arm in comparison.others if arm.scenario.start != first]
    if len(others) > MOST_NAMED:
        return [f"{len(others)} scenarios from other dates"]
    return [f"{arm.name} from {long_date(arm.scenario.start)}" for arm in others]


def title_of(comparison: ComparisonData) -> str:
    """The titles of the scenarios, the reference last: `A, B and C against R`, or how many they are."""
    return _against([f"\u201c{arm.scenario.title or arm.name}\u201d" for arm in comparison.arms])


def names_of(comparison: ComparisonData) -> str:
    """The same with their short names, as legends have them."""
    return _against([arm.name for arm in comparison.arms])


def _against(words: list[str]) -> str:
    reference, *others = words
    if not others:
        return reference
    if len(others) > MOST_NAMED:
        return f"{len(others)} scenarios against {reference}"
    joined = others[0] if len(others) == 1 else f"{', '.join(others[:-1])} and {others[-1]}"
    return f"{joined} against {reference}"


def shown_names(comparison: ComparisonData) -> dict[str, str]:
    """What figures call each arm: its title, with its name behind where two have the same."""
    titles = [arm.scenario.title or arm.name for arm in comparison.arms]
    return {
        arm.name: title if titles.count(title) == 1 else f"{title} ({arm.name})"
        for arm, title in zip(comparison.arms, titles, strict=True)
    }


def drawings(comparison: ComparisonData) -> dict[str, Drawing]:
    """The figures, by name; those of pairs are left out where scenarios do not share their luck, and those of totals
    over the whole span where the spans are not equally long (`sim.outcomes.spans`).

    A name is one of the catalogue's, or `NAME-VARIANT`. Every scenario is handed to every figure, failed ones as None,
    so that none is dropped silently. A folder that does not keep the rows has the figure of its table alone.
    """
    context, shown = context_of(comparison), shown_names(comparison)
    found: dict[str, Drawing] = {}
    if comparison.others:
        contrasts = {shown[name]: found for name, found in comparison.contrasts.items()}
        found["forest"] = drawing("forest", contrasts, context=context, reference=shown[comparison.reference.name])
    found |= _bridges(comparison, context)
    if not comparison.rows_kept:
        return found
    runs = {shown[arm.name]: arm.result.runs if arm.result else None for arm in comparison.arms}
    spells = {shown[arm.name]: arm.result.spells if arm.result else None for arm in comparison.arms}
    found = {"deal_curves": drawing("deal_curves", runs, context=context), **found}
    alike = [arm.name for arm in comparison.arms if equally_long(arm.scenario, comparison.reference.scenario)]
    pairs = {shown[name]: rows for name, rows in paired_runs(comparison).items() if name in alike}
    if len(pairs) > 1:
        for column in ("unserved_gwh", "russian_waves"):
            means = {shown[arm]: _difference(found, column) for arm, found in comparison.contrasts.items()}
            found[f"paired_differences-{column}"] = drawing(
                "paired_differences", pairs, context=context, of=label_of(column), column=column, among=list(runs),
                means=means,
            )  # fmt: skip
    if len(alike) == len(comparison.arms):
        column = "unserved_gwh"
        found[f"outcome_panels-{column}"] = drawing(
            "outcome_panels", runs, context=context, of=label_of(column), column=column
        )
    found["life_curves"] = drawing("life_curves", spells, context=context)
    for life in ("tacit", "formal"):
        found[f"cause_panels-{life}"] = drawing("cause_panels", spells, context=context, of=life, life=life)
    return found


def _difference(contrasts: list[Contrast] | None, name: str) -> Estimate | None:
    """The difference of one headline as the table has it."""
    return next((one.difference for one in contrasts or () if one.headline.name == name), None)


def _bridges(comparison: ComparisonData, context: Context) -> dict[str, Drawing]:
    """A waterfall an outcome and arm."""
    if comparison.bridge is None:
        return {}
    found, reference = {}, comparison.reference.name
    for place, arm in enumerate(comparison.others, start=1):
        for outcome in BRIDGED:
            steps = comparison.bridge.filter((pl.col("scenario") == arm.name) & (pl.col("outcome") == outcome))
            if not steps.is_empty():
                of = f"{steps['label'][0]}, {arm.name}"
                name = f"bridge-{outcome}" + (f"-{place}" if len(comparison.others) > 1 else "")
                found[name] = drawing(
                    "bridge", steps, context=context, of=of, outcome=outcome, names=(reference, arm.name),
                    ends=tuple(ends_in_words(comparison, arm, steps.row(0, named=True))),
                )  # fmt: skip
    return found


def paired_runs(comparison: ComparisonData) -> dict[str, pl.DataFrame | None]:
    """Rows of the reference and of every arm that shares its luck; an arm that failed is kept, as None."""
    return {
        arm.name: arm.result.runs if arm.result else None
        for arm in comparison.arms
        if arm.name not in comparison.unpaired
    }
