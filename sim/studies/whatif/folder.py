"""A folder of `moratorium whatif`, read again."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import polars as pl

from sim.engine.interventions import Interventions
from sim.results import Refused, read_manifest
from sim.scenario import load
from sim.studies.study_result import StudyResult
from sim.studies.whatif.every_result import WhatIfAll
from sim.studies.whatif.result import WhatIf
from sim.studies.whatif.single import tell_both
from sim.studies.whatif.write import KIND


def open_folder(path: str | Path) -> StudyResult:
    """The study in a folder that `moratorium whatif` wrote: of one history a `WhatIf`, of all a `WhatIfAll`.

    The one history is run again from what is stored, which takes no time. Raises `sim.results.Refused` for a folder of
    another kind, or where today's rules give another history.
    """
    folder = Path(path)
    if read_manifest(folder, KIND) is None:
        raise Refused(f"{folder} is not a folder of `moratorium whatif`")
    told = json.loads((folder / "summary.json").read_bytes())
    scenario = replace(load(folder / "scenario.yaml"), name=told["scenario"])
    if "shares" in told:
        frames = {name: pl.read_parquet(folder / f"{name}.parquet") for name in ("tried", "histories")}
        return WhatIfAll(scenario, told, frames["tried"], frames["histories"])
    changed = replace(load(folder / "otherwise.yaml"), name=told["scenario"])
    withheld, forgiven, explained = (
        tuple(int(one, 16) for one in told["undone"][how]) for how in ("withheld", "forgiven", "explained")
    )
    words = (tuple(told["otherwise"]), told["typed"])
    found = tell_both(
        scenario, changed, told["replicate"], told["seed"], Interventions(withheld, forgiven, explained), words
    )
    if (
        found.before.fingerprint != told["row"]["fingerprint"]
        or found.after.fingerprint != told["row_after"]["fingerprint"]
    ):
        raise Refused(f"{folder} was made by other rules, under which this history is another; run it again")
    return WhatIf(found)
