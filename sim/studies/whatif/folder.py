"""One history with one thing otherwise in a results folder: both tellings, the outcomes, the picture."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from sim.plots.drawing import draw_into
from sim.results import Manifest
from sim.studies.trace.figures import NAME, timelines
from sim.studies.whatif.machines import about
from sim.studies.whatif.single import WhatIf
from sim.studies.whatif.words import HEADS, words
from sim.studies.whole_folder import make_folder, manifest_of

KIND = "moratorium whatif"


def keep(out: Path, found: WhatIf, formats: Sequence[str] = ("png",)) -> Path:
    """Write the folder `out` in one step. Raises as `make_folder`."""

    def fill(folder: Path) -> Manifest:
        (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
        (folder / "otherwise.yaml").write_text(found.changed.to_yaml(), encoding="utf-8")
        (folder / "told.txt").write_text(words(found) + "\n", encoding="utf-8")
        text = json.dumps(about(found), indent=1, ensure_ascii=False, allow_nan=False)
        (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
        histories = dict(zip(HEADS, (found.before, found.after), strict=True))
        made = timelines(found.scenario, histories, found.replicate, found.seed, found.parted)
        draw_into(folder, {NAME: made}, formats)
        return manifest_of(KIND, found.scenario, 1, found.seed)

    return make_folder(out, KIND, fill)
