"""What is known about one condition of the article: what it states, what carries it, how it is switched off."""

from __future__ import annotations

from dataclasses import dataclass

Plain = float | int | bool | str


@dataclass(frozen=True, slots=True)
class Switch:
    """One value that a condition's switch gives to a parameter."""

    path: str
    value: Plain
    only_from: Plain | None = None
    """Only where the parameter has this value; None: always."""


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the article (or, for C12, of the record)."""

    id: str
    states: str
    """What the article states, in our words."""
    mechanism: str
    off: tuple[Switch, ...]
    """The values that switch it off; empty where it has no switch."""
    drops: tuple[str, ...] = ()
    """Actions of events that are dropped when it is off."""
    no_switch: str = ""
    """Why there is none."""
    test: str = ""
    """What its decisive test holds."""

    @property
    def paths(self) -> tuple[str, ...]:
        """The parameters that its switch sets."""
        return tuple(switch.path for switch in self.off)

    def in_words(self) -> str:
        """Say how it is switched off."""
        if not self.off:
            return f"no switch: {self.no_switch}"
        words = [f"{switch.path}: {self.value_in_words(switch)}" for switch in self.off]
        words += [f"no {action} among the events" for action in self.drops]
        return ", ".join(words)

    @staticmethod
    def value_in_words(switch: Switch) -> str:
        """Write a switch's value as a file would."""
        value = switch.value
        if isinstance(value, bool):
            return "true" if value else "false"
        return f"{value:g}" if isinstance(value, float) else str(value)
