"""A number that is not known: a distribution in place of a value.

It is epistemic uncertainty, drawn once a *draw*, and kept apart from luck, which is drawn per replicate.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass
from statistics import NormalDist

from sim.scenario.nodes import Node, entries
from sim.scenario.parameter import Parameter
from sim.scenario.problems import Problems, clip, nearest
from sim.scenario.read import in_words, read_number, show

CUT = 3.0
"""Normal and lognormal are cut at this many standard deviations, so that every draw can be checked in advance."""

SHAPES: dict[str, tuple[str, ...]] = {
    "uniform": ("low", "high"),
    "triangular": ("low", "mode", "high"),
    "normal": ("mean", "sd"),
    "lognormal": ("median", "sd of the logarithm"),
    "choice": (),
    "sets": (),
}
"""Kinds of distribution and what their arguments mean; ``choice`` takes any number of equally likely values, ``sets``
one for each of a
number of sets, which all parameters of that kind draw together."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """A distribution over one parameter: ``kind`` is a key of :data:`SHAPES`, or ``range``.

    ``range`` is the register's own: ``args`` are low end, default and high end. Half of the probability lies below the
    default and half above, uniform on each side, so that the median of what is drawn is the default: doubt does not
    move the inputs, however lopsided a range is. A default at an end of its range has half of the probability.
    """

    kind: str
    args: tuple[float, ...]

    def __str__(self) -> str:
        """Write it as it stands in a file."""
        if self.kind == "range":
            low, default, high = (show(value) for value in self.args)
            return f"range ({low} to {high} around {default})"
        return f"{self.kind} [{', '.join(show(value) for value in self.args)}]"

    def as_mapping(self) -> object:
        """Give the form that a file has: ``{"uniform": [a, b]}``, or the word ``range``."""
        return "range" if self.kind == "range" else {self.kind: list(self.args)}

    def support(self) -> tuple[float, float]:
        """Give the smallest and largest value that can be drawn."""
        if self.kind == "normal":
            mean, sd = self.args
            return mean - CUT * sd, mean + CUT * sd
        if self.kind == "lognormal":
            median, sd = self.args
            return median * math.exp(-CUT * sd), median * math.exp(CUT * sd)
        return min(self.args), max(self.args)

    def quantile(self, u: float) -> float:
        """Give the value below which a share ``u`` (0 to 1) of the draws lies (inverse distribution function)."""
        if self.kind == "choice":
            values = sorted(self.args)
            steps = [(place + 1) / len(values) for place in range(len(values))]
            return values[min(bisect_right(steps, u), len(values) - 1)]
        if self.kind == "sets":
            return self.args[min(int(u * len(self.args)), len(self.args) - 1)]
        if self.kind == "uniform":
            low, high = self.args
            return low + (high - low) * u
        if self.kind == "range":
            low, default, high = self.args
            return low + (default - low) * 2.0 * u if u < 0.5 else default + (high - default) * (2.0 * u - 1.0)
        if self.kind == "triangular":
            return _triangular(u, *self.args)
        centre, sd = self.args
        standard = NormalDist()
        tail = standard.cdf(-CUT)
        z = standard.inv_cdf(tail + (1.0 - 2.0 * tail) * u)
        z = max(-CUT, min(CUT, z))
        return centre + sd * z if self.kind == "normal" else centre * math.exp(sd * z)


def range_of(parameter: Parameter) -> Distribution:
    """Give the register's own range of a parameter that has one."""
    assert parameter.range is not None
    assert isinstance(parameter.default, int | float)
    low, high = parameter.range
    return Distribution("range", (float(low), float(parameter.default), float(high)))


def _triangular(u: float, low: float, mode: float, high: float) -> float:
    if high == low:
        return low
    turn = (mode - low) / (high - low)
    if u < turn:
        return low + math.sqrt(u * (high - low) * (mode - low))
    return high - math.sqrt((1.0 - u) * (high - low) * (high - mode))


def read_distribution(node: Node, parameter: Parameter, problems: Problems) -> Distribution | None:
    """Read ``{uniform: [a, b]}`` and its like, or note what is wrong with it."""
    listed = entries(node, parameter.path, problems)
    if len(listed) != 1:
        message = (
            f"found a mapping of {len(listed)} keys; a distribution is one of {', '.join(SHAPES)} with its numbers"
        )
        problems.add(node.origin, parameter.path, message)
        return None
    kind, (key, value) = next(iter(listed.items()))
    if kind not in SHAPES:
        message = f"found {clip(kind)}; a distribution is one of {', '.join(SHAPES)}{nearest(kind, SHAPES)}"
        problems.add(key.origin, parameter.path, message)
        return None
    if value.kind != "list" or not _right_number(kind, value):
        wanted = ", ".join(SHAPES[kind]) or "value, value, ..."
        problems.add(value.origin, parameter.path, f"found {value.found()}; {kind} takes a list [{wanted}]")
        return None
    numbers = [read_number(item, parameter.path, problems) for item in value.items]
    args = tuple(number for number in numbers if number is not None)
    if len(args) < len(numbers):
        return None
    made = Distribution(kind, args)
    wrong = _shape_fault(made) or _limit_fault(made, parameter)
    if wrong:
        problems.add(value.origin, parameter.path, f"found {made}; {wrong}")
        return None
    return made


def _right_number(kind: str, value: Node) -> bool:
    wanted = len(SHAPES[kind])
    return len(value.items) == wanted if wanted else 1 <= len(value.items) <= 1000


def _shape_fault(made: Distribution) -> str:
    """Say what is wrong with the arguments themselves."""
    args = made.args
    if made.kind in ("uniform", "triangular") and list(args) != sorted(args):
        return f"the numbers rise: {', '.join(SHAPES[made.kind])}"
    if made.kind in ("normal", "lognormal") and args[1] < 0:
        return "a standard deviation is 0 or more"
    if made.kind == "lognormal" and (args[0] <= 0 or args[1] > 10):
        return "a median is above 0, and the sd of its logarithm at most 10"
    return ""


def _limit_fault(made: Distribution, parameter: Parameter) -> str:
    """Say whether a draw could leave what the parameter allows."""
    low, high = made.support()
    floor, ceiling = float(parameter.allowed[0]), float(parameter.allowed[1])
    if low < floor or high > ceiling:
        cut = f" (it is cut at {show(CUT)} sd)" if made.kind in ("normal", "lognormal") else ""
        return f"it reaches from {low:.6g} to {high:.6g}{cut}; allowed: {in_words(parameter)}"
    if parameter.type == "integer" and made.kind == "choice" and any(value != int(value) for value in made.args):
        return "the values are whole numbers"
    return ""
