"""Run a folder's study again, and set what it gives beside what is stored.

A history is a function of scenario, rules, seed and number, so an honest folder gives equal rows, to the last bit.
Where a folder holds histories (of a run, a sweep, a comparison) a share of them is run again, in blocks spread evenly
over all of them, so that no part of a table is out of reach. Where it holds what was found in histories, all are run.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from sim.engine.digest import rules_digest
from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.outcomes.summary import summarise, to_json
from sim.outcomes.tables import runs_frame, spells_frame
from sim.results import CheckedFolder, Folder, Refused, ResultsError
from sim.results.kinds import RUN
from sim.results.manifest import recognised
from sim.scenario import Scenario, common_ceilings, load
from sim.studies import STUDIES
from sim.studies.again import Again
from sim.studies.run.parameter_sets import parameter_sets
from sim.studies.run.result import Result
from sim.studies.unknowns import as_it_stands
from sim.studies.verify.verdict import Verdict

BLOCKS = 20
LEAST = 100
"""At least so many histories are run again, where there are as many."""

SWEEP = STUDIES["sweep"].kind
COMPARISON = STUDIES["compare"].kind

NEEDS_MORE = {
    STUDIES[name].kind: f"a folder of `moratorium {name}` does not hold the {files} that it was made from, so only its "
    "files were looked at; the same command with the same seed and versions gives the same again"
    for name, files in (("hindcast", "hindcasts and record"), ("calibrate", "calibration and record"))
}
"""What to say of the kinds that cannot be made again from the folder alone."""


def verify(path: Path, share: float, *, engine: str = "compiled", workers: int = 0) -> Verdict:
    """Verify a folder of any kind; of one that holds histories, `share` (above 0, at most 1) of them is run again.

    Raises `Refused` for a folder that is not ours, or whose manifest cannot be read.
    """
    kind = recognised(path).get("kind", RUN)
    folder: CheckedFolder = Folder(path, sizes=False) if kind == RUN else CheckedFolder(path, kind, sizes=False)
    verdict = Verdict(str(path), kind)
    for name in folder.manifest.files:
        try:
            folder.file(name)
            verdict.files += 1
        except ResultsError as error:
            verdict.damage.append(str(error).split(";")[0])
    if folder.manifest.rules != rules_digest():
        verdict.notes.append("the folder was made by other rules than these, so histories may well differ")
    options = EnsembleOptions(engine=engine, workers=workers, bands=0)  # type: ignore[arg-type]
    again = {RUN: _run, COMPARISON: _compared, SWEEP: _sweep}.get(kind, _whole)
    if kind in NEEDS_MORE:
        verdict.notes.append(NEEDS_MORE[kind])
    elif not verdict.damage:
        again(folder, verdict, share, options)
    return verdict


def blocks(n: int, share: float) -> Iterator[tuple[int, int]]:
    """Ranges (first, end) of histories below `n`, together about `share` of them, at least `LEAST` if there are."""
    wanted = min(n, max(LEAST, math.ceil(share * n)))
    count = min(BLOCKS, wanted)
    for block in range(count):
        first, end = block * n // count, (block + 1) * n // count
        yield first, min(end, first + math.ceil(wanted / count))


def _run(folder: CheckedFolder, verdict: Verdict, share: float, options: EnsembleOptions) -> None:
    assert isinstance(folder, Folder)
    about = folder.manifest
    stored = Result(folder.scenario, about.replicates, about.seed, draws=about.draws)
    _rows(stored, folder.runs, folder.spells, verdict, share, options)
    if verdict.differences:
        return
    told = json.loads(to_json(summarise(folder.runs, folder.spells, folder.scenario, draws=about.draws)))
    verdict.compare_told({name: folder.summary.get(name) for name in told}, told, "summary.json")


def _compared(folder: CheckedFolder, verdict: Verdict, share: float, options: EnsembleOptions) -> None:
    """The arms' rows, and the tables made of them."""
    for arm in STUDIES["compare"].open_folder(folder.path).arms:  # type: ignore[attr-defined]
        if arm.result is not None:
            there = arm.result
            _rows(there, there.runs.lazy(), there.spells.lazy(), verdict, share, options, f"{arm.name}, ")
    if not verdict.differences:
        _whole(folder, verdict, share, options)


