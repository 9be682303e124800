"""Compare scenarios: the same luck under each, so that a difference is the policy's and not the dice's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from sim.outcomes.certain import certain, settle
from sim.outcomes.headlines import headlines_for
from sim.outcomes.holm import with_holm
from sim.outcomes.lives import LIVES, incidence_frame, life_frame
from sim.outcomes.paired import Contrast, compare_pairs, compare_unpaired, contrast_frame
from sim.outcomes.spans import comparable
from sim.outcomes.times import Ensemble, compare_times
from sim.studies.compare.arm import Arm
from sim.studies.compare.arms import Source, gather
from sim.studies.compare.asking import all_questions, answered
from sim.studies.compare.bridge import bridge
from sim.studies.compare.changed import follow, named, result_of, stacked
from sim.studies.compare.pairing import cautions, same_plan, why_unpaired
from sim.studies.compare.result import Comparison
from sim.studies.run.clips import clip_warning
from sim.studies.settings import Settings

DEFAULT = Settings()


def compare(sources: Sequence[Source], settings: Settings = DEFAULT) -> Comparison:
    """Compare two or more scenarios or results folders with the first of them.

    Scenarios run with `settings` (its `out` is not used here) under common ceilings; folders are read. Raises as
    `arms.gather` for sources that cannot be read; a scenario that fails while it runs is named in the result.
    """
    arms = gather(sources, settings)
    questions = all_questions([arm.result or arm.scenario for arm in arms], settings.questions)
    reference = arms[0]
    unpaired = {arm.name: why for arm in arms[1:] if _whole(reference, arm) and (why := why_unpaired(reference, arm))}
    how = {arm.name: {"paired": arm.name not in unpaired, "same_plan": same_plan(reference, arm)} for arm in arms[1:]}
    contrasts = {arm.name: _contrasts(reference, arm, how[arm.name]) for arm in arms[1:]}
    said = [answered(reference, arm, questions, how[arm.name]) for arm in arms[1:]]
    changed = follow(reference, [arm for arm in arms[1:] if arm.name not in unpaired and arm.result], settings)
    return Comparison(
        arms=arms,
        settings=settings,
        contrasts=contrasts,
        levels=stacked([_levels(arm) for arm in arms if arm.result]),
        differences=with_holm(stacked([_differences(reference, arm, contrasts[arm.name]) for arm in arms[1:]])),
        times=stacked([_times(reference, arm, how[arm.name]) for arm in arms[1:] if _whole(reference, arm)]),
        lives=stacked([_curves(arm, "lives") for arm in arms if arm.result]),
        causes=stacked([_curves(arm, "causes") for arm in arms if arm.result]),
        moves=changed.moves,
        divergence=changed.divergence,
        typical=changed.typical,
        unpaired=unpaired,
        cautions={arm.name: cautions(reference, arm) for arm in arms[1:]},
        notes=[*_notes(arms), *changed.notes, *(note for _, notes in said for note in notes)],
        questions=stacked([frame for frame, _ in said]) if questions else None,
        bridge=stacked([_bridge(reference, arm, settings) for arm in arms[1:]]) if settings.bridge else None,
    )


def _bridge(reference: Arm, arm: Arm, settings: Settings) -> pl.DataFrame:
    """From the reference to one arm, with the seed and the number of histories of the reference."""
    n, seed = (reference.result.n, reference.result.seed) if reference.result else (settings.n, settings.seed)
    settings.say(f"{arm.name}: from {reference.name} to it, a change at a time")
    return named(arm, bridge(reference.scenario, arm.scenario, n, seed))


def _whole(reference: Arm, arm: Arm) -> bool:
    return reference.result is not None and arm.result is not None


def _levels(arm: Arm) -> pl.DataFrame:
    fields = ("label", "unit", "kind", "value", "low", "high", "se")
    rows = [
        {"outcome": name, **{key: figures[key] for key in fields}, "n": figures["n"], "note": figures.get("note")}
        for name, figures in result_of(arm).summary["headlines"].items()
    ]
    schema = {"outcome": pl.String, **dict.fromkeys(fields[:3], pl.String), **dict.fromkeys(fields[3:], pl.Float64)}
    return named(arm, pl.DataFrame(rows, schema={**schema, "n": pl.Int64, "note": pl.String}))


def _contrasts(reference: Arm, arm: Arm, how: dict[str, bool]) -> list[Contrast] | None:
    if reference.result is None or arm.result is None:
        return None
    horizon = min(reference.scenario.horizon_days, arm.scenario.horizon_days)
    names = comparable(reference.scenario, arm.scenario)
    a, b = reference.result.runs, arm.result.runs
    draws = (reference.result.draws, arm.result.draws)
    if how["paired"]:
        found = compare_pairs(a, b, horizon, same_plan=how["same_plan"], names=names, draws=max(draws))
    else:
        found = compare_unpaired(a, b, horizon, names=names, draws=draws)
    return [_settled(one, reference, arm) for one in found]


def _settled(found: Contrast, reference: Arm, arm: Arm) -> Contrast:
    """A contrast whose levels say what their scenarios settle beforehand."""
    a, b = (certain(one.scenario).get(found.headline.name) for one in (reference, arm))
    return replace(found, a=settle(found.a, a), b=settle(found.b, b)) if a or b else found


def _differences(reference: Arm, arm: Arm, found: list[Contrast] | None) -> pl.DataFrame:
    """The contrasts as rows; of an arm that cannot be compared the headlines with nothing but the reason."""
    if found is not None:
        return named(arm, contrast_frame(found)).with_columns(pl.lit(None, dtype=pl.String).alias("failure"))
    rows = [
        {"name": one.name, "label": one.label, "unit": one.unit, "kind": one.kind, "better_is": one.better}
        for one in headlines_for(arm.scenario.horizon_days)
    ]
    reason = arm.failure or f"the reference {reference.name} failed: {reference.failure}"
    empty = pl.concat([pl.DataFrame(rows), contrast_frame([])], how="diagonal")
    return named(arm, empty).with_columns(pl.lit(reason).alias("failure"))


def _times(reference: Arm, arm: Arm, how: dict[str, bool]) -> pl.DataFrame:
    a, b = (Ensemble(result_of(one).runs, result_of(one).spells) for one in (reference, arm))
    horizon = min(reference.scenario.horizon_days, arm.scenario.horizon_days)
    return named(arm, compare_times(a, b, horizon, **how))


def _curves(arm: Arm, which: str) -> pl.DataFrame:
    read = life_frame if which == "lives" else incidence_frame
    spells = result_of(arm).spells
    frames = [read(spells, name).select(pl.lit(name).alias("life"), pl.all()) for name in LIVES]
    return named(arm, pl.concat(frames))


def _notes(arms: list[Arm]) -> list[str]:
    notes = list(dict.fromkeys(caution for arm in arms[1:] for caution in cautions(arms[0], arm)))
    for arm in arms:
        if arm.result is not None and (warning := clip_warning(arm.result)):
            notes.append(f"{arm.name}: {warning}")
    return notes
