"""What the figures cannot say: the caution that goes with every report, in plain words.

It answers what a referee will raise. It is part of the page and cannot be switched off: a figure forwarded without it
would be read as a forecast.
"""

from __future__ import annotations

GENERAL: tuple[str, ...] = (
    "This is a conditional scenario explorer, not a forecast: it says what follows from the stated assumptions, "
    "not how likely those assumptions are.",
    "About half of the parameters rest on judgement. Orderings between scenarios, and the conditions under which they "
    "hold, carry more weight than any level shown here.",
    "Both capitals denied the talks reported in October 2024. Whether there was a channel at all is an assumption of "
    "the scenario, not a finding.",
    "The grid is a single bus: one supply against one demand, without transmission, regions or sites. Read "
    "ratios between scenarios rather than gigawatt hours. Hours short are hours with rotation of supply, not a "
    "planning index such as the loss of load expectation.",
    "Expected energy not served is heavy-tailed (its standard deviation is about as large as its mean): "
    "a few bad winters make much of the mean, so look at the quantiles and at the paired differences too.",
    "Nothing here measures whether mediation helps in general. Mediators take on hard cases, and the weight of a "
    "mediator is an input of this model, not a result of it.",
    "Strike rates are uncertainties of the model, not levers: nothing here may be read as advice to strike more or "
    "less. Lasting cost is assumed to press towards talks and fresh provocation away from them, and the record does "
    "not decide how the two balance.",
    "A pause used to rearm, changes of government, and aid decisions are not modelled.",
)

INTERVALS = (
    "Intervals are 95% intervals of the simulation alone: they shrink with more histories. They do not contain the "
    "uncertainty about the parameters, which is larger."
)

PAIRING = (
    "A paired difference compares the same luck under two policies. Better and worse count histories inside "
    "the model; they are not the chances of an actual policy."
)


def run_limits() -> tuple[str, ...]:
    """Return the sentences for the report of a run."""
    return (*GENERAL, INTERVALS)


def compare_limits(*, paired: bool) -> tuple[str, ...]:
    """Return the sentences for a comparison; those on pairing only where it is paired."""
    return (*GENERAL, INTERVALS, PAIRING) if paired else (*GENERAL, INTERVALS)
