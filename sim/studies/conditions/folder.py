"""A study of conditions in a results folder: its tables, pictures and report, put in place in one step."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sim.results import Manifest, atomic_write
from sim.studies.conditions.figures import figures
from sim.studies.conditions.page import conditions_page
from sim.studies.conditions.tables import about, contributions, interactions
from sim.studies.whole_folder import make_folder, manifest_of

if TYPE_CHECKING:
    from sim.studies.conditions.study import Conditions

KIND = "moratorium conditions"
DPI = 110


def keep(out: Path, make: Callable[[], Conditions], formats: Sequence[str] = ("png",)) -> tuple[Path, Conditions]:
    """Run `make` with the folder `out` locked, and put what it found there in one step. Raises as `make_folder`."""
    found: list[Conditions] = []

    def fill(folder: Path) -> Manifest:
        found.append(make())
        write(folder, found[0], formats)
        return manifest_of(KIND, found[0].scenario, found[0].settings.n, found[0].settings.seed)

    return make_folder(out, KIND, fill), found[0]


def write(folder: Path, found: Conditions, formats: Sequence[str]) -> None:
    """Write tables, summary, pictures and report into an empty folder."""
    from sim.plots import render
    from sim.report.render import render as render_page
    from sim.results.parquet import write_frame

    (folder / "scenario.yaml").write_text(found.scenario.to_yaml(), encoding="utf-8")
    write_frame(contributions(found), folder / "contributions.parquet")
    write_frame(interactions(found), folder / "interactions.parquet")
    text = json.dumps(about(found), indent=1, ensure_ascii=False, allow_nan=False)
    (folder / "summary.json").write_text(text + "\n", encoding="utf-8")
    plots = folder / "plots"
    plots.mkdir()
    pictures = {}
    for name, figure in figures(found).items():
        for ending in dict.fromkeys([*formats, "png"]):
            drawn = render(figure, ending, dpi=DPI)
            if ending in formats:
                atomic_write(plots / f"{name}.{ending}", drawn)
            if ending == "png":
                pictures[name] = drawn
    atomic_write(folder / "report.html", render_page(conditions_page(found, pictures)).encode())
