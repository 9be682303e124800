"""A calibration into its folder, stage by stage: what was put down is not computed again."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np

from sim.engine.digest import rules_digest
from sim.results import Manifest, Refused, atomic_write, versions
from sim.results.manifest import study_digest
from sim.results.parquet import write_frame
from sim.scenario.calibrated import FILE
from sim.studies import STUDIES
from sim.studies.calibrate.form import Budget, Calibration
from sim.studies.calibrate.frames import frames_of
from sim.studies.calibrate.result import CalibrationResult
from sim.studies.calibrate.study import Calibrated, Runner, Stages
from sim.studies.whole_folder import make_folder

KIND = STUDIES["calibrate"].kind


def write(
    out: Path, calibration: Calibration, budget: Budget, seed: int, *, file: str, resume: bool, workers: int,
    formats: Sequence[str], say: Callable[[str], None],
) -> CalibrationResult:  # fmt: skip
    """Calibrate with the folder `out` locked, and put the result there in one step. Raises as `make_folder`.

    Stages lie in `.NAME.stages` beside it until the calibration is whole; with `resume` those of the same calibration
    are taken up, and others refused.
    """
    place = out.resolve().with_name(f".{out.name}.stages")
    made: list[CalibrationResult] = []

    def fill(folder: Path) -> Manifest:
        stages = _take_up(place, calibration, budget, seed) if resume else _begin(place, calibration, budget, seed)

        def save(name: str, arrays: dict[str, np.ndarray[Any, Any]]) -> None:
            scratch = place / f"{name}.part.npz"
            np.savez(scratch, **arrays)  # type: ignore[arg-type]
            scratch.replace(place / f"{name}.npz")

        found = Runner(calibration, budget, seed, workers=workers, stages=stages, save=save, say=say).run()
        result = result_of(found, file=file, use=str(out))
        made.append(result)
        _tables(folder, found, result)
        result.draw_into(folder, formats)
        return _manifest(found)

    path = make_folder(out, KIND, fill)
    _clear(place)
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


def _manifest(found: Calibrated) -> Manifest:
    return Manifest(
        name=found.calibration.name, title=found.calibration.title, seed=found.seed, replicates=found.budget.sets,
        scenario="", rules=rules_digest(), bands=0, engine="compiled", kind=KIND, state="whole",
        study=asked(found.calibration, found.budget, found.seed), versions=versions(),
        finished=datetime.now().astimezone().isoformat(timespec="seconds"),
    )  # fmt: skip


def asked(calibration: Calibration, budget: Budget, seed: int) -> str:
    """A digest of what is asked: periods, summaries, rules, budget and seed, but not the time allowed."""
    summaries = [[s.period, s.checked.question.text, s.observed, s.error, s.discrepancy] for s in calibration.summaries]
    periods = {name: period.digest() for name, period in calibration.periods.items()}
    counts = {name: value for name, value in asdict(budget).items() if name != "seconds"}
    return study_digest(periods, summaries, counts, seed, rules_digest())


def _begin(place: Path, calibration: Calibration, budget: Budget, seed: int) -> Stages:
    _clear(place)
    place.mkdir(parents=True)
    atomic_write(place / "asked.txt", asked(calibration, budget, seed).encode())
    return {}


def _take_up(place: Path, calibration: Calibration, budget: Budget, seed: int) -> Stages:
    if not (place / "asked.txt").is_file():
        return _begin(place, calibration, budget, seed)
    if (place / "asked.txt").read_text() != asked(calibration, budget, seed):
        raise Refused(
            f"cannot resume: {place} holds stages of another calibration (file, budget, seed or rules); "
            "run without --resume to begin anew"
        )
    stages: Stages = {}
    for path in sorted(place.glob("*.npz")):
        if not path.name.endswith(".part.npz"):
            with np.load(path, allow_pickle=False) as held:
                stages[path.stem] = {name: held[name] for name in held.files}
    return stages


def _clear(place: Path) -> None:
    shutil.rmtree(place, ignore_errors=True)
