"""A sensitivity study into its folder: its tables, and what it was made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.scenario import Scenario
from sim.studies import STUDIES
from sim.studies.sensitivity.data import TABLES
from sim.studies.sensitivity.factors import Factor
from sim.studies.sensitivity.result import Sensitivity
from sim.studies.sensitivity.settings import SensitivitySettings
from sim.studies.sensitivity.study import study
from sim.studies.settings import quiet
from sim.studies.whole_folder import make_kept_folder, manifest_of

KIND = STUDIES["sensitivity"].kind


def write(
    out: Path,
    asked: tuple[Scenario, Sequence[str], Sequence[Factor], SensitivitySettings],
    formats: Sequence[str],
    *,
    resume: bool = False,
    say: Callable[[str], None] = quiet,
) -> Sensitivity:
    """Run the study that is `asked` (as `study` takes it) with the folder `out` locked, and name it in one step.

    Each batch of histories is kept at once. Raises what `make_kept_folder` raises.
    """
    scenario, outcomes, factors, settings = asked
    found: list[Sensitivity] = []

    def fill(folder: Path, kept: Path) -> None:
        answer = replace(study(*asked, kept=kept / f"batches-{settings.n}"), path=folder)
        found.append(answer)
        (folder / "scenario.yaml").write_text(answer.scenario.to_yaml(), encoding="utf-8")
        for name in TABLES:
            write_frame(answer.table(name), folder / f"{name}.parquet")
        (folder / "summary.json").write_text(json.dumps(answer.about, indent=1) + "\n", encoding="utf-8")
        answer.draw_into(folder, formats)

    varied = [(factor.path, str(factor.distribution)) for factor in factors]
    sizes = (settings.rows, settings.single_rows, settings.most)
    wanted = manifest_of(KIND, scenario, settings.n, settings.seed, study_digest(list(outcomes), varied, sizes))
    path = make_kept_folder(out, wanted, fill, resume=resume, say=say)
    return replace(found[0], path=path)
