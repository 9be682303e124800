"""A comparison into its folder: tables, pictures and report, written beside its place and named in one step."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import polars as pl

from sim.results import Manifest
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.results.workbook import write_workbook
from sim.studies import STUDIES
from sim.studies.compare.arm import Arm
from sim.studies.compare.asking import all_questions
from sim.studies.compare.data import ComparisonData
from sim.studies.run.result import Result
from sim.studies.settings import Settings
from sim.studies.whole_folder import make_folder, make_kept_folder, manifest_of

if TYPE_CHECKING:
    from sim.scenario import Scenario

KIND = STUDIES["compare"].kind

Made = TypeVar("Made", bound=ComparisonData)

ROWS = ("rows/runs.parquet", "rows/spells.parquet")
"""The arms' own rows, `scenario` in front: what figures are drawn again from."""


def write(comparison: ComparisonData, target: Path, draw: Callable[[Path], object]) -> Path:
    """Write the folder; `draw(folder)` adds pictures and report before it gets its name.

    Tables go to Parquet, and with `csv` in the comparison's settings to CSV as well. Raises `Refused` for a folder that
    is not ours and `Stopped` for a full disk or another writer.
    """

    def fill(folder: Path) -> Manifest:
        _fill(comparison, folder, target.name)
        draw(folder)
        manifest = manifest_of(KIND, comparison.reference.scenario, 0, comparison.settings.seed, _asked(comparison))
        return _finished(manifest, comparison, target)

    return make_folder(target, KIND, fill, say=comparison.settings.say)


def write_kept(
    opened: Sequence[Result | Scenario],
    compare: Callable[[Settings], Made],
    draw: Callable[[Made, Path, Sequence[str]], object],
    settings: Settings,
    resume: bool,
) -> Made:
    """Let `compare` run with `settings.out` locked, what it has being kept, `draw`, and name the folder in one step.

    `opened` are the sources, read. Raises as `make_kept_folder`.
    """
    assert settings.out is not None
    target, found = settings.out, []
    scenarios = [one.scenario if isinstance(one, Result) else one for one in opened]
    said = [(one.name, one.text) for one in all_questions(opened, settings.questions)]
    asked = study_digest([one.digest() for one in scenarios], settings.draws, *([said] if said else []))
    wanted = manifest_of(KIND, scenarios[0], settings.n, settings.seed, asked)

    def fill(folder: Path, kept: Path) -> None:
        comparison = compare(replace(settings, out=None, kept=kept))
        found.append(comparison)
        _fill(comparison, folder, target.name)
        draw(comparison, folder, settings.formats)
        _finished(wanted, comparison, target)

    path = make_kept_folder(target, wanted, fill, resume=resume, say=settings.say)
    return replace(found[0], path=path, settings=replace(settings, out=None))


def _asked(comparison: ComparisonData) -> str:
    return study_digest([arm.scenario.digest() for arm in comparison.arms], comparison.settings.draws)


def _finished(manifest: Manifest, comparison: ComparisonData, target: Path) -> Manifest:
    """The manifest with what is known once the histories are there."""
    whole = next((arm.result for arm in comparison.arms if arm.result), None)
    manifest.replicates, manifest.seed = (whole.n, whole.seed) if whole else (0, manifest.seed)
    manifest.name, manifest.engine = target.resolve().name, comparison.settings.engine
    return manifest


def summary(comparison: ComparisonData) -> dict[str, Any]:
    """The comparison as plain values for JSON: arms, levels, differences, times, moves and typical histories."""
    frames = comparison.tables()
    return {
        "reference": comparison.reference.name,
        "paired": comparison.paired,
        "unpaired": comparison.unpaired,
        "cautions": comparison.cautions,
        "notes": comparison.notes,
        "scenarios": [_about(arm) for arm in comparison.arms],
        **{name: _records(frames[name].to_dicts()) for name in ("levels", "differences", "times", "moves")},
        **({} if comparison.questions is None else {"questions": _said(comparison.questions)}),
        "typical": {
            name: {"replicate": one.replicate, "before": one.before, "after": one.after, "share": one.share}
            for name, one in comparison.typical.items()
        },
    }


def _fill(comparison: ComparisonData, folder: Path, name: str) -> None:
    for table, frame in comparison.tables().items():
        write_frame(frame, folder / f"{table}.parquet")
        if comparison.settings.csv:
            frame.write_csv(folder / f"{table}.csv")
    if comparison.settings.xlsx:
        write_workbook(folder / "tables.xlsx", comparison.tables())
    whole = [(arm.name, arm.result) for arm in comparison.arms if arm.result]
    for file in ROWS if whole and comparison.rows_kept else ():
        table, place = Path(file).stem, folder / file
        place.parent.mkdir(exist_ok=True)
        rows = [getattr(result, table).select(pl.lit(arm).alias("scenario"), pl.all()) for arm, result in whole]
        write_frame(pl.concat(rows), place)
    (folder / "scenarios").mkdir()
    for arm in comparison.arms:
        (folder / comparison.file_of(arm)).write_text(arm.scenario.to_yaml(), encoding="utf-8")
    about = json.dumps({"name": name, **summary(comparison)}, indent=1, allow_nan=False, ensure_ascii=False)
    (folder / "summary.json").write_text(about + "\n", encoding="utf-8")


def _about(arm: Arm) -> dict[str, Any]:
    result = arm.result
    return {
        "name": arm.name,
        "title": arm.scenario.title,
        "question": arm.scenario.question,
        "digest": arm.scenario.digest(),
        "rules": arm.rules,
        "n": result.n if result else 0,
        "seed": result.seed if result else None,
        "draws": result.draws if result else 1,
        "clips": int(result.runs["clips"].sum()) if result else 0,
        "failure": arm.failure or None,
        "read_from": str(arm.folder) if arm.folder else None,
        "typed": arm.source,
        "raised": arm.raised,
    }


def _said(questions: pl.DataFrame) -> list[dict[str, Any]]:
    """The answers for JSON: an infinite day is the word `never`, as in the summary of a run."""
    return [{key: "never" if v == math.inf else v for key, v in row.items()} for row in questions.to_dicts()]


def _records(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows without what JSON cannot hold: no number becomes null."""
    return [
        {key: None if isinstance(v, float) and not math.isfinite(v) else v for key, v in row.items()} for row in rows
    ]
