"""Compare scenarios: the same luck under each, so that a difference is the policy's and not the dice's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from sim.outcomes.certain import certain, settle
from sim.outcomes.classes import classes, counts, flipped, no_moves, transitions
from sim.outcomes.holm import with_holm
from sim.outcomes.spans import comparable
from sim.studies.compare.arm import Arm
from sim.studies.compare.arms import Source, gather
from sim.studies.compare.comparison import Comparison
from sim.studies.compare.pairing import cautions, same_plan, why_unpaired
from sim.studies.compare.reruns import no_partings, partings, typical
from sim.studies.run.clips import clip_warning
from sim.studies.run.result import Result
from sim.studies.settings import Settings

if TYPE_CHECKING:
    import polars as pl

    from sim.outcomes.paired import Contrast


def compare(sources: Sequence[Source], settings: Settings = Settings()) -> Comparison:  # noqa: B008 - frozen
    """Compare two or more scenarios or results folders with the first of them.

    Scenarios run with `settings` (its `out` is not used here) under common ceilings; folders are read. Raises as
    `arms.gather` for sources that cannot be read; a scenario that fails while it runs is named in the result.
    """
    arms = gather(sources, settings)
    reference = arms[0]
    unpaired = {arm.name: why for arm in arms[1:] if _whole(reference, arm) and (why := why_unpaired(reference, arm))}
    how = {arm.name: {"paired": arm.name not in unpaired, "same_plan": same_plan(reference, arm)} for arm in arms[1:]}
    contrasts = {arm.name: _contrasts(reference, arm, how[arm.name]) for arm in arms[1:]}
    comparison = Comparison(
        arms=arms,
        contrasts=contrasts,
        levels=_concat([_levels(arm) for arm in arms if arm.result]),
        differences=with_holm(_concat([_differences(reference, arm, contrasts[arm.name]) for arm in arms[1:]])),
        times=_concat([_times(reference, arm, how[arm.name]) for arm in arms[1:] if _whole(reference, arm)]),
        lives=_concat([_curves(arm, "lives") for arm in arms if arm.result]),
        causes=_concat([_curves(arm, "causes") for arm in arms if arm.result]),
        moves=_concat([]),
        divergence=_concat([]),
        unpaired=unpaired,
        cautions={arm.name: cautions(reference, arm) for arm in arms[1:]},
        notes=_notes(arms),
    )
    _follow(comparison, settings)
    return comparison


def _follow(comparison: Comparison, settings: Settings) -> None:
    """Fill in which histories changed, and where, for every arm that shares the reference's luck."""
    from sim.engine.digest import rules_digest

    reference, moves, divergence = comparison.reference, [], []
    now = rules_digest()
    for arm in comparison.others:
        if arm.name in comparison.unpaired or not _whole(reference, arm):
            continue
        before, after = _result(reference), _result(arm)
        changed = transitions(classes(before.runs, before.spells), classes(after.runs, after.spells))
        moves.append(_named(arm, counts(changed)))
        flips = flipped(changed)
        if flips.is_empty():
            continue
        if arm.rules != now:
            comparison.notes.append(
                f"{arm.name}: made by earlier rules, so no history of it was run again and followed"
            )
            continue
        settings.say(f"{arm.name}: following histories that changed")
        found = partings(reference, arm, flips, settings.engine)
        divergence.append(_named(arm, found))
        if chosen := typical(found, (before.runs, after.runs), flips):
            comparison.typical[arm.name] = chosen
    comparison.moves = _concat([_named(reference, no_moves()), *moves])
    comparison.divergence = _concat([_named(reference, no_partings()), *divergence])


def _whole(reference: Arm, arm: Arm) -> bool:
    return reference.result is not None and arm.result is not None


def _result(arm: Arm) -> Result:
    if arm.result is None:
        raise ValueError(f"{arm.name} has no histories: {arm.failure}")
    return arm.result


