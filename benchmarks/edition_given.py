"""What the second edition mends, given what happened: single events of the log, and waves on the days of the record."""

from __future__ import annotations

import calendar
import copy
import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import polars as pl
import yaml

import sim
from benchmarks.markers import figure, share_of
from sim.engine.compiled import run_chunk
from sim.engine.plan import make_plan
from sim.model import codes
from sim.studies.hindcast.reading import shipped_hindcasts

CHUNK = 2_000
ONLY_GIVEN = {
    "strikes.russia.per_day": 0,
    "strikes.reciprocity.russia_by_russia": 0,
    "strikes.reciprocity.russia_by_ukraine": 0,
    "moratorium.collapse_retaliation.russia": 0,
}
"""No Russian wave but those that events set."""

SUMMER_2024 = ("2024-04-11", "2024-04-27", "2024-05-08", "2024-06-01", "2024-06-20", "2024-06-22")
WINTER_2024 = ("2024-11-17", "2024-11-28", "2024-12-13", "2024-12-25", "2025-01-15")
"""Mass strikes on the power system as officials and energy companies number them (`russian_waves` of the record)."""
WINTER_2025 = {"2025-10": 5, "2025-11": 5, "2025-12": 6, "2026-01": 6}
"""DTEK's counts by month, the last to 20 January; the days are spread evenly."""

JULY = "total(schedule_hours, 2024-07-01, 2024-07-31)"
JANUARY_FEBRUARY = "total(hours_short, 2025-01-01, 2025-02-28)"
FIFTH_OF_MARCH = "highest(peak_deficit_gw, 2026-03-05, 2026-03-05)"
SIXTEEN = "count(russian_waves, 2025-10-01, 2025-12-31) >= 16"


def given(n: int, seed: int) -> Iterator[list[str]]:
    """Rows (what, figure) of the table."""
    yield from first_waves(n, seed)
    yield from renewals(n, seed)
    quarter = max(2, n // 4)
    for words, scenario, asked in _asked():
        yield [words, _answer(scenario, asked, quarter, seed)]


def first_waves(n: int, seed: int) -> Iterator[list[str]]:
    """Of the histories whose first wave comes under the first understanding, those in which it ends it; and so on."""
    ended, broken = [], []
    plan = make_plan(sim.load("baseline"))
    for first in range(0, n, CHUNK):
        chunk = run_chunk(plan, first, min(CHUNK, n - first), seed, 0, True)
        log, spells = pl.DataFrame(chunk.log), pl.DataFrame(chunk.spells)
        tacit = spells.filter(pl.col("kind") == codes.TACIT).group_by("replicate", maintain_order=True).first()
        wave = log.filter(pl.col("what") == codes.RUSSIAN_WAVE).group_by("replicate", maintain_order=True).first()
        both = wave.join(tacit, on="replicate").filter(pl.col("day") <= pl.col("end"))
        ended.append(both["result"] == codes.COLLAPSED)
        ends = tacit.filter(pl.col("cause") == codes.BREACH).join(log, on="replicate")
        ends = ends.filter((pl.col("day") == pl.col("end")) & (pl.col("result") == codes.COLLAPSED))
        broken.append(ends["what"] == codes.RUSSIAN_WAVE)
    yield ["a first wave under the first understanding ends it", share_of(pl.concat(ended))]
    yield ["breaches that end the first understanding: Russian waves", share_of(pl.concat(broken))]


def renewals(n: int, seed: int) -> Iterator[list[str]]:
    """Of the terms that ran out those that were renewed: by default, and as they were before the text had a price."""
    free = {f"willingness.{name}": 0 for name in ("signature", "intrusion", "duration")}
    for words, changes in (("by default", {}), ("without a price of the text", free)):
        plan, renewed = make_plan(sim.load("baseline", changes)), []
        for first in range(0, n, CHUNK):
            log = pl.DataFrame(run_chunk(plan, first, min(CHUNK, n - first), seed, 0, True).log)
            renewed.append(log.filter(pl.col("what") == codes.EXPIRY)["result"] == codes.RENEWED)
        yield [f"terms that ran out, renewed: {words}", share_of(pl.concat(renewed))]


def _asked() -> Iterator[tuple[str, dict[str, Any], str]]:
    """Words, scenario, question."""
    summer = _hindcast("summer_2024")
    yield "schedule hours in July 2024, running free", summer, JULY
    yield "schedule hours in July 2024, given the waves", _with_waves(summer, SUMMER_2024), JULY
    winter = {"extends": "baseline"}
    yield "hours short in January and February 2025, running free", winter, JANUARY_FEBRUARY
    yield (
        "hours short in January and February 2025, given the waves",
        _with_waves(winter, WINTER_2024),
        JANUARY_FEBRUARY,
    )
    autumn = _hindcast("autumn_2025") | {"horizon_days": 200}
    waves = [day for month, count in WINTER_2025.items() for day in _spread(month, count)]
    yield "peak deficit on 5 March 2026 (GW), given the waves", _with_waves(autumn, waves), FIFTH_OF_MARCH
    for words, rate in (("", 0.1), (", with Ukraine's rate of August 2025", 0.2)):
        scenario = _nested(autumn, {"strikes.ukraine.per_day": rate})
        yield f"16 waves or more in October to December 2025{words}", scenario, SIXTEEN


def _hindcast(name: str) -> dict[str, Any]:
    """The scenario of a shipped hindcast."""
    path = next(path for path in shipped_hindcasts() if path.stem == name)
    scenario: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))["scenario"]
    return scenario


def _with_waves(scenario: dict[str, Any], days: Sequence[str]) -> dict[str, Any]:
    """The scenario with Russian waves on these days and no others."""
    events = [*scenario.get("events", []), *({"on": day, "strike": "russia"} for day in days)]
    return {**_nested(scenario, ONLY_GIVEN), "events": events}


def _nested(scenario: dict[str, Any], values: dict[str, float]) -> dict[str, Any]:
    """The scenario with values by path."""
    made = copy.deepcopy(scenario)
    for path, value in values.items():
        *groups, name = path.split(".")
        place = made
        for group in groups:
            place = place.setdefault(group, {})
        place[name] = value
    return made


def _answer(scenario: dict[str, Any], asked: str, n: int, seed: int) -> str:
    """What the histories of a scenario answer, with its standard error."""
    found = sim.run({**scenario, "questions": {"asked": asked}}, n=n, seed=seed, bands=0).questions["asked"]
    return figure(found["value"], found["se"])


def _spread(month: str, count: int) -> Iterator[str]:
    """So many days of a month (`2025-10`), evenly; of January 2026 up to the 20th."""
    year, number = (int(part) for part in month.split("-"))
    last = 20 if month == "2026-01" else calendar.monthrange(year, number)[1]
    for k in range(count):
        yield dt.date(year, number, 1 + int((k + 0.5) * last / count)).isoformat()
