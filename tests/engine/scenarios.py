"""Random scenarios over the plausible ranges of the register, and beyond them in the corners that strain an engine."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from sim.scenario import CLOCKS, KINDS, REGISTRY, STAGES, Scenario, ScenarioError, load
from sim.scenario.actions import ACTIONS
from sim.scenario.clocks import FORMAL_KINDS, SIDES

RANGED = sorted(path for path, p in REGISTRY.items() if p.range is not None)
NUMERIC = sorted(path for path, p in REGISTRY.items() if p.numeric)
RANGED_TERMS = [path for path in RANGED if path.startswith("moratorium.terms.")]
SETTABLE = [path for path in RANGED if not REGISTRY[path].start_only]

# Each strains one part of the drivers. Values lie outside the plausible ranges, inside the allowed ones.
CORNERS: dict[str, dict[str, Any]] = {
    "nothing special": {},
    "hundreds of answers to a collapse": {
        "moratorium.collapse_retaliation.russia": 50,
        "moratorium.collapse_retaliation.ukraine": 50,
        "moratorium.tacit.tolerance": 0,
        "moratorium.tacit_formation_per_day": 0.05,
        "talks.cool_off_days": 0,
    },
    "answers that hardly die out": {
        "strikes.reciprocity.russia_by_russia": 0.9,
        "strikes.reciprocity.ukraine_by_ukraine": 0.9,
        "strikes.reciprocity.russia_by_ukraine": 0.05,
        "strikes.reciprocity.ukraine_by_russia": 0.1,
        "strikes.reciprocity.memory_days": 60,
    },
    "a long memory": {"strikes.reciprocity.memory_days": 3650, "strikes.ukraine.per_day": 0.25},
    "clips": {"strikes.russia.per_day": 2, "kursk.loss_per_day": 0.5, "grid.repair_days": 1},
    "raised ceilings": {
        "strikes.russia.per_day": 2,
        "talks.round_days": 2,
        "ceilings.russian_wave": 5,
        "ceilings.round": 0.5,
        "ceilings.incident_by_russia": 2,
    },
    "a tolerance never reached": {"moratorium.tacit.tolerance": 10**9, "moratorium.incidents_per_day": 0.5},
    "a window never full": {"moratorium.terms.window_days": 1e9, "moratorium.partial.tolerance": 30},
    "endless terms": {"moratorium.terms.days": None, "talks.mediator": 1},
    "very short terms": {
        "moratorium.terms.days": 0.5,
        "moratorium.terms.max_renewals": 10**6,
        "moratorium.terms.renewal_bonus": 3,
    },
    "offensives by chance": {"kursk.offensive_per_day": 0.05, "talks.derail_probability": 0.5},
    "no grid to strike": {"grid.other_gw": 0, "grid.crews": 0, "grid.weather_sd": 0},
    "large blocks": {"grid.block_gw": 3, "kursk.unit_km2": 37},
    "scopes of 0": {f"moratorium.{kind}.scope": 0 for kind in KINDS[1:]},
    "log-odds out of reach": {"willingness.demands": 50, "demands.gap": 10, "demands.linkage": 10},
    "campaigns that shift often and far": {
        "strikes.russia.shift_per_day": 0.1,
        "strikes.ukraine.shift_per_day": 0.1,
        "strikes.shift_sd": 3,
        "strikes.shift_memory": 1,
    },
    "talks that break": {"talks.break_per_day": 0.1, "talks.mediator": 2, "talks.round_days": 7},
    "texts that nobody signs": {"willingness.signature": 50, "talks.mediator": 2, "talks.stage": "near_agreed"},
    "breaches of a thousand": {"moratorium.breach_weight.incident": 1000, "moratorium.tacit.tolerance": 999},
    "a demand that breathes": {"grid.demand_shoulder_gw": 5, "grid.schedule_stretch": 24},
    "refining all idle": {"strikes.ukraine.refining_share": 0.5, "strikes.ukraine.per_day": 0.6},
}


def from_range(path: str, share: float) -> float | int:
    """The value at `share` of the parameter's plausible range."""
    parameter = REGISTRY[path]
    assert parameter.range is not None
    low, high = parameter.range
    value = low + share * (high - low)
    return round(value) if parameter.type == "integer" else value


