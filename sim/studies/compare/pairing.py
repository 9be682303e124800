"""When two ensembles share their luck: same seed, same replicates, same draws, same ceilings, same rules.

The draws of a replicate are a function of the seed, the replicate, the clock and the candidate's number. A ceiling is
the rate of candidates, so another ceiling gives candidates at other times, and nothing is paired any more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sim.studies.run.parameter_sets import uncertain

if TYPE_CHECKING:
    from sim.studies.compare.arm import Arm


def why_unpaired(reference: Arm, other: Arm) -> list[str]:
    """Return the reasons, a sentence each, why the histories of two arms do not share their luck; empty if they do.

    Both arms must have a result.
    """
    a, b = reference.result, other.result
    if a is None or b is None:
        raise ValueError("only arms that have histories can be paired")
    reasons = []
    if a.seed != b.seed:
        reasons.append(f"the seeds differ ({a.seed} and {b.seed})")
    if a.n != b.n:
        reasons.append(f"the numbers of histories differ ({a.n:,} and {b.n:,})")
    elif not a.runs["draw"].equals(b.runs["draw"]) or _unsure(reference) != _unsure(other):
        reasons.append("the draws of the uncertain parameters differ")
    reasons += [
        f"the ceilings of {clock} differ ({ceiling:g} and {other.scenario.ceilings[clock]:g} a day)"
        for clock, ceiling in reference.scenario.ceilings.items()
        if ceiling != other.scenario.ceilings[clock]
    ]
    if reference.rules != other.rules:
        reasons.append(f"other rules made them (digests {reference.rules[:12]} and {other.rules[:12]})")
    return reasons


def _unsure(arm: Arm) -> list[str]:
    """The uncertain parameters: each is a dimension of the design that they are drawn from, in this order."""
    return list(uncertain(arm.scenario))


def same_plan(reference: Arm, other: Arm) -> bool:
    """Whether two arms come of equal scenarios under equal rules: only then do they have to give the same histories."""
    return reference.rules == other.rules and reference.scenario.digest() == other.scenario.digest()


def cautions(reference: Arm, other: Arm) -> list[str]:
    """Return what makes a comparison hard to read though luck is shared: another span or season, drawn numbers."""
    a, b, found = reference.scenario, other.scenario, []
    unsure = [arm for arm in (reference, other) if arm.result and arm.result.draws > 1]
    if unsure:
        names = " and ".join(f"“{arm.name}”" for arm in unsure)
        sets = " and ".join(dict.fromkeys(f"{arm.result.draws:,}" for arm in unsure if arm.result))
        found.append(
            f"{names} {'have' if len(unsure) > 1 else 'has'} uncertain parameters: the intervals are for luck and for "
            f"which {sets} sets of them were drawn, not for the doubt itself"
        )
    if a.horizon_days != b.horizon_days:
        found.append(
            f"“{other.name}” runs {b.horizon_days:,} days and “{reference.name}” {a.horizon_days:,}: "
            f"totals, and shares by a day after {min(a.horizon_days, b.horizon_days):,}, cannot be compared and are "
            "left out"
        )
    if a.start != b.start:
        seasons = "" if a.horizon_days != b.horizon_days else ", and totals from November to March are left out"
        found.append(
            f"“{other.name}” starts on {b.start} and “{reference.name}” on {a.start}: "
            f"the same day number falls in another season{seasons}"
        )
    return found
