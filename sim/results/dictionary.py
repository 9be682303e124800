"""Every column of every table: its unit and what it is.

One list (`columns.csv` and the table of outcomes) is behind the page docs/data.md, the metadata of the Parquet files,
`datapackage.json` and the sheet that explains a workbook.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sim.outcomes.table import OUTCOMES, PREFIX, Outcome
from sim.scenario import REGISTRY

if TYPE_CHECKING:
    pass

TABLES = {
    "runs": "one row a history",
    "spells": "one row a spell of a moratorium",
    "bands": "daily quantiles over histories of supply, demand, margin and idle refining; shares of kind and stage",
    "sample": "the events of a few dozen histories",
    "windows": "one row a history and calendar month, or part of one where a question counts from or to within it",
    "draws": "the parameter sets of a run with uncertain parameters",
    "levels": "every headline outcome of every scenario of a comparison",
    "differences": "every headline outcome of each scenario less that of the reference",
    "questions": "what is asked, of the reference and of each other scenario, and the difference",
    "bridge": "from one scenario to another, a change at a time",
    "times": "mean times and mean lives, compared",
    "lives": "how long first spells last: Kaplan-Meier curves",
    "causes": "what ends first spells: cumulative incidence",
    "moves": "how many histories turn out otherwise",
    "divergence": "where histories that turn out otherwise part from the reference",
    "sweep": "one row a point and history",
    "points": "one row a point and outcome",
    "effects": "what each parameter alone changes",
    "indices": "Sobol indices",
    "curves": "mean outcome over the range of each parameter",
    "contributions": "what each condition contributes",
    "interactions": "what two conditions do together",
}


@dataclass(frozen=True)
class Column:
    """A column of a table: unit (empty for none, 1 for a share) and a sentence."""

    name: str
    unit: str
    words: str


@cache
def listed() -> Mapping[tuple[str, str], Column]:
    """Every column by its table (`*` for all of them) and name."""
    with (Path(__file__).parent / "columns.csv").open(encoding="utf-8", newline="") as file:
        read = {
            (row["table"], row["column"]): Column(row["column"], row["unit"], row["words"])
            for row in csv.DictReader(file)
        }
    first = next(place for place, (table, _) in enumerate(read) if table == "runs")
    own = {("runs", name): Column(name, _unit(one), one.sentence) for name, one in OUTCOMES.items()}
    pairs = list(read.items())
    return dict([*pairs[:first], *own.items(), *pairs[first:]])


def _unit(outcome: Outcome) -> str:
    return "1" if outcome.kind == "share" else outcome.unit


def column(table: str, name: str) -> Column:
    """The column `name` of `table`; a varied parameter is known by its path. Raises KeyError for what is not listed."""
    known = listed()
    places = (table, "runs") if table == "sweep" else (table,)
    for place in (*places, "*"):
        if (place, name) in known:
            return known[place, name]
    if name in REGISTRY:
        unit = REGISTRY[name].unit
        return Column(name, "" if unit == "-" else unit, REGISTRY[name].sentence)
    if name.startswith(PREFIX):
        return Column(name, "", "what each history answers to the question of this name in scenario.yaml")
    if name == "horizon_days":
        return Column(name, "d", "how long the histories of the point are")
    raise KeyError(f"{table} has a column {name!r} that the dictionary does not list")


def columns(table: str, names: Iterable[str]) -> list[Column]:
    """Those of `names` that are known, in order: a folder of an older version may have others."""
    found = []
    for name in names:
        try:
            found.append(column(table, name))
        except KeyError:
            found.append(Column(name, "", ""))
    return found


def metadata(table: str, names: Iterable[str]) -> dict[str, str]:
    """What a Parquet file says of itself: the table, and unit and sentence of every column, as JSON."""
    about = {one.name: {"unit": one.unit, "description": one.words} for one in columns(table, names)}
    return {"table": TABLES.get(table, ""), "columns": json.dumps(about, ensure_ascii=False)}
