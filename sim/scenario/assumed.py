"""The register of assumptions of one scenario: what stands behind every number, and what this scenario made of it."""

from __future__ import annotations

import os
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from sim.scenario.distribution import Distribution
from sim.scenario.parameter import Parameter
from sim.scenario.problems import DEFAULT, Origin
from sim.scenario.read import show
from sim.scenario.registry import CONDITIONS, REGISTRY

if TYPE_CHECKING:
    from sim.scenario.scenario import Scenario


@dataclass(frozen=True, slots=True)
class Assumed:
    """One parameter as a scenario has it."""

    path: str
    value: object
    """A number, switch, word, None (endless), or a distribution in the form of a file."""
    unit: str
    default: object
    range: tuple[float, float] | None
    """What is plausible; None where nothing better than the default is known."""
    allowed: tuple[object, ...]
    """The smallest and the largest value of a number; the words of a choice."""
    role: str
    """uncertainty (nobody knows), lever (somebody chooses) or scenario (the situation at the start)."""
    basis: str
    source: str
    """Of the value where the file gives one, else of the default."""
    own_source: bool
    """Whether the file that states the value gives its source."""
    data_to: str
    """The newest date of the evidence behind the default."""
    condition: str
    """The condition of the article that the parameter carries, or ""."""
    sentence: str
    said_in: str
    """The file and line that state the value, or "default"."""
    changed: bool
    """Whether the value differs from the default."""
    beyond_range: bool
    """Whether a value that a file states lies outside the range, with no source of its own."""


def assumed(scenario: Scenario) -> list[Assumed]:
    """Every parameter of a scenario, in the order of the documentation."""
    return [_one(REGISTRY[path], scenario) for path in REGISTRY]


def jsonable_rows(rows: list[Assumed]) -> list[dict[str, Any]]:
    """The rows as what JSON holds."""
    return [asdict(row) for row in rows]


def _one(parameter: Parameter, scenario: Scenario) -> Assumed:
    path = parameter.path
    value, origin = scenario.values[path], scenario.origins.get(path, DEFAULT)
    return Assumed(
        path=path,
        value=value.as_mapping() if isinstance(value, Distribution) else value,
        unit=parameter.unit,
        default=parameter.default,
        range=parameter.range,
        allowed=parameter.allowed,
        role=parameter.role,
        basis=parameter.basis,
        source=origin.source or parameter.source,
        own_source=bool(origin.source),
        data_to=str(parameter.data_to or ""),
        condition=parameter.condition,
        sentence=parameter.sentence,
        said_in=_place(origin),
        changed=value != parameter.default,
        beyond_range=_beyond(parameter, value) and origin != DEFAULT and not origin.source,
    )


def _place(origin: Origin) -> str:
    """File and line without the folders that led there; what has no file keeps its name."""
    name = os.path.basename(origin.file)  # noqa: PTH119 - the word may be no path at all
    return f"{name}:{origin.line}" if origin.line else name


def _beyond(parameter: Parameter, value: object) -> bool:
    if parameter.range is None or isinstance(value, bool | str):
        return False
    low, high = parameter.range
    if value is None:  # endless: beyond any range
        return True
    ends = value.support() if isinstance(value, Distribution) else (value, value)
    return not (low <= ends[0] and ends[1] <= high)  # type: ignore[operator]


def doubtful(scenario: Scenario) -> list[str]:
    """Say of each value that a file states outside the plausible range, without a source, where and what it is.

    A condition that is switched off is outside its range on purpose, and is not told.
    """
    off = {path for name in scenario.without for path in CONDITIONS[name].paths}
    told = []
    for path, parameter in REGISTRY.items():
        value, origin = scenario.values[path], scenario.origins.get(path, DEFAULT)
        if path in off or origin == DEFAULT or origin.source or not _beyond(parameter, value):
            continue
        assert parameter.range is not None
        low, high = (show(float(end)) for end in parameter.range)
        found = str(value) if isinstance(value, Distribution) else show(value)
        unit = "" if parameter.unit == "-" else f" {parameter.unit}"
        told.append(
            f"{origin}: {path}: {found} is outside the plausible range {low} to {high}{unit} and gives no source; "
            f'write {{value: {found}, source: "..."}} to say where it comes from'
        )
    return told
