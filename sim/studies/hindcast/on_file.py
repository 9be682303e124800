"""Scores of a forecast that was put on file earlier, against what the record holds now."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from sim.outcomes import scores
from sim.outcomes.scores import Observed
from sim.record import Record, RecordError
from sim.results import Refused
from sim.studies.hindcast.forecast import Forecast
from sim.studies.hindcast.forecasts import read
from sim.studies.hindcast.scoring import Scored, scored


def score_on_file(path: Path, record: Record) -> list[Scored]:
    """The questions of a forecast file; nothing is run. Raises Refused for a file that is none, or was changed."""
    about = read(path)
    try:
        return [_one(about["hindcast"], name, one, record) for name, one in about["questions"].items()]
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refused(f"{path} is not a forecast file of this version") from None


def _one(hindcast: str, name: str, one: dict[str, Any], record: Record) -> Scored:
    said = {who: _forecast(told) for who, told in one["said"].items()}
    about = (hindcast, name, one["text"], one["kind"], one["month"])
    return scored(about, said, _seen(one, record), one["row"], whole=bool(one["whole"]))


def _seen(one: dict[str, Any], record: Record) -> tuple[Observed | None, str]:
    """What came, if the record has it by now."""
    if one["row"] is None:
        return None, ""
    try:
        row = record.row(one["row"])
    except RecordError:
        return None, ""
    low, high = (row.value if end is None else end for end in (row.low, row.high))
    whole = bool(one["whole"]) or one["kind"] == "share"
    return scores.between(row.value, low, high, whole=whole), row.source


def _forecast(told: dict[str, Any]) -> Forecast:
    if "p" in told:
        return Forecast(p=float(told["p"]), n=told["n"])
    if "point" in told:
        return Forecast(sample=np.array([float(told["point"])]), point=True)
    return Forecast(sample=np.array(told["quantiles"], dtype=np.float64))
