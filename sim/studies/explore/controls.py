"""What the page lets its reader move: sliders of levers and uncertainties, and the switches of the conditions."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sim.scenario import REGISTRY, Parameter, Scenario
from sim.scenario.registry.conditions import CONDITIONS

SLIDERS: dict[str, str] = {
    "talks.mediator": "Weight of the mediator",
    "moratorium.terms.days": "Length of a term",
    "moratorium.terms.monitoring": "Monitoring",
    "moratorium.terms.graduated_response": "Graduated response",
    "moratorium.terms.renewal_bonus": "Renewal made easier",
    "moratorium.complete.scope": "Scope of a complete halt",
    "kursk.precondition.strictness": "Kursk as a precondition",
    "demands.gap": "Gap between the demands",
    "demands.linkage": "Demands tied to the narrow deal",
    "willingness.ukraine": "Willingness of Ukraine",
    "willingness.russia": "Willingness of Russia",
    "willingness.signature": "Price of a signature",
    "moratorium.misread": "Incidents misread",
    "moratorium.forgiveness": "Breaches forgiven",
    "moratorium.temptation.ukraine": "Temptation of Ukraine",
    "moratorium.temptation.russia": "Temptation of Russia",
    "grid.demand_mean_gw": "Mean demand for electricity",
    "strikes.russia.damage_gw": "Damage of a Russian wave",
    "strikes.russia.per_day": "Russian waves a day",
    "strikes.ukraine.per_day": "Refinery strikes a day",
}
"""Parameters with a slider and their labels, in the order of the page: levers of talks and terms, then what is not
known."""

STRIKES = "strikes."
STEPS = 100


def sliders(scenarios: Sequence[Scenario]) -> list[dict[str, Any]]:
    """The sliders, ready for JSON; `low` and `high` take in every scenario's own value beside the plausible range."""
    return [_slider(REGISTRY[path], scenarios) for path in SLIDERS]


def _slider(parameter: Parameter, scenarios: Sequence[Scenario]) -> dict[str, Any]:
    assert parameter.range is not None
    low, high = (float(end) for end in parameter.range)
    stated = [float(v) for one in scenarios if isinstance(v := one.values[parameter.path], int | float)]
    low, high = min([low, *stated]), max([high, *stated])
    step = 1.0 if parameter.type == "integer" else _step(low, high)
    return {
        **described(parameter),
        "label": SLIDERS[parameter.path],
        "low": low,
        "high": high,
        "step": step,
        "range": list(parameter.range),
        # A rate of strikes is doubt about the war, and never something to choose.
        "strikes": parameter.path.startswith(STRIKES),
    }


def _step(low: float, high: float) -> float:
    """A round step, of 1, 2 or 5 at some decimal place, of which some hundred make the range."""
    rough = (high - low) / STEPS
    power = 10.0 ** math.floor(math.log10(rough))
    return float(f"{next(one * power for one in (1, 2, 5, 10) if one * power >= rough * 0.999):.6g}")


def described(parameter: Parameter) -> dict[str, Any]:
    """What the register says of one parameter."""
    return {
        "path": parameter.path,
        "unit": parameter.unit,
        "role": parameter.role,
        "default": parameter.default,
        "sentence": parameter.sentence,
        "source": parameter.source,
        "basis": parameter.basis,
        "condition": parameter.condition,
    }


def conditions() -> list[dict[str, Any]]:
    """The conditions that can be switched off: what each states, the values of its switch, the events that it drops."""
    return [
        {
            "id": one.id,
            "states": one.states.replace("*", ""),
            "how": one.in_words(),
            "off": [[switch.path, switch.value, switch.only_from] for switch in one.off],
            "drops": list(one.drops),
        }
        for one in CONDITIONS.values()
        if one.off
    ]
