"""The register: complete, in order, and every default inside its range inside what is allowed."""

from __future__ import annotations

import datetime

import pytest

from sim.scenario import CLOCKS, CONDITIONS, DEFAULT_CEILINGS, KINDS, REGISTRY, SECTIONS, STAGES, Parameter, load
from sim.scenario.parameter import BASES, ROLES

PATHS = """
strikes.russia: per_day shift_per_day winter_pull damage_gw light_share saturation
strikes.ukraine: per_day shift_per_day leverage_push refining_share
strikes: shift_sd shift_memory
strikes.reciprocity: russia_by_russia ukraine_by_ukraine russia_by_ukraine ukraine_by_russia memory_days
moratorium: initial tacit_formation_per_day incidents_per_day misread forgiveness
moratorium.breach_weight: russian_wave refinery_strike incident
moratorium: hotline deterrence
moratorium.temptation: ukraine russia
moratorium.collapse_retaliation: russia ukraine
moratorium.none: trust_level
moratorium.tacit: scope restraint.russia restraint.ukraine tolerance trust_level
moratorium.partial: scope restraint.russia restraint.ukraine tolerance trust_level
moratorium.complete: scope restraint.russia restraint.ukraine tolerance trust_level
moratorium.terms: days max_renewals renewal_bonus monitoring window_days graduated_response
talks: stage channel_open round_days mediator break_per_day
talks: cool_off_days derail_probability partial_fallback setback_on_end
willingness: ukraine russia pain leverage mediation trust demands advantage provocation kursk
willingness: signature intrusion duration
demands: gap linkage
trust: initial loss_per_breach recovery_days
kursk: area_km2 unit_km2 loss_per_day
kursk.precondition: strictness tolerated_km2
kursk: offensive_per_day offensive_km2
broader_talks: hold_days per_day
grid: nuclear_gw other_gw imports_gw destroyed_gw restored_share usable_share sheddable_share
grid: crews repair_days block_gw light_repair_days
grid: demand_mean_gw demand_swing_gw demand_shoulder_gw night_drop weather_sd weather_memory
grid: nuclear_summer nuclear_winter felt_days schedule_stretch
refining: idle_at_start repair_days felt_days
"""

START_ONLY = {
    "moratorium.initial",
    "talks.stage",
    "kursk.area_km2",
    "kursk.unit_km2",
    "trust.initial",
    "grid.destroyed_gw",
    "grid.restored_share",
    "grid.block_gw",
    "refining.idle_at_start",
}

SWITCHES_OFF = {
    "talks.channel_open": False,
    "kursk.offensive_per_day": 0,
    "moratorium.initial": "none",
    "moratorium.tacit_formation_per_day": 0,
    "strikes.russia.damage_gw": 0,
    "grid.destroyed_gw": 0,
    "kursk.precondition.strictness": 0,
    "strikes.ukraine.leverage_push": 0,
    "moratorium.temptation.russia": 0,
    "moratorium.temptation.ukraine": 0,
    "moratorium.collapse_retaliation.russia": 0,
    "moratorium.collapse_retaliation.ukraine": 0,
    "demands.gap": 0,
    "demands.linkage": 0,
    "broader_talks.per_day": 0,
    "moratorium.tacit.scope": 0,
    "moratorium.incidents_per_day": 0,
    "moratorium.tacit.tolerance": 10**9,
    "moratorium.terms.days": None,
    "moratorium.terms.window_days": 1e9,
    "strikes.russia.per_day": 0,
    "strikes.ukraine.per_day": 0,
    "strikes.russia.winter_pull": 0,
    "strikes.reciprocity.russia_by_russia": 0,
    "kursk.loss_per_day": 0,
    "grid.crews": 10**6,
    "grid.imports_gw": 0,
    "grid.nuclear_gw": 0,
    "grid.weather_sd": 0,
    "talks.partial_fallback": 0,
    "talks.cool_off_days": 0,
    "broader_talks.hold_days": 0,
    "strikes.russia.saturation": 0,
    "strikes.shift_sd": 0,
    "strikes.russia.shift_per_day": 0,
    "moratorium.breach_weight.russian_wave": 1,
    "moratorium.breach_weight.refinery_strike": 1,
    "moratorium.hotline": 0,
    "moratorium.deterrence": 0,
    "talks.break_per_day": 0,
    "willingness.signature": 0,
    "willingness.intrusion": 0,
    "willingness.duration": 0,
    "grid.demand_shoulder_gw": 0,
}


