"""A study of what would have been into its folder: tables, pictures and report, put in place in one step."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from sim.results import Manifest
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.scenario import Scenario
from sim.studies import STUDIES
from sim.studies.settings import quiet
from sim.studies.study_result import StudyResult
from sim.studies.whole_folder import make_folder, manifest_of

KIND = STUDIES["whatif"].kind


def write(
    out: Path,
    make: Callable[[], tuple[StudyResult, dict[str, Any]]],
    scenarios: dict[str, Scenario],
    formats: tuple[str, ...],
    *,
    say: Callable[[str], None] = quiet,
) -> tuple[Path, Any]:
    """Run `make` with the folder `out` locked; it gives the result and what `summary.json` says of it.

    `scenarios` are written under their names. Raises as `make_folder`.
    """
    kept: list[StudyResult] = []

    def fill(folder: Path) -> Manifest:
        found, about = make()
        kept.append(found)
        for name, scenario in scenarios.items():
            (folder / f"{name}.yaml").write_text(scenario.to_yaml(), encoding="utf-8")
        for name, frame in found.frames().items():
            write_frame(frame, folder / f"{name}.parquet")
        text = json.dumps(about, indent=1, ensure_ascii=False, allow_nan=False)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
        found.draw_into(folder, formats)
        asked = study_digest(
            {name: about.get(name) for name in ("replicate", "otherwise", "save", "for_days", "futures")}
        )
        return manifest_of(KIND, scenarios["scenario"], about.get("n", 1), about["seed"], asked)

    return make_folder(out, KIND, fill, say=say), kept[0]
