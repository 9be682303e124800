"""`sim.calibrate`: the sets of parameters that the record does not rule out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sim.record import read_record
from sim.studies.calibrate.form import Budget
from sim.studies.calibrate.reading import SHIPPED, read_calibration, shipped_calibration
from sim.studies.calibrate.result import CalibrationResult
from sim.studies.calibrate.settings import CalibrationSettings
from sim.studies.calibrate.study import Runner
from sim.studies.calibrate.write import result_of, write
from sim.studies.keywords import named_settings
from sim.studies.settings import quiet


@named_settings
def calibrate(
    file: str | Path | None = None,
    sets: int = Budget.sets,
    seed: int = 1,
    *,
    histories: int = Budget.histories,
    waves: int = Budget.waves,
    particles: int = Budget.particles,
    generations: int = Budget.generations,
    most: int = Budget.most,
    seconds: float = Budget.seconds,
    record: str | Path | None = None,
    out: str | Path | None = None,
    resume: bool = False,
    formats: Sequence[str] = ("png",),
    workers: int = 0,
    say: Callable[[str], None] = quiet,
) -> CalibrationResult:
    """Find the sets of parameters that the record does not rule out, and narrow them by sequential Monte Carlo.

    `file` is a calibration (the shipped one without). `sets` of parameters a wave with `histories` each, `waves` of
    history matching, then `particles` in `generations`; the `most` parameters that move the summaries most are
    calibrated, the others stay at their prior. After `seconds` nothing new is begun. With `out` the folder is written,
    which a scenario uses by `uncertain: FOLDER`; `resume` takes up stages of the same calibration. Raises
    `ScenarioError` for a file that is wrong, `RecordError` for a record, `Refused` for a folder that is not ours.
    """
    place = Path(file) if file is not None and str(file) != SHIPPED else shipped_calibration()
    calibration = read_calibration(place, read_record(Path(record) if record is not None else None))
    budget = Budget(sets, histories, waves, particles, generations, most, Budget.cutoff, seconds, Budget.kept)
    settings = CalibrationSettings(budget, seed, workers, resume, formats, say)
    named = str(file or SHIPPED)
    if out is not None:
        return write(Path(out), calibration, settings, named)
    return result_of(Runner(calibration, settings).run(), file=named, use="FOLDER")
