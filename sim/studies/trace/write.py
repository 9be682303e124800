"""One history in a folder: the telling, the figure, the report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sim.plots.drawing import draw_into
from sim.results import Manifest
from sim.studies.trace.about import about
from sim.studies.trace.figures import NAME, timelines
from sim.studies.trace.parting import parted
from sim.studies.trace.result import Trace
from sim.studies.whole_folder import make_folder, manifest_of

KIND = "moratorium trace"


def write(out: Path, told: Trace, beside: Trace | None, formats: Sequence[str] = ("png",)) -> Path:
    """Write the folder `out` in one step; with `beside` the figure has both. Raises as `make_folder`."""

    def fill(folder: Path) -> Manifest:
        (folder / "scenario.yaml").write_text(told.scenario.to_yaml(), encoding="utf-8")
        (folder / "told.txt").write_text(f"{told!r}\n", encoding="utf-8")
        text = json.dumps(about(told), indent=1, ensure_ascii=False)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
        told.report(folder / "report.html")
        histories, since = {told.scenario.name: told.history}, None
        if beside is not None:
            histories[beside.scenario.name] = beside.history
            since = parted(told.history, beside.history)
        made = timelines(told.scenario, histories, told.replicate, told.seed, since)
        draw_into(folder, {NAME: made}, formats)
        return manifest_of(KIND, told.scenario, 1, told.seed)

    return make_folder(out, KIND, fill)
