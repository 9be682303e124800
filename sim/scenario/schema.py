"""A JSON Schema (2020-12) of scenario files, from the register: for editors, and for programs that write scenarios.

It says what one file may hold. What holds between files, events and parameters (`sim.scenario.rules`) it cannot say;
`moratorium check` does.
"""

from __future__ import annotations

import json
from typing import Any

from sim.scenario.clocks import CEILING_LIMITS, CLOCKS, DEFAULT_CEILINGS
from sim.scenario.files import shipped
from sim.scenario.layer import HEADS, MAX_HORIZON, QUESTION_LENGTH, TITLE_LENGTH, UNCERTAIN
from sim.scenario.names import MAX_BYTES
from sim.scenario.questions.question import MAX_QUESTIONS, NAME
from sim.scenario.questions.text import MAX_LENGTH
from sim.scenario.registry import CONDITIONS, REGISTRY, SECTIONS, SWITCHABLE
from sim.scenario.schema_events import events
from sim.scenario.schema_values import DATE, SWITCH, described, distribution, plain, sourced, with_doubt
from sim.scenario.sections import GROUPS
from sim.scenario.sweep_block import DESIGNS, ENDS

Json = dict[str, Any]

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> Json:
    """The whole schema as what JSON holds."""
    top = [path for path in (*GROUPS, *REGISTRY) if "." not in path]
    return {
        "$schema": DIALECT,
        "title": "Scenario",
        "description": "A scenario of an energy-strike moratorium: what differs from the scenario that it extends.",
        "type": "object",
        "minProperties": 1,
        "properties": {**_heads(), **{name: _ref(name) for name in top}},
        "patternProperties": _by_path(""),
        "additionalProperties": False,
        "anyOf": [{"required": ["start"]}, {"required": ["extends"]}],
        "$defs": _definitions(),
    }


def schema_text() -> str:
    """The schema as the text of a file."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


def _ref(name: str) -> Json:
    return {"$ref": f"#/$defs/{name}"}


def _by_path(prefix: str) -> Json:
    """What may stand below `prefix` under a path with dots; patterns, so that editors propose the short names only."""
    paths = (path.removeprefix(prefix) for path in (*GROUPS, *REGISTRY) if path.startswith(prefix))
    return {f"^{path.replace('.', '[.]')}$": _ref(prefix + path) for path in paths if "." in path}


def _definitions() -> Json:
    made: Json = {group: _group(group) for group in GROUPS}
    made |= {"distribution": distribution(), "sourced": sourced()}
    made.update({path: described(parameter) for path, parameter in REGISTRY.items()})
    made.update({f"value:{path}": with_doubt(parameter) for path, parameter in REGISTRY.items()})
    made.update({f"plain:{path}": plain(one) for path, one in REGISTRY.items() if not one.start_only})
    return made


def _group(group: str) -> Json:
    below = [path for path in (*GROUPS, *REGISTRY) if path.rpartition(".")[0] == group]
    made: Json = {
        "type": "object",
        "properties": {path.rpartition(".")[2]: _ref(path) for path in below},
        "patternProperties": _by_path(f"{group}."),
        "additionalProperties": False,
    }
    return {"description": SECTIONS[group], **made} if group in SECTIONS else made


def _heads() -> Json:
    """The keys that are not sections, in the order of the documentation."""
    low, high = CEILING_LIMITS
    rate = {"type": "number", "minimum": low, "maximum": high}
    made: Json = {
        "name": {"type": "string", "minLength": 1, "maxLength": MAX_BYTES, "pattern": r"^[^/\\]*[^/\\. ][^/\\]*$"},
        "title": {"type": "string", "maxLength": TITLE_LENGTH, "description": "One line."},
        "question": {"type": "string", "maxLength": QUESTION_LENGTH, "description": "The question it answers."},
        "start": {**DATE, "description": "The first day, written 2024-12-01."},
        "horizon_days": {"type": "integer", "minimum": 1, "maximum": MAX_HORIZON, "description": "Days."},
        "conditions": _ids(tuple(CONDITIONS), "Conditions of the article that the scenario varies."),
        "without": _ids(SWITCHABLE, "Conditions that are switched off."),
        "extends": {
            "anyOf": [{"enum": list(shipped())}, {"type": "string", "pattern": "[.]yaml$"}],
            "description": "A shipped scenario, or a .yaml file relative to this one.",
        },
        "events": events(REGISTRY),
        "inherit_events": {**SWITCH, "description": "false drops the events of what the file extends."},
        "ceilings": {
            "type": "object",
            "properties": {c: {**rate, "default": DEFAULT_CEILINGS[c]} for c in CLOCKS},
            "additionalProperties": False,
            "description": "Candidates a day that a clock proposes.",
        },
        "uncertain": {
            "anyOf": [{"enum": list(UNCERTAIN)}, {"type": "string", "pattern": "/"}],
            "description": "all: every doubted number is drawn from its range; a folder: from a calibration's sets.",
        },
        "sweep": _sweep(),
        "questions": _questions(),
    }
    return {name: made[name] for name in HEADS}


def _ids(known: tuple[str, ...], told: str) -> Json:
    return {"type": "array", "items": {"enum": list(known)}, "description": told}


def _questions() -> Json:
    text = {"type": ["string", "number", "boolean"], "maxLength": MAX_LENGTH}
    return {
        "type": "object",
        "maxProperties": MAX_QUESTIONS,
        "patternProperties": {f"^{NAME.pattern}$": text},
        "additionalProperties": False,
        "description": "Named questions about what a history leaves, such as by(first_deal, 2025-01-20).",
    }


def _sweep() -> Json:
    values = {"type": "array", "minItems": 1, "items": {"type": ["number", "string", "boolean", "null"]}}
    ends = {"type": "object", "properties": {end: {"type": "number"} for end in ENDS}, "additionalProperties": False}
    count = {"type": "integer", "minimum": 1}
    axis = {"anyOf": [values, ends, {"const": "range"}]}
    return {
        "type": "object",
        "properties": {
            "vary": {"type": "object", "minProperties": 1, "additionalProperties": axis},
            "design": {"enum": list(DESIGNS)},
            "points": count,
            "n": count,
        },
        "additionalProperties": False,
        "description": "What `moratorium sweep` varies.",
    }
