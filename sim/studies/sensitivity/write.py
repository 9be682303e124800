"""A sensitivity study into its folder: its tables, and what it was made from."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.results import Manifest
from sim.results.parquet import write_frame
from sim.studies import STUDIES
from sim.studies.sensitivity.data import TABLES
from sim.studies.sensitivity.result import Sensitivity
from sim.studies.whole_folder import make_folder, manifest_of

KIND = STUDIES["sensitivity"].kind


def write(out: Path, make: Callable[[], Sensitivity], formats: Sequence[str]) -> Sensitivity:
    """Run `make` with the folder `out` locked, and put what it found there in one step; an old study is replaced.

    Raises what `make_folder` raises.
    """
    kept: list[Sensitivity] = []

    def fill(folder: Path) -> Manifest:
        found = replace(make(), path=folder)
        kept.append(found)
        (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
        for name in TABLES:
            write_frame(found.table(name), folder / f"{name}.parquet")
        (folder / "summary.json").write_text(json.dumps(found.about, indent=1) + "\n", encoding="utf-8")
        found.draw_into(folder, formats)
        return manifest_of(KIND, found.scenario, found.about["replicates"], found.about["seed"])

    path = make_folder(out, KIND, fill)
    return replace(kept[0], path=path)
