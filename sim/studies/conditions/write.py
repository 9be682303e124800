"""A study of conditions into its folder: tables, pictures and report, put in place in one step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.results import Manifest
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.studies import STUDIES
from sim.studies.conditions.result import Conditions
from sim.studies.conditions.tables import about
from sim.studies.settings import quiet
from sim.studies.whole_folder import make_folder, manifest_of

KIND = STUDIES["conditions"].kind


def write(
    out: Path, make: Callable[[], Conditions], formats: Sequence[str], *, say: Callable[[str], None] = quiet
) -> Conditions:
    """Run `make` with the folder `out` locked, and put what it found there in one step. Raises as `make_folder`."""
    kept: list[Conditions] = []

    def fill(folder: Path) -> Manifest:
        found = replace(make(), path=folder)
        kept.append(found)
        (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
        for name, frame in found.frames().items():
            write_frame(frame, folder / f"{name}.parquet")
        text = json.dumps(about(found), indent=1, ensure_ascii=False, allow_nan=False)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
        found.draw_into(folder, formats)
        asked = study_digest(found.ids, sorted(found.outcomes), found.pairs)
        return manifest_of(KIND, found.scenario, found.n, found.seed, asked)

    path = make_folder(out, KIND, fill, say=say)
    return replace(kept[0], path=path)