def _levels(arm: Arm) -> pl.DataFrame:
    import polars as pl

    fields = ("label", "unit", "kind", "value", "low", "high", "se")
    rows = [
        {"outcome": name, **{key: figures[key] for key in fields}, "n": figures["n"], "note": figures.get("note")}
        for name, figures in _result(arm).summary["headlines"].items()
    ]
    schema = {"outcome": pl.String, **dict.fromkeys(fields[:3], pl.String), **dict.fromkeys(fields[3:], pl.Float64)}
    return _named(arm, pl.DataFrame(rows, schema={**schema, "n": pl.Int64, "note": pl.String}))


def _contrasts(reference: Arm, arm: Arm, how: dict[str, bool]) -> list[Contrast] | None:
    from sim.outcomes.paired import compare_pairs, compare_unpaired

    if reference.result is None or arm.result is None:
        return None
    horizon = min(reference.scenario.horizon_days, arm.scenario.horizon_days)
    names = comparable(reference.scenario, arm.scenario)
    a, b = reference.result.runs, arm.result.runs
    if how["paired"]:
        found = compare_pairs(a, b, horizon, same_plan=how["same_plan"], names=names)
    else:
        found = compare_unpaired(a, b, horizon, names=names)
    return [_settled(one, reference, arm) for one in found]


def _settled(found: Contrast, reference: Arm, arm: Arm) -> Contrast:
    """A contrast whose levels say what their scenarios settle beforehand."""
    a, b = (certain(one.scenario).get(found.headline.name) for one in (reference, arm))
    return replace(found, a=settle(found.a, a), b=settle(found.b, b)) if a or b else found


def _differences(reference: Arm, arm: Arm, found: list[Contrast] | None) -> pl.DataFrame:
    """The contrasts as rows; of an arm that cannot be compared the headlines with nothing but the reason."""
    import polars as pl

    from sim.outcomes.headlines import headlines_for
    from sim.outcomes.paired import contrast_frame

    if found is not None:
        return _named(arm, contrast_frame(found)).with_columns(pl.lit(None, dtype=pl.String).alias("failure"))
    rows = [
        {"name": one.name, "label": one.label, "unit": one.unit, "kind": one.kind, "better_is": one.better}
        for one in headlines_for(arm.scenario.horizon_days)
    ]
    reason = arm.failure or f"the reference {reference.name} failed: {reference.failure}"
    empty = pl.concat([pl.DataFrame(rows), contrast_frame([])], how="diagonal")
    return _named(arm, empty).with_columns(pl.lit(reason).alias("failure"))


def _times(reference: Arm, arm: Arm, how: dict[str, bool]) -> pl.DataFrame:
    from sim.outcomes.times import Ensemble, compare_times

    a, b = (Ensemble(_result(one).runs, _result(one).spells) for one in (reference, arm))
    horizon = min(reference.scenario.horizon_days, arm.scenario.horizon_days)
    return _named(arm, compare_times(a, b, horizon, **how))


def _curves(arm: Arm, which: str) -> pl.DataFrame:
    import polars as pl

    from sim.outcomes.lives import LIVES, incidence_frame, life_frame

    read = life_frame if which == "lives" else incidence_frame
    spells = _result(arm).spells
    frames = [read(spells, name).select(pl.lit(name).alias("life"), pl.all()) for name in LIVES]
    return _named(arm, pl.concat(frames))


def _named(arm: Arm, frame: pl.DataFrame) -> pl.DataFrame:
    import polars as pl

    return frame.select(pl.lit(arm.name).alias("scenario"), pl.all())


def _concat(frames: list[pl.DataFrame]) -> pl.DataFrame:
    import polars as pl

    return pl.concat(frames, how="diagonal_relaxed") if frames else pl.DataFrame(schema={"scenario": pl.String})


def _notes(arms: list[Arm]) -> list[str]:
    notes = list(dict.fromkeys(caution for arm in arms[1:] for caution in cautions(arms[0], arm)))
    for arm in arms:
        if arm.result is not None and (warning := clip_warning(arm.result)):
            notes.append(f"{arm.name}: {warning}")
    return notes
