"""The one register of parameters: path, unit, default, allowed, range, role, basis, source and more.

Validation, ``--set``, the documentation of the file format, the JSON Schema and the register of assumptions are
all derived from :data:`REGISTRY`. One module here a section of the scenario file, in the order of the model.
"""

from __future__ import annotations

from sim.scenario.parameter import Parameter
from sim.scenario.registry import grid, kursk, moratorium, refining, strikes, talks, willingness
from sim.scenario.registry.conditions import CONDITIONS, SWITCHABLE

__all__ = ["CONDITIONS", "PARAMETERS", "REGISTRY", "SECTIONS", "SWITCHABLE"]

SECTIONS: dict[str, str] = {
    "strikes": "Strikes by both sides on the other's energy system: base rates, damage and reciprocity.",
    "moratorium": "The kinds of moratorium, how they are kept, misread, forgiven and broken.",
    "talks": "The talks: stage, channel, pace, mediator, and what throws them back.",
    "willingness": "Weights of what makes each side say yes in a round (on the logit scale).",
    "demands": "The demands beyond the energy question, and how far they leak into it.",
    "trust": "How reliable each side finds the other (0 to 1).",
    "kursk": "The part of the Kursk region held by Ukraine, and the condition that Moscow ties to it.",
    "broader_talks": "The larger peace talks that a moratorium which holds could open.",
    "grid": "The Ukrainian power system as one bus: capacity, damage, repair and demand.",
    "refining": "Russian refining capacity put out of use.",
}
"""Sections of the scenario file in order, with a sentence on each."""

PARAMETERS: tuple[Parameter, ...] = (
    *strikes.PARAMETERS,
    *moratorium.PARAMETERS,
    *talks.PARAMETERS,
    *willingness.PARAMETERS,
    *kursk.PARAMETERS,
    *grid.PARAMETERS,
    *refining.PARAMETERS,
)

REGISTRY: dict[str, Parameter] = {parameter.path: parameter for parameter in PARAMETERS}
"""Every parameter by its path, in the order of the documentation."""
