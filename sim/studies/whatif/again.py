"""What would have been, made again from its folder."""

from __future__ import annotations

from pathlib import Path

from sim.studies.again import Again
from sim.studies.whatif.every import EverySettings, every
from sim.studies.whatif.every_result import WhatIfAll
from sim.studies.whatif.every_verb import result_of
from sim.studies.whatif.folder import open_folder
from sim.studies.whatif.result import WhatIf


def again(path: Path, workers: int) -> Again:
    """Run the history and its other course again, or all of them. Raises as `open_folder`."""
    there = open_folder(path)
    if isinstance(there, WhatIf):
        return Again(there.frames(), there.as_dict(), histories=2)
    assert isinstance(there, WhatIfAll)
    told = there.summary
    settings = EverySettings(
        n=told["n"], seed=told["seed"], save=told["save"], for_days=told["for_days"], futures=told["futures"],
        workers=workers,
    )  # fmt: skip
    now = result_of(every(there.scenario, settings))
    return Again(now.frames(), now.summary, histories=told["n"] + now.summary["variants"])
