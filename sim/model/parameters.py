"""The parameters as the rules read them: one number a registry path, derived from the registry.

`strikes.russia.per_day` is read as `p.strikes_russia_per_day`; what differs by kind, such as
`moratorium.tacit.scope`, as `p.moratorium_scope[kind]`. Booleans are 0 or 1, choices their place in the
list of choices, `null` is infinity. `FIELDS` gives the order in memory, the same for both engines.
"""

from __future__ import annotations

import datetime as dt
import math
from typing import TYPE_CHECKING, Any

from sim.scenario import KINDS, REGISTRY, Distribution, Parameter, Scenario

# What holds without a moratorium: nothing is in scope, nothing is restrained, nothing can be breached.
WITHOUT_MORATORIUM = {
    "moratorium_scope": 0.0,
    "moratorium_restraint_russia": 1.0,
    "moratorium_restraint_ukraine": 1.0,
    "moratorium_tolerance": math.inf,
}


def place(path: str) -> tuple[str, int]:
    """Field that holds a registry path, and its place in the field (0 but for what differs by kind)."""
    section, *rest = path.split(".")
    if section == "moratorium" and rest[0] in KINDS:
        return "_".join([section, *rest[1:]]), KINDS.index(rest[0])
    return path.replace(".", "_"), 0


def _fields() -> dict[str, int]:
    """Field -> how many numbers it holds: 4 (one a kind) or 1."""
    fields: dict[str, int] = {}
    for path in REGISTRY:
        by_kind = path.split(".")[0] == "moratorium" and path.split(".")[1] in KINDS
        fields[place(path)[0]] = len(KINDS) if by_kind else 1
    fields["t_cold"] = 1  # days from the start to the coldest day; not a parameter, but read like one
    return fields


FIELDS: dict[str, int] = _fields()
OFFSETS: dict[str, int] = {}
SIZE = 0
for _name, _count in FIELDS.items():
    OFFSETS[_name] = SIZE
    SIZE += _count
PLACES: dict[str, int] = {path: OFFSETS[place(path)[0]] + place(path)[1] for path in REGISTRY}


class Parameters:
    """Numbers by field name (see the module's docstring); the SimPy engine's form of them."""

    if TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A number, or a list of four by kind."""

    def __init__(self, flat: list[float]) -> None:
        """Take the numbers in the order of `FIELDS`."""
        for name, count in FIELDS.items():
            at = OFFSETS[name]
            setattr(self, name, flat[at] if count == 1 else flat[at : at + count])

    def assign(self, path: str, value: float) -> None:
        """Give one registry path another number."""
        name, index = place(path)
        if FIELDS[name] == 1:
            setattr(self, name, value)
        else:
            getattr(self, name)[index] = value


def number(parameter: Parameter, value: object) -> float:
    """One value of a scenario as the number that the rules read."""
    if isinstance(value, Distribution):
        raise TypeError(f"{parameter.path} is a distribution: draw it before running")
    if value is None:
        return math.inf
    if parameter.type == "choice":
        return float(list(parameter.allowed).index(value))
    return float(value)  # type: ignore[arg-type]


def days_to_coldest(start: dt.date) -> int:
    """Days from `start` to the first 20 January on or after it."""
    coldest = dt.date(start.year, 1, 20)
    if coldest < start:
        coldest = dt.date(start.year + 1, 1, 20)
    return (coldest - start).days


def flat(scenario: Scenario) -> list[float]:
    """All numbers of a scenario in the order of `FIELDS`."""
    numbers = [0.0] * SIZE
    for name, value in WITHOUT_MORATORIUM.items():
        numbers[OFFSETS[name]] = value
    for path, parameter in REGISTRY.items():
        numbers[PLACES[path]] = number(parameter, scenario.values[path])
    numbers[OFFSETS["t_cold"]] = float(days_to_coldest(scenario.start))
    return numbers