def expected_paths() -> list[str]:
    rows = [line.split(":") for line in PATHS.strip().splitlines()]
    return [f"{section}.{name}" for section, names in rows for name in names.split()]


def test_every_path_is_registered_in_the_order_of_the_model() -> None:
    assert list(REGISTRY) == expected_paths()
    assert [path.split(".")[0] for path in REGISTRY if path.split(".")[0] not in SECTIONS] == []
    assert list(dict.fromkeys(path.split(".")[0] for path in REGISTRY)) == list(SECTIONS)


@pytest.mark.parametrize("parameter", REGISTRY.values(), ids=lambda parameter: parameter.path)
def test_entry(parameter: Parameter) -> None:
    assert parameter.sentence.endswith(".")
    assert parameter.sentence.count(". ") == 0
    assert parameter.source
    assert not parameter.source.endswith(".")
    assert parameter.unit
    assert {basis.strip() for basis in parameter.basis.split(",")} <= set(BASES)
    assert parameter.role in ROLES
    assert datetime.date(1990, 1, 1) < datetime.date.fromisoformat(parameter.data_to) < datetime.date(2026, 2, 1)
    assert (parameter.range is None) == bool(parameter.no_range)
    assert parameter.condition in ("", *CONDITIONS)
    assert parameter.default in parameter.allowed or parameter.numeric
    if not parameter.numeric:
        assert parameter.range is None
        return
    low, high = parameter.allowed
    assert isinstance(parameter.default, float if parameter.type != "integer" else int)
    assert low <= parameter.default <= high
    if parameter.range is not None:
        assert low <= parameter.range[0] <= parameter.default <= parameter.range[1] <= high


def test_what_only_the_start_reads() -> None:
    assert {path for path, parameter in REGISTRY.items() if parameter.start_only} == START_ONLY


def test_every_condition_but_the_denials_is_carried() -> None:
    # C12, that both capitals denied the talks, is a scenario and the sources, not a parameter.
    assert {parameter.condition for parameter in REGISTRY.values()} == {"", *CONDITIONS} - {"C12"}


def test_every_switch_off_is_allowed() -> None:
    scenario = load("baseline", SWITCHES_OFF)
    assert {path: scenario.values[path] for path in SWITCHES_OFF} == SWITCHES_OFF


@pytest.mark.parametrize("end", [0, 1])
def test_both_ends_of_every_range_are_allowed_together(end: int) -> None:
    ends = {path: parameter.range[end] for path, parameter in REGISTRY.items() if parameter.range is not None}
    assert len(ends) > 70
    assert load("baseline", ends)


def test_divisors_are_above_nothing() -> None:
    divisors = [
        path for path in REGISTRY if path.endswith(("repair_days", "felt_days", "memory_days", "recovery_days"))
    ]
    divisors += ["grid.sheddable_share", "grid.night_drop", "grid.block_gw", "kursk.unit_km2", "talks.round_days"]
    divisors += ["grid.demand_mean_gw", "moratorium.terms.days"]
    assert all(float(REGISTRY[path].allowed[0]) > 0 for path in divisors)


def test_clocks_kinds_and_stages() -> None:
    assert KINDS == ("none", "tacit", "partial", "complete")
    assert STAGES == ("dormant", "contacts", "drafting", "near_agreed")
    assert CLOCKS == (
        "russian_wave",
        "refinery_strike",
        "incident_by_russia",
        "incident_by_ukraine",
        "round",
        "tacit_forms",
        "kursk_loss",
        "offensive",
        "heavy_repair",
        "broader_talks",
        "talks_break",
        "shift_by_russia",
        "shift_by_ukraine",
    )
    assert list(DEFAULT_CEILINGS.values()) == [0.5, 2, 0.5, 0.5, 1 / 7, 0.2, 1, 0.05, 1.5, 0.1, 0.1, 0.1, 0.1]