def beyond_range(path: str, share: float) -> float | int:
    """A value of what a file may say, mostly beyond the range: from its least to five times what is plausible."""
    parameter = REGISTRY[path]
    low, high = (float(end) for end in parameter.allowed)
    most = parameter.range[1] if parameter.range is not None else float(parameter.default)
    value = low + share * (min(high, 5.0 * most) - low)
    return round(value) if parameter.type == "integer" else value


# What the loader rightly refuses of what is drawn here: ranges with a corner, two events that say the same.
REFUSED = ("spectral radius", "is already given", "is set twice", "above 0 all year")

shares = st.one_of(st.sampled_from([0.0, 1.0]), st.floats(0.0, 1.0))
days = st.one_of(st.integers(0, 380).map(float), st.floats(0.0, 380.0))


def values(
    paths: list[str], most: int, value: Callable[[str, float], float | int] = from_range
) -> st.SearchStrategy[dict[str, Any]]:
    """Values of some parameters, from their ranges."""
    chosen = st.dictionaries(st.sampled_from(paths), shares, max_size=most)
    return chosen.map(lambda drawn: {path: value(path, share) for path, share in drawn.items()})


@st.composite
def events(draw: st.DrawFn) -> dict[str, Any]:
    """One scheduled event, by day or when a state is first reached."""
    made: dict[str, Any] = {}
    trigger = draw(st.sampled_from(["day", "stage", "kind"]))
    if trigger == "day":
        made["day"] = draw(days)
    else:
        made["when"] = {trigger: draw(st.sampled_from(STAGES if trigger == "stage" else KINDS))}
        made["after_days"] = draw(st.one_of(st.just(0.0), st.floats(0.0, 50.0)))
    action = draw(st.sampled_from(ACTIONS))
    if action == "set":
        switches = st.dictionaries(st.just("talks.channel_open"), st.booleans(), max_size=1)
        terms = st.dictionaries(st.just("moratorium.terms.days"), st.sampled_from([None, 7.0, 30.0]), max_size=1)
        made["set"] = {**draw(values(SETTABLE, 6)), **draw(switches), **draw(terms)} or {"demands.gap": 0.5}
    elif action in ("withdraw", "end"):
        made[action] = True
    elif action == "stage":
        made["stage"] = draw(st.sampled_from(STAGES))
    elif action == "strike":
        made["strike"] = draw(st.sampled_from(SIDES))
    elif action == "sign":
        terms = {path.rpartition(".")[2]: value for path, value in draw(values(RANGED_TERMS, 3)).items()}
        made["sign"] = {"kind": draw(st.sampled_from(FORMAL_KINDS)), **terms}
    else:
        made["offensive"] = draw(st.sampled_from([0.0, 40.0, 500.0, 1000.0, 4000.0]))
    return made


@st.composite
def scenarios(draw: st.DrawFn) -> Scenario:
    """A random scenario."""
    file = {
        "extends": "baseline",
        "inherit_events": draw(st.booleans()),
        "start": draw(st.sampled_from(["2024-10-30", "2024-02-29", "2023-07-01", "2025-01-20", "2024-01-21"])),
        "horizon_days": draw(st.one_of(st.integers(1, 10), st.integers(11, 380))),
        "events": draw(st.lists(events(), max_size=6)),
    }
    ceilings = draw(st.dictionaries(st.sampled_from(CLOCKS), st.floats(0.01, 1.5), max_size=2))
    start = {"moratorium.initial": draw(st.sampled_from(KINDS)), "talks.stage": draw(st.sampled_from(STAGES))}
    # Half of the examples are lively enough to sign: else few would get as far as terms, upgrades and expiry.
    lively = {"talks.mediator": 2, "talks.round_days": 7.0, "kursk.area_km2": 300} if draw(st.booleans()) else {}
    corner = CORNERS[draw(st.sampled_from(sorted(CORNERS)))]
    try:
        raised = {f"ceilings.{clock}": rate for clock, rate in ceilings.items()}
        drawn = {**draw(values(RANGED, 30)), **draw(values(NUMERIC, 2, beyond_range))}
        return load(file, {**drawn, **start, **lively, **corner, **raised})
    except ScenarioError as error:
        if all(any(words in str(problem) for words in REFUSED) for problem in error.problems):
            reject()
        raise
