"""A folder of `moratorium whatif`, read again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sim.engine.interventions import Interventions
from sim.results import CheckedFolder, Refused
from sim.scenario import Scenario
from sim.studies.study_result import StudyResult
from sim.studies.whatif.every_result import WhatIfAll
from sim.studies.whatif.result import WhatIf
from sim.studies.whatif.single import WhatIfData, tell_both
from sim.studies.whatif.write import KIND


def open_folder(path: str | Path) -> StudyResult:
    """The study in a folder that `moratorium whatif` wrote: of one history a `WhatIf`, of all a `WhatIfAll`.

    The one history is run again from what is stored, which takes no time. Raises `sim.results.Refused` for a folder of
    another kind, or where today's rules give another history.
    """
    folder = CheckedFolder(path, KIND)
    told = folder.json("summary.json")
    with folder.reading("summary.json"):
        scenario = folder.named("scenario.yaml", str(told["scenario"]))
        if "shares" in told:
            tried, histories = (folder.scan(f"{name}.parquet").collect() for name in ("tried", "histories"))
            return WhatIfAll(scenario, told, tried, histories)
        return WhatIf(_told_again(folder, scenario, told))


def _told_again(folder: CheckedFolder, scenario: Scenario, told: dict[str, Any]) -> WhatIfData:
    changed = folder.named("otherwise.yaml", str(told["scenario"]))
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
        raise Refused(f"{folder.path} was made by other rules, under which this history is another; run it again")
    return found
