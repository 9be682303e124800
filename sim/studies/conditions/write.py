"""A study of conditions into its folder: tables, pictures and report, put in place in one step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.outcomes.headlines import Headline
from sim.outcomes.table import PREFIX
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.scenario import Scenario
from sim.studies import STUDIES
from sim.studies.conditions.result import Conditions
from sim.studies.conditions.settings import ConditionsSettings
from sim.studies.conditions.study import study
from sim.studies.conditions.tables import about
from sim.studies.settings import quiet
from sim.studies.whole_folder import make_kept_folder, manifest_of

KIND = STUDIES["conditions"].kind


def write(
    out: Path,
    asked: tuple[Scenario, Sequence[Headline], Sequence[str], ConditionsSettings],
    formats: Sequence[str],
    *,
    resume: bool = False,
    say: Callable[[str], None] = quiet,
) -> Conditions:
    """Run the study that is `asked` (as `study` takes it) with the folder `out` locked, and name it in one step.

    Each piece of work is kept at once. Raises what `make_kept_folder` raises.
    """
    scenario, outcomes, ids, settings = asked
    made: list[Conditions] = []

    def fill(folder: Path, kept: Path) -> None:
        found = replace(study(*asked, kept=kept / f"designs-{settings.n}"), path=folder)
        made.append(found)
        (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
        for name, frame in found.frames().items():
            write_frame(frame, folder / f"{name}.parquet")
        text = json.dumps(about(found), indent=1, ensure_ascii=False, allow_nan=False)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
        found.draw_into(folder, formats)

    names = [outcome.name for outcome in outcomes]
    texts = [one.text for one in scenario.questions if f"{PREFIX}{one.name}" in names]
    digest = study_digest(list(ids), names, texts, settings.pairs)
    wanted = manifest_of(KIND, scenario, settings.n, settings.seed, digest)
    path = make_kept_folder(out, wanted, fill, resume=resume, say=say)
    return replace(made[0], path=path)
