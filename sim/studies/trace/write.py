"""One history in a folder: the events, the figure, the report."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

from sim.results import Manifest
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.studies import STUDIES
from sim.studies.settings import quiet
from sim.studies.trace.about import about
from sim.studies.trace.result import Trace
from sim.studies.whole_folder import make_folder, manifest_of

KIND = STUDIES["trace"].kind


def write(out: Path, told: Trace, formats: Sequence[str] = ("png",), *, say: Callable[[str], None] = quiet) -> Path:
    """Write the folder `out` in one step; the figure has the history told beside it, too. Raises as `make_folder`."""

    def fill(folder: Path) -> Manifest:
        (folder / "scenario.yaml").write_text(told.scenario.to_yaml(), encoding="utf-8")
        if told.beside is not None:
            (folder / "against.yaml").write_text(told.beside.scenario.to_yaml(), encoding="utf-8")
        for name, frame in told.frames().items():
            write_frame(frame, folder / f"{name}.parquet")
        text = json.dumps(about(told), indent=1, ensure_ascii=False)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
        told.draw_into(folder, formats)
        other = "" if told.beside is None else told.beside.scenario.digest()
        return manifest_of(KIND, told.scenario, 1, told.seed, study_digest(told.replicate, other))

    return make_folder(out, KIND, fill, say=say)
