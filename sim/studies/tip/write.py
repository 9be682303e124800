"""A tipping point into its folder: the answer in `tip.json`, the values tried in `points.parquet`."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from sim.results import Manifest
from sim.results.parquet import write_frame
from sim.studies import STUDIES
from sim.studies.tip.result import Tip
from sim.studies.tip.words import about
from sim.studies.whole_folder import make_folder, manifest_of

KIND = STUDIES["tip"].kind


def write(out: Path, make: Callable[[], Tip], formats: Sequence[str]) -> Tip:
    """Run `make` with the folder `out` locked, and put what it found there in one step. Raises as `make_folder`."""
    kept: list[Tip] = []

    def fill(folder: Path) -> Manifest:
        answer = replace(make(), path=folder)
        kept.append(answer)
        question = answer.question
        (folder / "scenario.yaml").write_text(question.scenario.to_yaml(), encoding="utf-8")
        if question.against is not None:
            (folder / "against.yaml").write_text(question.against.to_yaml(), encoding="utf-8")
        write_frame(answer.points, folder / "points.parquet")
        (folder / "tip.json").write_text(json.dumps(about(answer), indent=1) + "\n", encoding="utf-8")
        answer.draw_into(folder, formats)
        return manifest_of(KIND, question.scenario, answer.n, answer.seed)

    path = make_folder(out, KIND, fill)
    return replace(kept[0], path=path)
