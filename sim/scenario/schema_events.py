"""The part of the JSON Schema that describes events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sim.scenario.actions import ACTIONS, TERMS
from sim.scenario.clocks import FORMAL_KINDS, KINDS, SIDES, STAGES
from sim.scenario.events import KEYS, MAX_AFTER, MAX_DAY, MAX_EVENTS, TRIGGERS
from sim.scenario.parameter import Parameter
from sim.scenario.schema_values import DATE
from sim.scenario.sections import GROUPS

Json = dict[str, Any]

TRUE: Json = {"enum": [True, "yes", "on"]}


def events(registry: Mapping[str, Parameter]) -> Json:
    """The list of events: each with exactly one trigger and exactly one action."""
    made = {
        "type": "object",
        "properties": {**_triggers(), **_actions(registry)},
        "additionalProperties": False,
        "allOf": [
            {"oneOf": [{"required": [name]} for name in TRIGGERS]},
            {"oneOf": [{"required": [name]} for name in ACTIONS]},
        ],
        "dependentRequired": {"after_days": ["when"]},
    }
    assert set(KEYS) == set(made["properties"]), "a key of an event has no schema"  # type: ignore[call-overload]
    return {"type": "array", "maxItems": MAX_EVENTS, "items": made, "description": "Dated, timed or triggered changes."}


def _triggers() -> Json:
    state = {
        "type": "object",
        "properties": {"stage": {"enum": list(STAGES)}, "kind": {"enum": list(KINDS)}},
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }
    return {
        "on": {**DATE, "description": "The date, written 2024-12-01."},
        "day": {"type": "number", "minimum": 0, "maximum": MAX_DAY, "description": "Days after the start."},
        "when": {**state, "description": "The first time the state equals it."},
        "after_days": {"type": "number", "minimum": 0, "maximum": MAX_AFTER, "description": "Days after that state."},
    }


def _actions(registry: Mapping[str, Parameter]) -> Json:
    area = registry["kursk.offensive_km2"].allowed[1]
    return {
        "set": {**_set(registry, ""), "minProperties": 1, "description": "Values from then on."},
        "withdraw": {**TRUE, "description": "Ukraine leaves what it holds of the Kursk region."},
        "offensive": {
            "anyOf": [TRUE, {"type": "number", "minimum": 0, "maximum": area}],
            "description": "A ground offensive takes that many km2; true: kursk.offensive_km2.",
        },
        "sign": _sign(registry),
        "end": {**TRUE, "description": "The moratorium in force ends; no cool-off, no stage is lost."},
        "stage": {"enum": list(STAGES), "description": "The talks are at that stage from then on."},
        "strike": {"enum": list(SIDES), "description": "One unprovoked strike by that side counts."},
    }


def _sign(registry: Mapping[str, Parameter]) -> Json:
    """A signature: its kind, and those of its terms that are written."""
    terms = {path.removeprefix(TERMS): {"$ref": f"#/$defs/plain:{path}"} for path in registry if path.startswith(TERMS)}
    return {
        "type": "object",
        "properties": {"kind": {"enum": list(FORMAL_KINDS)}, **terms},
        "required": ["kind"],
        "additionalProperties": False,
        "description": "A formal deal comes into force whatever the talks, on these terms.",
    }


def _set(registry: Mapping[str, Parameter], prefix: str) -> Json:
    """What `set` may hold: plain values, by path or nested; nothing that only the start reads."""
    known = [path for path, one in registry.items() if path.startswith(prefix) and not one.start_only]
    inner = {group for group in GROUPS if group.startswith(prefix)}
    patterns = {f"^{_escaped(path, prefix)}$": {"$ref": f"#/$defs/plain:{path}"} for path in known}
    for group in sorted(inner):
        if any(path.startswith(f"{group}.") for path in known):
            patterns[f"^{_escaped(group, prefix)}$"] = _set(registry, f"{group}.")
    return {"type": "object", "patternProperties": patterns, "additionalProperties": False}


def _escaped(path: str, prefix: str) -> str:
    return path.removeprefix(prefix).replace(".", "[.]")
