"""What is known about one parameter: the row of the register that everything else is derived from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

BASES = {
    "A": "the article",
    "R": "the record",
    "L": "literature",
    "J": "judgement",
}
"""Where a number comes from. A parameter may rest on more than one: "R, J"."""

JUDGEMENT = "judgement"

ROLES = {
    "uncertainty": "nobody knows it",
    "lever": "parties or mediators choose it",
    "scenario": "the situation at the start, or a unit of the model",
}
"""What a parameter is to a study: doubt is drawn, a lever is compared, a scenario is told."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of the model.

    ``allowed`` is what a file may say (wide; includes every switch-off); ``range`` is what is plausible, for
    uncertainty and sensitivity, or None where nothing better than the default is known. For a choice,
    ``allowed`` holds the words, and for a boolean ``(False, True)``.
    """

    path: str
    type: str
    """One of number, integer, probability (a number from 0 to 1), boolean, choice."""
    unit: str
    """Unit in plain signs ("GW", "1/d", "km2"); "-" for a pure number."""
    default: float | int | bool | str | None
    allowed: tuple[float, float] | tuple[str, ...] | tuple[bool, bool]
    nullable: bool
    """True where ``null`` means "endless"."""
    range: tuple[float, float] | None
    no_range: str
    """Why there is no range; "" where there is one."""
    role: str
    """A key of :data:`ROLES`."""
    data_to: str
    """The newest date of the evidence behind the default and the range (YYYY-MM-DD); where there is nothing but
    judgement, the day of the article, whose knowledge it rests on."""
    basis: str
    sentence: str
    source: str
    condition: str
    """The condition of the article (C1 to C12) that the parameter carries, or ""."""
    start_only: bool
    """Read at the start of a history and never again: ``set`` refuses it."""

    @property
    def numeric(self) -> bool:
        """True if the value is a number, so that it may also be a distribution."""
        return self.type in ("number", "integer", "probability")

    @property
    def doubted(self) -> bool:
        """True for what ``uncertain: all`` draws: an uncertainty with a range, whose mechanism is on by default."""
        return self.role == "uncertainty" and self.range is not None and self.default != 0


def in_roles(roles: Sequence[str]) -> str:
    """`What is varied: 71 uncertainties; levers and the situation at the start stay.`, from the role of each."""
    words = {
        "uncertainty": ("uncertainty", "uncertainties"),
        "lever": ("lever", "levers"),
        "scenario": ("parameter of the situation at the start", "parameters of the situation at the start"),
    }
    counts = {role: list(roles).count(role) for role in words}
    varied = [f"{counts[role]} {words[role][counts[role] > 1]}" for role in words if counts[role]]
    stays = {"lever": "levers", "scenario": "the situation at the start"}
    left = [text for role, text in stays.items() if not counts[role]]
    verb = "stays" if left == [stays["scenario"]] else "stay"
    return f"What is varied: {' and '.join(varied)}{'; ' + ' and '.join(left) + ' ' + verb if left else ''}."


def number(path: str, unit: str, default: float | None, allowed: tuple[float, float], /, **words: object) -> Parameter:
    """Describe a real number; ``words`` are the fields that :func:`describe` takes."""
    return describe(path, "number", unit, default, allowed, **words)


def probability(path: str, default: float, /, **words: object) -> Parameter:
    """Describe a probability."""
    return describe(path, "probability", "-", default, (0.0, 1.0), **words)


def integer(path: str, unit: str, default: int, allowed: tuple[int, int], /, **words: object) -> Parameter:
    """Describe a whole number."""
    return describe(path, "integer", unit, default, allowed, **words)


def choice(path: str, default: str, allowed: tuple[str, ...], /, **words: object) -> Parameter:
    """Describe a word out of a list."""
    return describe(path, "choice", "-", default, allowed, **words)


def boolean(path: str, default: bool, /, **words: object) -> Parameter:
    """Describe a switch."""
    return describe(path, "boolean", "-", default, (False, True), **words)


def describe(path: str, type_: str, unit: str, default: object, allowed: object, /, **words: object) -> Parameter:
    """Fill in a :class:`Parameter`; says what is optional: range or no_range, condition, nullable, start_only."""
    fields: dict[str, object] = {"range": None, "no_range": "", "condition": "", "nullable": False, "start_only": False}
    fields.update(words)
    make: Callable[..., Parameter] = Parameter
    return make(path=path, type=type_, unit=unit, default=default, allowed=allowed, **fields)
