"""Words and units for the columns and codes of the tables, the same in every figure."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping

from sim.outcomes.headlines import HEADLINES
from sim.outcomes.table import OUTCOMES, PREFIX, capital
from sim.scenario import REGISTRY

KIND_LABELS = {"none": "no moratorium", "tacit": "tacit", "partial": "partial deal", "complete": "complete deal"}
STAGE_LABELS = {"dormant": "dormant", "contacts": "contacts", "drafting": "drafting", "near_agreed": "near agreed"}
CAUSE_LABELS = {
    "breach": "breach",
    "shock": "shock (offensive)",
    "signed": "replaced by a formal deal",
    "expiry": "expiry",
    "upgrade": "replaced by a new text",
    "in_force": "still in force",
    "event": "ended by the scenario",
}


def with_unit(column: str) -> str:
    """`Unserved energy (GWh)`; a column we do not know keeps its own name."""
    unit = OUTCOMES[column].shown_unit if column in OUTCOMES else ""
    return f"{label_of(column)} ({unit})" if unit else label_of(column)


def label_of(column: str) -> str:
    """`Unserved energy`; a column we do not know keeps its own name."""
    return capital(OUTCOMES[column].label) if column in OUTCOMES else column.replace("_", " ")


def headline(name: str, units: Mapping[str, str] | None = None) -> tuple[str, str]:
    """Label and unit of a headline outcome, or of a column, or of words that the caller made up.

    `units` has the units of what no table knows: the questions of a scenario.
    """
    if name in HEADLINES:
        return capital(HEADLINES[name].label), HEADLINES[name].unit
    if name in OUTCOMES:
        return label_of(name), OUTCOMES[name].shown_unit
    words = name if " " in name else name.removeprefix(PREFIX).replace("_", " ")
    return words, (units or {}).get(name, "")


def parameter_label(path: str) -> str:
    """A parameter in words, with its path and unit: `Weight of the mediator (talks.mediator)`.

    The words are those of the register up to the first stop; what is no parameter keeps its own name.
    """
    words = parameter_words(path)
    if words == path:
        return path
    unit = "d" if path == "horizon_days" else REGISTRY[path].unit
    return f"{words} ({path}{'' if unit in ('-', '') else f', {unit}'})"


def parameter_words(path: str) -> str:
    """A parameter in words alone, for a title: `Weight of the mediator`; what is none keeps its own name."""
    if path == "horizon_days":
        return "Length of the histories"
    return re.split(r" \(|[;:,.]", REGISTRY[path].sentence)[0] if path in REGISTRY else path


def number(value: float) -> str:
    """A number as a reader wants it: three significant figures, thousands set apart, no needless zeros."""
    if math.isnan(value):
        return "none"
    text = f"{float(f'{value:.3g}'):,.0f}" if abs(value) >= 1000 else f"{value:.3g}"
    return minus("0" if text == "-0" else text)


def minus(text: str) -> str:
    """Figures as they are told elsewhere, with the minus sign that a picture has."""
    return text.replace("-", "−")


def together(*values: float) -> list[str]:
    """Numbers to be read side by side: what is nothing beside the largest is written as 0, not as 0.000158."""
    largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
    decimals = 3 - math.floor(math.log10(largest)) if largest > 0 else 0
    return [number(round(value, max(0, decimals)) if math.isfinite(value) else value) for value in values]


def percentage(share: float) -> str:
    """A share in per cent, as `number` tells amounts: `3.8%`."""
    return f"{number(100 * share)}%"