def _whole(folder: CheckedFolder, verdict: Verdict, share: float, options: EnsembleOptions) -> None:
    """All tables, and what is told of them, whatever the share."""
    (room,) = (study for study in STUDIES.values() if study.kind == folder.manifest.kind)
    with folder.reading("summary.json"):
        made: Again = room.part("again").again(folder.path, options.workers)
    verdict.again += made.histories
    verdict.histories += made.histories
    verdict.notes += made.notes
    for name, now in made.tables.items():
        verdict.compare(folder.scan(f"{name}.parquet").collect(), now, (), f"{name}.parquet", close=True)
    there = folder.json(made.told_in)
    for key, value in made.told.items():
        verdict.compare_told(there.get(key), value, f"{made.told_in}: {key}")


def _rows(
    stored: Result, there: pl.LazyFrame, spells_there: pl.LazyFrame, verdict: Verdict, share: float,
    options: EnsembleOptions, of: str = "",
) -> None:  # fmt: skip
    """Rows of histories and of spells, against the histories that they tell of."""
    n, seed, draws = stored.n, stored.seed, stored.draws
    sets = parameter_sets(stored.scenario, n // draws, seed, draws)
    verdict.histories += n
    for first, end in blocks(n, share):
        for draw, scenario, low, high in sets.pieces(first, end):
            chunks = list(ensemble(scenario, high, seed, options=options, start=low))
            for chunk in chunks:
                chunk.rows["draw"] = chunk.spells["draw"] = draw
            runs = pl.concat([runs_frame(chunk.rows) for chunk in chunks])
            spells = pl.concat([spells_frame(chunk.spells) for chunk in chunks])
            asked = pl.col("replicate").is_between(low, high - 1)
            verdict.compare(there.filter(asked).collect(), runs, ("replicate",), f"{of}history")
            verdict.compare(spells_there.filter(asked).collect(), spells, ("replicate", "kind"), f"{of}spell")
            verdict.again += high - low


def _sweep(folder: CheckedFolder, verdict: Verdict, share: float, options: EnsembleOptions) -> None:
    rows = folder.scan("sweep.parquet")
    points = _points(folder)
    n, seed = folder.manifest.replicates, folder.manifest.seed
    verdict.histories = len(points) * n
    verdict.notes.append("what is estimated in points.parquet, and answers to questions, were not made again")
    faults = set(rows.filter(pl.col("error").is_not_null()).select("point").collect()["point"].to_list())
    count = min(n, max(math.ceil(LEAST / max(1, len(points))), math.ceil(share * n)))
    for number, scenario in enumerate(points):
        if number in faults:
            continue
        first = number * n // len(points)
        low = min(first, n - count)
        chunks = ensemble(scenario, low + count, seed, options=options, start=low)
        now = pl.concat([runs_frame(chunk.rows) for chunk in chunks])
        asked = (pl.col("point") == number) & pl.col("replicate").is_between(low, low + count - 1)
        verdict.compare(rows.filter(asked).collect(), now, ("replicate",), f"point {number}, history")
        verdict.again += count


def _points(folder: CheckedFolder) -> list[Scenario]:
    """The scenario of each point, with the ceilings that all share."""
    base = as_it_stands(load(folder.file("scenario.yaml")))
    try:
        named = [{path: value for path, value in one.items() if path != "point"} for one in folder.manifest.chunks]
        made = [base.replace(values) for values in named]
    except (TypeError, AttributeError) as error:
        raise Refused(f"{folder.path}: the manifest's list of points cannot be read ({error})") from error
    common = common_ceilings(made)
    return [replace(one, ceilings=common) for one in made]
