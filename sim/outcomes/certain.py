"""What a scenario settles before any history is run: no sample estimates it, and no interval belongs to it."""

from __future__ import annotations

import math
from collections.abc import Mapping

from sim.outcomes import enough
from sim.outcomes.intervals import Estimate
from sim.scenario import Scenario

CLOSED = "cannot happen here: the channel is closed"
IN_FORCE = "not asked here: a formal deal is in force at the start"
NO_TACIT = "cannot happen here: there is no tacit understanding and none forms"

_SIGNED = ("deal_180", "deal_365")
_NEEDS_A_DEAL = (*_SIGNED, "complete_365", "broader_talks", "formal_days")


def certain(scenario: Scenario) -> dict[str, str]:
    """Why an outcome is no question of this scenario, by the headline's name.

    With the channel closed all along nothing is signed; a deal in force at the start is none that is signed; where
    nothing tacit is in force and its rate of forming is 0, nothing tacit ends.
    """
    initial = scenario.values.get("moratorium.initial")
    found: dict[str, str] = {}
    if initial in ("partial", "complete"):
        found |= dict.fromkeys(_SIGNED, IN_FORCE)
    if initial == "complete":
        found["complete_365"] = IN_FORCE.replace("formal deal", "complete deal")
    if _always(scenario, "talks.channel_open", False):
        held = initial in ("partial", "complete")
        found = dict.fromkeys(("complete_365",) if held else _NEEDS_A_DEAL, CLOSED) | found
    if initial != "tacit" and _always(scenario, "moratorium.tacit_formation_per_day", 0):
        found["tacit_ended_180"] = NO_TACIT
    return found


def settled(estimates: Mapping[str, Estimate], scenario: Scenario) -> dict[str, Estimate]:
    """The estimates, those that are `certain` with the reason in place of their interval, and of what is not asked
    in place of their value too."""  # fmt: skip
    reasons = certain(scenario)
    return {name: settle(found, reasons.get(name)) for name, found in estimates.items()}


def settle(found: Estimate, reason: str | None) -> Estimate:
    """One estimate with the reason why it is certain, or as it is where that is None."""
    if reason is None or not found.n:
        return found
    asked = not reason.startswith("not asked")
    return enough.without(Estimate(found.value if asked else math.nan, math.nan, math.nan, found.n, math.nan), reason)


def _always(scenario: Scenario, path: str, value: object) -> bool:
    """Whether a parameter has a value from the first day to the last."""
    said = (event.values for event in scenario.events if event.action == "set")
    return scenario.values.get(path) == value and all(values.get(path, value) == value for values in said)
