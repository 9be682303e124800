"""Fixed colours, hatches, dashes and markers.

A thing keeps its look in every figure: a kind, a stage, a cause of end, a scenario by its place in a comparison.
Colours are told apart under the three common colour deficiencies and, by their lightness, in grey print (a test
measures both); lines also differ in dash and marker, areas in hatch. No matplotlib here: these are only values.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

KIND_COLOURS = {"none": "#E8E8E8", "tacit": "#EDB74A", "partial": "#3C86B8", "complete": "#0B3059"}
STAGE_COLOURS = {"dormant": "#EDE3F3", "contacts": "#BFA3D3", "drafting": "#8560A8", "near_agreed": "#4B1D6E"}
CAUSE_COLOURS = {
    "breach": "#8C1C2E",
    "shock": "#E58A1F",
    "signed": "#286FA9",
    "expiry": "#BDBDBD",
    "upgrade": "#12294A",
    "in_force": "#F0F0F0",
    "event": "#90846C",
}
KIND_HATCHES = {"none": "", "tacit": "...", "partial": "///", "complete": ""}
STAGE_HATCHES = {"dormant": "", "contacts": "", "drafting": "\\\\\\", "near_agreed": ""}
CAUSE_HATCHES = {
    "breach": "",
    "shock": "///",
    "signed": "\\\\\\",
    "expiry": "...",
    "upgrade": "xxx",
    "in_force": "",
    "event": "---",
}

SUPPLY, DEMAND = "#004D80", "#D55E00"
RUSSIA, UKRAINE = "#7A2A12", "#2A73AE"
INK, MUTED, FAINT = "#1A1A1A", "#595959", "#BBBBBB"

_COLOURS = ("#004D80", "#D55E00", "#67BDEE", "#141414", "#3AA57C", "#3F1A66", "#EBCB45", "#BF2A62")
_DASHES: tuple[tuple[int, tuple[float, ...]], ...] = (
    (0, ()),
    (0, (6, 2)),
    (0, (2, 1.5)),
    (0, (7, 2, 1.5, 2)),
    (0, (10, 3)),
)
_MARKERS = ("o", "s", "^", "D", "v", "P", "X")


@dataclass(frozen=True)
class Look:
    """How one scenario is drawn: colour, dash pattern (matplotlib's offset and on-off lengths) and marker."""

    colour: str
    dash: tuple[int, tuple[float, ...]]
    marker: str


def look(index: int) -> Look:
    """The look of the scenario at this place of a comparison; 0 is the reference.

    The three cycles have lengths 8, 5 and 7, without a common factor, so that 280 scenarios all differ.
    """
    return Look(_COLOURS[index % 8], _DASHES[index % 5], _MARKERS[index % 7])


def looks(names: Sequence[str]) -> dict[str, Look]:
    """A look for each scenario, by its place; hand every figure of one comparison the same `names`."""
    return {name: look(index) for index, name in enumerate(names)}


def colour_of(index: int) -> str:
    """The colour of the scenario at this place of a comparison."""
    return look(index).colour
