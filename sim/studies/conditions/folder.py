"""A study of conditions in its folder, read again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sim.outcomes.intervals import Estimate
from sim.results import CheckedFolder
from sim.studies.conditions.estimates import Contribution, Weighed
from sim.studies.conditions.result import Conditions
from sim.studies.conditions.write import KIND


def open_folder(path: str | Path) -> Conditions:
    """The study in a folder that `moratorium conditions` wrote; raises `sim.results.Refused` if it is none."""
    folder = CheckedFolder(path, KIND)
    told = folder.json("summary.json")
    with folder.reading("summary.json"):
        scenario = folder.named("scenario.yaml", str(told["scenario"]))
        ids = tuple(told["conditions"])
        outcomes = {name: _weighed(one, ids, told["n"]) for name, one in told["outcomes"].items()}
        return Conditions(
            scenario, ids, tuple(told["idle"]), outcomes, told["designs"], told["n"], told["seed"], told["pairs_only"],
            list(told["notes"]), path=folder.path,
        )  # fmt: skip


def _weighed(told: Mapping[str, Any], ids: tuple[str, ...], n: int) -> Weighed:
    contributions = []
    for name in ids:
        one = told["contributions"][name]
        value, alone = _estimate(one, ("value", "low", "high"), n), _estimate(one, _names("alone"), n)
        last = _estimate(one, _names("last"), n)
        assert last is not None
        contributions.append(Contribution(value, alone, last))
    pairs = {}
    for pair in told["interactions"]:
        first, second = (ids.index(name) for name in pair["conditions"])
        between = _estimate(pair, ("value", "low", "high"), n)
        assert between is not None
        pairs[first, second] = between
    on, off = (_estimate(told, (end, f"{end}_low", f"{end}_high"), n) for end in ("all_on", "all_off"))
    assert on is not None
    return Weighed(on, off, tuple(contributions), pairs)


def _names(part: str) -> tuple[str, str, str]:
    return part, f"{part}_low", f"{part}_high"


def _estimate(told: Mapping[str, Any], names: tuple[str, str, str], n: int) -> Estimate | None:
    """An estimate as it is told; its standard error is not kept."""
    if told[names[0]] is None:
        return None
    value, low, high = (math.nan if told.get(name) is None else float(told[name]) for name in names)
    note = told.get("note" if names[0] == "value" else f"{names[0]}_note", "")
    return Estimate(value, low, high, n, math.nan, note)
