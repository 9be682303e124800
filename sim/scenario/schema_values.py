"""The part of the JSON Schema that describes the value of a parameter."""

from __future__ import annotations

from typing import Any

from sim.scenario.distribution import SHAPES
from sim.scenario.parameter import BASES, Parameter
from sim.scenario.read import show
from sim.scenario.sourced import SOURCE_LENGTH

Json = dict[str, Any]

SWITCH: Json = {"anyOf": [{"type": "boolean"}, {"enum": ["yes", "no", "on", "off"]}]}
DATE: Json = {"type": "string", "format": "date", "pattern": "^(199[0-9]|20[0-9]{2}|2100)-[0-9]{2}-[0-9]{2}$"}


def plain(parameter: Parameter) -> Json:
    """A value as such."""
    if parameter.type == "choice":
        made: Json = {"enum": list(parameter.allowed)}
    elif parameter.type == "boolean":
        made = SWITCH
    else:
        low, high = parameter.allowed
        made = {
            "type": "integer" if parameter.type == "integer" else "number",
            "minimum": low,
            "maximum": high,
        }
    return {"anyOf": [made, {"type": "null"}]} if parameter.nullable else made


def with_doubt(parameter: Parameter) -> Json:
    """A value, or a distribution where it is a number."""
    forms = [plain(parameter)]
    if parameter.numeric and parameter.range is not None:
        forms.append({"const": "range"})
    if parameter.numeric:
        low, high = parameter.allowed
        # No draw may leave what is allowed; of normal and lognormal only the whole shape tells.
        inside = {"^(uniform|triangular|choice)$": {"items": {"minimum": low, "maximum": high}}}
        forms.append({"$ref": "#/$defs/distribution", "patternProperties": inside})
    return {"anyOf": forms} if len(forms) > 1 else forms[0]


def described(parameter: Parameter) -> Json:
    """A value, or one with its own source."""
    value = {"$ref": f"#/$defs/value:{parameter.path}"}
    with_source = {"$ref": "#/$defs/sourced", "properties": {"value": value}}
    return {"description": _told(parameter), "default": parameter.default, "anyOf": [value, with_source]}


def _told(parameter: Parameter) -> str:
    """Sentence, unit, plausible range, role and basis: what an editor shows."""
    unit = "" if parameter.unit == "-" else f" {parameter.unit}"
    words = [parameter.sentence, f"Default {show(parameter.default)}{unit}."]
    if parameter.range is not None:
        low, high = parameter.range
        words.append(f"Plausible: {show(float(low))} to {show(float(high))}{unit}.")
    bases = ", ".join(BASES.get(letter.strip(), letter.strip()) for letter in parameter.basis.split(","))
    words.append(f"Role: {parameter.role}. Basis: {bases}.")
    return " ".join(words)


def distribution() -> Json:
    """Any distribution, whatever the parameter."""
    made: Json = {}
    for shape, words in SHAPES.items():
        least, most = (len(words), len(words)) if words else (1, 1000)
        made[shape] = {"type": "array", "items": {"type": "number"}, "minItems": least, "maxItems": most}
    return {
        "type": "object",
        "properties": made,
        "minProperties": 1,
        "maxProperties": 1,
        "additionalProperties": False,
    }


def sourced() -> Json:
    """Any value with its source."""
    source = {"type": "string", "minLength": 1, "maxLength": SOURCE_LENGTH}
    return {
        "type": "object",
        "properties": {"value": True, "source": source},
        "required": ["value", "source"],
        "additionalProperties": False,
    }
