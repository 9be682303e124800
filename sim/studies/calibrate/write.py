"""A calibration into its folder, stage by stage: what was put down is not computed again."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path

from sim.engine.digest import rules_digest
from sim.results import Manifest, versions
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.scenario.calibrated import FILE
from sim.studies import STUDIES
from sim.studies.calibrate.form import Budget, Calibration
from sim.studies.calibrate.frames import frames_of
from sim.studies.calibrate.result import CalibrationResult
from sim.studies.calibrate.settings import CalibrationSettings
from sim.studies.calibrate.stages import KeptStages
from sim.studies.calibrate.study import Calibrated, Runner
from sim.studies.whole_folder import make_kept_folder

KIND = STUDIES["calibrate"].kind


def write(out: Path, calibration: Calibration, settings: CalibrationSettings, file: str) -> CalibrationResult:
    """Calibrate with the folder `out` locked, and put the result there in one step. Raises as `make_kept_folder`.

    `file` is what was typed for the calibration. Each stage is kept at once; where it is to go on, those of the same
    calibration are taken up, and others refused.
    """
    made: list[CalibrationResult] = []

    def fill(folder: Path, kept: Path) -> None:
        stages = KeptStages(kept / "stages", settings.budget)
        found = Runner(calibration, settings, stages=stages.found(), save=stages.save).run()
        result = result_of(found, file=file, use=str(out))
        made.append(result)
        _tables(folder, found, result)
        result.draw_into(folder, settings.formats)

    manifest = _manifest(calibration, settings.budget, settings.seed)
    path = make_kept_folder(out, manifest, fill, resume=settings.resume, say=settings.say)
    return replace(made[0], path=path)


def result_of(found: Calibrated, *, file: str, use: str) -> CalibrationResult:
    """What was found, with its tables."""
    periods = found.calibration.periods.values()
    start = min(period.start for period in periods)
    about = {
        "name": found.calibration.name, "title": found.calibration.title, "file": file, "use": use,
        "as_of": found.calibration.as_of.isoformat(), "seed": found.seed, "start": start.isoformat(),
        "days": max(period.horizon_days for period in periods), "parameters": found.paths, "rules": rules_digest(),
        **{name: value for name, value in asdict(found.budget).items() if name != "seconds"},
    }  # fmt: skip
    return CalibrationResult(about, frames_of(found), notes=list(found.notes))


def _tables(folder: Path, found: Calibrated, result: CalibrationResult) -> None:
    for name, frame in result.frames().items():
        write_frame(frame, folder / f"{name}.parquet")
    sets = found.sets()
    told = {path: [one[path] for one in sets] for path in found.paths}
    (folder / FILE).write_text(json.dumps({"parameters": told}, indent=1) + "\n", encoding="utf-8")
    about = {**result.about, "notes": result.notes}
    (folder / "summary.json").write_text(json.dumps(about, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _manifest(calibration: Calibration, budget: Budget, seed: int) -> Manifest:
    return Manifest(
        name=calibration.name, title=calibration.title, seed=seed, replicates=budget.sets,
        scenario="", rules=rules_digest(), bands=0, engine="compiled", kind=KIND, state="whole",
        study=asked(calibration, budget, seed), versions=versions(),
        finished=datetime.now().astimezone().isoformat(timespec="seconds"),
    )  # fmt: skip


def asked(calibration: Calibration, budget: Budget, seed: int) -> str:
    """A digest of what is asked: periods, summaries, rules, budget and seed, but not the time allowed."""
    summaries = [[s.period, s.checked.question.text, s.observed, s.error, s.discrepancy] for s in calibration.summaries]
    periods = {name: period.digest() for name, period in calibration.periods.items()}
    counts = {name: value for name, value in asdict(budget).items() if name != "seconds"}
    return study_digest(periods, summaries, counts, seed, rules_digest())
