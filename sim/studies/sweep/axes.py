"""What is varied, and over what: `PATH=LO:HI:STEPS`, `PATH=a,b,c`, `PATH=LO:HI`, or `PATH` for the registry's range."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sim.scenario import REGISTRY
from sim.scenario.problems import nearest
from sim.scenario.read import decimal
from sim.studies.designs import every_word, steps
from sim.studies.errors import StudyError

TOLD = 20
"""How many values that stand twice are told; the rest are counted."""

FORMS = "PATH=LO:HI:STEPS, PATH=a,b,c, or for a design PATH=LO:HI or PATH alone"


@dataclass(frozen=True)
class Axis:
    """One varied parameter: the `values` of a grid, or the bounds `low` and `high` of a design."""

    path: str
    values: tuple[object, ...] = ()
    low: float = math.nan
    high: float = math.nan

    @property
    def listed(self) -> bool:
        """Whether the values are listed, so that the axis may stand in a grid."""
        return bool(self.values)

    def text(self) -> str:
        """The axis as one would type it after `--vary`."""
        if not self.listed:
            return f"{self.path}={self.low:g}:{self.high:g}"
        return f"{self.path}={','.join(_typed(value) for value in self.values)}"


def parse_axis(text: str) -> Axis:
    """Read one `--vary`. Raises StudyError that names what was found and what is allowed."""
    path, equals, asked = text.partition("=")
    path, asked = path.strip(), asked.strip()
    if not equals:
        return _registry_range(path)
    if not asked:
        raise StudyError(f"--vary {text}: no values after the equals sign; allowed are {FORMS}")
    if ":" in asked:
        return _interval(path, asked)
    return Axis(path, tuple(scalar(word) for word in asked.split(",")))


def axis(path: str, asked: object) -> Axis:
    """An axis from Python or from the `sweep:` block of a file.

    `asked` is a sequence of values, a mapping `{from, to, steps}` or `{from, to}`, or None for the registry's range.
    """
    if asked is None:
        return _registry_range(path)
    if isinstance(asked, Mapping):
        unknown = set(asked) - {"from", "to", "steps"}
        if unknown or not {"from", "to"} <= set(asked):
            raise StudyError(f"sweep of {path}: found {dict(asked)}, allowed are the keys from, to and steps")
        ends = ":".join(str(asked[key]) for key in ("from", "to", "steps") if key in asked)
        return _interval(path, ends)
    if isinstance(asked, str) or not hasattr(asked, "__iter__"):
        raise StudyError(f"sweep of {path}: found {asked!r}, allowed is a list of values or {{from, to, steps}}")
    # A NumPy scalar prints as itself but is no float to the checks of a scenario.
    values = tuple(value.item() if hasattr(value, "item") else value for value in asked)
    if not values:
        raise StudyError(f"sweep of {path}: the list of values is empty")
    return Axis(path, values)


def scalar(word: str) -> object:
    """One value as typed, by the rules of a scenario file: a number, true or false, null, or a word."""
    word = word.strip()
    named: dict[str, object] = {"true": True, "false": False, "null": None}
    if word.lower() in named:
        return named[word.lower()]
    number = decimal(word)
    return word if number is None else number


def _typed(value: object) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    return f"{value:.12g}" if isinstance(value, float) else str(value)


def check_axes(axes: Sequence[Axis]) -> None:
    """Raise StudyError, with every problem at once, unless there is something to vary and nothing is varied twice."""
    problems = [f"{path} is varied twice" for path in _twice(axis.path for axis in axes)]
    for axis in axes:
        twice = _twice(_told(value) for value in axis.values)
        problems += [f"{axis.path}: the value {key} stands twice" for key in twice[:TOLD]]
        if len(twice) > TOLD:
            problems.append(f"{axis.path}: and {len(twice) - TOLD:,} more values stand twice")
    if not axes:
        problems.append(f"nothing to vary: give --vary ({FORMS}), or a sweep: block in the scenario file")
    if problems:
        raise StudyError(problems)


def _twice(names: Iterable[str]) -> list[str]:
    """Those that stand more than once, in their order; in one pass, for an axis may have 100,000 values."""
    return sorted(name for name, count in Counter(names).items() if count > 1)


def _told(value: object) -> str:
    """A value as it is, not as it is written: 0, 0.0 and -0.0 are one."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return f"{value + 0.0:.17g}"
    return repr(value)


def _registry_range(path: str) -> Axis:
    parameter = REGISTRY.get(path)
    if parameter is None:
        raise StudyError(f"--vary {path}: no such parameter{nearest(path, REGISTRY)}")
    if not parameter.numeric:
        values = every_word(parameter)
        raise StudyError(f"--vary {path}: is a word, which has no range; say its values, as in {path}={values}")
    if parameter.range is None:
        raise StudyError(f"--vary {path}: the register gives no plausible range for it; say {path}=LO:HI")
    return Axis(path, low=float(parameter.range[0]), high=float(parameter.range[1]))


def _interval(path: str, asked: str) -> Axis:
    parts = asked.split(":")
    if len(parts) not in (2, 3):
        raise StudyError(f"--vary {path}={asked}: allowed are {FORMS}")
    found = [decimal(part.strip()) for part in (*parts, "0")[:3]]
    if None in found or not isinstance(found[2], int):
        raise StudyError(f"--vary {path}={asked}: LO and HI are numbers (finite), STEPS is a whole number")
    low, high, count = float(found[0] or 0), float(found[1] or 0), found[2]
    if len(parts) == 2:
        if not low < high:
            raise StudyError(f"--vary {path}={asked}: LO is below HI")
        return Axis(path, low=low, high=high)
    if count > 100_000:
        raise StudyError(f"--vary {path}={asked}: at most 100000 steps")
    try:
        values = steps(low, high, count)
    except ValueError as error:
        raise StudyError(f"--vary {path}={asked}: {error}") from None
    parameter = REGISTRY.get(path)
    whole = parameter is not None and parameter.type == "integer" and all(value.is_integer() for value in values)
    return Axis(path, tuple(int(value) for value in values) if whole else tuple(values))
