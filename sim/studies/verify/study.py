"""Run a share of a folder's histories again and set them beside those that are stored.

A history is a function of scenario, rules, seed and number, so an honest folder gives equal rows, to the last bit.
Blocks of histories are spread evenly over all of them, so that no part of a table is out of reach.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from sim.engine.digest import rules_digest
from sim.engine.ensemble import EnsembleOptions, ensemble
from sim.outcomes.tables import runs_frame, spells_frame
from sim.results import CheckedFolder, Folder, Refused, ResultsError
from sim.results.kinds import RUN, command_of
from sim.results.manifest import recognised
from sim.scenario import Scenario, common_ceilings, load
from sim.studies.run.parameter_sets import parameter_sets
from sim.studies.unknowns import as_it_stands
from sim.studies.verify.verdict import Verdict

BLOCKS = 20
LEAST = 100
"""At least so many histories are run again, where there are as many."""

SWEEP = "moratorium sweep"


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
    again = {RUN: _run, SWEEP: _sweep}.get(kind)
    if again is None:
        verdict.notes.append(f"a folder of `{command_of(kind)}` holds no histories; its files were looked at")
    elif not verdict.damage:
        again(folder, verdict, share, EnsembleOptions(engine=engine, workers=workers, bands=0))  # type: ignore[arg-type]
    return verdict


def blocks(n: int, share: float) -> Iterator[tuple[int, int]]:
    """Ranges (first, end) of histories below `n`, together about `share` of them, at least `LEAST` if there are."""
    wanted = min(n, max(LEAST, math.ceil(share * n)))
    count = min(BLOCKS, wanted)
    for block in range(count):
        first, end = block * n // count, (block + 1) * n // count
        yield first, min(end, first + math.ceil(wanted / count))


Again = Callable[[CheckedFolder, Verdict, float, EnsembleOptions], None]


def _run(folder: CheckedFolder, verdict: Verdict, share: float, options: EnsembleOptions) -> None:
    assert isinstance(folder, Folder)
    about = folder.manifest
    sets = parameter_sets(folder.scenario, about.replicates // about.draws, about.seed, about.draws)
    verdict.histories = about.replicates
    for first, end in blocks(about.replicates, share):
        for draw, scenario, low, high in sets.pieces(first, end):
            chunks = list(ensemble(scenario, high, about.seed, options=options, start=low))
            for chunk in chunks:
                chunk.rows["draw"] = chunk.spells["draw"] = draw
            runs = pl.concat([runs_frame(chunk.rows) for chunk in chunks])
            spells = pl.concat([spells_frame(chunk.spells) for chunk in chunks])
            asked = pl.col("replicate").is_between(low, high - 1)
            verdict.compare(folder.runs.filter(asked).collect(), runs, ("replicate",), "history")
            verdict.compare(folder.spells.filter(asked).collect(), spells, ("replicate", "kind"), "spell")
            verdict.again += high - low


def _sweep(folder: CheckedFolder, verdict: Verdict, share: float, options: EnsembleOptions) -> None:
    rows = folder.scan("sweep.parquet")
    points = _points(folder)
    n, seed = folder.manifest.replicates, folder.manifest.seed
    verdict.histories = len(points) * n
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
