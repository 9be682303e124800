"""The figures of a calibration: prior against posterior, and the posterior-predictive checks."""

from __future__ import annotations

import datetime

from sim.plots import Context
from sim.plots.drawing import Drawing, drawing
from sim.studies.calibrate.data import CalibrationData


def drawings(result: CalibrationData) -> dict[str, Drawing]:
    """Both figures by name."""
    about = result.about
    note = f"{about['kept']} sets kept"
    start = datetime.date.fromisoformat(about["start"])
    context = Context(about["title"], "", about["sets"], about["seed"], start, about["days"], note)
    return {
        "prior_posterior": drawing("prior_posterior", result.tables["bins"], context=context),
        "predictive_checks": drawing("predictive_checks", result.tables["checks"], context=context),
    }
