"""The figures of a calibration: implausibility, prior against posterior, what stays unidentified, and the checks."""

from __future__ import annotations

import datetime

from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.studies.calibrate.data import LEARNT, CalibrationData


def drawings(result: CalibrationData) -> dict[str, Drawing]:
    """The figures by name."""
    about = result.about
    note = f"{about['sets']:,} sets in the first wave, {about['kept']} kept"
    start = datetime.date.fromisoformat(about["start"])
    context = Context(about["title"], "", about["sets"] * about["histories"], about["seed"], start, about["days"], note)
    bins = result.tables["bins"]
    return {
        "implausibility": drawing("implausibility", bins, context=context, cutoff=float(about["cutoff"])),
        "prior_posterior": drawing("prior_posterior", bins, context=context),
        "contraction": drawing("contraction", result.tables["parameters"], context=context, learnt=LEARNT),
        "predictive_checks": drawing("predictive_checks", result.tables["checks"], context=context),
    }
