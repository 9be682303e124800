"""Sets of parameters that a calibration left, named by `uncertain: results/NAME`: drawn together, a set at a time."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sim.scenario.distribution import Distribution
from sim.scenario.nodes import Node
from sim.scenario.problems import Problems, clip
from sim.scenario.registry import REGISTRY

FILE = "ensemble.json"
MAX_BYTES = 2_000_000
MOST_SETS = 1000


def read_sets(node: Node, folder: Path | None, problems: Problems) -> dict[str, Distribution]:
    """Read the sets of a calibration's folder, relative to here or to the file that names it.

    Each parameter becomes a distribution of its own over the sets, in their order, so that one draw picks one set of
    them all. What is wrong is noted at the word that names the folder.
    """
    places = [Path(node.text), *([folder / node.text] if folder is not None else [])]
    place = next((one / FILE for one in places if (one / FILE).is_file()), None)
    if place is None:
        message = f"found {clip(node.text)}; allowed: all, none, or the folder of a calibration (it holds {FILE})"
        problems.add(node.origin, "uncertain", message)
        return {}
    try:
        if place.stat().st_size > MAX_BYTES:
            raise ValueError
        told = json.loads(place.read_bytes())["parameters"]
        return {path: _sets(path, values) for path, values in told.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        problems.add(node.origin, "uncertain", f"{place} does not hold the sets of a calibration of this version")
        return {}


def _sets(path: str, values: Any) -> Distribution:
    """The values of one parameter, a set each. Raises ValueError for what no scenario may say."""
    parameter = REGISTRY[path]
    numbers = tuple(float(value) for value in values)
    low, high = (float(end) for end in parameter.allowed)
    if not 2 <= len(numbers) <= MOST_SETS or not all(low <= number <= high for number in numbers):
        raise ValueError(path)
    return Distribution("sets", numbers)
