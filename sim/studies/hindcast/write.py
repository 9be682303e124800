"""Hindcasts into their folder."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sim.engine.digest import rules_digest
from sim.results import Manifest, versions
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.studies import STUDIES
from sim.studies.hindcast.result import Hindcasts
from sim.studies.settings import quiet
from sim.studies.whole_folder import make_folder

KIND = STUDIES["hindcast"].kind


def write(
    out: Path, make: Callable[[], Hindcasts], formats: Sequence[str], *, say: Callable[[str], None] = quiet
) -> Hindcasts:
    """Run `make` with the folder `out` locked, and put what it found there in one step. Raises as `make_folder`."""
    found: list[Hindcasts] = []

    def fill(folder: Path) -> Manifest:
        result = make()
        found.append(result)
        for name, frame in result.frames().items():
            write_frame(frame, folder / f"{name}.parquet")
        (folder / "summary.json").write_text(
            json.dumps(result.as_json(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8"
        )
        result.draw_into(folder, formats)
        return _manifest(result)

    path = make_folder(out, KIND, fill, say=say)
    return replace(found[0], path=path)


def _manifest(result: Hindcasts) -> Manifest:
    about = result.about
    asked = study_digest(
        about["draws"],
        [one["scenario"] for one in about["hindcasts"]],
        [(row.hindcast, row.question, row.text) for row in result.rows],
    )
    return Manifest(
        name="hindcast", title="Held against the record", seed=about["seed"], replicates=about["n"],
        scenario="", rules=rules_digest(), bands=0, engine="compiled", draws=max(1, about["draws"]), kind=KIND,
        state="whole", study=asked, versions=versions(),
        finished=datetime.now().astimezone().isoformat(timespec="seconds"),
    )  # fmt: skip
